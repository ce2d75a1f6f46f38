-- Stores the names and aliases of a file of areas that are not in force already.
insert into area_name (area_id, name, role, import_id)
select distinct
    area.area_id,
    told.name,
    told.role,
    %(import_id)s::bigint
from staged_row as staged
inner join area on area.code = staged.code
cross join lateral (
    values (staged.name, 'list'), (staged.alias, 'alias')
) as told (name, role)
where told.name <> ''
    and not exists (
        select from area_name
        where area_name.area_id = area.area_id
            and area_name.name = told.name
            and area_name.role = told.role
            and not exists (
                select from withdrawal
                where withdrawal.import_id = area_name.import_id
            )
    )
