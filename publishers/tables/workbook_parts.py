"""The parts of a workbook, looked at before it is opened.

A small file may unpack to more than any memory, or claim a cell in the last row and column of a sheet, for
which everything before it would be laid out.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import IO

from publishers.errors import ShapeError

LARGEST_UNPACKED = 256 << 20  # bytes of a workbook
SMALL = 8 << 20  # bytes that a workbook may unpack to, whatever it was packed in
GREATEST_RATIO = 150  # of bytes unpacked to bytes packed; sheets of real figures have 5 to 50
PIECE = 1 << 20  # bytes of a part that are looked through at once
MOST_CELLS = 10_000_000  # that a sheet may span
_CELL = re.compile(rb"""<(?:\w+:)?c\b[^<>]*?\br\s*=\s*["']([A-Za-z]+)([0-9]+)["']""")
_ERROR = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^<>]*\bt\s*=\s*["']e["'])[^<>]*?\br\s*=\s*["']([A-Za-z]+)([0-9]+)["']"""
)
ERRORS = (b'"e"', b"'e'")  # one of which stands in a part with an error, which is sooner seen
_SHEET = re.compile(rb"""<(?:\w+:)?sheet\b[^<>]*?\br?:?id\s*=\s*["']([^"']+)["']""")
_LINK = re.compile(rb"<(?:\w+:)?Relationship\b[^<>]*>")
_KEY = re.compile(rb"""\bId\s*=\s*["']([^"']+)""")
_TARGET = re.compile(rb"""\bTarget\s*=\s*["']/?(?:xl/)?([^"']+)""")
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="([0-9]+)"')
_FILLED = re.compile(rb"\boffice:")
Parts = Mapping[str, bytes]  # by name in small letters, as its readers take them for the same
Columns = Mapping[int, list[int]]  # by row, all from 0


def checked_parts(file: IO[bytes]) -> Parts:
    """The parts of the workbook. Raises ShapeError where the file is none, protected, or too large to open."""
    start = file.read(8)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise ShapeError(
            "found an Office file protected with a password, or an old XLS; expected XLSX without one"
        )
    if not start.startswith(b"PK"):
        raise ShapeError(f"found a file beginning with {start!r}; expected an XLSX or ODS file")
    parts: dict[str, bytes] = {}
    room = LARGEST_UNPACKED
    try:
        with zipfile.ZipFile(file) as archive:
            for part in archive.infolist():
                content = _unpacked(file, part, room)
                room -= len(content)
                parts[part.filename.lower()] = content
    except (zipfile.BadZipFile, zlib.error, ValueError, OverflowError, NotImplementedError) as error:
        raise ShapeError(
            f"found a packed file that is broken ({error}); expected an XLSX or ODS file"
        ) from error
    if not {"xl/workbook.xml", "content.xml"} & parts.keys() or "xl/workbook.bin" in parts:
        raise ShapeError("found a packed file of another kind; expected an XLSX or ODS file")
    for name, content in parts.items():
        if _span(name, content) > MOST_CELLS:
            raise ShapeError(f"found {name[:60]} spanning more than {MOST_CELLS:,} cells; expected a table")
    return parts


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
    most = min(room, max(SMALL, GREATEST_RATIO * len(packed)))
    if part.compress_type == zipfile.ZIP_STORED:
        content = packed
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        content = zlib.decompressobj(-15).decompress(packed, most + 1)
    else:
        raise ShapeError(
            f"found {part.filename[:60]!r} packed in way {part.compress_type}; expected an XLSX or ODS file"
        )
    if len(content) > most:
        raise ShapeError(
            f"found {part.filename[:60]!r} unpacking to more than a workbook would; expected a table"
        )
    return content


def _span(name: str, content: bytes) -> int:
    """How many cells would be laid out for the part."""
    if name == "content.xml":
        return _span_ods(content)
    rows: set[bytes] = set()
    columns: set[bytes] = set()
    start = 0
    while start < len(content):
        # A piece at a time: the cells of a large sheet, found all at once, would take ten times its memory.
        end = content.find(b"<", start + PIECE)
        end = end if end > 0 else len(content)
        cells = _CELL.findall(content, start, end)
        columns |= {letters for letters, _ in cells}
        rows |= {row for _, row in cells}
        start = end
    last = max((int(row[:9]) for row in rows), default=0)
    return last * max((column_number(letters.decode()[:7]) + 1 for letters in columns), default=0)


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


def cells_with_errors(parts: Parts) -> dict[int, Columns]:
    """The cells with errors of XLSX, by the position of their sheet in the workbook."""
    targets = dict(map(_linked, _LINK.findall(parts.get("xl/_rels/workbook.xml.rels", b""))))
    found: dict[int, Columns] = {}
    for at, key in enumerate(_SHEET.findall(parts.get("xl/workbook.xml", b""))):
        content = parts.get("xl/" + targets.get(key, ""), b"")
        columns: dict[int, list[int]] = {}
        for cell in _ERROR.finditer(content) if any(map(content.__contains__, ERRORS)) else ():
            columns.setdefault(int(cell[2][:9]) - 1, []).append(column_number(cell[1].decode()[:7]))
        found[at] = columns
    return found


def _linked(link: bytes) -> tuple[bytes, str]:
    """The key of the link, and the part that it leads to."""
    key, target = _KEY.search(link), _TARGET.search(link)
    return key[1] if key else b"", target[1].decode("utf-8", "replace").lower() if target else ""


def column_number(letters: str) -> int:
    """The position of the column, from 0: A is 0, AA is 26.

    >>> column_number("AA")
    26
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
