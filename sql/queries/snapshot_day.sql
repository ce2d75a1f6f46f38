-- The day on which a snapshot came to be, in the service's time zone; none for that of an empty store.
select max(event.recorded_at at time zone 'UTC')::date as day
from (
    select
        import.import_id as snapshot,
        import.recorded_at
    from import
    union all
    select
        withdrawal.withdrawal_id as snapshot,
        withdrawal.recorded_at
    from withdrawal
) as event
where event.snapshot <= %(snapshot)s
