-- Checks of an address, a claim or a verdict that would say otherwise since a time, each once, by the newest
-- revision, the newest first; null is no condition.
select
    check_revision.check_revision_id,
    saved_check.document,
    check_revision.now
from check_revision
inner join saved_check on saved_check.number = check_revision.number
where check_revision.recorded_at >= %(changed_since)s
    and (%(before)s::bigint is null or check_revision.check_revision_id < %(before)s)
    and not exists (
        select from check_revision as newer
        where newer.number = check_revision.number
            and newer.check_revision_id > check_revision.check_revision_id
    )
    and (%(url)s::text is null or saved_check.url = %(url)s)
    and (%(key)s::text is null or saved_check.key = %(key)s)
    and (%(verdict)s::text is null or saved_check.verdict = %(verdict)s)
order by check_revision.check_revision_id desc
limit %(limit)s
