-- From when to when some series have figures at a snapshot.
select
    series.code,
    min(coverage.period_start) as first_start,
    max(coverage.period_end) as last_end
from series
inner join coverage on coverage.series_id = series.series_id
where series.code = any(%(codes)s)
    and coverage.import_id <= %(snapshot)s
    and not exists (
        select from withdrawal
        where withdrawal.import_id = coverage.import_id
            and withdrawal.withdrawal_id <= %(snapshot)s
    )
group by series.code
