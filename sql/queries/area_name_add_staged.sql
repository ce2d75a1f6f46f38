-- Stores the names that the file's publisher gives to areas, where they are new.
insert into area_name (area_id, name, role, import_id)
select distinct
    area.area_id,
    staged_area.area_name,
    'figures',
    %(import_id)s::bigint
from staged_area
inner join area on area.code = staged_area.code
where staged_area.area_name <> ''
    and not exists (
        select from area_name
        where area_name.area_id = area.area_id
            and area_name.name = staged_area.area_name
            and not exists (
                select from withdrawal
                where withdrawal.import_id = area_name.import_id
            )
    )
