-- Stores the licences of the file that are new.
insert into licence (name)
select distinct staged_release.licence
from staged_release
on conflict (name) do nothing
