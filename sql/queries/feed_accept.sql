-- Lets the next run of a feed change as much as it likes.
update feed
set accepted_at = clock_timestamp()
where feed_id = %(feed_id)s
