-- Stores which areas are members of which groups, where that is not in force already.
insert into area_member (group_id, member_id, import_id)
select distinct
    whole.area_id as group_id,
    member.area_id as member_id,
    %(import_id)s::bigint
from staged_row as staged
inner join area as member on member.code = staged.code
inner join area as whole on whole.code = staged.group
where not exists (
    select from area_member
    where area_member.group_id = whole.area_id
        and area_member.member_id = member.area_id
        and not exists (
            select from withdrawal
            where withdrawal.import_id = area_member.import_id
        )
)
