-- Stores the publishers of the file that are new.
insert into publisher (code, import_id)
select distinct
    staged_series.publisher_code,
    %(import_id)s::bigint
from staged_series
on conflict (code) do nothing
