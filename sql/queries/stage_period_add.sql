-- Notes how periods are understood.
insert into staged_period (period, period_start, period_end, expected)
values %s
