-- Notes how an import was read from what a publisher sent.
insert into refresh (import_id, feed_id, parser, rows_sha256, problems, problem_count, withdrawn)
values (
    %(import_id)s, %(feed_id)s, %(parser)s, %(rows_sha256)s, %(problems)s::jsonb, %(problem_count)s,
    (
        select count(*)
        from vintage
        where vintage.vintage_id > %(last_vintage_id)s
            and vintage.missing = 'withdrawn'
    )
)
