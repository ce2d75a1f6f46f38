-- Adds to the rows of a file that says all of its series, once more, the newest row of each figure that was
-- withdrawn after the row was published, by a file no newer than this: it is back since this one.
insert into staged_figure (
    series_id, area_id, source_id, period_start, period_end, published_on, nature_class, nature, status,
    locator, value, low, high, margin_of_error, missing, number, same_figure, same_content
)
with newest as (
    select distinct on (series_id, area_id, period_start, period_end, nature_class)
        staged_figure.series_id,
        staged_figure.area_id,
        staged_figure.source_id,
        staged_figure.period_start,
        staged_figure.period_end,
        staged_figure.published_on,
        staged_figure.nature_class,
        staged_figure.nature,
        staged_figure.status,
        staged_figure.locator,
        staged_figure.value,
        staged_figure.low,
        staged_figure.high,
        staged_figure.margin_of_error,
        staged_figure.missing
    from staged_figure
    order by series_id, area_id, period_start, period_end, nature_class, published_on desc
),

span as (
    select
        series_id,
        max(published_on) as published_on
    from staged_figure
    group by series_id
)

select
    newest.series_id,
    newest.area_id,
    newest.source_id,
    newest.period_start,
    newest.period_end,
    span.published_on,
    newest.nature_class,
    newest.nature,
    newest.status,
    newest.locator,
    newest.value,
    newest.low,
    newest.high,
    newest.margin_of_error,
    newest.missing,
    (select max(staged_figure.number) from staged_figure) + row_number() over (),
    false,
    false
from newest
inner join span on span.series_id = newest.series_id
inner join lateral (
    select
        vintage.published_on,
        vintage.missing
    from vintage
    where vintage.series_id = newest.series_id
        and vintage.area_id = newest.area_id
        and vintage.period_start = newest.period_start
        and vintage.period_end = newest.period_end
        and nature_class(vintage.nature) = newest.nature_class
        and not exists (
            select from withdrawal
            where withdrawal.import_id = vintage.import_id
        )
    order by vintage.published_on desc, vintage.import_id desc
    limit 1
) as stored
    on stored.missing = 'withdrawn'
    and stored.published_on > newest.published_on
    and stored.published_on <= span.published_on
where newest.missing is distinct from 'withdrawn'
