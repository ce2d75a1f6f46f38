"""Checks that were made, each with the answer as it was given, for ever."""

from dataclasses import dataclass

from psycopg2.extensions import connection

from sql.errors import NotStoredError
from sql.queries import query


@dataclass(frozen=True, slots=True)
class Kept:
    """A check to be kept. url, key: None where the caller gave none."""

    id: str
    verdict: str
    url: str | None
    key: str | None
    document: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which checks are asked for; None is no condition."""

    url: str | None = None
    key: str | None = None
    verdict: str | None = None


def record(conn: connection, kept: Kept) -> None:
    """Keeps the check."""
    with conn.cursor() as cur:
        cur.execute(
            query("check_add"),
            {
                "id": kept.id,
                "verdict": kept.verdict,
                "url": kept.url,
                "key": kept.key,
                "document": kept.document,
            },
        )


def one(conn: connection, check_id: str) -> str:
    """The document of the check. Raises NotStoredError."""
    with conn.cursor() as cur:
        cur.execute(query("check_one"), {"id": check_id})
        row = cur.fetchone()
    if row is None:
        raise NotStoredError(f"found no check {check_id}; expected the id of a check that was stored")
    return str(row[0])


def listing(conn: connection, wanted: Wanted, limit: int, offset: int) -> list[str]:
    """The documents of the checks asked for, newest first."""
    asked = {
        "url": wanted.url,
        "key": wanted.key,
        "verdict": wanted.verdict,
        "limit": limit,
        "offset": offset,
    }
    with conn.cursor() as cur:
        cur.execute(query("check_listing"), asked)
        return [row[0] for row in cur]
