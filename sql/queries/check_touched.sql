-- The checks that rest on a series and area of which an import brought vintages, after a number; with
-- the answer as it was given, and the verdict last told of each.
with touched as (
    select distinct check_use.number
    from coverage
    inner join check_use
        on check_use.series_id = coverage.series_id
        and check_use.area_id = coverage.area_id
    where coverage.import_id = %(import_id)s
        and check_use.number > %(after)s
    order by check_use.number
    limit %(limit)s
)

select
    touched.number,
    saved_check.saved_check_id,
    saved_check.document,
    (
        select check_revision.verdict
        from check_revision
        where check_revision.number = touched.number
        order by check_revision.check_revision_id desc
        limit 1
    ) as revised
from touched
inner join saved_check on saved_check.number = touched.number
order by touched.number
