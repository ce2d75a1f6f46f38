-- Notes which series and areas a check rests on, or found nothing of.
insert into check_use (series_id, area_id, number)
select distinct
    series.series_id,
    area.area_id,
    saved_check.number
from unnest(%(series)s::text[], %(areas)s::text[]) as used (series, area)
inner join series on series.code = used.series
inner join area on area.code = used.area
inner join saved_check on saved_check.saved_check_id = %(id)s
