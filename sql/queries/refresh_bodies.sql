-- The bodies that an import was read from, in their order.
select
    refresh_body.part,
    refresh_body.request,
    refresh_body.sha256,
    body.size,
    refresh_body.retrieved_on,
    refresh_body.etag,
    refresh_body.last_modified
from refresh_body
inner join body on body.sha256 = refresh_body.sha256
where refresh_body.import_id = %(import_id)s
order by refresh_body.number
