-- What is to be told to whom, where it still is: not where a newer message takes its place.
select
    subscriber.url,
    subscriber.secret,
    check_revision.before,
    check_revision.now,
    check_revision.recorded_at,
    saved_check.saved_check_id,
    saved_check.document
from delivery
inner join subscriber on subscriber.subscriber_id = delivery.subscriber_id
inner join check_revision on check_revision.check_revision_id = delivery.check_revision_id
inner join saved_check on saved_check.number = check_revision.number
where delivery.delivery_id = %(delivery_id)s
    and delivery.delivered_at is null
    and delivery.given_up_at is null
    and subscriber.ended_at is null
    and not exists (
        select from check_revision as newer
        where newer.number = check_revision.number
            and newer.check_revision_id > check_revision.check_revision_id
    )
