"""The names of notions, and the standings of series, that a newsroom has added."""

from psycopg2.extensions import connection

from sql.queries import query

Row = tuple[str, str, str, str, str, str]


def added(conn: connection, snapshot: int) -> list[Row]:
    """Rows of notion, called, series, beside, standing and why, in the order in which they were added."""
    with conn.cursor() as cur:
        cur.execute(query("vocabulary_listing"), {"snapshot": snapshot})
        return cur.fetchall()
