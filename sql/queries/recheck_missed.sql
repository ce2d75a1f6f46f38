-- Has those imports looked at again that came while a check was made.
insert into job (kind, subject)
select
    'recheck',
    import.import_id
from import
where import.import_id > %(snapshot)s
    and import.vintages_added > 0
on conflict on constraint job_once do update
    set
        run_at = least(job.run_at, excluded.run_at),
        asked = job.asked + 1,
        done = 0
