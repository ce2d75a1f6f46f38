-- Whether we are now the only process that migrates this database.
select pg_try_advisory_lock(%(lock)s)
