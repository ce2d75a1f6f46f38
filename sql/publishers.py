"""Publishers, as they are described at a snapshot."""

from psycopg2.extensions import connection

from factcheck.series import Publisher
from sql.queries import query


def listing(conn: connection, snapshot: int) -> list[Publisher]:
    """All publishers, by id."""
    with conn.cursor() as cur:
        cur.execute(query("publisher_listing"), {"snapshot": snapshot})
        return [Publisher(*row) for row in cur]
