-- What cannot be stored of a file of areas, by line; how many rows hold any.
with numbered as (
    select
        staged_row.*,
        1 + row_number() over (order by staged_row.ctid) as line
    from staged_row
),

stated as (
    select code
    from numbered
    union
    select code
    from area
),

field as (
    select
        numbered.line,
        told.position,
        told.name,
        told.content,
        case
            when position(chr(10) in told.content) > 0 then 'a text without line breaks'
            when told.content <> '' and not fits(told.content, 300)
                then 'at most 300 characters, the first none of =, +, - or @, which spreadsheets run'
            when told.name = 'code'
                and told.content !~ '^[A-Za-z0-9][A-Za-z0-9._-]*:[^[:space:]]+$'
                then 'a code with its scheme (iso3166-1:USA, m49:021)'
            when told.name = 'group' and told.content = numbered.code
                then 'the code of another area: none is a member of itself'
            when told.name = 'group' and told.content <> ''
                and not exists (
                    select from stated
                    where stated.code = told.content
                )
                then 'the code of an area that is stored or that the file holds'
            when told.name = 'name' and told.content = ''
                and not exists (
                    select from area
                    where area.code = numbered.code
                )
                and not exists (
                    select from numbered as other
                    where other.code = numbered.code and other.name <> ''
                )
                then 'the name of the area, at least in one of its rows'
        end as expected
    from numbered
    cross join lateral (
        values
        (1, 'code', numbered.code), (2, 'name', numbered.name), (3, 'alias', numbered.alias),
        (4, 'group', numbered.group)
    ) as told (position, name, content)
)

select
    field.line,
    field.name as column_name,
    left(field.content, 100) as found,
    field.expected,
    (
        select count(distinct faulty.line)
        from field as faulty
        where faulty.expected is not null
    ) as bad_rows
from field
where field.expected is not null
order by field.line, field.position
limit 100
