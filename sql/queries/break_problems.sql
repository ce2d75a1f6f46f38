-- What cannot be stored of a file of breaks, by line; how many rows hold any.
with numbered as (
    select
        staged_row.*,
        1 + row_number() over (order by staged_row.ctid) as line
    from staged_row
),

field as (
    select
        numbered.line,
        told.position,
        told.name,
        told.content,
        case
            when position(chr(10) in told.content) > 0 then 'a text without line breaks'
            when told.name = 'series' and series.series_id is null
                then 'the id of a series that is stored'
            when told.name = 'area' and staged_area.area_id is null
                then 'the code of an area that is stored, or a name of one alone'
            when told.name = 'period' then staged_period.expected
            when told.name = 'text' and trim(told.content) = ''
                then 'what changed, in a sentence'
            when told.name = 'text' and not fits(told.content, 1000)
                then 'at most 1,000 characters, the first none of =, +, - or @, which spreadsheets'
                    || ' run'
        end as expected
    from numbered
    left join series on series.code = numbered.series
    left join staged_area on staged_area.area = numbered.area
    left join staged_period on staged_period.period = numbered.period
    cross join lateral (
        values
        (1, 'series', numbered.series), (2, 'area', numbered.area),
        (3, 'period', numbered.period), (4, 'text', numbered.text)
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
