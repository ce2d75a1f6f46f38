"""Sheets of XLSX and ODS files, and CSV, as streams of rows of text.

A number is the text that it is shown as in full: never through arithmetic. A workbook is measured before
it is opened: a small file may unpack to more than any memory, or claim a cell in the last row and column
of a sheet, for which everything before it would be laid out.
"""

import csv
import io
import re
import zipfile
import zlib
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

Row = list[str]
LONGEST_LINE = 1 << 20  # characters of a line of CSV
LARGEST_UNPACKED = 256 << 20  # bytes of a workbook
SMALL = 8 << 20  # bytes that a workbook may unpack to, whatever it was packed in
GREATEST_RATIO = 150  # of bytes unpacked to bytes packed; sheets of real figures have 5 to 50
MOST_CELLS = 10_000_000  # that a sheet may span
SEPARATORS = ",;\t"
_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Za-z]+)([0-9]+)["']""")
_ERROR = re.compile(rb"""<(?:\w+:)?c\b(?=[^>]*\bt\s*=\s*["']e["'])[^>]*?\br\s*=\s*["']([A-Z]+)([0-9]+)["']""")
_SHEET = re.compile(rb"""<(?:\w+:)?sheet\b[^>]*?\br?:?id\s*=\s*["']([^"']+)["']""")
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="([0-9]+)"')
_FILLED = re.compile(rb"\boffice:")
Places = frozenset[tuple[int, int]]  # rows and columns, from 0


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
        errors = _measured(file)
        file.seek(0)
        try:
            book = load_workbook(file)
        except CalamineError as error:
            raise ShapeError(f"found {error}; expected an XLSX or ODS file") from error
        names = book.sheet_names
        yield Workbook(names, lambda name: _rows(book, name, errors.get(_at(names, name), frozenset())))
        book.close()


def _at(names: Sequence[str], name: str) -> int:
    if name not in names:
        raise ShapeError(f"found the sheets {', '.join(map(repr, names))}; expected one named {name!r}")
    return names.index(name)


def _rows(book: CalamineWorkbook, name: str, errors: Places) -> Iterator[Row]:
    try:
        sheet = book.get_sheet_by_name(name)
        before = [""] * (sheet.start[1] if sheet.start else 0)  # columns without content, which are left out
        for number, row in enumerate(sheet.iter_rows()):
            cells = before + [cell if cell.__class__ is str else _text(cell) for cell in row]
            for at in [column for line, column in errors if line == number] if errors else ():
                if at < len(cells):
                    cells[at] = "#ERROR!"  # which calamine leaves empty, like a cell without figure
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


def _measured(file: IO[bytes]) -> dict[int, Places]:
    """Where each sheet has cells with errors. Raises ShapeError where the file is no workbook or too large."""
    start = file.read(8)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise ShapeError(
            "found an Office file protected with a password, or an old XLS; expected XLSX without one"
        )
    if not start.startswith(b"PK"):
        raise ShapeError(f"found a file beginning with {start!r}; expected an XLSX or ODS file")
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(file) as archive:
            for part in archive.infolist():
                room = LARGEST_UNPACKED - sum(map(len, parts.values()))
                parts[part.filename] = _unpacked(file, part, room)
    except (zipfile.BadZipFile, zlib.error, ValueError, OverflowError, NotImplementedError) as error:
        raise ShapeError(
            f"found a packed file that is broken ({error}); expected an XLSX or ODS file"
        ) from error
    for name, content in parts.items():
        if _span(name, content) > MOST_CELLS:
            raise ShapeError(f"found {name} spanning more than {MOST_CELLS:,} cells; expected a table")
    return _errors(parts)


def _unpacked(file: IO[bytes], part: zipfile.ZipInfo, room: int) -> bytes:
    """The part, unpacked here: what its header says of its size need not be so."""
    if part.flag_bits & 1:
        raise ShapeError(
            f"found {part.filename[:60]!r} protected with a password; expected a file without one"
        )
    file.seek(part.header_offset + 26)
    names = file.read(4)
    file.seek(int.from_bytes(names[:2], "little") + int.from_bytes(names[2:], "little"), io.SEEK_CUR)
    packed = file.read(part.compress_size)
    if part.compress_type == zipfile.ZIP_STORED:
        content = packed
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        content = zlib.decompressobj(-15).decompress(
            packed, min(room, max(SMALL, GREATEST_RATIO * len(packed))) + 1
        )
    else:
        raise ShapeError(
            f"found {part.filename[:60]!r} packed in way {part.compress_type}; expected an XLSX or ODS file"
        )
    if len(content) > room or len(content) > max(SMALL, GREATEST_RATIO * len(packed)):
        raise ShapeError(
            f"found {part.filename[:60]!r} unpacking to more than a workbook would; expected a table"
        )
    return content


def _span(name: str, content: bytes) -> int:
    """How many cells would be laid out for the part."""
    if name == "content.xml":
        return _span_ods(content)
    rows = columns = 0
    for letters, row in _CELL.findall(content):
        rows, columns = max(rows, int(row[:9])), max(columns, column_number(letters.decode()[:7]) + 1)
    return rows * columns


def _span_ods(content: bytes) -> int:
    """The same for ODS, where an empty cell may stand for many, and so may a filled one."""
    rows = widest = last = 0
    for row in content.split(b"<table:table-row")[1:]:
        head, *cells = re.split(rb"<table:(?:covered-)?table-cell", row)
        rows += _times(head)
        width = filled = 0
        for cell in cells:
            signs = cell.partition(b">")[0]
            width += _times(signs)
            filled = width if _FILLED.search(signs) else filled
        if filled:
            widest, last = max(widest, filled), rows
    return widest * last


def _times(head: bytes) -> int:
    found = _REPEATED.search(head)
    return int(found[1][:9]) if found else 1


def _errors(parts: dict[str, bytes]) -> dict[int, Places]:
    """The cells with errors, by the position of their sheet in the workbook."""
    links = parts.get("xl/_rels/workbook.xml.rels", b"")
    found: dict[int, Places] = {}
    for at, key in enumerate(_SHEET.findall(parts.get("xl/workbook.xml", b""))):
        link = re.search(rb"<[^>]*\bId\s*=\s*[\"']" + re.escape(key) + rb"[\"'][^>]*>", links)
        target = re.search(rb"\bTarget\s*=\s*[\"']/?(?:xl/)?([^\"']+)", link[0]) if link else None
        content = parts.get("xl/" + target[1].decode("utf-8", "replace"), b"") if target else b""
        places = [
            (int(row) - 1, column_number(letters.decode()[:7])) for letters, row in _ERROR.findall(content)
        ]
        if places:
            found[at] = frozenset(places)
    return found


def column_number(letters: str) -> int:
    """The position of the column, from 0: A is 0, AA is 26.

    >>> column_number("AA")
    26
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
