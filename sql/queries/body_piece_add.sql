-- Keeps a piece of a body.
insert into body_piece (sha256, number, packed)
values (%(sha256)s, %(number)s, %(packed)s)
