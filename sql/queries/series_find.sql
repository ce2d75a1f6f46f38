-- Series whose descriptions have words of what is asked; where none has, those with a title written much
-- like it. Those with words of the weightiest terms come first, and of these the ones that are not broken
-- down. With each, how alike its title is, from when to when it has figures, when they were published last,
-- and the same span for each area asked.
with term as (
    select
        websearch_to_tsquery('english', words) as query,
        weight
    from unnest(%(terms)s::text[], %(weights)s::integer[]) as said (words, weight)
),

any_term as (
    select string_agg('(' || term.query::text || ')', ' | ')::tsquery as query
    from term
    where numnode(term.query) > 0
),

told as (
    select distinct description.series_id
    from series_description as description
    where description.import_id <= %(snapshot)s
        and description.words @@ (select any_term.query from any_term)
),

matched as (
    select told.series_id
    from told
    union all
    select distinct description.series_id
    from series_description as description
    where description.import_id <= %(snapshot)s
        and description.title %% %(words)s
        and not exists (select from told)
),

weighed as (
    select
        matched.series_id,
        described.title,
        (
            select sum(term.weight)
            from term
            where described.words @@ term.query
        ) as weight,
        described.breakdown is not null as broken_down
    from matched
    cross join lateral (
        select
            description.title,
            description.breakdown,
            description.words
        from series_description as description
        left join withdrawal
            on withdrawal.import_id = description.import_id
            and withdrawal.withdrawal_id <= %(snapshot)s
        where description.series_id = matched.series_id
            and description.import_id <= %(snapshot)s
        order by withdrawal.import_id is not null, description.import_id desc
        limit 1
    ) as described
    where
        %(area)s::text is null or exists (
            select from coverage
            inner join area on area.area_id = coverage.area_id
            left join area_member on area_member.member_id = area.area_id
            left join area as whole on whole.area_id = area_member.group_id
            where coverage.series_id = matched.series_id
                and coverage.import_id <= %(snapshot)s
                and %(area)s in (area.code, whole.code)
        )
    order by weight desc nulls last, broken_down, matched.series_id
    limit %(most)s
)

select
    series.code,
    similarity(weighed.title, %(words)s)::text as alike,
    (
        select array[min(span.period_start), max(span.period_end), max(span.published_on)]
        from series_span as span
        where span.series_id = weighed.series_id
            and span.import_id <= %(snapshot)s
            and not exists (
                select from withdrawal
                where withdrawal.import_id = span.import_id
                    and withdrawal.withdrawal_id <= %(snapshot)s
            )
    ) as span,
    (
        select jsonb_object_agg(held.code, jsonb_build_array(held.first_day, held.end_day))
        from (
            select
                area.code,
                min(coverage.period_start) as first_day,
                max(coverage.period_end) as end_day
            from area
            inner join coverage
                on coverage.area_id = area.area_id
                and coverage.series_id = weighed.series_id
            where area.code = any(%(areas)s)
                and coverage.import_id <= %(snapshot)s
                and not exists (
                    select from withdrawal
                    where withdrawal.import_id = coverage.import_id
                        and withdrawal.withdrawal_id <= %(snapshot)s
                )
            group by area.code
        ) as held
    ) as covered
from weighed
inner join series on series.series_id = weighed.series_id
order by weighed.weight desc nulls last, weighed.broken_down, weighed.series_id
