-- Checks kept, newest first, of an address, a claim or a verdict; null is no condition.
select document
from saved_check
where (%(url)s::text is null or url = %(url)s)
    and (%(key)s::text is null or key = %(key)s)
    and (%(verdict)s::text is null or verdict = %(verdict)s)
order by number desc
limit %(limit)s offset %(offset)s
