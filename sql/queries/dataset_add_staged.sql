-- Stores the data sets of the file that are new.
insert into dataset (publisher_id, name)
select distinct
    publisher.publisher_id,
    staged_series.dataset
from staged_series
inner join publisher on publisher.code = staged_series.publisher_code
where staged_series.dataset <> ''
on conflict (publisher_id, name) do nothing
