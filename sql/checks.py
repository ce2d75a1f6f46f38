"""Checks that were made, each with the answer as it was given, for ever."""

from collections.abc import Collection
from dataclasses import dataclass

from psycopg2.extensions import connection

from sql.errors import NotStoredError
from sql.queries import query


@dataclass(frozen=True, slots=True)
class Kept:
    """A check to be kept. url, key: None where the caller gave none. uses: series and areas, by code."""

    id: str
    verdict: str
    url: str | None
    key: str | None
    document: str
    uses: Collection[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Saved:
    """The document of a check as it was given, and what it would say now, None where that is the same."""

    document: str
    now: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which checks are asked for; None is no condition."""

    url: str | None = None
    key: str | None = None
    verdict: str | None = None


def record(conn: connection, kept: Kept) -> None:
    """Keeps the check, and notes what it rests on, so that a revision of that finds it."""
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
        series, areas = zip(*kept.uses, strict=True) if kept.uses else ((), ())
        cur.execute(query("check_use_add"), {"id": kept.id, "series": list(series), "areas": list(areas)})


def one(conn: connection, check_id: str) -> Saved:
    """The check of that id. Raises NotStoredError."""
    with conn.cursor() as cur:
        cur.execute(query("check_one"), {"id": check_id})
        row = cur.fetchone()
    if row is None:
        raise NotStoredError(f"found no check {check_id}; expected the id of a check that was stored")
    return Saved(*row)


def listing(conn: connection, wanted: Wanted, limit: int, offset: int) -> list[Saved]:
    """The checks asked for, newest first."""
    asked = {
        "url": wanted.url,
        "key": wanted.key,
        "verdict": wanted.verdict,
        "limit": limit,
        "offset": offset,
    }
    with conn.cursor() as cur:
        cur.execute(query("check_listing"), asked)
        return [Saved(*row) for row in cur]
