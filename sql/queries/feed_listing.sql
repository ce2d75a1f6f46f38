-- What is followed, or one of it, or that of one publisher, by number; with the job that refreshes it.
select
    feed.feed_id,
    feed.publisher,
    feed.code,
    feed.areas,
    feed.said,
    feed.options,
    extract(epoch from feed.every)::integer as every_s,
    feed.change_limit,
    feed.accepted_at is not null as accepted,
    feed.added_at,
    feed.asked_at,
    feed.succeeded_at,
    feed.failed_at,
    feed.failure,
    feed.held,
    'im_' || feed.import_id as import_id,
    feed.published_on,
    job.run_at,
    case
        when exists (
            select from pg_locks
            where pg_locks.locktype = 'advisory'
                and pg_locks.classid = %(space)s
                and pg_locks.objid = job.job_id
                and pg_locks.objsubid = 1
                and pg_locks.database = (
                    select pg_database.oid
                    from pg_database
                    where pg_database.datname = current_database()
                )
        )
            then coalesce(job.doing, '')
    end as doing
from feed
left join job
    on job.kind = 'refresh'
    and job.subject = feed.feed_id
where feed.ended_at is null
    and (%(feed_id)s::bigint is null or feed.feed_id = %(feed_id)s)
    and (%(publisher)s::text is null or feed.publisher = %(publisher)s)
    and feed.feed_id > %(after)s
order by feed.feed_id
limit %(limit)s
