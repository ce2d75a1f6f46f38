-- From when to when, for each series and area, the vintages after the one numbered are, and until when they
-- were published: a table of its own, since only such is made in parallel.
create unlogged table staged_coverage as
select
    series_id,
    area_id,
    min(period_start) as period_start,
    max(period_end) as period_end,
    max(published_on) as published_on
from vintage
where vintage_id > %(last_vintage_id)s
group by series_id, area_id
