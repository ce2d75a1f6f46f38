-- Notes that it will not be told any more, if it was not.
update delivery
set
    failure = 'a newer message takes its place, or nobody is to be told',
    given_up_at = clock_timestamp()
where delivery_id = %(delivery_id)s
    and delivered_at is null
    and given_up_at is null
