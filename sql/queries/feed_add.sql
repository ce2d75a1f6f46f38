-- Follows something of a publisher's; again, where it was followed before. Gives its number.
insert into feed (publisher, code, areas, said, options, every, change_limit)
values (
    %(publisher)s, %(code)s, %(areas)s, %(said)s::jsonb, %(options)s::jsonb, %(every)s, %(change_limit)s
)
on conflict on constraint feed_once do update
    set ended_at = null, every = excluded.every, change_limit = excluded.change_limit
returning feed_id
