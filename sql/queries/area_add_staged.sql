-- Stores the areas of the file that are new.
insert into area (code, import_id)
select
    staged_area.code,
    %(import_id)s
from staged_area
where staged_area.code is not null
    and not staged_area.known
group by staged_area.code
order by staged_area.code
on conflict (code) do nothing
