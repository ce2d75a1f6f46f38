-- Notes that it was told.
update delivery
set
    delivered_at = clock_timestamp(),
    failure = null
where delivery_id = %(delivery_id)s
