"""Imports that were read from what a publisher sent: the bodies, the parser, the problems."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import IO, Any

from psycopg2 import Binary
from psycopg2.extensions import connection
from psycopg2.extras import Json

from sql import bodies, imports
from sql.errors import NotStoredError
from sql.feeds import Feed
from sql.figure_import import Scope
from sql.queries import number_in, query


@dataclass(frozen=True, slots=True)
class Received:
    """A body and how it was received. sha256: in hex digits. content: opens it."""

    part: str
    request: str
    sha256: str
    size: int
    retrieved_on: date
    etag: str | None
    last_modified: str | None
    content: Callable[[], IO[bytes]]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a parser made of bodies. rows_sha256: of the figures CSV. problems: the first of them, by place."""

    parser: int
    rows_sha256: bytes
    problems: Sequence[tuple[str, str]]
    problem_count: int


@dataclass(frozen=True, slots=True)
class Refresh:
    """How an import was read. withdrawn: figures that it left out."""

    feed_number: int
    publisher: str
    code: str
    areas: tuple[str, ...]
    said: dict[str, str]
    options: dict[str, str]
    parser: int
    rows_sha256: bytes
    problems: Sequence[Sequence[str]]
    problem_count: int
    withdrawn: int


def take_in(
    conn: connection,
    feed: Feed,
    rows: Iterable[bytes],
    parsed: Callable[[], Parsed],
    received: Sequence[Received],
) -> tuple[imports.ImportDone, date | None] | None:
    """Stores the figures CSV with all that it was read from; None, and nothing stored, where it says nothing new.

    parsed: asked once the rows are read. With the import comes the newest day of publication in it.
    Raises ImportRefusedError, HeldError, BusyError, and what the rows raise.
    """
    scope = Scope(feed.number, None if feed.accepted else feed.change_limit)
    with conn.cursor() as cur:
        cur.execute("savepoint before_refresh")
        cur.execute(query("vintage_last"))
        last = cur.fetchone()[0]  # type: ignore[index]  # always one row
        done = imports.run(conn, "figures", rows, f"{feed.name} ({feed.id})", scope)
        if not done.vintages_added:
            cur.execute("rollback to savepoint before_refresh")
            return None
        numbers = {"import_id": number_in(done.id, "im_"), "last_vintage_id": last}
        _note(conn, feed, numbers, parsed(), received)
        cur.execute(query("import_published"), numbers)
        return done, cur.fetchone()[0]  # type: ignore[index]  # always one row


def _note(
    conn: connection, feed: Feed, numbers: dict[str, int], parsed: Parsed, received: Sequence[Received]
) -> None:
    noted = {
        **numbers,
        "feed_id": feed.number,
        "parser": parsed.parser,
        "rows_sha256": Binary(parsed.rows_sha256),
        "problems": Json(list(parsed.problems)),
        "problem_count": parsed.problem_count,
    }
    with conn.cursor() as cur:
        cur.execute(query("refresh_add"), noted)
        for number, body in enumerate(received):
            with body.content() as content:
                bodies.keep(conn, body.sha256, body.size, content)
            told = {
                "import_id": numbers["import_id"],
                "number": number,
                "sha256": Binary(bytes.fromhex(body.sha256)),
                "part": body.part,
                "request": body.request,
                "retrieved_on": body.retrieved_on,
                "etag": body.etag,
                "last_modified": body.last_modified,
            }
            cur.execute(query("refresh_body_add"), told)


def received(conn: connection, import_id: str) -> list[Received]:
    """The bodies that the import was read from, in their order; to be opened while the connection is open."""
    with conn.cursor() as cur:
        cur.execute(query("refresh_bodies"), {"import_id": number_in(import_id, "im_")})
        rows = cur.fetchall()
    return [_received(conn, row) for row in rows]


def _received(conn: connection, row: tuple[Any, ...]) -> Received:
    part, request, sha256, size, retrieved_on, etag, last_modified = row
    key = bytes(sha256).hex()
    content = partial(bodies.opened, conn, key)
    return Received(part, request, key, size, retrieved_on, etag, last_modified, content)


def one(conn: connection, import_id: str) -> Refresh:
    """How the import of that id was read. Raises NotStoredError where no publisher's answer was."""
    with conn.cursor() as cur:
        cur.execute(query("refresh_one"), {"import_id": number_in(import_id, "im_")})
        row = cur.fetchone()
    if row is None:
        raise NotStoredError(
            f"found no import {import_id!r} that was read from what a publisher sent; expected the id of one"
        )
    return Refresh(row[0], row[1], row[2], tuple(row[3]), row[4], row[5], row[6], bytes(row[7]), *row[8:])


def settled(conn: connection, series: str) -> dict[str, str]:
    """Title, measure and dataset of the series as they are in force; nothing where it is not stored."""
    with conn.cursor() as cur:
        cur.execute(query("series_settled"), {"series": series})
        row = cur.fetchone()
    return (
        dict(zip(("title", "measure", "dataset"), (text or "" for text in row), strict=True)) if row else {}
    )
