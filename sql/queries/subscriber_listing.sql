-- Who is told, and how that went.
select
    subscriber.subscriber_id,
    subscriber.url,
    subscriber.added_at,
    count(delivery.delivery_id) filter (where delivery.delivered_at is not null) as delivered,
    count(delivery.delivery_id) filter (
        where delivery.delivered_at is null and delivery.given_up_at is null
    ) as waiting,
    count(delivery.delivery_id) filter (where delivery.given_up_at is not null) as given_up,
    (array_agg(delivery.failure order by delivery.delivery_id desc) filter (
        where delivery.failure is not null
    ))[1] as failure
from subscriber
left join delivery on delivery.subscriber_id = subscriber.subscriber_id
where subscriber.ended_at is null
group by subscriber.subscriber_id
order by subscriber.subscriber_id
