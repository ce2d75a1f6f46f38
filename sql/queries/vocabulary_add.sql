-- Stores the rows of a file of vocabulary that are not in force already.
insert into vocabulary (import_id, notion, called, series, beside, standing, why)
select
    %(import_id)s,
    staged.notion,
    staged.called,
    staged.series,
    staged.beside,
    staged.standing,
    staged.why
from staged_row as staged
where not exists (
    select from vocabulary
    where (
            vocabulary.notion, vocabulary.called, vocabulary.series, vocabulary.beside,
            vocabulary.standing, vocabulary.why
        ) = (
            staged.notion, staged.called, staged.series, staged.beside, staged.standing, staged.why
        )
        and not exists (
            select from withdrawal
            where withdrawal.import_id = vocabulary.import_id
        )
)
order by staged.ctid
