-- Each area of a file of breaks, by its code, or a name or alias that only one area bears.
create unlogged table staged_area as
select
    staged.area,
    min(area.area_id) as area_id
from (select distinct area from staged_row) as staged
inner join area
    on area.code = staged.area
    or area.area_id in (
        select area_name.area_id
        from area_name
        where lower(area_name.name) = lower(staged.area)
    )
group by staged.area
having count(*) = 1
    or bool_or(area.code = staged.area)
