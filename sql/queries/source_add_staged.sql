-- Stores the sources of the file that are new.
insert into source (licence_id, url)
select distinct
    licence.licence_id,
    staged_release.url
from staged_release
inner join licence on licence.name = staged_release.licence
on conflict (licence_id, md5(url)) do nothing
