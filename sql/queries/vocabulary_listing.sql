-- The names and standings that were added, in the order in which they were; of several of one name the
-- last holds.
select
    vocabulary.notion,
    vocabulary.called,
    vocabulary.series,
    vocabulary.beside,
    vocabulary.standing,
    vocabulary.why
from vocabulary
where vocabulary.import_id <= %(snapshot)s
    and not exists (
        select from withdrawal
        where withdrawal.import_id = vocabulary.import_id
            and withdrawal.withdrawal_id <= %(snapshot)s
    )
order by vocabulary.vocabulary_id
