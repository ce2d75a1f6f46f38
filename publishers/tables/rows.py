"""Which rows of a table are of figures, which open a section, and which are totals."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice

from publishers.errors import ShapeError
from publishers.tables.mapping import RowRule, TableMapping
from publishers.tables.patterns import Pattern, plain, said_by
from publishers.tables.sheets import Table
from publishers.tables.spreadsheet import Row

KEPT = 1 << 16  # texts that are known again
Numbered = tuple[int, Row, RowRule | None]


def rows(table: Table, mapping: TableMapping) -> Iterator[Numbered]:
    """The rows that are not blank, dropped or filtered out: number, cells, and the rule that says what a row is.

    The rule is that of the section which the row opens, or of the totals that it has; None for a row of
    figures. Behind its cells a row has the texts of its section and of its sheet. Raises ShapeError.
    """
    section, tail = mapping.section, ["", table.sheet.title]
    rules = [(rule, table.at(rule.column)) for rule in ([section] if section else []) + list(mapping.totals)]
    passes, width = _passing(table, mapping), table.width
    for number, row in enumerate(table.sheet.rows, table.number + 1):
        if len(row) != width and not _made_whole(row, (table, number), passes):
            continue
        row.extend(tail)
        if passes and not passes(row):
            continue
        rule = _first(rules, row) if rules else None
        if rule is not None and rule is section:
            tail[0] = plain(row[table.at(section.column)])
        if rule is not None or row[0] or any(islice(row, width)):
            yield number, row, rule


def _first(rules: list[tuple[RowRule, int]], row: Row) -> RowRule | None:
    return next((rule for rule, at in rules if said_by(rule.pattern, plain(row[at])) is not None), None)


def _made_whole(row: Row, place: tuple[Table, int], passes: Callable[[Row], bool] | None) -> bool:
    """Whether the row has as many cells as the header once blank ones are cut from its end.

    Raises ShapeError where it has not, and is neither blank nor dropped.
    """
    table, number = place
    width = table.width
    while len(row) > width and not row[-1]:
        row.pop()
    if len(row) == width:
        return True
    padded = [*row, *[""] * (width + 2 - len(row))]
    if not any(row) or (passes and not passes(padded)):
        return False
    raise ShapeError(
        f"{table.sheet.name}, row {number}: found {len(row)} cells; expected {width}, as its header has"
    )


def _passing(table: Table, mapping: TableMapping) -> Callable[[Row], bool] | None:
    """Whether a row is neither dropped nor filtered out; None where every row passes."""
    checks = [(table.at(name), _among(texts)) for name, texts in mapping.where.items()]
    checks += [(table.at(rule.column), _other_than(rule.pattern)) for rule in mapping.drop]
    if not checks:
        return None
    return lambda row: all(passes(row[at]) for at, passes in checks)


def _among(texts: Iterable[str]) -> Callable[[str], bool]:
    known = frozenset(map(plain, texts))
    return lru_cache(KEPT)(lambda text: plain(text) in known)


def _other_than(pattern: Pattern) -> Callable[[str], bool]:
    return lru_cache(KEPT)(lambda text: said_by(pattern, plain(text)) is None)
