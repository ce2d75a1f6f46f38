-- The names of areas that may stand in a text: written large, and no code.
select area_name.name
from area_name
inner join area on area.area_id = area_name.area_id
where area_name.import_id <= %(snapshot)s
    and area_name.name ~ '^[[:upper:]][^0-9]*[[:lower:]]'
    and not exists (
        select from withdrawal
        where withdrawal.import_id = area_name.import_id
            and withdrawal.withdrawal_id <= %(snapshot)s
    )
order by area.code, area_name.name
limit %(limit)s
