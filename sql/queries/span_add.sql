-- Notes from when to when an import holds figures of each series, and until when they were published.
insert into series_span (series_id, import_id, period_start, period_end, published_on)
select
    staged_coverage.series_id,
    %(import_id)s,
    min(staged_coverage.period_start) as period_start,
    max(staged_coverage.period_end) as period_end,
    max(staged_coverage.published_on) as published_on
from staged_coverage
group by staged_coverage.series_id
