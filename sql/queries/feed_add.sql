-- Follows something of a publisher's; again, where it was followed before. Gives its number.
insert into feed (publisher, code, areas, said, options, identity, every, change_limit)
values (
    %(publisher)s, %(code)s, %(areas)s, %(said)s::jsonb, %(options)s::jsonb, %(identity)s,
    coalesce(%(every)s, %(usual_every)s), coalesce(%(change_limit)s, %(usual_change_limit)s)
)
on conflict on constraint feed_once do update
    set
        ended_at = null,
        every = coalesce(%(every)s, feed.every),
        change_limit = coalesce(%(change_limit)s, feed.change_limit)
returning feed_id
