-- Clears the table away for another file in the same transaction.
drop table if exists
    pg_temp.staged_row,
    pg_temp.staged_series,
    pg_temp.staged_area,
    pg_temp.staged_release,
    pg_temp.staged_period,
    pg_temp.staged_day,
    pg_temp.staged_fault,
    pg_temp.staged_figure
