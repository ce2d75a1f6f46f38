-- Notes a body that an import was read from.
insert into refresh_body (
    import_id, number, sha256, part, request, retrieved_on, etag, last_modified
)
values (
    %(import_id)s, %(number)s, %(sha256)s, %(part)s, %(request)s, %(retrieved_on)s, %(etag)s,
    %(last_modified)s
)
