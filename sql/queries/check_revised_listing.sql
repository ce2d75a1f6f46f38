-- Checks of an address, a claim or a verdict that would say otherwise since a time, each once, the newest
-- first; null is no condition.
select
    saved_check.document,
    newest.now
from saved_check
inner join lateral (
    select
        check_revision.check_revision_id,
        check_revision.recorded_at,
        check_revision.now
    from check_revision
    where check_revision.number = saved_check.number
    order by check_revision.check_revision_id desc
    limit 1
) as newest on newest.recorded_at >= %(changed_since)s
where (%(url)s::text is null or saved_check.url = %(url)s)
    and (%(key)s::text is null or saved_check.key = %(key)s)
    and (%(verdict)s::text is null or saved_check.verdict = %(verdict)s)
order by newest.check_revision_id desc
limit %(limit)s offset %(offset)s
