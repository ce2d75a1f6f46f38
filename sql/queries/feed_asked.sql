-- Notes that a feed is being asked now.
update feed
set asked_at = clock_timestamp()
where feed_id = %(feed_id)s
