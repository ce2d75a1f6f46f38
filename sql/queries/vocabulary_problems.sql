-- What cannot be stored of a file of vocabulary, by line; how many rows hold any.
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
            when not fits(told.content, 300)
                then 'at most 300 characters, the first none of =, +, - or @, which spreadsheets run'
            when told.name = 'notion' and (told.content = '') = (numbered.series = '')
                then 'a notion and what it is called, or a series and what it stands beside'
            when told.name = 'called' and (told.content = '') <> (numbered.notion = '')
                then 'what the notion is called'
            when told.name in ('notion', 'called') and told.content <> '' and told.content !~ '[[:alnum:]]'
                then 'words'
            when told.name in ('series', 'beside') and numbered.series <> '' and not exists (
                select from series
                where series.code = told.content
            )
                then 'the id of a series that is stored'
            when told.name in ('beside', 'standing', 'why') and numbered.series = '' and told.content <> ''
                then 'nothing beside a notion'
            when told.name = 'beside' and numbered.series <> '' and told.content = numbered.series
                then 'another series'
            when told.name = 'standing' and numbered.series <> ''
                and told.content not in ('accepted', 'strained')
                then 'accepted or strained'
            when told.name = 'why' and numbered.series <> '' and told.content = ''
                then 'why it stands so, in a sentence'
        end as expected
    from numbered
    cross join lateral (
        values
        (1, 'notion', numbered.notion), (2, 'called', numbered.called),
        (3, 'series', numbered.series), (4, 'beside', numbered.beside),
        (5, 'standing', numbered.standing), (6, 'why', numbered.why)
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
