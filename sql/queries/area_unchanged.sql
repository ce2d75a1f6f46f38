-- How many rows of a file of areas say nothing that is not in force already.
with in_force as (
    select import.import_id
    from import
    left join withdrawal on withdrawal.import_id = import.import_id
    where withdrawal.import_id is null
)

select count(*) as unchanged
from staged_row as staged
inner join area on area.code = staged.code
where (
    staged.name = '' or exists (
        select from area_name
        inner join in_force on in_force.import_id = area_name.import_id
        where area_name.area_id = area.area_id
            and area_name.name = staged.name
            and area_name.role = 'list'
    )
)
and (
    staged.alias = '' or exists (
        select from area_name
        inner join in_force on in_force.import_id = area_name.import_id
        where area_name.area_id = area.area_id
            and area_name.name = staged.alias
            and area_name.role = 'alias'
    )
)
and (
    staged.group = '' or exists (
        select from area_member
        inner join in_force on in_force.import_id = area_member.import_id
        inner join area as whole on whole.area_id = area_member.group_id
        where area_member.member_id = area.area_id
            and whole.code = staged.group
    )
)
