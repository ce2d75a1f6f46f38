-- The only area of those series that have figures for one area alone.
select
    series.code,
    min(area.code) as area
from series
inner join coverage on coverage.series_id = series.series_id
inner join area on area.area_id = coverage.area_id
where series.code = any(%(codes)s)
    and coverage.import_id <= %(snapshot)s
group by series.code
having count(distinct coverage.area_id) = 1
