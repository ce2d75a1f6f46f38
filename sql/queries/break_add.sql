-- Stores the breaks of a file that are not in force already; the last of several for one period.
insert into series_break (series_id, area_id, import_id, period_start, period_end, text)
select distinct on (series.series_id, staged_area.area_id, period.period_start, period.period_end)
    series.series_id,
    staged_area.area_id,
    %(import_id)s,
    period.period_start,
    period.period_end,
    staged.text
from staged_row as staged
inner join series on series.code = staged.series
inner join staged_area on staged_area.area = staged.area
inner join staged_period as period on period.period = staged.period
where not exists (
    select from series_break
    where series_break.series_id = series.series_id
        and series_break.area_id = staged_area.area_id
        and series_break.period_start = period.period_start
        and series_break.period_end = period.period_end
        and series_break.text = staged.text
        and not exists (
            select from withdrawal
            where withdrawal.import_id = series_break.import_id
        )
)
order by
    series.series_id, staged_area.area_id, period.period_start, period.period_end,
    staged.ctid desc
