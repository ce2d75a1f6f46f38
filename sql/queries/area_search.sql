-- Areas that words name, the exact name first, then by how alike they are; all where there are none.
with asked as (
    select
        %(words)s::text as words,
        plainto_tsquery('simple', %(words)s) as all_words
),

found as (
    select
        area_name.area_id,
        max(
            case
                when lower(area_name.name) = lower(asked.words) then 2
                else similarity(area_name.name, asked.words)
            end
        ) as alike
    from area_name
    cross join asked
    where area_name.import_id <= %(snapshot)s
        and not exists (
            select from withdrawal
            where withdrawal.import_id = area_name.import_id
                and withdrawal.withdrawal_id <= %(snapshot)s
        )
        and (
            asked.words = ''
            or area_name.words @@ asked.all_words
            or similarity(area_name.name, asked.words) > 0.3
        )
    group by area_name.area_id
)

select area.code
from area
left join found on found.area_id = area.area_id
where area.import_id <= %(snapshot)s
    and (found.area_id is not null or lower(area.code) = lower(%(words)s))
order by (lower(area.code) = lower(%(words)s)) desc, found.alike desc nulls last, area.code
limit %(limit)s offset %(offset)s
