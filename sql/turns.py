"""The pace at which services may be asked, kept over all processes."""

from psycopg2.extensions import connection

from sql.queries import query


def wait_s(conn: connection, service: str, requests: int, seconds: float) -> float:
    """Seconds to wait before the service may be asked, at most `requests` times in `seconds`; takes a place."""
    with conn.cursor() as cur:
        asked = {"service": service, "requests": requests, "gap_s": seconds / requests}
        cur.execute(query("turn_take"), asked)
        return float(cur.fetchone()[0])  # type: ignore[index]  # always one row
