-- Seconds until something is due; null where nothing ever is.
select extract(epoch from min(job.run_at) - clock_timestamp())::float as seconds
from job
