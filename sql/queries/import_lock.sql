-- Whether the one place for an import is now ours, until the end of the transaction.
select pg_try_advisory_xact_lock(%(lock)s) as ours
