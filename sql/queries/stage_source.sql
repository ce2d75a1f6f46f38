-- The releases of the file with the ids of their sources: as a table, which parallel workers can read.
create unlogged table staged_source as
select
    source.source_id::integer as source_id,
    staged_day.day,
    nature_class(staged_release.nature) as nature_class,
    staged_release.*
from staged_release
inner join staged_day on staged_day.published_on = staged_release.published_on
inner join licence on licence.name = staged_release.licence
inner join source
    on source.licence_id = licence.licence_id
    and source.url = staged_release.url
