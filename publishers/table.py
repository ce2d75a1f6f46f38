"""Figures from a table, CSV or workbook, read as a mapping declares.

A row at a time: what is held is the sums where figures are sums, as many as come out. Totals that a table
prints are checked against their parts and never added to them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import chain, islice
from operator import itemgetter
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from outgoing.body import Body
from publishers.errors import ShapeError
from publishers.mapping import Pattern, RowRule, SumRule, TableMapping
from publishers.places import Place
from publishers.shape import Observation, Series
from publishers.spreadsheet import Row, column_number, csv_rows, open_workbook
from publishers.written_numbers import Amount, reading

KEPT = 1 << 16  # texts whose reading is remembered
ABOVE = 1000  # rows in which the header is looked for
NATURES = {"provisional": "provisional", "preliminary": "provisional", "estimated": "estimate"}  # by status
_new = tuple.__new__
SeriesOf = Callable[[Mapping[str, str]], Series]
Key = tuple[str, ...]


class _Sheet(NamedTuple):
    """name: as locators say it. said: what its name says of the period."""

    name: str
    title: str
    said: Mapping[str, str]
    rows: Iterator[Row]


class _When(NamedTuple):
    """A period, and the status of figures of it."""

    period: str
    status: str


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet below its header: names of its columns, with "section" and "sheet" behind them."""

    sheet: _Sheet
    names: Sequence[str]
    number: int  # of the header's row
    published_on: str
    as_of: str  # the same where the table says it, else ""

    def at(self, name: str) -> int:
        """The position of the column. Raises ShapeError naming those that there are."""
        if self.names.count(name) == 1:
            return self.names.index(name)
        letters = name.removeprefix("column ")
        if re.fullmatch("[A-Z]{1,2}", letters) and column_number(letters) < len(self.names) - 2:
            return column_number(letters)
        shown = ", ".join(repr(known) for known in self.names[:-2] if known)
        which = "several columns" if name in self.names else "no column"
        raise ShapeError(
            f'{self.sheet.name}: found {which} {name!r} among {shown}; expected one (or "column B")'
        )


