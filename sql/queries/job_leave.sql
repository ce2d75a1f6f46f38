-- Gives the job up.
select pg_advisory_unlock(%(space)s, %(job_id)s::integer) as given_up
