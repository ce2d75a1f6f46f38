-- Stores the series of the file that are new.
insert into series (code, import_id)
select
    staged_series.code,
    %(import_id)s
from staged_series
order by staged_series.code
on conflict (code) do nothing
