"""The state of the store that a reader sees.

Imports and withdrawals are numbered in the order in which they are committed. Snapshot n is the
store after number n, for ever: whatever is read at it stays the same.
"""

from psycopg2.extensions import connection

from sql.queries import query


def current(conn: connection) -> int:
    """The newest snapshot; 0 while nothing was ever imported."""
    with conn.cursor() as cur:
        cur.execute(query("snapshot_current"))
        return int(cur.fetchone()[0])  # type: ignore[index]  # always one row