@dataclass(slots=True)
class _Running:
    """What the totals below are checked against: sums by column, and sums that rows of totals print."""

    section: list[Decimal]
    sheet: list[Decimal]
    expected: list[Observation] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What reads a row, all of it remembered by the texts: amounts, places, periods and series by value column."""

    values: tuple[int, ...]
    amounts: Callable[[Row], Sequence[Amount | None]]
    places: Callable[[Row], Sequence[Place | None]]
    periods: Callable[[Row], Sequence[_When | None]]
    series: Callable[[Row], Sequence[Series]]
    locators: tuple[str, ...]
    status: Callable[[Row], str] | None
    margin: Callable[[Row], Decimal | None] | None


def figures(
    mapping: TableMapping, body: Body, series_of: SeriesOf, published_on: str = ""
) -> Iterator[Observation]:
    """The figures of the table, in its order; sums by area and period, of those that are sums.

    series_of: makes the series of what the mapping says of it. published_on: over what the table says.
    Raises ShapeError naming the sheet, row and column where it is not as the mapping declares.
    """
    series: dict[Key, Series] = {}

    def known(columns: Mapping[str, str]) -> Series:
        key = tuple(chain.from_iterable(sorted(columns.items())))
        if key not in series:
            series[key] = series_of(columns)
        return series[key]

    expected: list[Observation] = []
    found = chain.from_iterable(_all(mapping, body, known, (published_on, expected)))
    yield from found if mapping.sum is None else _summed(found, mapping, expected)


def _all(
    mapping: TableMapping, body: Body, series_of: SeriesOf, around: tuple[str, list[Observation]]
) -> Iterator[list[Observation]]:
    published_on, expected = around
    for sheet in _sheets(mapping, body):
        table = _headed(sheet, mapping, body, published_on)
        reader = _reader(table, mapping, series_of)
        running = _Running([Decimal(0)] * len(reader.values), [Decimal(0)] * len(reader.values), expected)
        yield from _read(table, mapping, reader, running)


def _sheets(mapping: TableMapping, body: Body) -> Iterator[_Sheet]:
    """The sheets that the mapping means; a CSV is one. Raises ShapeError where there is none."""
    if mapping.format == "csv":
        with body.content() as file:
            yield _Sheet(_file_name(body), "", {}, csv_rows(file, mapping.separator))
        return
    with open_workbook(body) as book:
        wanted = [(name, _groups(mapping.sheets, name)) for name in book.names]
        matching = [(name, said) for name, said in wanted if said is not None]
        if not matching:
            raise ShapeError(
                f"found the sheets {', '.join(map(repr, book.names))}; "
                f"expected {mapping.sheets.pattern if mapping.sheets else 'one'}"
            )
        for name, said in matching if mapping.sheets else matching[:1]:
            yield _Sheet(f"sheet {name}", name, said, book.rows(name))


def _groups(pattern: Pattern | None, text: str) -> dict[str, str] | None:
    """What the named groups of the pattern say, None where the text is another."""
    found = pattern.fullmatch(text) if pattern else None
    if pattern and not found:
        return None
    return {name: part for name, part in found.groupdict().items() if part} if found else {}


def _file_name(body: Body) -> str:
    return unquote(urlsplit(body.url).path.rpartition("/")[2])[:100] or "table"


# --- above and at the header ------------------------------------------------------------------------


def _headed(sheet: _Sheet, mapping: TableMapping, body: Body, published_on: str) -> _Table:
    """The sheet below its header. Raises ShapeError where that is not found."""
    above: list[str] = []
    for number, row in enumerate(islice(sheet.rows, ABOVE), 1):
        names = [" ".join(cell.split()) for cell in row]
        wanted = mapping.header
        if number == wanted if isinstance(wanted, int) else set(wanted) <= set(names):
            day = published_on or _published(mapping, " ".join(above), _file_name(body), sheet)
            shown = day or body.retrieved_on.isoformat()
            return _Table(sheet, [*names, "section", "sheet"], number, shown, day)
        above += names
    raise ShapeError(f"{sheet.name}: found no header in {len(above)} cells; expected {mapping.header}")


def _published(mapping: TableMapping, above: str, name: str, sheet: _Sheet) -> str:
    """The day of publication, "" where nothing says it. Raises ShapeError where it is needed and not said."""
    rule, said_open = mapping.published, any("open" in one.groupindex for one in mapping.period.read.values())
    day = rule.day(above if rule.found == "cells" else name) if rule else ""
    needed = mapping.period.until_published or (bool(mapping.status.open) and not said_open)
    if not day and (needed or (rule and rule.found == "cells")):
        where = f"in the name {name!r}" if rule and rule.found == "address" else "above the header"
        raise ShapeError(
            f"{sheet.name}: found no day of publication {where}; expected "
            f"{rule.pattern.pattern if rule else 'published in the mapping'!r}, or the option published_on"
        )
    return day


# --- rows -------------------------------------------------------------------------------------------


def _read(
    table: _Table, mapping: TableMapping, reader: _Reader, running: _Running
) -> Iterator[list[Observation]]:
    read, checked = reader.amounts, bool(mapping.totals)
    for number, row in _kept(table, mapping, reader, running):
        try:
            amounts = read(row)
            if not any(amounts):
                continue
            if checked:
                _add(running, amounts)
            found = _observations(table, reader, row, amounts, number)
        except ShapeError as error:
            raise ShapeError(f"{table.sheet.name}, row {number}: {error}") from error
        yield found


def _kept(
    table: _Table, mapping: TableMapping, reader: _Reader, running: _Running
) -> Iterator[tuple[int, Row]]:
    """The rows with figures, by their number, each with the text of its section and of its sheet at its end."""
    width = len(table.names) - 2
    tail = ["", table.sheet.title]
    opens = mapping.section and (table.at(mapping.section.column), mapping.section.pattern.fullmatch)
    totals = [(rule, table.at(rule.column)) for rule in mapping.totals]
    passes = _passing(table, mapping)
    for number, row in _whole(table, passes):
        row.extend(tail)
        if passes and not passes(row):
            continue
        if opens and opens[1](row[opens[0]]):
            tail[0] = row[opens[0]].strip()
            running.section = [Decimal(0)] * len(running.section)
        elif totals and (
            rule := next((rule for rule, at in totals if rule.pattern.fullmatch(row[at])), None)
        ):
            _check_total(rule, table, reader, running, (number, row))
        elif row[0] or any(islice(row, width)):
            yield number, row


def _whole(table: _Table, passes: Callable[[Row], bool] | None) -> Iterator[tuple[int, Row]]:
    """The rows with as many cells as the header. Raises ShapeError where another is neither blank nor dropped."""
    width = len(table.names) - 2
    for number, row in enumerate(table.sheet.rows, table.number + 1):
        if len(row) != width:
            while len(row) > width and not row[-1]:
                row.pop()
            padded = [*row, *[""] * (width + 2 - len(row))]
            if not any(row) or (passes and not passes(padded)):
                continue
            if len(row) != width:
                raise ShapeError(
                    f"{table.sheet.name}, row {number}: found {len(row)} cells; expected {width}, as its header has"
                )
        yield number, row


def _passing(table: _Table, mapping: TableMapping) -> Callable[[Row], bool] | None:
    """Whether a row is neither dropped nor filtered out; None where every row passes."""
    drop = [(table.at(rule.column), rule.pattern.fullmatch) for rule in mapping.drop]
    where = [(table.at(name), frozenset(texts)) for name, texts in mapping.where.items()]
    if not drop and not where:
        return None

    def passes(row: Row) -> bool:
        return all(row[at] in texts for at, texts in where) and not any(match(row[at]) for at, match in drop)

    return passes


def _observations(
    table: _Table, reader: _Reader, row: Row, amounts: Sequence[Amount | None], number: int
) -> list[Observation]:
    published_on, before = table.published_on, f"{table.sheet.name}, row {number}"
    given = reader.status(row) if reader.status else ""
    margin = reader.margin(row) if reader.margin else None
    columns = zip(
        amounts, reader.places(row), reader.periods(row), reader.series(row), reader.locators, strict=True
    )
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


# --- totals -----------------------------------------------------------------------------------------


def _add(running: _Running, amounts: Sequence[Amount | None]) -> None:
    for at, amount in enumerate(amounts):
        if amount and amount.value:
            running.section[at] += amount.value
            running.sheet[at] += amount.value


def _check_total(
    rule: RowRule, table: _Table, reader: _Reader, running: _Running, numbered: tuple[int, Row]
) -> None:
    """Raises ShapeError where the row does not print the sum of its parts. Those of figures are kept for later."""
    number, row = numbered
    place = f"{table.sheet.name}, row {number}"
    try:
        amounts = reader.amounts(row)
    except ShapeError as error:
        raise ShapeError(f"{place}: {error}") from error
    if rule.of == "figure":
        running.expected += _observations(table, reader, row, amounts, number)
        return
    sums = running.section if rule.of == "section" else running.sheet
    for at, amount, total in zip(reader.values, amounts, sums, strict=True):
        printed = amount.value if amount else Decimal(0)
        if printed is not None and printed != total:
            raise ShapeError(
                f"{place}, {table.names[at]}: found the total {row[at]!r}; "
                f"expected {total:,}, the sum of its parts"
            )


# --- what reads a row -------------------------------------------------------------------------------


def _reader(table: _Table, mapping: TableMapping, series_of: SeriesOf) -> _Reader:
    rule = mapping.values
    at = _value_columns(table, mapping)
    amount = lru_cache(KEPT)(reading(mapping.numbers))
    names = [table.names[column] or f"column {column + 1}" for column in at]
    beside = {
        name: table.at(column)
        for name in ("status", "margin_of_error", "total")
        if (column := getattr(rule, name))
    }
    words = mapping.status.words

    def status(row: Row) -> str:
        text = row[beside["status"]].strip()
        return words.get(text, text.lower())

    def margin(row: Row) -> Decimal | None:
        found = amount(row[beside["margin_of_error"]])
        return found.value if found else None

    return _Reader(
        at,
        _amounts(table, mapping, at, amount),
        _places(table, mapping, at),
        _periods(table, mapping, at),
        _series(table, mapping, at, series_of),
        tuple(f", {name[:60]}" for name in names),
        status if "status" in beside else None,
        margin if "margin_of_error" in beside else None,
    )


def _value_columns(table: _Table, mapping: TableMapping) -> tuple[int, ...]:
    rule = mapping.values
    if rule.columns is None:
        return tuple(table.at(name) for name in rule.series or [rule.column])
    found = tuple(at for at, name in enumerate(table.names[:-2]) if name and rule.columns.fullmatch(name))
    if not found:
        raise ShapeError(
            f"{table.sheet.name}: found the columns {', '.join(map(repr, table.names[:-2]))}; "
            f"expected some that match {rule.columns.pattern!r}"
        )
    return found


def _amounts(
    table: _Table, mapping: TableMapping, at: tuple[int, ...], amount: Callable[[str], Amount | None]
) -> Callable[[Row], Sequence[Amount | None]]:
    """The amounts of the value columns; with the ends of their range, or checked against their total, where said."""
    rule = mapping.values

    def plain(row: Row) -> Sequence[Amount | None]:
        try:
            return [amount(row[column]) for column in at]
        except ShapeError as error:
            faulty = next(column for column in at if _faulty(amount, row[column]))
            raise ShapeError(f"column {table.names[faulty] or faulty + 1!r}: {error}") from error

    ends = [table.at(name) for name in (rule.low, rule.high) if name]

    def ranged(row: Row) -> Sequence[Amount | None]:
        found = plain(row)
        low, high = (amount(row[column]) for column in ends)
        given = found[0] or (Amount(None) if low or high else None)
        return [given and given._replace(low=low and low.value, high=high and high.value)]

    total = table.at(rule.total) if rule.total else -1

    def totalled(row: Row) -> Sequence[Amount | None]:
        found, printed = plain(row), amount(row[total])
        summed = sum((each.value for each in found if each and each.value), Decimal(0))
        if printed and printed.value is not None and printed.value != summed:
            raise ShapeError(
                f"column {rule.total!r}: found {row[total]!r}; expected {summed:,}, the sum of the row"
            )
        return found

    if rule.total:
        return totalled
    return ranged if len(ends) == 2 and len(at) == 1 else plain


def _faulty(amount: Callable[[str], Amount | None], text: str) -> bool:
    try:
        amount(text)
    except ShapeError:
        return True
    return False


def _places(
    table: _Table, mapping: TableMapping, at: tuple[int, ...]
) -> Callable[[Row], Sequence[Place | None]]:
    """The area of each value column; "header" is the column's own name."""
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
        said = [" ".join(text.split()) for text in texts]
        name = said.pop() if rule.name else ""
        return (rule.place(next(filter(None, said), ""), name),) * len(at)

    return _of(places, columns)


