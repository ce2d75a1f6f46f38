-- Puts it off, after so many failed attempts in a row.
update job
set
    run_at = clock_timestamp() + make_interval(secs => %(delay_s)s),
    attempts = %(attempts)s,
    doing = null
where job_id = %(job_id)s
