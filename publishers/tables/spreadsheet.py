"""Sheets of XLSX and ODS files, and CSV, as streams of rows of text.

A number is the text that it is shown as in full: never through arithmetic.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook, load_workbook

from outgoing.body import Body
from publishers.errors import ShapeError
from publishers.tables.workbook_parts import Columns, cells_with_errors, checked_parts

Row = list[str]
LONGEST_LINE = 1 << 20  # characters of a line of CSV
SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook, open. names: of its sheets, in their order. rows: those of a sheet, from its first row on."""

    names: Sequence[str]
    rows: Callable[[str], Iterator[Row]]


def csv_rows(file: IO[bytes], separator: str = "") -> Iterator[Row]:
    """The rows of a CSV in UTF-8. separator: sniffed from its first line where it is not given.

    The file is closed at the end. Raises ShapeError naming the line where it is no such file.
    """
    try:
        with io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
            lines = _lines(text)
            first = next(lines, "")
            reader = csv.reader(chain([first], lines), delimiter=separator or _sniffed(first), strict=True)
            yield from reader
    except UnicodeDecodeError as error:
        raise ShapeError(f"found bytes that are not UTF-8 ({error.reason}); expected CSV in UTF-8") from error
    except csv.Error as error:
        raise ShapeError(f"found CSV that is broken at line {reader.line_num}: {error}") from error


def _lines(text: IO[str]) -> Iterator[str]:
    """The lines, none of them longer than memory is lent for."""
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise ShapeError(
                f"found a line of more than {LONGEST_LINE:,} characters; expected rows of a table"
            )
        yield line


def _sniffed(first: str) -> str:
    bare = re.sub(r'"[^"]*"', "", first)
    return max(SEPARATORS, key=bare.count)


@contextmanager
def open_workbook(body: Body) -> Iterator[Workbook]:
    """The workbook that the body is. Raises ShapeError where it is none, protected, or too large to open."""
    with body.content() as file:
        errors = cells_with_errors(checked_parts(file))
        file.seek(0)
        try:
            book = load_workbook(file)
        except CalamineError as error:
            raise ShapeError(f"found {error}; expected an XLSX or ODS file") from error
        names = book.sheet_names
        try:
            yield Workbook(names, lambda name: _rows(book, name, errors.get(_at(names, name), {})))
        finally:
            book.close()


def _at(names: Sequence[str], name: str) -> int:
    if name not in names:
        raise ShapeError(f"found the sheets {', '.join(map(repr, names))}; expected one named {name!r}")
    return names.index(name)


def _rows(book: CalamineWorkbook, name: str, errors: Columns) -> Iterator[Row]:
    """The rows; #ERROR! in the cells of those columns, by row, which calamine leaves empty, like cells without figure."""
    try:
        sheet = book.get_sheet_by_name(name)
        before = [""] * (sheet.start[1] if sheet.start else 0)  # columns without content, which are left out
        for number, row in enumerate(sheet.iter_rows()):
            cells = before + [cell if cell.__class__ is str else _text(cell) for cell in row]
            for at in errors.get(number, ()):
                if at < len(cells):
                    cells[at] = "#ERROR!"
            yield cells
    except CalamineError as error:
        raise ShapeError(f"found {error} in the sheet {name!r}; expected rows of a table") from error


def _text(cell: object) -> str:
    """The cell as text: numbers in all their digits, dates in ISO 8601."""
    match cell:
        case bool():
            return str(cell).upper()
        case float() | int():
            shown = repr(cell).removesuffix(".0")
            return f"{Decimal(shown):f}" if "e" in shown else shown
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            return str(cell)
