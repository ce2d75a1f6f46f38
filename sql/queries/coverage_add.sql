-- Notes of which areas, and from when to when, an import holds figures of each series.
insert into coverage (series_id, area_id, import_id, period_start, period_end)
select
    series_id,
    area_id,
    %(import_id)s,
    period_start,
    period_end
from staged_coverage
