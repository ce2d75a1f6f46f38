-- The areas that bear each name: a code, else any name or alias, whatever its case.
with asked as (
    select unnest(%(names)s::text[]) as name
),

bearer as (
    select
        asked.name,
        area.area_id
    from asked
    inner join area on area.code = asked.name
    where area.import_id <= %(snapshot)s
    union
    select
        asked.name,
        area_name.area_id
    from asked
    inner join area_name on lower(area_name.name) = lower(asked.name)
    where area_name.import_id <= %(snapshot)s
        and not exists (
            select from withdrawal
            where withdrawal.import_id = area_name.import_id
                and withdrawal.withdrawal_id <= %(snapshot)s
        )
)

select
    bearer.name as asked,
    area.code,
    (
        select called.name
        from area_name as called
        left join withdrawal
            on withdrawal.import_id = called.import_id
            and withdrawal.withdrawal_id <= %(snapshot)s
        where called.area_id = area.area_id
            and called.import_id <= %(snapshot)s
        order by
            withdrawal.import_id is not null,
            array_position(array['list', 'figures', 'alias'], called.role),
            case when called.role = 'list' then -called.import_id else called.import_id end,
            called.name
        limit 1
    ) as name,
    array(
        select distinct member.code
        from area_member
        inner join area as member on member.area_id = area_member.member_id
        where area_member.group_id = area.area_id
            and area_member.import_id <= %(snapshot)s
            and not exists (
                select from withdrawal
                where withdrawal.import_id = area_member.import_id
                    and withdrawal.withdrawal_id <= %(snapshot)s
            )
        order by member.code
    ) as members,
    array(
        select distinct whole.code
        from area_member
        inner join area as whole on whole.area_id = area_member.group_id
        where area_member.member_id = area.area_id
            and area_member.import_id <= %(snapshot)s
            and not exists (
                select from withdrawal
                where withdrawal.import_id = area_member.import_id
                    and withdrawal.withdrawal_id <= %(snapshot)s
            )
        order by whole.code
    ) as groups
from bearer
inner join area on area.area_id = bearer.area_id
order by bearer.name, area.code <> bearer.name, area.code
