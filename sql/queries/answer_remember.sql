-- Keep an answer under the key of its request, if no other came first.
insert into answered (idempotency_key, fingerprint, answer)
values (%(key)s, %(fingerprint)s, %(answer)s)
on conflict (idempotency_key) do nothing
