-- Removes a feed that never brought anything.
delete from feed
where feed_id = %(feed_id)s
    and import_id is null
    and succeeded_at is null
