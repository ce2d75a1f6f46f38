-- Whether what has this hash is kept.
select exists(
    select from body
    where body.sha256 = %(sha256)s
) as known
