-- The periods of the file as it writes them.
select period as content
from staged_row
group by period
