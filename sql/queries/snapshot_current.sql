-- The number of the newest event, 0 in an empty store.
select
    greatest(
        coalesce((select max(import.import_id) from import), 0),
        coalesce((select max(withdrawal.withdrawal_id) from withdrawal), 0)
    ) as snapshot
