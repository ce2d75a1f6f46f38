-- Notes that a migration was applied.
insert into migration (name, sha256)
values (%(name)s, %(sha256)s)
