-- Series that only a withdrawn import describes, and of which others in force hold figures, are described
-- by the oldest of these from now on.
insert into series_description (
    series_id, import_id, publisher_id, dataset_id, title, measure, unit, stock_flow, frequency,
    area_role, population, breakdown, statistic, price_basis, adjustment, transformation,
    rounding_quantum
)
select
    described.series_id,
    heir.import_id,
    described.publisher_id,
    described.dataset_id,
    described.title,
    described.measure,
    described.unit,
    described.stock_flow,
    described.frequency,
    described.area_role,
    described.population,
    described.breakdown,
    described.statistic,
    described.price_basis,
    described.adjustment,
    described.transformation,
    described.rounding_quantum
from series_description as described
inner join lateral (
    select min(series_span.import_id) as import_id
    from series_span
    where series_span.series_id = described.series_id
        and not exists (
            select from withdrawal
            where withdrawal.import_id = series_span.import_id
        )
) as heir on heir.import_id is not null
where described.import_id = %(number)s
    and not exists (
        select from series_description as other
        where other.series_id = described.series_id
            and not exists (
                select from withdrawal
                where withdrawal.import_id = other.import_id
            )
    )
