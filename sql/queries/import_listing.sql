-- Imports, newest first, each with the time at which it was taken back if it was.
select
    'im_' || import.import_id as id,
    import.kind,
    import.source,
    import.recorded_at,
    import.rows_read,
    import.figures_added,
    import.vintages_added,
    import.unchanged,
    withdrawal.recorded_at as withdrawn_at
from import
left join withdrawal on withdrawal.import_id = import.import_id
where %(number)s::bigint is null or import.import_id = %(number)s
order by import.import_id desc
limit %(limit)s offset %(offset)s
