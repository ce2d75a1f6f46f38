-- How many figures of the staged rows are stored already, how many of these change, how many by more than
-- ten times, and a few of those that change most.
with newest as (
    select distinct on (series_id, area_id, period_start, period_end, nature_class)
        series_id,
        area_id,
        period_start,
        period_end,
        nature_class,
        published_on,
        value,
        low,
        high,
        missing
    from staged_figure
    order by series_id, area_id, period_start, period_end, nature_class, published_on desc
),

covered as (
    select distinct
        coverage.series_id,
        coverage.area_id
    from coverage
),

compared as (
    select
        newest.*,
        stored.value as old_value,
        (
            stored.content is distinct from row(newest.value, newest.low, newest.high, newest.missing)
        ) as changed,
        case
            when newest.value <> 0 and stored.value <> 0
                then greatest(abs(newest.value), abs(stored.value))
                    / least(abs(newest.value), abs(stored.value))
        end as times
    from newest
    inner join covered
        on covered.series_id = newest.series_id
        and covered.area_id = newest.area_id
    inner join lateral (
        select
            vintage.value,
            row(vintage.value, vintage.low, vintage.high, vintage.missing) as content,
            vintage.published_on
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
    ) as stored on stored.published_on <= newest.published_on
),

most as (
    select
        compared.*,
        series.code as series,
        area.code as area
    from compared
    inner join series on series.series_id = compared.series_id
    inner join area on area.area_id = compared.area_id
    where compared.changed
    order by compared.times desc nulls first, series.code, area.code
    limit 3
)

select
    count(*) as stored,
    count(*) filter (where compared.changed) as changed,
    count(*) filter (where compared.times > 10) as tenfold,
    array(
        select
            most.series || ' ' || most.area || ' ' || most.period_start || ': '
                || coalesce(most.value::text, most.missing, 'a range') || ', was '
                || coalesce(most.old_value::text, 'none or a range')
        from most
    ) as examples
from compared
