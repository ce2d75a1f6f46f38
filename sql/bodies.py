"""What publishers sent, kept by its hash, in packed pieces: written once, read as a file."""

import tempfile
import zlib
from typing import IO

from psycopg2 import Binary
from psycopg2.extensions import connection

from sql.queries import query

PIECE = 1 << 20  # bytes, unpacked


def keep(conn: connection, sha256: str, size: int, content: IO[bytes]) -> None:
    """Keeps the content under its hash (hex digits), unless it is kept already."""
    key = Binary(bytes.fromhex(sha256))
    with conn.cursor() as cur:
        cur.execute(query("body_known"), {"sha256": key})
        if cur.fetchone()[0]:  # type: ignore[index]  # always one row
            return
        cur.execute(query("body_add"), {"sha256": key, "size": size})
        number = 0
        while piece := content.read(PIECE):
            packed = Binary(zlib.compress(piece))
            cur.execute(query("body_piece_add"), {"sha256": key, "number": number, "packed": packed})
            number += 1


def opened(conn: connection, sha256: str) -> IO[bytes]:
    """The kept content of that hash, copied to a temporary file; empty where none is kept."""
    key, number = Binary(bytes.fromhex(sha256)), 0
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by who asked for it
    with conn.cursor() as cur:
        while True:
            cur.execute(query("body_piece_one"), {"sha256": key, "number": number})
            row = cur.fetchone()
            if row is None:
                file.seek(0)
                return file
            file.write(zlib.decompress(row[0]))
            number += 1
