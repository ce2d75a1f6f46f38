-- Has those imports looked at again that came while a check was made, which takes less than a minute; not
-- all there were since an older state of the store that somebody asked for.
insert into job (kind, subject)
select
    'recheck',
    import.import_id
from import
where import.import_id > %(snapshot)s
    and import.vintages_added > 0
    and import.recorded_at > clock_timestamp() - interval '1 minute'
on conflict on constraint job_once do update
    set
        run_at = least(job.run_at, excluded.run_at),
        asked = job.asked + 1,
        done = 0
