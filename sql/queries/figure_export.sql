-- Every vintage in force of a series' figures, in the columns of an import.
select
    area.code as area,
    coalesce((
        select called.name
        from area_name as called
        where called.area_id = area.area_id
            and called.import_id <= %(snapshot)s
        order by array_position(array['list', 'figures', 'alias'], called.role), called.import_id, called.name
        limit 1
    ), area.code) as area_name,
    vintage.period_start,
    vintage.period_end,
    vintage.value,
    vintage.low,
    vintage.high,
    vintage.margin_of_error,
    vintage.missing,
    vintage.nature,
    vintage.status,
    vintage.published_on,
    source.url,
    vintage.locator,
    licence.name as licence
from vintage
inner join series on series.series_id = vintage.series_id
inner join area on area.area_id = vintage.area_id
inner join source on source.source_id = vintage.source_id
inner join licence on licence.licence_id = source.licence_id
where series.code = %(series)s
    and (%(area)s::text is null or area.code = %(area)s)
    and (%(first)s::date is null or vintage.period_start >= %(first)s)
    and (%(through)s::date is null or vintage.period_end <= %(through)s::date + 1)
    and (%(as_of)s::date is null or vintage.published_on <= %(as_of)s)
    and vintage.import_id <= %(snapshot)s
    and not exists (
        select from withdrawal
        where withdrawal.import_id = vintage.import_id
            and withdrawal.withdrawal_id <= %(snapshot)s
    )
order by area.code, vintage.period_start, vintage.period_end, vintage.published_on, vintage.import_id
