-- What is due of some kinds: refreshes first, messages last, since these may wait for others.
select job.job_id
from job
where job.run_at <= clock_timestamp()
    and job.kind = any(%(kinds)s)
order by
    case job.kind when 'refresh' then 1 when 'recheck' then 2 else 3 end,
    job.run_at,
    job.job_id
limit 20
