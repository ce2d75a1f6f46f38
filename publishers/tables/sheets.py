"""Sheets of a table, and what stands above their rows: the day of publication, the header."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from outgoing.body import Body
from publishers.errors import ShapeError
from publishers.tables.mapping import TableMapping
from publishers.tables.patterns import plain, said_by
from publishers.tables.spreadsheet import Row, csv_rows, open_workbook
from publishers.tables.workbook_parts import column_number

ABOVE = 1000  # rows in which the header is looked for


class Sheet(NamedTuple):
    """name: as locators say it. title: "" of a CSV. said: what it says of the period."""

    name: str
    title: str
    said: Mapping[str, str]
    rows: Iterator[Row]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet below its header.

    names: of its columns, with "section" and "sheet" behind them. number: of the header's row.
    published_on: the day, as_of: the same where the table or the operator says it, else "".
    """

    sheet: Sheet
    names: Sequence[str]
    number: int
    published_on: str
    as_of: str

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.names) - 2

    def at(self, name: str) -> int:
        """The position of the column. Raises ShapeError naming those that there are."""
        if self.names.count(name) == 1:
            return self.names.index(name)
        letters = name.removeprefix("column ")
        if re.fullmatch("[A-Z]{1,2}", letters) and column_number(letters) < self.width:
            return column_number(letters)
        shown = ", ".join(repr(known) for known in self.names[: self.width] if known)
        which = "several columns" if name in self.names else "no column"
        raise ShapeError(
            f'{self.sheet.name}: found {which} {name!r} among {shown}; expected one (or "column B")'
        )

    def called(self, column: int) -> str:
        """The name of the column, or its number."""
        return self.names[column] or f"column {column + 1}"


def tables(mapping: TableMapping, body: Body, published_on: str) -> Iterator[Table]:
    """The sheets that the mapping means, one after another. Raises ShapeError where there is none."""
    for sheet in _sheets(mapping, body):
        yield _headed(sheet, mapping, body, published_on)


def _sheets(mapping: TableMapping, body: Body) -> Iterator[Sheet]:
    if mapping.format == "csv":
        with body.content() as file:
            yield Sheet(_file_name(body), "", {}, csv_rows(file, mapping.separator))
        return
    with open_workbook(body) as book:
        wanted: list[tuple[str, dict[str, str]]] = [(name, {}) for name in book.names[:1]]
        if mapping.sheets:
            matched = [(name, said_by(mapping.sheets, plain(name))) for name in book.names]
            wanted = [(name, said) for name, said in matched if said is not None]
        if not wanted:
            raise ShapeError(
                f"found the sheets {', '.join(map(repr, book.names))}; "
                f"expected {mapping.sheets.pattern if mapping.sheets else 'one'}"
            )
        for name, said in wanted:
            yield Sheet(f"sheet {name}", name, said, book.rows(name))


def _file_name(body: Body) -> str:
    return unquote(urlsplit(body.url).path.rpartition("/")[2])[:100] or "table"


def _headed(sheet: Sheet, mapping: TableMapping, body: Body, published_on: str) -> Table:
    """The sheet below its header. Raises ShapeError where that is not found."""
    above: list[str] = []
    wanted = mapping.header
    for number, row in enumerate(islice(sheet.rows, ABOVE), 1):
        names = list(map(plain, row))
        if number == wanted if isinstance(wanted, int) else set(wanted) <= set(names):
            day = published_on or _published(mapping, above, _file_name(body), sheet)
            shown = day or body.retrieved_on.isoformat()
            return Table(sheet, [*names, "section", "sheet"], number, shown, day)
        above.append(" ".join(filter(None, names)))
    raise ShapeError(f"{sheet.name}: found no header in {len(above)} rows; expected {mapping.header}")


def _published(mapping: TableMapping, above: Sequence[str], name: str, sheet: Sheet) -> str:
    """The day of publication, "" where nothing says it. Raises ShapeError where it is needed and not said."""
    rule, said_open = mapping.published, any("open" in one.groupindex for one in mapping.period.read.values())
    texts = above if rule and rule.found == "cells" else [name]
    day = next(filter(None, map(rule.day, texts)), "") if rule else ""
    needed = mapping.period.until_published or (bool(mapping.status.open) and not said_open)
    if not day and (needed or (rule and rule.found == "cells")):
        where = f"in the name {name!r}" if rule and rule.found == "address" else "above the header"
        raise ShapeError(
            f"{sheet.name}: found no day of publication {where}; expected "
            f"{rule.pattern.pattern if rule else 'published in the mapping'!r}, or the option published_on"
        )
    return day
