-- The rows that are fit to be stored, with ids for names and numbers for digits.
create temporary table staged_figure on commit drop as
select
    staged.ctid as row_id,
    series.series_id::integer as series_id,
    area.area_id::integer as area_id,
    source.source_id::integer as source_id,
    staged_period.period_start,
    staged_period.period_end,
    staged_day.day as published_on,
    release.nature,
    release.status,
    staged.locator,
    nullif(staged.value, '')::numeric as value,
    nullif(staged.low, '')::numeric as low,
    nullif(staged.high, '')::numeric as high,
    nullif(staged.margin_of_error, '')::numeric as margin_of_error,
    nullif(staged.missing, '') as missing
from staged_row as staged
inner join staged_series
    on staged_series.code = staged.series
    and row(
        staged.title, staged.measure, staged.unit, staged.stock_flow, staged.frequency,
        staged.publisher, staged.area_role, staged.population, staged.breakdown,
        staged.statistic, staged.price_basis, staged.adjustment, staged.transformation,
        staged.rounding_quantum, staged.dataset
    ) is not distinct from row(
        staged_series.title, staged_series.measure, staged_series.unit,
        staged_series.stock_flow, staged_series.frequency, staged_series.publisher,
        staged_series.area_role, staged_series.population, staged_series.breakdown,
        staged_series.statistic, staged_series.price_basis, staged_series.adjustment,
        staged_series.transformation, staged_series.rounding_quantum, staged_series.dataset
    )
inner join series on series.code = staged_series.code
inner join staged_area
    on staged_area.area = staged.area
    and staged_area.area_name = staged.area_name
inner join area on area.code = staged_area.code
inner join staged_period
    on staged_period.period = staged.period
    and staged_period.period_start is not null
inner join staged_release as release
    on release.published_on = staged.published_on
    and release.url = staged.url
    and release.licence = staged.licence
    and release.nature = staged.nature
    and release.status = staged.status
inner join staged_day on staged_day.published_on = release.published_on
inner join licence on licence.name = release.licence
inner join source
    on source.licence_id = licence.licence_id
    and source.url = release.url
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
