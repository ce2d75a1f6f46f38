-- Notes how far it has come.
update job
set done = %(done)s
where job_id = %(job_id)s
