-- It is done, unless it was asked for again meanwhile.
delete from job
where job_id = %(job_id)s
    and asked = %(asked)s
