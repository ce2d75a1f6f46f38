-- Gives the job up.
select pg_advisory_unlock(%(lock)s) as given_up
