-- Stores what the file says of its series, of those that nothing in force describes yet: what does says
-- the same.
insert into series_description (
    series_id, import_id, publisher_id, dataset_id, title, measure, unit, stock_flow, frequency,
    area_role, population, breakdown, statistic, price_basis, adjustment, transformation,
    rounding_quantum
)
select
    series.series_id,
    %(import_id)s,
    publisher.publisher_id,
    dataset.dataset_id,
    staged.title,
    staged.measure,
    staged.unit,
    staged.stock_flow,
    staged.frequency,
    coalesce(nullif(staged.area_role, ''), 'place'),
    nullif(staged.population, ''),
    nullif(staged.breakdown, ''),
    nullif(staged.statistic, ''),
    nullif(staged.price_basis, ''),
    nullif(staged.adjustment, ''),
    nullif(staged.transformation, ''),
    nullif(staged.rounding_quantum, '')::numeric
from staged_series as staged
inner join series on series.code = staged.code
inner join publisher on publisher.code = staged.publisher_code
left join dataset
    on dataset.publisher_id = publisher.publisher_id
    and dataset.name = staged.dataset
where not exists (
    select from series_description
    where series_description.series_id = series.series_id
        and not exists (
            select from withdrawal
            where withdrawal.import_id = series_description.import_id
        )
)
