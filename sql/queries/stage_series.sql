-- Each series of the file as it is described: by the store, else by its first row.
create unlogged table staged_series as
with in_force as (
    select distinct on (series.series_id)
        series.code,
        description.*,
        publisher.code as publisher,
        dataset.name as dataset
    from series
    inner join series_description as description on description.series_id = series.series_id
    inner join publisher on publisher.publisher_id = description.publisher_id
    left join dataset on dataset.dataset_id = description.dataset_id
    where not exists (
        select from withdrawal
        where withdrawal.import_id = description.import_id
    )
    order by series.series_id, description.import_id desc
),

first_row as (
    select
        series,
        min(ctid) as ctid
    from staged_row
    group by series
)

select
    staged.series as code,
    in_force.series_id is not null as known,
    staged.publisher,
    staged.publisher_name,
    staged.publisher_fiscal_month,
    coalesce(in_force.publisher, slug(staged.publisher)) as publisher_code,
    coalesce(in_force.title, staged.title) as title,
    coalesce(in_force.measure, staged.measure) as measure,
    coalesce(in_force.unit, staged.unit) as unit,
    coalesce(in_force.stock_flow, staged.stock_flow) as stock_flow,
    coalesce(in_force.frequency, staged.frequency) as frequency,
    case
        when staged.area_role = '' and in_force.area_role = 'place' then ''
        when in_force.series_id is null then staged.area_role
        else in_force.area_role
    end as area_role,
    case
        when in_force.series_id is null then staged.population
        else coalesce(in_force.population, '')
    end as population,
    case
        when in_force.series_id is null then staged.breakdown
        else coalesce(in_force.breakdown, '')
    end as breakdown,
    case
        when in_force.series_id is null then staged.statistic
        else coalesce(in_force.statistic, '')
    end as statistic,
    case
        when in_force.series_id is null then staged.price_basis
        else coalesce(in_force.price_basis, '')
    end as price_basis,
    case
        when in_force.series_id is null then staged.adjustment
        else coalesce(in_force.adjustment, '')
    end as adjustment,
    case
        when in_force.series_id is null then staged.transformation
        else coalesce(in_force.transformation, '')
    end as transformation,
    case
        when in_force.series_id is null then staged.rounding_quantum
        else coalesce(in_force.rounding_quantum::text, '')
    end as rounding_quantum,
    case
        when in_force.series_id is null then staged.dataset
        else coalesce(in_force.dataset, '')
    end as dataset
from first_row
inner join staged_row as staged on staged.ctid = first_row.ctid
left join in_force on in_force.code = staged.series
