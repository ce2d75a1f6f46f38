-- The areas of the file with their ids: as a table, which parallel workers can read.
create unlogged table staged_place as
select
    area.area_id::integer as area_id,
    staged_area.area,
    staged_area.area_name
from staged_area
inner join area on area.code = staged_area.code
