-- All series by title; of an area or of a member of a group of that code, where one is asked.
select series.code
from series
cross join lateral (
    select description.title
    from series_description as description
    left join withdrawal
        on withdrawal.import_id = description.import_id
        and withdrawal.withdrawal_id <= %(snapshot)s
    where description.series_id = series.series_id
        and description.import_id <= %(snapshot)s
    order by withdrawal.import_id is not null, description.import_id desc
    limit 1
) as described
where
    %(area)s::text is null or exists (
        select from coverage
        inner join area on area.area_id = coverage.area_id
        left join area_member on area_member.member_id = area.area_id
        left join area as whole on whole.area_id = area_member.group_id
        where coverage.series_id = series.series_id
            and coverage.import_id <= %(snapshot)s
            and %(area)s in (area.code, whole.code)
    )
order by described.title, series.code
limit %(limit)s offset %(offset)s
