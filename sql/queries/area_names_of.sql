-- All names of some areas, in small letters.
select distinct lower(area_name.name) as name
from area_name
inner join area on area.area_id = area_name.area_id
where area.code = any(%(codes)s)
    and area_name.import_id <= %(snapshot)s
    and not exists (
        select from withdrawal
        where withdrawal.import_id = area_name.import_id
            and withdrawal.withdrawal_id <= %(snapshot)s
    )
