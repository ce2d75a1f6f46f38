"""Files taken in, whole or not at all, and taken back.

Each is copied into a temporary table, checked there set by set, and stored by one statement a
table; nothing passes through Python row by row but the few distinct periods and days.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from psycopg2.extensions import connection, cursor

from sql import fact_import, figure_import, jobs
from sql.database import savepoint
from sql.errors import AlreadyWithdrawnError, BusyError, NotStoredError
from sql.figure_import import Scope
from sql.incoming import LARGEST_FILE, Incoming, unpacked
from sql.queries import number_in, query

Kind = Literal["figures", "areas", "breaks", "vocabulary"]
LOCK = 5_241_928  # one import at a time, so that events are committed in the order of their numbers
LOCK_WAIT_S = 600
POLL_S = 0.1


@dataclass(frozen=True, slots=True)
class ImportDone:
    """What an import read and what it brought. Rows are refused all or none: rejected is 0.

    vintages_added: those that say that a figure was withdrawn are among them.
    """

    id: str
    rows_read: int
    figures_added: int
    vintages_added: int
    unchanged: int
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class Import:
    """A file that was taken in. withdrawn_at: None while it is in force."""

    id: str
    kind: Kind
    source: str
    recorded_at: datetime
    rows_read: int
    figures_added: int
    vintages_added: int
    unchanged: int
    withdrawn_at: datetime | None


def run(
    conn: connection,
    kind: Kind,
    chunks: Iterable[bytes],
    source: str,
    scope: Scope | None = None,
) -> ImportDone:
    """Stores the rows of a CSV, or of its gzip, and says what they brought.

    scope: of a file that says all of something, so that what it leaves out has been withdrawn.
    Raises ImportRefusedError with the bad rows, ImportTooLargeError, HeldError where it would change
    more than its scope allows, and BusyError where another import takes too long; the transaction is
    then as it was before.
    """
    with conn.cursor() as cur:
        _lock(cur)
        with savepoint(conn):
            cur.execute(query("import_add"), {"kind": kind, "source": source})
            import_id: int = cur.fetchone()[0]  # type: ignore[index]  # always one row
            incoming = Incoming(unpacked(chunks, LARGEST_FILE))
            counts = _STORE[kind](cur, incoming, import_id, scope)
        cur.execute(query("stage_drop"))
        cur.execute(query("import_count"), {"import_id": import_id, **counts})
    if counts["vintages_added"]:
        jobs.add(conn, "recheck", import_id)
    return ImportDone(f"im_{import_id}", **counts)


def listing(conn: connection, limit: int | None = None, offset: int = 0) -> list[Import]:
    """The imports, newest first; all of them where there is no limit."""
    return _listed(conn, None, limit, offset)


def one(conn: connection, import_id: str) -> Import:
    """The import of that id. Raises NotStoredError."""
    found = _listed(conn, number_in(import_id, "im_"), None, 0)
    if not found:
        raise NotStoredError(f"found no import {import_id!r}; GET /v1/imports lists those there are")
    return found[0]


def _listed(conn: connection, number: int | None, limit: int | None, offset: int) -> list[Import]:
    with conn.cursor() as cur:
        asked = {"number": number, "limit": limit, "offset": offset}
        cur.execute(query("import_listing"), asked)
        return [Import(*row) for row in cur]


def withdraw(conn: connection, import_id: str) -> None:
    """Takes an import back: from the next snapshot on its vintages no longer decide.

    Raises NotStoredError, AlreadyWithdrawnError.
    """
    with conn.cursor() as cur:
        _lock(cur)
        if one(conn, import_id).withdrawn_at:
            raise AlreadyWithdrawnError(
                f"found that {import_id} was taken back before; expected an import in force"
            )
        number = number_in(import_id, "im_")
        cur.execute(query("withdrawal_add"), {"number": number})
        cur.execute(query("series_description_hand_on"), {"number": number})
    jobs.add(conn, "recheck", number)


def _lock(cur: cursor) -> None:
    deadline = time.monotonic() + LOCK_WAIT_S
    while True:
        cur.execute(query("import_lock"), {"lock": LOCK})
        if cur.fetchone()[0]:  # type: ignore[index]  # always one row
            return
        if time.monotonic() > deadline:
            raise BusyError(
                f"found another import that takes more than {LOCK_WAIT_S} s; expected a free place "
                "by now. Send the file again later"
            )
        time.sleep(POLL_S)


_STORE = {
    "figures": figure_import.store,
    "areas": fact_import.store_areas,
    "breaks": fact_import.store_breaks,
    "vocabulary": fact_import.store_vocabulary,
}
