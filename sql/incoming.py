"""A CSV file as it arrives: unpacked, cut at the ends of lines, and looked over byte by byte.

What costs a look at every byte is done here, where it is cheap and names the line; what needs the
fields is done by PostgreSQL. Memory stays bounded whatever the file does.
"""

import csv
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence

from sql.errors import ImportRefusedError, ImportTooLargeError, Problem

GZIP_MAGIC = b"\x1f\x8b"
PIECE = 1 << 20  # bytes handed on at a time
LONGEST_LINE = 1 << 16  # bytes
LARGEST_FILE = 16 << 30  # bytes, unpacked
# gzip reaches 1,030 : 1 on zeros; tables of figures that repeat a source on each row reach 60 : 1.
HIGHEST_RATIO = 250
RATIO_COUNTS_FROM = 64 << 20  # bytes
CONTROLS = bytes(set(range(32)) - set(b"\r\n")) + b"\x7f"
C1_LEAD = b"\xc2"  # the first byte of U+0080 to U+009F, which are controls too
_CONTROL = re.compile(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|\xc2[\x80-\x9f]")
_END_OF_DATA = b"\\."  # alone on a line it ends a COPY before PostgreSQL 18, silently


def unpacked(chunks: Iterable[bytes], largest: int = LARGEST_FILE) -> Iterator[bytes]:
    """The bytes of the file, out of their gzip if they are in one, in pieces of up to 1 MiB.

    Raises ImportTooLargeError past `largest` bytes, or where the packing looks like a trap.
    """
    total = 0
    for piece in _pieces(chunks):
        total += len(piece)
        if total > largest:
            raise ImportTooLargeError(
                f"found a file of more than {largest:,} bytes; expected at most that. Cut it in two"
            )
        yield piece


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    remaining = iter(chunks)
    first = b""
    for chunk in remaining:
        first += chunk
        if len(first) >= len(GZIP_MAGIC):
            break
    if first.startswith(GZIP_MAGIC):
        yield from _gunzipped(_chain(first, remaining))
        return
    for chunk in _chain(first, remaining):
        yield from (chunk[at : at + PIECE] for at in range(0, len(chunk), PIECE))


def _chain(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _gunzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    member = zlib.decompressobj(wbits=31)
    packed = out = 0
    try:
        for chunk in chunks:
            packed += len(chunk)
            waiting, piece = chunk, b""
            # What a full piece may have left inside comes without further input.
            while waiting or (len(piece) == PIECE and not member.eof):
                if member.eof:
                    member = zlib.decompressobj(wbits=31)
                piece = member.decompress(waiting, PIECE)
                waiting = member.unconsumed_tail or member.unused_data
                out += len(piece)
                _check_ratio(packed, out)
                yield piece
    except zlib.error as error:
        raise _broken_gzip(str(error)) from error
    if not member.eof:
        raise _broken_gzip("it ends too early")


def _check_ratio(packed: int, out: int) -> None:
    if out > RATIO_COUNTS_FROM and out > HIGHEST_RATIO * packed:
        raise ImportTooLargeError(
            f"found a gzip that unpacks to more than {HIGHEST_RATIO} times its size; expected a "
            "file of figures. Send it unpacked"
        )


def _broken_gzip(why: str) -> ImportRefusedError:
    return ImportRefusedError(
        [Problem(1, None, f"a broken gzip file ({why})", "a whole one; send it again")], 1
    )


class Incoming:
    """The rows of a file, readable like one, after its first line, which names the columns.

    columns: as the file names them, in its order. lines: how many were read so far, the header
    included. failure: why reading stopped, if it did.
    """

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.lines = 0
        self.failure: Exception | None = None
        self._blocks = self._whole_lines(pieces)
        self._block = next(self._blocks, b"")
        self._at = 0
        header, _, self._block = self._block.partition(b"\n")
        self.columns = _column_names(header)
        self.lines = 1
        self._check(self._block)

    def read(self, size: int) -> bytes:
        """Up to `size` bytes, none at the end."""
        if self._at >= len(self._block):
            self.lines += self._block.count(b"\n")
            self._block, self._at = self._next(), 0
        piece = self._block[self._at : self._at + size]
        self._at += len(piece)
        return piece

    def holds_line_breaks(self, rows: int) -> bool:
        """Whether some field holds a line break: then there are more lines than rows."""
        return self.lines - 1 > rows

    def _next(self) -> bytes:
        try:
            block = next(self._blocks, b"")
            self._check(block)
        except Exception as error:
            # psycopg2 turns whatever read raises into an error of its own: keep the true one.
            self.failure = error
            raise
        return block

    def _whole_lines(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The same bytes in blocks that end where lines end; the last may lack its line end."""
        rest = b""
        for piece in pieces:
            head, newline, tail = piece.rpartition(b"\n")
            if newline:
                yield rest + head + newline
                rest = tail
            else:
                rest += piece
            if len(rest) > LONGEST_LINE + PIECE:
                raise self._refusal(0, None, f"a line of more than {len(rest):,} bytes", _LINE_FITS)
        if rest:
            yield rest

    def _check(self, block: bytes) -> None:
        plain = len(block.translate(None, CONTROLS)) == len(block)
        if not plain or C1_LEAD in block or block.count(b"\r") != block.count(b"\r\n"):
            found = _CONTROL.search(block)
            if found:
                self._refuse_control(block, found)
        for marker in (b"\n" + _END_OF_DATA + b"\n", b"\n" + _END_OF_DATA + b"\r\n"):
            at = (b"\n" + block + b"\n").find(marker)
            if at >= 0:
                raise self._refusal(block[:at].count(b"\n"), None, r"\.", "a row of the table")

    def _refuse_control(self, block: bytes, found: re.Match[bytes]) -> None:
        start = block.rfind(b"\n", 0, found.start()) + 1
        fields = next(csv.reader([block[start : found.start()].decode("utf-8", "replace")]), [])
        index = max(len(fields) - 1, 0)
        column = self.columns[index] if index < len(self.columns) else None
        code = ord(found[0].decode("utf-8"))
        raise self._refusal(
            block[:start].count(b"\n"), column, f"the control character U+{code:04X}", "plain text"
        )

    def _refusal(self, after: int, column: str | None, found: str, expected: str) -> Exception:
        return ImportRefusedError([Problem(self.lines + 1 + after, column, found, expected)], 1)


_LINE_FITS = f"at most {LONGEST_LINE:,}; is a closing quote missing?"


def _column_names(header: bytes) -> Sequence[str]:
    try:
        text = header.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = Problem(1, None, "a first line that is not UTF-8", "text in UTF-8")
        raise ImportRefusedError([problem], 1) from error
    return [name.strip() for name in next(csv.reader([text.rstrip("\r")]), [])]
