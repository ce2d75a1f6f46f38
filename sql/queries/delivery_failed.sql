-- Notes why an attempt failed, and whether it was the last.
update delivery
set
    failure = %(failure)s,
    given_up_at = case when %(last)s then clock_timestamp() end
where delivery_id = %(delivery_id)s
