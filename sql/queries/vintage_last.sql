-- The number of the newest vintage, 0 in an empty store.
select coalesce(max(vintage_id), 0) as last_vintage_id
from vintage
