-- What is said of a series by what is in force: its title, measure and dataset, which are not changed.
select
    description.title,
    description.measure,
    dataset.name as dataset
from series
inner join series_description as description on description.series_id = series.series_id
left join dataset on dataset.dataset_id = description.dataset_id
where series.code = %(series)s
    and not exists (
        select from withdrawal
        where withdrawal.import_id = description.import_id
    )
order by description.import_id desc
limit 1
