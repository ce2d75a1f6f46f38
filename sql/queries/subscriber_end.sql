-- Tells a subscriber no more.
update subscriber
set ended_at = clock_timestamp()
where subscriber_id = %(subscriber_id)s
    and ended_at is null
returning subscriber_id
