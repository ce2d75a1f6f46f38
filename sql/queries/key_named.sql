-- Whether there is a key of that name, working or revoked.
select exists (select from api_key where name = %(name)s)