def _periods(
    table: _Table, mapping: TableMapping, at: tuple[int, ...]
) -> Callable[[Row], Sequence[_When | None]]:
    """The period of each value column: what the row, the sheet's name and the column's name say together."""
    rule, status = mapping.period, mapping.status
    patterns = list(rule.read.values())
    columns = [table.at(name) for name in rule.read]
    of_column = [_groups(mapping.values.columns, table.names[column]) or {} for column in at]

    def when(said: dict[str, str]) -> _When | None:
        period = rule.period(said)
        if rule.until_published and period.first_day > table.as_of:
            return None
        is_open = period.open or (table.as_of != "" and period.year_ends >= table.as_of)
        return _When(period.text, status.open if is_open else status.closed)

    @lru_cache(KEPT)
    def periods(*texts: str) -> tuple[_When | None, ...]:
        said = dict(table.sheet.said)
        for name, pattern, text in zip(rule.read, patterns, texts, strict=True):
            groups = _groups(pattern, " ".join(text.split()))
            if groups is None:
                raise ShapeError(f"column {name!r}: found {text[:60]!r}; expected {pattern.pattern!r}")
            said |= groups
        if mapping.values.columns is None:
            return (when(said),) * len(at)
        return tuple(when(said | groups) for groups in of_column)

    return _of(periods, columns)


