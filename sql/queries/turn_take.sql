-- Seconds to wait before a service may be asked, which takes one place of its pace: after a burst of
-- `requests` one is free every `gap_s` seconds (the generic cell rate algorithm).
insert into turn (service, next_at)
values (%(service)s, clock_timestamp() + make_interval(secs => %(gap_s)s))
on conflict (service) do update
    set next_at = greatest(turn.next_at, clock_timestamp()) + make_interval(secs => %(gap_s)s)
returning greatest(
    0, extract(epoch from next_at - clock_timestamp()) - %(requests)s * %(gap_s)s
)::float as seconds
