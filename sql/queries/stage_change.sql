-- How many figures of the staged rows are stored already, how many of these change, how many by more than
-- ten times, and a few of those that change most. Each row is set against the vintage in force on its day,
-- else the oldest, from which an
-- older one may differ, but not by more than ten times. Of a range, the middle counts.
with covered as (
    select distinct
        coverage.series_id,
        coverage.area_id
    from coverage
),

compared as (
    select
        staged.series_id,
        staged.area_id,
        staged.period_start,
        staged.period_end,
        staged.nature_class,
        staged.missing,
        trim_scale(coalesce(staged.value, (staged.low + staged.high) / 2)) as new_value,
        stored.value as old_value,
        stored.in_force,
        (
            stored.content is distinct from row(staged.value, staged.low, staged.high, staged.missing)
        ) as changed
    from staged_figure as staged
    inner join covered
        on covered.series_id = staged.series_id
        and covered.area_id = staged.area_id
    inner join lateral (
        select
            trim_scale(coalesce(vintage.value, (vintage.low + vintage.high) / 2)) as value,
            row(vintage.value, vintage.low, vintage.high, vintage.missing) as content,
            vintage.published_on <= staged.published_on as in_force
        from vintage
        where vintage.series_id = staged.series_id
            and vintage.area_id = staged.area_id
            and vintage.period_start = staged.period_start
            and vintage.period_end = staged.period_end
            and nature_class(vintage.nature) = staged.nature_class
            and not exists (
                select from withdrawal
                where withdrawal.import_id = vintage.import_id
            )
        order by
            vintage.published_on <= staged.published_on desc,
            case when vintage.published_on <= staged.published_on then vintage.published_on end desc,
            vintage.published_on asc,
            vintage.import_id desc
        limit 1
    ) as stored on true
),

figure as (
    select
        compared.series_id,
        compared.area_id,
        compared.period_start,
        bool_or(compared.changed and compared.in_force) as changed,
        max(
            case
                when compared.changed and compared.new_value <> 0 and compared.old_value <> 0
                    then greatest(abs(compared.new_value), abs(compared.old_value))
                        / least(abs(compared.new_value), abs(compared.old_value))
            end
        ) as times,
        max(coalesce(compared.new_value::text, compared.missing)) filter (where compared.changed) as new_text,
        max(coalesce(compared.old_value::text, 'none')) filter (where compared.changed) as old_text
    from compared
    group by
        compared.series_id, compared.area_id, compared.period_start, compared.period_end,
        compared.nature_class
),

most as (
    select
        figure.*,
        series.code as series,
        area.code as area
    from figure
    inner join series on series.series_id = figure.series_id
    inner join area on area.area_id = figure.area_id
    where figure.changed or figure.times > 10
    order by figure.times desc nulls last, series.code, area.code, figure.period_start
    limit 3
)

select
    count(*) as stored,
    count(*) filter (where figure.changed) as changed,
    count(*) filter (where figure.times > 10) as tenfold,
    array(
        select
            most.series || ' ' || most.area || ' ' || most.period_start || ': ' || most.new_text
                || ', was ' || most.old_text
        from most
    ) as examples
from figure