def _series(
    table: _Table, mapping: TableMapping, at: tuple[int, ...], series_of: SeriesOf
) -> Callable[[Row], Sequence[Series]]:
    """The series of each value column; "{Name}" in what is said of it is the row's text in that column."""
    of_column = [{**mapping.series, **said} for said in mapping.values.series.values()] or [
        dict(mapping.series)
    ] * len(at)
    named = sorted(
        {name for said in of_column for text in said.values() for name in re.findall(r"\{([^{}]+)\}", text)}
    )

    @lru_cache(KEPT)
    def series(*texts: str) -> tuple[Series, ...]:
        by_name = dict(zip(named, texts, strict=True))
        return tuple(series_of(_filled(said, by_name)) for said in of_column)

    return _of(series, [table.at(name) for name in named])


def _filled(said: Mapping[str, str], by_name: Mapping[str, str]) -> dict[str, str]:
    columns = dict(said)
    for name, text in by_name.items():
        slug = re.sub("[^A-Za-z0-9._:-]+", "-", text).strip("-") or "none"
        for column, template in columns.items():
            columns[column] = template.replace("{" + name + "}", slug if column == "series" else text)
    return columns


Read = Callable[..., Sequence[Any]]


def _of(read: Read, columns: Sequence[int]) -> Callable[[Row], Sequence[Any]]:
    """What reads the texts of those columns of a row."""
    if not columns:
        same = read()
        return lambda _: same
    if len(columns) == 1:
        (only,) = columns
        return lambda row: read(row[only])
    texts = itemgetter(*columns)
    return lambda row: read(*texts(row))


