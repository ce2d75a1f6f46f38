-- The figures of some series for some areas, each with the vintages that can decide: of each class
-- of natures the oldest, the newest published by a day, and the newest; the last recorded of a day.
with asked as materialized (
    select
        series.series_id,
        series.code as series,
        area.area_id,
        area.code as area,
        (
            select description.frequency
            from series_description as description
            where description.series_id = series.series_id
                and description.import_id <= %(snapshot)s
            order by description.import_id desc
            limit 1
        ) as frequency
    from series
    cross join area
    where series.code = any(%(series)s)
        and area.code = any(%(areas)s)
),

in_force as (
    select
        asked.series,
        asked.area,
        asked.frequency,
        import.recorded_at,
        vintage.*,
        first_value(vintage.published_on) over chain as first_published_on,
        lead(vintage.published_on) over chain as next_published_on
    from asked
    cross join lateral (
        select stored.*
        from vintage as stored
        where stored.series_id = asked.series_id
            and stored.area_id = asked.area_id
            and stored.import_id <= %(snapshot)s
        offset 0  -- by its index for each of the asked, whatever the planner takes their number for
    ) as vintage
    inner join import on import.import_id = vintage.import_id
    where
        not exists (
            select from withdrawal
            where withdrawal.import_id = vintage.import_id
                and withdrawal.withdrawal_id <= %(snapshot)s
        )
    window chain as (
        partition by
            vintage.series_id, vintage.area_id, vintage.period_start, vintage.period_end,
            nature_class(vintage.nature)
        order by vintage.published_on, vintage.import_id
    )
)

select
    in_force.figure_id,
    in_force.series,
    in_force.area,
    in_force.period_start,
    in_force.period_end,
    in_force.frequency,
    'vt_' || in_force.vintage_id as vintage,
    in_force.value,
    in_force.low,
    in_force.high,
    in_force.missing,
    in_force.nature,
    in_force.status,
    in_force.published_on,
    in_force.recorded_at,
    source.url,
    in_force.locator,
    licence.name as licence,
    'im_' || in_force.import_id as import,
    in_force.margin_of_error
from in_force
inner join source on source.source_id = in_force.source_id
inner join licence on licence.licence_id = source.licence_id
where in_force.next_published_on is distinct from in_force.published_on
    and (
        in_force.next_published_on is null
        or in_force.published_on = in_force.first_published_on
        or (
            in_force.published_on <= %(as_of)s
            and in_force.next_published_on > %(as_of)s
        )
    )
order by
    in_force.series, in_force.area, in_force.period_start, in_force.period_end,
    in_force.published_on, in_force.vintage_id
