"""The amounts of a row: in its columns of values, with the ends of a range, or checked against the row's total."""

from collections.abc import Callable, Sequence

from publishers.errors import ShapeError
from publishers.tables.mapping import TableMapping
from publishers.tables.patterns import said_by
from publishers.tables.sheets import Table
from publishers.tables.spreadsheet import Row
from publishers.tables.written_numbers import Amount, Reading, total

Amounts = Callable[[Row], Sequence[Amount | None]]


def value_columns(table: Table, mapping: TableMapping) -> tuple[int, ...]:
    """The columns of values. Raises ShapeError where there is none, or one of them twice."""
    rule = mapping.values
    if rule.columns is None:
        return tuple(table.at(name) for name in rule.series or [rule.column])
    names = table.names[: table.width]
    found = tuple(at for at, name in enumerate(names) if name and said_by(rule.columns, name) is not None)
    if not found:
        raise ShapeError(
            f"{table.sheet.name}: found the columns {', '.join(map(repr, names))}; "
            f"expected some that match {rule.columns.pattern!r}"
        )
    for at in found:
        table.at(names[at])
    return found


def amounts(table: Table, mapping: TableMapping, at: Sequence[int], read: Reading) -> Amounts:
    """What reads the amounts of those columns of a row. It raises ShapeError naming the column."""
    rule = mapping.values
    values = cells(table, at, read)
    if rule.low:
        return _ranged(values, cells(table, [table.at(rule.low), table.at(rule.high)], read))
    if rule.total:
        return _totalled(values, cells(table, [table.at(rule.total)], read), table.at(rule.total), rule.total)
    return values


def cells(table: Table, at: Sequence[int], read: Reading) -> Amounts:
    """What reads the cells of those columns, and says in which a fault is."""

    def found(row: Row) -> Sequence[Amount | None]:
        try:
            return [read(row[column]) for column in at]
        except ShapeError as error:
            faulty = next(column for column in at if _is_faulty(read, row[column]))
            raise ShapeError(f"column {table.called(faulty)!r}: {error}") from error

    return found


def _is_faulty(read: Reading, text: str) -> bool:
    try:
        read(text)
    except ShapeError:
        return True
    return False


def _ranged(values: Amounts, ends: Amounts) -> Amounts:
    def ranged(row: Row) -> Sequence[Amount | None]:
        (given,), (low, high) = values(row), ends(row)
        if low is None and high is None:
            return [given]
        least, most = low and low.value, high and high.value
        middle, reason = given and given.value, next(one.missing for one in (given, low, high) if one)
        if least is None and most is None and (given or reason):
            return [given or Amount(None, missing=reason)]
        if least is None or most is None or not least <= (least if middle is None else middle) <= most:
            raise ShapeError(
                f"found {_shown(middle)} from {_shown(least)} to {_shown(most)}; "
                "expected a range from its lower to its higher end, and the value in it"
            )
        return [Amount(middle, least, most, status=given.status if given else "")]

    return ranged


def _shown(value: object) -> str:
    return "nothing" if value is None else str(value)[:60]


def _totalled(values: Amounts, printed: Amounts, at: int, name: str) -> Amounts:
    """The amounts, checked against their total where all of them have a value."""

    def totalled(row: Row) -> Sequence[Amount | None]:
        found, (whole,) = values(row), printed(row)
        parts = [part.value for part in found if part]
        known = [part for part in parts if part is not None]
        if whole and whole.value is not None and len(known) == len(parts) and whole.value != total(known):
            raise ShapeError(
                f"column {name!r}: found {row[at]!r}; expected {total(known):,}, the sum of the row"
            )
        return found

    return totalled
