-- Adds to the rows of a file that says all of its series a withdrawal of each figure that it leaves out: of
-- an area that it names for the series or its feed has brought before, of the same length of period, from
-- the first one that it names on, and published no later than the file.
insert into staged_figure (
    series_id, area_id, source_id, period_start, period_end, published_on, nature_class, nature, status,
    locator, missing, number, same_figure, same_content
)
with span as (
    select
        series_id,
        nature_class,
        age(period_end, period_start) as length,
        min(period_start) as first_start,
        max(published_on) as published_on,
        max(source_id) as source_id
    from staged_figure
    group by series_id, nature_class, age(period_end, period_start)
),

stored as (
    select distinct on (
        vintage.series_id, vintage.area_id, vintage.period_start, vintage.period_end, span.nature_class
    )
        vintage.series_id,
        vintage.area_id,
        vintage.period_start,
        vintage.period_end,
        vintage.published_on as stored_on,
        vintage.nature,
        vintage.missing,
        span.nature_class,
        span.published_on,
        span.source_id
    from span
    inner join vintage
        on vintage.series_id = span.series_id
        and nature_class(vintage.nature) = span.nature_class
        and age(vintage.period_end, vintage.period_start) = span.length
        and vintage.period_start >= span.first_start
    where not exists (
            select from withdrawal
            where withdrawal.import_id = vintage.import_id
        )
        and (
            exists (
                select from staged_figure as named
                where named.series_id = vintage.series_id
                    and named.area_id = vintage.area_id
            )
            or exists (
                select from coverage
                inner join refresh on refresh.import_id = coverage.import_id
                where refresh.feed_id = %(feed_id)s
                    and coverage.series_id = vintage.series_id
                    and coverage.area_id = vintage.area_id
            )
        )
    order by
        vintage.series_id, vintage.area_id, vintage.period_start, vintage.period_end, span.nature_class,
        vintage.published_on desc, vintage.import_id desc
)

select
    stored.series_id,
    stored.area_id,
    stored.source_id,
    stored.period_start,
    stored.period_end,
    stored.published_on,
    stored.nature_class,
    stored.nature,
    'withdrawn',
    'no longer in what the publisher sends',
    'withdrawn',
    (select max(staged_figure.number) from staged_figure) + row_number() over (),
    false,
    false
from stored
where stored.missing is distinct from 'withdrawn'
    and stored.stored_on <= stored.published_on
    and not exists (
        select from staged_figure as staged
        where staged.series_id = stored.series_id
            and staged.area_id = stored.area_id
            and staged.period_start = stored.period_start
            and staged.period_end = stored.period_end
            and staged.nature_class = stored.nature_class
    )
