-- The breaks of some series that are known at a snapshot.
select
    series.code as series,
    area.code as area,
    series_break.period_start,
    series_break.period_end,
    series_break.text
from series_break
inner join series on series.series_id = series_break.series_id
inner join area on area.area_id = series_break.area_id
where series.code = any(%(codes)s)
    and series_break.import_id <= %(snapshot)s
    and not exists (
        select from withdrawal
        where withdrawal.import_id = series_break.import_id
            and withdrawal.withdrawal_id <= %(snapshot)s
    )
order by series.code, area.code, series_break.period_start
