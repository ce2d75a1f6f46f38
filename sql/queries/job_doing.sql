-- Notes what is being done.
update job
set doing = %(doing)s
where job_id = %(job_id)s
