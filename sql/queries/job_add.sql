-- Something to be done from a time on; sooner, where it was to be done later; again from its beginning,
-- where it is being done.
insert into job (kind, subject, run_at)
values (%(kind)s, %(subject)s, clock_timestamp() + make_interval(secs => %(delay_s)s))
on conflict on constraint job_once do update
    set
        run_at = least(job.run_at, excluded.run_at),
        asked = job.asked + 1,
        done = 0
returning job_id