# --- sums -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Sum:
    first: Observation
    total: Decimal = Decimal(0)
    rows: int = 0
    missing: str = ""


def _summed(
    found: Iterable[Observation], mapping: TableMapping, expected: list[Observation]
) -> Iterator[Observation]:
    """One figure for each series, area and period; those of an area together, in order of period.

    A sum with a part whose value is missing is missing itself.
    """
    rule = mapping.sum or SumRule()
    sums: dict[tuple[int, str], dict[str, _Sum]] = {}
    first_of: dict[int, dict[str, Observation]] = {}
    for seen in found:
        by_period = sums.get((id(seen.series), seen.area))
        if by_period is None:
            by_period = sums[id(seen.series), seen.area] = {}
        held = by_period.get(seen.period)
        if held is None:
            held = by_period[seen.period] = _Sum(seen)
            first_of.setdefault(id(seen.series), {}).setdefault(seen.period, seen)
        held.rows += 1
        if seen.value is None:
            held.missing = _missing(seen)
        else:
            held.total += seen.value
    _check_figures(sums, expected)
    for (series, _), by_period in sums.items():
        yield from _of_area(by_period, first_of[series], rule)


def _missing(seen: Observation) -> str:
    if not seen.missing:
        raise ShapeError(f"{seen.locator}: found a range; expected a number, as figures are sums")
    return seen.missing


def _of_area(
    by_period: dict[str, _Sum], first_of: dict[str, Observation], rule: SumRule
) -> Iterator[Observation]:
    """The sums of an area. first_of: some figure of each period that the series has in any area."""
    (some, *_) = by_period.values()
    begun = rule.leading_zeros
    for period in sorted(first_of if rule.absent else by_period):
        held = by_period.get(period)
        begun = begun or bool(held and (held.total or held.missing))
        if not begun:
            continue
        place = (held.first if held else first_of[period]).locator.partition(", row ")[0]
        if held is None:
            yield first_of[period]._replace(
                series=some.first.series, area=some.first.area, area_name=some.first.area_name, value=Decimal(0),
                missing="", locator=f"{place}: no row for {some.first.area_name}, which means 0",
            )  # fmt: skip
            continue
        yield held.first._replace(
            value=None if held.missing else held.total,
            missing=held.missing,
            locator=f"{place}: sum of {held.rows} rows for {held.first.area_name}",
        )


def _check_figures(sums: dict[tuple[int, str], dict[str, _Sum]], expected: list[Observation]) -> None:
    for total in expected:
        held = sums.get((id(total.series), total.area), {}).get(total.period)
        summed = held.total if held else Decimal(0)
        if total.value is not None and total.value != summed and not (held and held.missing):
            raise ShapeError(
                f"{total.locator}: found the total {total.value:,}; expected {summed:,}, the sum of its parts"
            )
