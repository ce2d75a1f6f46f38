"""A CSV within a zip, read as a stream: never unpacked as a whole, and refused where unpacking is a trap."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple

from outgoing.body import Body
from publishers.errors import ShapeError

LARGEST = 16 << 30  # bytes, unpacked
RATIO = 500  # a table of figures packs to a thirtieth; what packs to less than this is no such table
LONGEST_LINE = 1 << 20  # characters: a file without ends of lines is no table
ENCRYPTED = 1  # the bit of the flags that says so


class Rows(NamedTuple):
    """The columns of a table, and its lines one after the other."""

    columns: list[str]
    lines: Iterator[dict[str, str]]


@contextmanager
def rows_in_zip(body: Body, name: str) -> Iterator[Rows]:
    """The table of that name in the zip. Raises ShapeError, also while its lines are being read."""
    with body.content() as file:
        try:
            archive = zipfile.ZipFile(file)
        except zipfile.BadZipFile as error:
            raise ShapeError(
                f"found {body.size:,} bytes that are no zip; expected one with {name}"
            ) from error
        with archive, _opened(archive, name) as member:
            text = io.TextIOWrapper(member, "utf-8-sig", newline="")
            lines = _lines(text, name)
            columns = next(lines, [])
            yield Rows(columns, _rows(columns, lines, name))


def _opened(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    for member in archive.infolist():
        if "/" in member.filename or "\\" in member.filename:
            raise ShapeError(
                f"found the path {member.filename[:80]!r} in the zip; expected names of files only"
            )
    found = next((member for member in archive.infolist() if member.filename == name), None)
    if found is None or found.flag_bits & ENCRYPTED:
        names = [member.filename[:40] for member in archive.infolist()[:5]]
        raise ShapeError(f"found {names} in the zip; expected {name}, not encrypted")
    if found.file_size > min(LARGEST, RATIO * max(found.compress_size, 1)):
        raise ShapeError(
            f"found {name} packed {found.compress_size:,} to {found.file_size:,} bytes; expected at most "
            f"{RATIO} to one, and {LARGEST:,}"
        )
    try:
        return archive.open(found)  # which gives no more bytes than the size says
    except (NotImplementedError, zipfile.BadZipFile) as error:
        raise ShapeError(f"found {name} packed in a way that cannot be read ({error})") from error


def _lines(text: io.TextIOWrapper, name: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(_short(text, name))
    except (csv.Error, UnicodeDecodeError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise ShapeError(f"found {name} broken ({error}); expected a whole CSV in UTF-8") from error


def _short(text: io.TextIOWrapper, name: str) -> Iterator[str]:
    """The lines with their ends. Raises ShapeError where one is too long, before it is held."""
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise ShapeError(f"found a line of {LONGEST_LINE:,} characters in {name}; expected a shorter one")
        yield line


def _rows(columns: list[str], lines: Iterator[list[str]], name: str) -> Iterator[dict[str, str]]:
    for at, line in enumerate(lines, 2):
        if len(line) != len(columns):
            raise ShapeError(f"found {len(line)} cells in line {at} of {name}; expected {len(columns)}")
        yield dict(zip(columns, line, strict=True))
