"""Checks that a revision of figures turns: which ones to look at again, and what they would say now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg2.extensions import connection

from sql.checks import Saved, Wanted
from sql.queries import query


@dataclass(frozen=True, slots=True)
class Touched:
    """A check that rests on what an import brought. revised: the verdict of its last revision, None before one."""

    number: int
    id: str
    document: str
    revised: str | None


def touched(conn: connection, import_number: int, after: int, limit: int) -> list[Touched]:
    """The checks that rest on a series and area of which the import brought vintages, after a number."""
    asked = {"import_id": import_number, "after": after, "limit": limit}
    with conn.cursor() as cur:
        cur.execute(query("check_touched"), asked)
        return [Touched(*row) for row in cur]


def add(conn: connection, number: int, import_number: int, verdict: str, now: str) -> None:
    """Notes that the check would now say otherwise, and has subscribers told."""
    noted = {"number": number, "import_id": import_number, "verdict": verdict, "now": now}
    with conn.cursor() as cur:
        cur.execute(query("check_revision_add"), noted)
        revision = cur.fetchone()[0]  # type: ignore[index]  # always one row
        cur.execute(query("delivery_add"), {"check_revision_id": revision})


def listing(
    conn: connection, wanted: Wanted, changed_since: datetime, limit: int, offset: int
) -> Sequence[Saved]:
    """The checks asked for that were revised at or after that time, each once, newest revision first."""
    asked = {
        "url": wanted.url,
        "key": wanted.key,
        "verdict": wanted.verdict,
        "changed_since": changed_since,
        "limit": limit,
        "offset": offset,
    }
    with conn.cursor() as cur:
        cur.execute(query("check_revised_listing"), asked)
        return [Saved(*row) for row in cur]
