"""What is followed: sources of publishers, how their last run ended, and when the next is due."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from psycopg2.extensions import connection
from psycopg2.extras import Json

from sql.errors import NotStoredError
from sql.jobs import SPACE
from sql.queries import number_in, query

ALL = 1 << 30  # more than anybody follows


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be followed. areas: none, all. change_limit: a share, 0 to 1.

    every, change_limit: None, as it was where it is followed already, else as is usual.
    """

    publisher: str
    code: str
    areas: Sequence[str]
    said: Mapping[str, str]
    options: Mapping[str, str]
    every: timedelta | None
    change_limit: Decimal | None
    usual_every: timedelta
    usual_change_limit: Decimal

    @property
    def identity(self) -> str:
        """A hash of what tells it from others of the same code."""
        told = json.dumps([sorted(self.areas), dict(self.said), dict(self.options)], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Feed:
    """Something that is followed.

    accepted: the next run may change as much as it likes. asked_at, succeeded_at, failed_at: None before
    the first time. failure: None while the last run succeeded. held: what the last run stopped to ask,
    else None. import_id, published_on: of what was last taken in. next_run: None where none is due.
    doing: what is being done now, None while nothing is.
    """

    number: int
    publisher: str
    code: str
    areas: tuple[str, ...]
    said: Mapping[str, str]
    options: Mapping[str, str]
    every_s: int
    change_limit: Decimal
    accepted: bool
    added_at: datetime
    asked_at: datetime | None
    succeeded_at: datetime | None
    failed_at: datetime | None
    failure: str | None
    held: str | None
    import_id: str | None
    published_on: date | None
    next_run: datetime | None
    doing: str | None

    @property
    def id(self) -> str:
        """As callers know it."""
        return f"so_{self.number}"

    @property
    def name(self) -> str:
        """As people know it."""
        return f"{self.publisher} {self.code}"


def add(conn: connection, wanted: Wanted) -> int:
    """The number of what is followed from now on; that of before where it was followed already."""
    asked = {
        "publisher": wanted.publisher,
        "code": wanted.code,
        "areas": sorted(wanted.areas),
        "said": Json(dict(wanted.said)),
        "options": Json(dict(wanted.options)),
        "identity": wanted.identity,
        "every": wanted.every,
        "change_limit": wanted.change_limit,
        "usual_every": wanted.usual_every,
        "usual_change_limit": wanted.usual_change_limit,
    }
    with conn.cursor() as cur:
        cur.execute(query("feed_add"), asked)
        return int(cur.fetchone()[0])  # type: ignore[index]  # always one row


def listing(conn: connection, publisher: str | None = None, limit: int = ALL, after: int = 0) -> list[Feed]:
    """What is followed, of one publisher or of all, by number."""
    return _listed(conn, None, publisher, limit, after)


def one(conn: connection, feed_id: str) -> Feed:
    """What is followed under that id ("so_1"). Raises NotStoredError."""
    found = _listed(conn, number_in(feed_id, "so_"), None, 1, 0)
    if not found:
        raise NotStoredError(
            f"found no source {feed_id!r}; GET /v1/sources and addsup list-sources list those that are followed"
        )
    return found[0]


def _listed(
    conn: connection, number: int | None, publisher: str | None, limit: int, after: int
) -> list[Feed]:
    asked = {"feed_id": number, "publisher": publisher, "limit": limit, "after": after, "space": SPACE}
    with conn.cursor() as cur:
        cur.execute(query("feed_listing"), asked)
        return [Feed(row[0], row[1], row[2], tuple(row[3]), *row[4:]) for row in cur]


def end(conn: connection, feed_id: str) -> None:
    """Follows it no more; its figures stay. Raises NotStoredError."""
    with conn.cursor() as cur:
        cur.execute(query("feed_end"), {"feed_id": number_in(feed_id, "so_")})
        if cur.fetchone() is None:
            raise NotStoredError(
                f"found no source {feed_id!r}; GET /v1/sources and addsup list-sources list those that are followed"
            )


def forget(conn: connection, number: int) -> bool:
    """Removes a feed that never brought anything; False, and nothing done, where it did."""
    return _run(conn, "feed_forget", number)


def accept(conn: connection, number: int) -> None:
    """Lets the next run change as much as it likes."""
    _run(conn, "feed_accept", number)


def asked(conn: connection, number: int) -> None:
    """Notes that it is being asked now."""
    _run(conn, "feed_asked", number)


def succeeded(conn: connection, number: int, import_id: str | None, published_on: date | None) -> None:
    """Notes that it is as its publisher has it. import_id: None where nothing was taken in."""
    import_number = number_in(import_id, "im_") if import_id else None
    _run(conn, "feed_succeeded", number, import_id=import_number, published_on=published_on)


def failed(conn: connection, number: int, failure: str, held: str | None = None) -> None:
    """Notes why a run failed, and what it asks where it stopped to ask."""
    _run(conn, "feed_failed", number, failure=failure, held=held)


def _run(conn: connection, name: str, number: int, **more: object) -> bool:
    """Whether the statement found such a feed."""
    with conn.cursor() as cur:
        cur.execute(query(name), {"feed_id": number, **more})
        return bool(cur.rowcount)
