-- Stores the rows that say something else than their predecessor: the newest vintage of the figure
-- and its class of natures published no later, stored or before it in the file.
insert into vintage (
    vintage_id, figure_id, import_id, series_id, area_id, source_id, period_start, period_end,
    published_on, nature, status, locator, value, low, high, margin_of_error, missing
)
with candidate as (
    select
        null::bigint as figure_id,
        null::bigint as vintage_id,
        true as holds,
        staged.row_id,
        staged.series_id,
        staged.area_id,
        staged.source_id,
        staged.period_start,
        staged.period_end,
        staged.published_on,
        case
            when staged.nature in ('target', 'ceiling') then 'target'
            when staged.nature = 'projection' then 'projection'
            else 'outcome'
        end as nature_class,
        staged.nature,
        staged.status,
        staged.locator,
        staged.value,
        staged.low,
        staged.high,
        staged.margin_of_error,
        staged.missing
    from staged_figure as staged
    union all
    select
        vintage.figure_id,
        vintage.vintage_id,
        withdrawal.import_id is null as holds,
        null::tid as row_id,
        vintage.series_id,
        vintage.area_id,
        vintage.source_id,
        vintage.period_start,
        vintage.period_end,
        vintage.published_on,
        vintage.nature_class,
        vintage.nature,
        vintage.status,
        vintage.locator,
        vintage.value,
        vintage.low,
        vintage.high,
        vintage.margin_of_error,
        vintage.missing
    from vintage
    left join withdrawal on withdrawal.import_id = vintage.import_id
    where (vintage.series_id, vintage.area_id, vintage.period_start, vintage.period_end) in (
        select
            staged.series_id,
            staged.area_id,
            staged.period_start,
            staged.period_end
        from staged_figure as staged
    )
),

compared as (
    select
        candidate.*,
        row_number() over (
            order by
                series_id, area_id, period_start, period_end, holds, nature_class, published_on,
                vintage_id, row_id
        ) as number,
        row(value, low, high, margin_of_error, missing, nature, status) as content,
        lag(row(value, low, high, margin_of_error, missing, nature, status)) over chain
            as predecessor,
        lag(case when vintage_id is null then published_on end) over chain as day_in_file
    from candidate
    window chain as (
        partition by series_id, area_id, period_start, period_end, holds, nature_class
        order by published_on, vintage_id, row_id
    )
),

numbered as (
    select
        compared.*,
        max(figure_id) over figure as stored_figure_id,
        min(number) over figure as first_number
    from compared
    window figure as (partition by series_id, area_id, period_start, period_end)
)

select
    %(last_vintage_id)s + number,
    coalesce(stored_figure_id, %(last_vintage_id)s + first_number),
    %(import_id)s,
    series_id,
    area_id,
    source_id,
    period_start,
    period_end,
    -- Two contents for one day in one file: which holds is unknown, so the table refuses the row.
    case when day_in_file = published_on then null else published_on end,
    nature,
    status,
    locator,
    value,
    low,
    high,
    margin_of_error,
    missing
from numbered
where vintage_id is null
    and content is distinct from predecessor
order by number
