-- What was answered to the request that came with a key.
select
    fingerprint,
    answer
from answered
where idempotency_key = %(key)s
