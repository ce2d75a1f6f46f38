-- Notes why a run of a feed failed, or what it stopped to ask.
update feed
set
    failed_at = clock_timestamp(),
    failure = %(failure)s,
    held = %(held)s,
    accepted_at = case when accepted_at > asked_at then accepted_at end
where feed_id = %(feed_id)s
