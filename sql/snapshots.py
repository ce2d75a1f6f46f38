"""The state of the store that a reader sees.

Imports and withdrawals are numbered in the order in which they are committed. Snapshot n is the
store after number n, for ever: whatever is read at it stays the same.
"""

from datetime import date

from psycopg2.extensions import connection

from sql.queries import query


def current(conn: connection) -> int:
    """The newest snapshot; 0 while nothing was ever imported."""
    with conn.cursor() as cur:
        cur.execute(query("snapshot_current"))
        return int(cur.fetchone()[0])  # type: ignore[index]  # always one row


def began(conn: connection, snapshot: int) -> date | None:
    """The day on which the snapshot came to be, in UTC; None for that of an empty store."""
    with conn.cursor() as cur:
        cur.execute(query("snapshot_day"), {"snapshot": snapshot})
        day: date | None = cur.fetchone()[0]  # type: ignore[index]  # always one row
        return day
