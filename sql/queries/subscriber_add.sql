-- Tells a subscriber from now on.
insert into subscriber (url, secret)
values (%(url)s, %(secret)s)
returning subscriber_id
