-- The answer of one check as it was given, and what it would say now, where that is otherwise.
select
    saved_check.document,
    (
        select check_revision.now
        from check_revision
        where check_revision.number = saved_check.number
        order by check_revision.check_revision_id desc
        limit 1
    ) as now
from saved_check
where saved_check.saved_check_id = %(id)s
