-- Checks kept, newest first, of an address, a claim or a verdict; null is no condition. With what each
-- would say now, where that is otherwise.
select
    saved_check.document,
    (
        select check_revision.now
        from check_revision
        where check_revision.number = saved_check.number
        order by check_revision.check_revision_id desc
        limit 1
    ) as now
from saved_check
where (%(url)s::text is null or saved_check.url = %(url)s)
    and (%(key)s::text is null or saved_check.key = %(key)s)
    and (%(verdict)s::text is null or saved_check.verdict = %(verdict)s)
order by saved_check.number desc
limit %(limit)s offset %(offset)s
