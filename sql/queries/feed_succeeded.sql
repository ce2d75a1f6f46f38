-- Notes that a feed is as its publisher has it, and what was last taken in of it, if that was now.
update feed
set
    succeeded_at = clock_timestamp(),
    failure = null,
    held = null,
    accepted_at = case when accepted_at > asked_at then accepted_at end,
    import_id = coalesce(%(import_id)s, import_id),
    published_on = coalesce(%(published_on)s, published_on)
where feed_id = %(feed_id)s
