-- The days of publication in the file as it writes them.
select published_on as content
from staged_release
group by published_on
