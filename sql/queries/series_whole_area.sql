-- What each of some series is for as a whole: its only area, else the largest group of areas of one
-- scheme with figures for every member.
with covered as (
    select distinct
        series.code as series,
        coverage.area_id,
        area.code as area
    from series
    inner join coverage on coverage.series_id = series.series_id
    inner join area on area.area_id = coverage.area_id
    where series.code = any(%(codes)s)
        and coverage.import_id <= %(snapshot)s
),

alone as (
    select
        covered.series,
        min(covered.area) as area,
        1 as size
    from covered
    group by covered.series
    having count(*) = 1
),

whole as (
    select
        covered.series,
        area.code as area,
        count(distinct covered.area_id) as size
    from covered
    inner join area_member on area_member.member_id = covered.area_id
    inner join area on area.area_id = area_member.group_id
    where area_member.import_id <= %(snapshot)s
        and split_part(area.code, ':', 1) = split_part(covered.area, ':', 1)
    group by covered.series, area.code, area.area_id
    having count(distinct covered.area_id) = (
        select count(distinct every.member_id)
        from area_member as every
        where every.group_id = area.area_id
            and every.import_id <= %(snapshot)s
    )
)

select distinct on (found.series)
    found.series,
    found.area
from (
    select
        alone.series,
        alone.area,
        alone.size
    from alone
    union all
    select
        whole.series,
        whole.area,
        whole.size
    from whole
) as found
order by found.series, found.size desc, found.area
