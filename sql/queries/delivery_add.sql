-- Queues the telling of a revision to everybody who is told.
with added as (
    insert into delivery (subscriber_id, check_revision_id)
    select
        subscriber.subscriber_id,
        %(check_revision_id)s
    from subscriber
    where subscriber.ended_at is null
    returning delivery_id
)

insert into job (kind, subject)
select
    'deliver',
    added.delivery_id
from added
