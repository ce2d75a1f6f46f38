-- Notes how days are understood.
insert into staged_day (published_on, day)
values %s
