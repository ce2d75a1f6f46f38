-- The newest day on which anything of an import was published.
select max(vintage.published_on) as published_on
from vintage
where vintage.import_id = %(import_id)s
    and vintage.vintage_id > %(last_vintage_id)s
