-- The rows that are fit to be stored, with ids for names and numbers for digits, in the order in which
-- they will be stored, each compared with the one before it of the same figure and class of natures.
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
        covered.area_id is not null as covered
    from staged_row as staged
    inner join staged_description as described
        on described.code = staged.series
        and row(
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
    left join (
        select distinct
            coverage.series_id,
            coverage.area_id
        from coverage
        inner join staged_description on staged_description.series_id = coverage.series_id
    ) as covered
        on covered.series_id = described.series_id
        and covered.area_id = place.area_id
    where
        translate(
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
),

compared as (
    select
        fit.*,
        row_number() over figure as place_in_figure,
        lag(published_on) over chain as day_before,
        row(value, low, high, margin_of_error, missing, nature, status) as content,
        lag(row(value, low, high, margin_of_error, missing, nature, status)) over chain
            as predecessor
    from fit
    window
        figure as (
            partition by series_id, area_id, period_start, period_end
            order by nature_class, published_on, row_id
        ),
        chain as (
            partition by series_id, area_id, period_start, period_end, nature_class
            order by published_on, row_id
        )
)

-- Numbered as they come from the windows, which sort them: to number them in an order that is spelt
-- out would compare them all again.
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
    covered,
    place_in_figure,
    day_before,
    (content is distinct from predecessor) as differs,
    row_number() over () as number
from compared
