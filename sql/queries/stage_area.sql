-- Each area of the file, with the code that it has or gets; no code where it cannot be told.
create unlogged table staged_area as
select
    staged.area,
    staged.area_name,
    count(area.area_id) > 0 or count(distinct named.code) = 1 as known,
    coalesce(
        min(area.code),
        case when staged.area like '%%:%%' then staged.area end,
        case when count(distinct named.code) = 1 then min(named.code) end
    ) as code,
    count(distinct named.code) as namesakes
from (
    select
        area,
        area_name
    from staged_row
    group by area, area_name
) as staged
left join area on area.code = staged.area
left join lateral (
    select bearer.code
    from area_name
    inner join area as bearer on bearer.area_id = area_name.area_id
    where area.area_id is null
        and lower(area_name.name) = lower(staged.area)
        and not exists (
            select from withdrawal
            where withdrawal.import_id = area_name.import_id
        )
) as named on true
group by staged.area, staged.area_name
