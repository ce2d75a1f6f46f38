-- Which migrations were applied, with the hash of each file as it then was.
select
    name,
    sha256
from migration
order by name
