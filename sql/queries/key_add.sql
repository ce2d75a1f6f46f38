-- Keep the hash of a key; its number.
insert into api_key (name, may, sha256)
values (%(name)s, %(may)s, %(sha256)s)
returning api_key_id
