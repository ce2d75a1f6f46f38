-- Whether there is a key of that name, working or revoked.
select count(*) > 0 as taken
from api_key
where name = %(name)s
