-- It is done.
delete from job
where job_id = %(job_id)s
