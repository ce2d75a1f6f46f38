-- Follows it no more.
update feed
set ended_at = clock_timestamp()
where feed_id = %(feed_id)s
    and ended_at is null
returning feed_id
