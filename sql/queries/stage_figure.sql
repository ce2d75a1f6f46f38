-- The rows that are fit to be stored, with ids for names and numbers for digits.
create temporary table staged_figure on commit drop as
with described as materialized (
    select
        series.series_id,
        staged_series.*
    from staged_series
    inner join series on series.code = staged_series.code
),

place as materialized (
    select
        area.area_id,
        staged_area.area,
        staged_area.area_name
    from staged_area
    inner join area on area.code = staged_area.code
),

release as materialized (
    select
        source.source_id,
        staged_day.day,
        staged_release.*
    from staged_release
    inner join staged_day on staged_day.published_on = staged_release.published_on
    inner join licence on licence.name = staged_release.licence
    inner join source
        on source.licence_id = licence.licence_id
        and source.url = staged_release.url
)

select
    staged.ctid as row_id,
    described.series_id::integer as series_id,
    place.area_id::integer as area_id,
    release.source_id::integer as source_id,
    staged_period.period_start,
    staged_period.period_end,
    release.day as published_on,
    release.nature,
    release.status,
    staged.locator,
    nullif(staged.value, '')::numeric as value,
    nullif(staged.low, '')::numeric as low,
    nullif(staged.high, '')::numeric as high,
    nullif(staged.margin_of_error, '')::numeric as margin_of_error,
    nullif(staged.missing, '') as missing
from staged_row as staged
inner join described
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
inner join place
    on place.area = staged.area
    and place.area_name = staged.area_name
inner join staged_period
    on staged_period.period = staged.period
    and staged_period.period_start is not null
inner join release
    on release.published_on = staged.published_on
    and release.url = staged.url
    and release.licence = staged.licence
    and release.nature = staged.nature
    and release.status = staged.status
where
    translate(
        staged.value || staged.low || staged.high || staged.margin_of_error, '0123456789.-', ''
    ) = ''
    and octet_length(staged.value) <= 1002
    and octet_length(staged.low) <= 1002
    and octet_length(staged.high) <= 1002
    and octet_length(staged.margin_of_error) <= 1002
    and octet_length(staged.locator) <= 500
    and staged.locator !~ '^([=+@]|-.)'
    and (staged.missing = '') = (staged.value <> '' or staged.low <> '')
    and (staged.low = '') = (staged.high = '')
