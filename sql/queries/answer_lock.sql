-- Make others who send the same key wait for the end of this transaction.
select pg_advisory_xact_lock(hashtextextended(%(key)s, 0))
