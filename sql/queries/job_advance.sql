-- Notes how far it has come, unless it was asked for again meanwhile.
update job
set done = %(done)s
where job_id = %(job_id)s
    and asked = %(asked)s
