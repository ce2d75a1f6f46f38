-- The series of the file with their ids: as a table, which parallel workers can read.
create unlogged table staged_description as
select
    series.series_id::integer as series_id,
    staged_series.*
from staged_series
inner join series on series.code = staged_series.code
