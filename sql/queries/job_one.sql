-- A job that is still due.
select
    job.job_id,
    job.kind,
    job.subject,
    job.attempts,
    job.done,
    job.asked
from job
where job.job_id = %(job_id)s
    and job.run_at <= clock_timestamp()
