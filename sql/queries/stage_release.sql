-- Each combination of day, source and standing that the file publishes figures in.
create unlogged table staged_release as
select
    published_on,
    url,
    licence,
    nature,
    status
from staged_row
group by published_on, url, licence, nature, status
