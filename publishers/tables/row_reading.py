"""What a row says of its figures: their areas, periods and series, by column of values.

All of it is remembered by the texts that say it, as most rows of a table repeat what others say.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from publishers.errors import ShapeError
from publishers.places import Place
from publishers.shape import Series
from publishers.tables.amounts import Amounts, amounts, cells, value_columns
from publishers.tables.mapping import TableMapping
from publishers.tables.patterns import plain, said_by
from publishers.tables.sheets import Table
from publishers.tables.spreadsheet import Row
from publishers.tables.written_numbers import reading

KEPT = 1 << 16  # texts whose reading is remembered
SeriesOf = Callable[[Mapping[str, str]], Series]
_NAME = re.compile(r"\{([^{}]+)\}")


class When(NamedTuple):
    """A period, and the status of figures of it."""

    period: str
    status: str


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads a row. values: the columns of values, to each of which the sequences have one, as do locators."""

    values: tuple[int, ...]
    amounts: Amounts
    places: Callable[[Row], Sequence[Place | None]]
    periods: Callable[[Row], Sequence[When | None]]
    series: Callable[[Row], Sequence[Series]]
    locators: tuple[str, ...]
    status: Callable[[Row], str] | None
    margin: Callable[[Row], Decimal | None] | None


def reader(table: Table, mapping: TableMapping, series_of: SeriesOf) -> Reader:
    """What reads the rows of the table. Raises ShapeError where a column is not there."""
    rule = mapping.values
    at = value_columns(table, mapping)
    read = lru_cache(KEPT)(reading(mapping.numbers))
    return Reader(
        at,
        amounts(table, mapping, at, read),
        _places(table, mapping, at),
        _periods(table, mapping, at),
        _series(table, mapping, at, series_of),
        tuple(f", {table.called(column)[:60]}" for column in at),
        _status(table.at(rule.status), mapping.status.words) if rule.status else None,
        _margin(cells(table, [table.at(rule.margin_of_error)], read)) if rule.margin_of_error else None,
    )


def _status(at: int, words: Mapping[str, str]) -> Callable[[Row], str]:
    def status(row: Row) -> str:
        text = plain(row[at])
        return words.get(text, text.lower())

    return status


def _margin(beside: Amounts) -> Callable[[Row], Decimal | None]:
    def margin(row: Row) -> Decimal | None:
        (found,) = beside(row)
        return found.value if found else None

    return margin


def _places(
    table: Table, mapping: TableMapping, at: tuple[int, ...]
) -> Callable[[Row], Sequence[Place | None]]:
    rule = mapping.area
    if rule.fixed:
        same = (Place(*rule.fixed),) * len(at)
        return lambda _: same
    if rule.column == ("header",):
        each = tuple(rule.place(table.names[column], "") for column in at)
        return lambda _: each
    columns = [table.at(name) for name in rule.column]
    if rule.name:
        columns.append(table.at(rule.name))

    @lru_cache(KEPT)
    def places(*texts: str) -> tuple[Place | None, ...]:
        said = list(map(plain, texts))
        name = said.pop() if rule.name else ""
        return (rule.place(next(filter(None, said), ""), name),) * len(at)

    return _of(places, columns)


def _periods(
    table: Table, mapping: TableMapping, at: tuple[int, ...]
) -> Callable[[Row], Sequence[When | None]]:
    """The period of each: what the row, the sheet's name and the column's name say together."""
    rule, status = mapping.period, mapping.status
    wide = mapping.values.columns
    of_column = [said_by(wide, table.names[column]) or {} for column in at] if wide else []

    def when(said: dict[str, str]) -> When | None:
        period = rule.period(said)
        if rule.is_to_come(period, table.as_of or (table.published_on if rule.known_after_months else "")):
            return None
        is_open = period.open or (table.as_of != "" and period.year_ends >= table.as_of)
        return When(period.text, status.open if is_open else status.closed)

    @lru_cache(KEPT)
    def periods(*texts: str) -> tuple[When | None, ...]:
        said = dict(table.sheet.said)
        for (name, pattern), text in zip(rule.read.items(), texts, strict=True):
            groups = said_by(pattern, plain(text))
            if groups is None:
                raise ShapeError(f"column {name!r}: found {text[:60]!r}; expected {pattern.pattern!r}")
            said |= groups
        return tuple(when(said | groups) for groups in of_column) or (when(said),) * len(at)

    return _of(periods, [table.at(name) for name in rule.read])


def _series(
    table: Table, mapping: TableMapping, at: tuple[int, ...], series_of: SeriesOf
) -> Callable[[Row], Sequence[Series]]:
    """The series of each; "{Name}" in what is said of it is the row's text in that column."""
    measures = list(mapping.values.series.values()) or [{}] * len(at)
    of_column = [{**mapping.series, **said} for said in measures]
    named = sorted({name for said in of_column for text in said.values() for name in _NAME.findall(text)})

    @lru_cache(KEPT)
    def series(*texts: str) -> tuple[Series, ...]:
        by_name = dict(zip(named, map(plain, texts), strict=True))
        return tuple(
            series_of({column: _filled(column, text, by_name) for column, text in said.items()})
            for said in of_column
        )

    return _of(series, [table.at(name) for name in named])


def _filled(column: str, template: str, by_name: Mapping[str, str]) -> str:
    """The template with the row's texts; in the id of a series as far as that takes their letters."""

    def filled(name: re.Match[str]) -> str:
        text = by_name[name[1]]
        return (re.sub("[^A-Za-z0-9._:-]+", "-", text).strip("-") or "none") if column == "series" else text

    return _NAME.sub(filled, template)


def _of(read: Callable[..., Sequence[Any]], columns: Sequence[int]) -> Callable[[Row], Sequence[Any]]:
    """What reads the texts of those columns of a row."""
    if not columns:
        same = read()
        return lambda _: same
    if len(columns) == 1:
        (only,) = columns
        return lambda row: read(row[only])
    texts = itemgetter(*columns)
    return lambda row: read(*texts(row))
