-- Series by their ids as described at a snapshot: by the newest import in force, else the newest.
select distinct on (series.code)
    series.code,
    description.title,
    publisher.code as publisher,
    publisher_now.name as publisher_name,
    publisher_now.fiscal_month,
    description.measure,
    description.unit,
    description.stock_flow,
    description.frequency,
    description.area_role,
    description.population,
    description.breakdown,
    description.statistic,
    description.price_basis,
    description.adjustment,
    description.transformation,
    description.rounding_quantum,
    dataset.name as dataset
from series
inner join series_description as description on description.series_id = series.series_id
inner join publisher on publisher.publisher_id = description.publisher_id
left join dataset on dataset.dataset_id = description.dataset_id
left join withdrawal
    on withdrawal.import_id = description.import_id
    and withdrawal.withdrawal_id <= %(snapshot)s
cross join lateral (
    select
        said.name,
        max(said.fiscal_month) over () as fiscal_month
    from publisher_description as said
    left join withdrawal as taken_back
        on taken_back.import_id = said.import_id
        and taken_back.withdrawal_id <= %(snapshot)s
    where said.publisher_id = publisher.publisher_id
        and said.import_id <= %(snapshot)s
    order by
        taken_back.import_id is not null,
        said.name = publisher.code,
        said.import_id desc
    limit 1
) as publisher_now
where series.code = any(%(codes)s)
    and description.import_id <= %(snapshot)s
order by series.code, withdrawal.import_id is not null, description.import_id desc
