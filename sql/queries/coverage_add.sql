-- Notes of which areas, and from when to when, the vintages after the one numbered are.
insert into coverage (series_id, area_id, import_id, period_start, period_end)
select
    series_id,
    area_id,
    %(import_id)s,
    min(period_start),
    max(period_end)
from vintage
where vintage_id > %(last_vintage_id)s
group by series_id, area_id
