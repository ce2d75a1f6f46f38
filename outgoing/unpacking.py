"""An answer's bytes as they arrive, out of their gzip, in bounded memory, and known to be whole."""

import zlib
from collections.abc import Iterator
from typing import Protocol

PIECE = 1 << 16  # bytes
GZIP = 31  # window bits with which zlib reads a gzip and its checksum


class PackingError(Exception):
    """The packing is broken, ends too early, or is none that was asked for."""


class Raw(Protocol):
    """What is read: each call returns what is there, at most so many bytes, and none at the end."""

    def read1(self, amt: int, decode_content: bool) -> bytes:
        """The next bytes, packed as they come."""


def unpacked(raw: Raw, encoding: str | None) -> Iterator[bytes]:
    """The bytes in pieces of at most 64 KiB. encoding: as the header Content-Encoding says. Raises PackingError."""
    pieces = iter(lambda: raw.read1(PIECE, decode_content=False), b"")
    if encoding in {None, "", "identity"}:
        yield from pieces
        return
    if encoding not in {"gzip", "x-gzip"}:
        raise PackingError(f"an answer packed as {encoding!r}, which was not asked for")
    member = zlib.decompressobj(wbits=GZIP)
    try:
        for piece in pieces:
            waiting, more = piece, b""
            # What a full piece may have left inside comes without further input.
            while waiting or (len(more) == PIECE and not member.eof):
                if member.eof:  # a gzip may have several members (RFC 1952, 2.2)
                    member = zlib.decompressobj(wbits=GZIP)
                more = member.decompress(waiting, PIECE)
                waiting = member.unconsumed_tail or member.unused_data
                yield more
    except zlib.error as error:
        raise PackingError("an answer whose packing is broken") from error
    if not member.eof:
        raise PackingError("an answer that was cut short")
