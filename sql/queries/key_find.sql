-- The key that works and has that hash.
select
    api_key_id,
    name,
    may
from api_key
where sha256 = %(sha256)s
    and revoked_at is null
