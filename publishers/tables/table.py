"""Figures from a table, CSV or workbook, read as a mapping declares.

A row at a time: what is held is the sums where figures are sums, as many as come out, and else what the
figures said before, up to a bound.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from outgoing.body import Body
from publishers.errors import ShapeError
from publishers.shape import Observation, Series
from publishers.tables.mapping import RowRule, TableMapping
from publishers.tables.row_reading import Reader, SeriesOf, reader
from publishers.tables.rows import rows
from publishers.tables.sheets import Table, tables
from publishers.tables.spreadsheet import Row
from publishers.tables.sums import NATURES, summed
from publishers.tables.totals import Parts
from publishers.tables.written_numbers import Amount

COMPARED = 1 << 20  # figures that are known again; the store compares all
_new = tuple.__new__


def figures(
    mapping: TableMapping, body: Body, series_of: SeriesOf, published_on: str = ""
) -> Iterator[Observation]:
    """The figures of the table, in its order; sums by area and period, of those that are sums.

    series_of: makes the series of what the mapping says of it. published_on: over what the table says.
    Raises ShapeError naming the sheet, row and column where it is not as the mapping declares, and where it
    says two things of the same figure.
    """
    printed: list[Observation] = []
    known = _each_once(series_of)
    found = chain.from_iterable(_by_row(mapping, tables(mapping, body, published_on), known, printed))
    if mapping.sum is not None:
        yield from summed(found, mapping, printed)
    elif mapping.values.leading_zeros:
        yield from _agreeing(found)
    else:
        yield from _agreeing(_begun(found))


def _begun(found: Iterator[Observation]) -> Iterator[Observation]:
    """The figures without the zeros before an area's first other one."""
    begun: set[tuple[int, str]] = set()
    for seen in found:
        key = id(seen.series), seen.area
        if seen.value or seen.value is None:
            begun.add(key)
        if key in begun:
            yield seen


def _each_once(series_of: SeriesOf) -> SeriesOf:
    """The same series for the same that is said of it. It raises ShapeError where two are said with the same id."""
    made: dict[tuple[tuple[str, str], ...], Series] = {}
    ids: set[str] = set()

    def known(columns: Mapping[str, str]) -> Series:
        key = tuple(sorted(columns.items()))
        if key not in made:
            series = series_of(columns)
            name = series.columns.get("series", "")
            if name in ids:
                raise ShapeError(
                    f"found two series {name[:60]!r}; expected an id for each, such as x.from-{{origin}}"
                )
            if name:
                ids.add(name)
            made[key] = series
        return made[key]

    return known


def _agreeing(found: Iterator[Observation]) -> Iterator[Observation]:
    """The figures. Raises ShapeError where one comes again, of the same day, with another value."""
    said: dict[tuple[int, str, str], dict[str, object]] = {}
    room = COMPARED
    for seen in found:
        key = id(seen.series), seen.area, seen.published_on
        by_period = said.get(key)
        if by_period is None:
            by_period = said[key] = {}
        value = seen.value if seen.value is not None else (seen.low, seen.high, seen.missing)
        room -= 1
        before = (by_period.setdefault if room >= 0 else by_period.get)(seen.period, value)
        if before is not value and before != value:
            raise ShapeError(
                f"{seen.locator}: found another value of {seen.area} in {seen.period} than before; "
                "expected it once, or sum in the mapping"
            )
        yield seen


def _by_row(
    mapping: TableMapping, found: Iterator[Table], series_of: SeriesOf, printed: list[Observation]
) -> Iterator[list[Observation]]:
    """The figures of each row of the tables. printed: takes totals of figures."""
    for table in found:
        yield from _read(table, mapping, reader(table, mapping, series_of), printed)


def _read(
    table: Table, mapping: TableMapping, read: Reader, printed: list[Observation]
) -> Iterator[list[Observation]]:
    parts, added, amounts_of = Parts.none_yet(len(read.values)), bool(mapping.totals), read.amounts
    check = _checking(table, mapping, read, parts, printed)
    for number, row, rule in rows(table, mapping):
        try:
            if rule is not None:
                check(number, row, rule)
                continue
            amounts = amounts_of(row)
            if not any(amounts):
                continue
            found = _observations(table, read, row, amounts, number)
        except ShapeError as error:
            raise ShapeError(f"{table.sheet.name}, row {number}: {error}") from error
        if added:
            parts.add(amounts)
        yield found


def _checking(
    table: Table, mapping: TableMapping, read: Reader, parts: Parts, printed: list[Observation]
) -> Callable[[int, Row, RowRule], None]:
    """What takes the rows that are not of figures: the head of a section, and totals."""

    def check(number: int, row: Row, rule: RowRule) -> None:
        if rule is mapping.section:
            parts.open_section()
        elif rule.of == "figure":
            printed.extend(_observations(table, read, row, read.amounts(row), number))
        else:
            parts.check(rule, read.amounts(row), [(table.called(at), row[at]) for at in read.values])

    return check


def _observations(
    table: Table, read: Reader, row: Row, amounts: Sequence[Amount | None], number: int
) -> list[Observation]:
    published_on, before = table.published_on, f"{table.sheet.name}, row {number}"
    given = read.status(row) if read.status else ""
    margin = read.margin(row) if read.margin else None
    columns = zip(amounts, read.places(row), read.periods(row), read.series(row), read.locators, strict=True)
    # Built as the tuples that they are: the class's own way takes half as long again, for each figure.
    return [
        _new(
            Observation,
            (
                series, place[0], place[1], when[0], amount[0], published_on, before + column, amount[3],
                amount[1], amount[2], margin, NATURES.get(status, "") if status else "", status,
            ),
        )
        for amount, place, when, series, column in columns
        if amount and place and when
        for status in [amount[4] or given or when[1]]
    ]  # fmt: skip
