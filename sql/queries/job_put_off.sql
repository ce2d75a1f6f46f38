-- Puts it off, after so many failed attempts in a row; not where it was asked for again meanwhile.
update job
set
    run_at = case
        when asked = %(asked)s then clock_timestamp() + make_interval(secs => %(delay_s)s)
        else run_at
    end,
    attempts = %(attempts)s,
    doing = null
where job_id = %(job_id)s
