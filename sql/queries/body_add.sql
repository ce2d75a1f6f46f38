-- Keeps that there is a body of this hash.
insert into body (sha256, size)
values (%(sha256)s, %(size)s)
