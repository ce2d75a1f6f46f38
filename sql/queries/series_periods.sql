-- From when to when some series have figures at a snapshot.
select
    series.code,
    min(series_span.period_start) as first_start,
    max(series_span.period_end) as last_end
from series
inner join series_span on series_span.series_id = series.series_id
where series.code = any(%(codes)s)
    and series_span.import_id <= %(snapshot)s
    and not exists (
        select from withdrawal
        where withdrawal.import_id = series_span.import_id
            and withdrawal.withdrawal_id <= %(snapshot)s
    )
group by series.code
