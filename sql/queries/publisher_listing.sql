-- All publishers by id, as described at a snapshot.
select
    publisher.code,
    publisher_now.name,
    publisher_now.fiscal_month
from publisher
cross join lateral (
    select
        said.name,
        max(said.fiscal_month) over () as fiscal_month
    from publisher_description as said
    left join withdrawal as taken_back
        on taken_back.import_id = said.import_id
        and taken_back.withdrawal_id <= %(snapshot)s
    where said.publisher_id = publisher.publisher_id
        and said.import_id <= %(snapshot)s
    order by
        taken_back.import_id is not null,
        said.name = publisher.code,
        said.import_id desc
    limit 1
) as publisher_now
order by publisher.code
