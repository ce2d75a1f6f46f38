-- What is due of some kinds, longest first.
select job.job_id
from job
where job.run_at <= clock_timestamp()
    and job.kind = any(%(kinds)s)
order by job.run_at, job.job_id
limit 20
