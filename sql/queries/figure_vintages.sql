-- All vintages in force of one figure, oldest first: of those of one day the last recorded last.
select
    vintage.figure_id,
    series.code as series,
    area.code as area,
    vintage.period_start,
    vintage.period_end,
    (
        select description.frequency
        from series_description as description
        where description.series_id = series.series_id
            and description.import_id <= %(snapshot)s
        order by description.import_id desc
        limit 1
    ) as frequency,
    'vt_' || vintage.vintage_id as vintage,
    vintage.value,
    vintage.low,
    vintage.high,
    vintage.missing,
    vintage.nature,
    vintage.status,
    vintage.published_on,
    import.recorded_at,
    source.url,
    vintage.locator,
    licence.name as licence,
    'im_' || vintage.import_id as import,
    vintage.margin_of_error
from vintage as named
inner join vintage
    on vintage.series_id = named.series_id
    and vintage.area_id = named.area_id
    and vintage.period_start = named.period_start
    and vintage.period_end = named.period_end
inner join series on series.series_id = vintage.series_id
inner join area on area.area_id = vintage.area_id
inner join import on import.import_id = vintage.import_id
inner join source on source.source_id = vintage.source_id
inner join licence on licence.licence_id = source.licence_id
where named.vintage_id = %(figure)s
    and named.figure_id = %(figure)s
    and vintage.import_id <= %(snapshot)s
    and not exists (
        select from withdrawal
        where withdrawal.import_id = vintage.import_id
            and withdrawal.withdrawal_id <= %(snapshot)s
    )
order by vintage.published_on, vintage.import_id
