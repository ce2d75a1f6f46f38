-- Stores the areas of a file of areas that are new.
insert into area (code, import_id)
select distinct
    staged.code,
    %(import_id)s::bigint
from staged_row as staged
order by staged.code
on conflict (code) do nothing
