-- Make a key stop working.
update api_key
set revoked_at = clock_timestamp()
where api_key_id = %(number)s
    and revoked_at is null
returning api_key_id
