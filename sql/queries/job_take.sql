-- Whether this session now holds the job, so that nobody else does it.
select pg_try_advisory_lock(%(lock)s) as taken
