-- The answer of one check.
select document
from saved_check
where saved_check_id = %(id)s
