-- How an import was read from what a publisher sent.
select
    refresh.feed_id,
    feed.publisher,
    feed.code,
    feed.areas,
    feed.said,
    feed.options,
    refresh.parser,
    refresh.rows_sha256,
    refresh.problems,
    refresh.problem_count,
    refresh.withdrawn
from refresh
inner join feed on feed.feed_id = refresh.feed_id
where refresh.import_id = %(import_id)s
