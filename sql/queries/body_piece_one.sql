-- A piece of a body.
select packed
from body_piece
where sha256 = %(sha256)s
    and number = %(number)s
