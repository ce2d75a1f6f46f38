-- How many figures got their first vintage after the one numbered.
select count(*) as figures
from vintage
where vintage_id > %(last_vintage_id)s
    and figure_id = vintage_id
