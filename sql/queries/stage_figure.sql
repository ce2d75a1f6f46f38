-- The rows that are fit to be stored, with ids for names and numbers for digits, in the order of the
-- index they will be stored under. Each is compared with the one before it: whether that is of the same
-- figure, its day if it is of the same class of natures too, and whether it says the same.
create unlogged table staged_figure as
with fit as (
    select
        staged.ctid as row_id,
        described.series_id,
        place.area_id,
        release.source_id,
        staged_period.period_start,
        staged_period.period_end,
        release.day as published_on,
        release.nature_class,
        release.nature,
        release.status,
        staged.locator,
        nullif(staged.value, '')::numeric as value,
        nullif(staged.low, '')::numeric as low,
        nullif(staged.high, '')::numeric as high,
        nullif(staged.margin_of_error, '')::numeric as margin_of_error,
        nullif(staged.missing, '') as missing,
        hash_record_extended(row(
            nullif(staged.value, '')::numeric, nullif(staged.low, '')::numeric,
            nullif(staged.high, '')::numeric, nullif(staged.margin_of_error, '')::numeric,
            staged.missing, release.nature, release.status
        ), 0) as content
    from staged_row as staged
    inner join staged_description as described
        on described.code = staged.series
    inner join staged_place as place
        on place.area = staged.area
        and place.area_name = staged.area_name
    inner join staged_period
        on staged_period.period = staged.period
        and staged_period.period_start is not null
    inner join staged_source as release
        on release.published_on = staged.published_on
        and release.url = staged.url
        and release.licence = staged.licence
        and release.nature = staged.nature
        and release.status = staged.status
    -- One condition to the planner, which would think of so many that they leave no row.
    where
        case
            when row(
                    staged.title, staged.measure, staged.unit, staged.stock_flow, staged.frequency,
                    staged.publisher, staged.area_role, staged.population, staged.breakdown,
                    staged.statistic, staged.price_basis, staged.adjustment, staged.transformation,
                    staged.rounding_quantum, staged.dataset
                ) is not distinct from row(
                    described.title, described.measure, described.unit, described.stock_flow,
                    described.frequency, described.publisher, described.area_role, described.population,
                    described.breakdown, described.statistic, described.price_basis, described.adjustment,
                    described.transformation, described.rounding_quantum, described.dataset
                )
            and translate(
                staged.value || staged.low || staged.high || staged.margin_of_error, '0123456789.-', ''
            ) = ''
            and octet_length(staged.value) <= 1002
            and octet_length(staged.low) <= 1002
            and octet_length(staged.high) <= 1002
            and octet_length(staged.margin_of_error) <= 1002
            and octet_length(staged.locator) <= 500
            and staged.locator not like '=%%'
            and staged.locator not like '+%%'
            and staged.locator not like '@%%'
            and staged.locator not like '-_%%'
            and (staged.missing = '') = (staged.value <> '' or staged.low <> '')
            and (staged.low = '') = (staged.high = '')
            then true
        end
    order by
        described.series_id, place.area_id, staged_period.period_start, staged_period.period_end,
        release.nature_class, release.day, staged.ctid
    -- A fence: without it the numbers would be read after the parallel part of the plan.
    offset 0
)

select
    series_id,
    area_id,
    source_id,
    period_start,
    period_end,
    published_on,
    nature_class,
    nature,
    status,
    locator,
    value,
    low,
    high,
    margin_of_error,
    missing,
    row_number() over line as number,
    (
        lag(series_id) over line = series_id
        and lag(area_id) over line = area_id
        and lag(period_start) over line = period_start
        and lag(period_end) over line = period_end
    ) is true as same_figure,
    case
        when lag(series_id) over line = series_id
            and lag(area_id) over line = area_id
            and lag(period_start) over line = period_start
            and lag(period_end) over line = period_end
            and lag(nature_class) over line = nature_class
            then lag(published_on) over line
    end as day_before,
    (lag(content) over line = content) as same_content
from fit
window line as (
    order by series_id, area_id, period_start, period_end, nature_class, published_on, row_id
)
