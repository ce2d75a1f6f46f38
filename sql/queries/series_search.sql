-- Series that words fit, best first: each word asked counts by where it stands (measure, title, the
-- name of an area covered, population), and whole names of the measure count more than parts of them.
-- unsaid: the words asked that neither the series nor the code of its publisher says, idle words apart;
-- all of them where every word is idle.
with asked as (
    select
        lexemes,
        array_to_string(
            array(select quote_literal(lexeme) from unnest(lexemes) as lexeme), ' | '
        )::tsquery as any_word
    from (select tsvector_to_array(to_tsvector('english', %(words)s)) as lexemes) as parsed
),

idle as (select tsvector_to_array(to_tsvector('english', %(idle)s)) as lexemes),

described as (
    select distinct on (description.series_id)
        description.series_id,
        description.title,
        description.measure,
        description.words,
        description.words || to_tsvector('english', publisher.code) as said
    from series_description as description
    inner join publisher on publisher.publisher_id = description.publisher_id
    left join withdrawal
        on withdrawal.import_id = description.import_id
        and withdrawal.withdrawal_id <= %(snapshot)s
    where description.import_id <= %(snapshot)s
        and (%(area)s::text is null or exists (
            select from coverage
            inner join area on area.area_id = coverage.area_id
            left join area_member on area_member.member_id = area.area_id
            left join area as whole on whole.area_id = area_member.group_id
            where coverage.series_id = description.series_id
                and coverage.import_id <= %(snapshot)s
                and %(area)s in (area.code, whole.code)
        ))
    order by description.series_id, withdrawal.import_id is not null, description.import_id desc
),

found as (
    select
        described.series_id,
        described.title,
        described.measure,
        described.words,
        described.said,
        asked.lexemes
    from described
    cross join asked
    where described.words @@ asked.any_word
        or similarity(described.title, %(words)s) > 0.3
        or cardinality(asked.lexemes) = 0
),

scored as (
    select
        found.series_id,
        found.title,
        cardinality(found.lexemes) as word_count,
        array(
            select word from unnest(found.lexemes) as word
            where found.lexemes <@ idle.lexemes
                or not (word = any(idle.lexemes) or found.said @@ quote_literal(word)::tsquery)
        ) as unsaid,
        (
            select coalesce(avg(
                case
                    when word = any(tsvector_to_array(to_tsvector('english', found.measure))) then 1.0
                    when word = any(tsvector_to_array(to_tsvector('english', found.title))) then 0.95
                    when exists (
                        select from coverage
                        inner join area_name on area_name.area_id = coverage.area_id
                        where coverage.series_id = found.series_id
                            and to_tsvector('english', area_name.name) @@ quote_literal(word)::tsquery
                    ) then 0.9
                    when word = any(tsvector_to_array(found.words)) then 0.5
                    else 0.0
                end
            ), 0)
            from unnest(found.lexemes) as word
        ) as covered,
        (
            select coalesce(max(
                2.0 * (
                    select count(*)
                    from unnest(named.lexemes) as lexeme
                    where lexeme = any(found.lexemes)
                )
                / nullif(cardinality(named.lexemes) + cardinality(found.lexemes), 0)
            ), 0)
            from (
                select tsvector_to_array(to_tsvector('english', name)) as lexemes
                from regexp_split_to_table(found.measure, '[(),;]') as name
            ) as named
        ) as named_whole,
        similarity(found.title, %(words)s) as alike
    from found
    cross join idle
)

select
    series.code,
    round(
        case
            when scored.word_count = 0 then 0
            else greatest(scored.covered * (0.3 + 0.7 * scored.named_whole), (0.5 * scored.alike)::numeric)
        end,
        4
    ) as score,
    scored.unsaid
from scored
inner join series on series.series_id = scored.series_id
where scored.word_count = 0
    or scored.covered > 0
    or scored.alike > 0.3
order by score desc, scored.title, series.code
limit %(limit)s offset %(offset)s
