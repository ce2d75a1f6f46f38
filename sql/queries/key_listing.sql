-- The keys that work, oldest first.
select
    api_key_id,
    name,
    may
from api_key
where revoked_at is null
order by api_key_id
