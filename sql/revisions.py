"""Checks that a revision of figures turns: which ones to look at again, and what they would say now."""

from dataclasses import dataclass
from datetime import datetime

from psycopg2.extensions import connection

from sql.checks import Saved, Wanted
from sql.queries import query

LOCK = 5_241_930  # one recheck at a time


@dataclass(frozen=True, slots=True)
class Touched:
    """A check that rests on what an import brought. revised: the verdict of its last revision, None before one."""

    number: int
    id: str
    document: str
    revised: str | None


@dataclass(frozen=True, slots=True)
class Revision:
    """That a check would now say otherwise, after an import. before: the verdict last told; now: a document."""

    number: int
    import_number: int
    before: str
    verdict: str
    now: str


def touched(conn: connection, import_number: int, after: int, limit: int) -> list[Touched]:
    """The checks that rest on a series and area of which the import brought vintages, after a number."""
    asked = {"import_id": import_number, "after": after, "limit": limit}
    with conn.cursor() as cur:
        cur.execute(query("check_touched"), asked)
        return [Touched(*row) for row in cur]


def add(conn: connection, revision: Revision) -> None:
    """Notes that the check would now say otherwise, and has subscribers told."""
    with conn.cursor() as cur:
        cur.execute(
            query("check_revision_add"),
            {
                "number": revision.number,
                "import_id": revision.import_number,
                "before": revision.before,
                "verdict": revision.verdict,
                "now": revision.now,
            },
        )
        number = cur.fetchone()[0]  # type: ignore[index]  # always one row
        cur.execute(query("delivery_add"), {"check_revision_id": number})


def one_at_a_time(conn: connection) -> None:
    """Waits until no other recheck is under way, till the end of the transaction."""
    with conn.cursor() as cur:
        cur.execute(query("recheck_lock"), {"lock": LOCK})


def look_again(conn: connection, snapshot: int) -> None:
    """Has the imports after that state of the store looked at again: a check was made without them."""
    with conn.cursor() as cur:
        cur.execute(query("recheck_missed"), {"snapshot": snapshot})


def listing(
    conn: connection, wanted: Wanted, changed_since: datetime, limit: int, before: int | None
) -> list[tuple[int, Saved]]:
    """The checks asked for that were revised at or after that time, each once, newest revision first.

    before: the number of a revision; only older ones. With each comes the number of its revision.
    """
    asked = {
        "url": wanted.url,
        "key": wanted.key,
        "verdict": wanted.verdict,
        "changed_since": changed_since,
        "limit": limit,
        "before": before,
    }
    with conn.cursor() as cur:
        cur.execute(query("check_revised_listing"), asked)
        return [(number, Saved(document, now)) for number, document, now in cur]
