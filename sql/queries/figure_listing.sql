-- Figures of a series in order of area and time, each as its newest vintage of a day has it, or the
-- oldest where none is so old; null is no condition.
with in_force as (
    select
        vintage.*,
        area.code as area,
        row_number() over (
            partition by vintage.series_id, vintage.area_id, vintage.period_start, vintage.period_end
            order by
                (vintage.published_on <= coalesce(%(as_of)s::date, 'infinity')) desc,
                case when vintage.published_on <= coalesce(%(as_of)s::date, 'infinity')
                    then vintage.published_on end desc nulls last,
                vintage.published_on,
                vintage.import_id desc
        ) as place
    from vintage
    inner join series on series.series_id = vintage.series_id
    inner join area on area.area_id = vintage.area_id
    where series.code = %(series)s
        and (%(area)s::text is null or area.code = %(area)s)
        and (%(first)s::date is null or vintage.period_start >= %(first)s)
        and (%(through)s::date is null or vintage.period_end <= %(through)s::date + 1)
        and vintage.import_id <= %(snapshot)s
        and not exists (
            select from withdrawal
            where withdrawal.import_id = vintage.import_id
                and withdrawal.withdrawal_id <= %(snapshot)s
        )
)

select
    in_force.figure_id,
    %(series)s as asked_series,
    in_force.area,
    in_force.period_start,
    in_force.period_end,
    %(frequency)s as asked_frequency,
    'vt_' || in_force.vintage_id as vintage,
    in_force.value,
    in_force.low,
    in_force.high,
    in_force.missing,
    in_force.nature,
    in_force.status,
    in_force.published_on,
    import.recorded_at,
    source.url,
    in_force.locator,
    licence.name as licence,
    'im_' || in_force.import_id as import,
    in_force.margin_of_error
from in_force
inner join import on import.import_id = in_force.import_id
inner join source on source.source_id = in_force.source_id
inner join licence on licence.licence_id = source.licence_id
where in_force.place = 1
order by in_force.area, in_force.period_start, in_force.period_end
limit %(limit)s offset %(offset)s
