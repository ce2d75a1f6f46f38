-- Whether trigrams see letters outside ASCII, and the setting that decides it.
select
    similarity('Россия', 'россии') > 0,
    (
        select pg_database.datctype
        from pg_database
        where pg_database.datname = current_database()
    )
