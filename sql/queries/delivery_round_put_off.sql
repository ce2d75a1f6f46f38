-- Puts off all that is still to be told to the subscriber of a delivery: one time-out is enough.
update job
set run_at = greatest(job.run_at, clock_timestamp() + make_interval(secs => %(delay_s)s))
from delivery as failed
inner join delivery as waiting on waiting.subscriber_id = failed.subscriber_id
where failed.delivery_id = %(delivery_id)s
    and job.kind = 'deliver'
    and job.subject = waiting.delivery_id
    and waiting.delivery_id <> failed.delivery_id
