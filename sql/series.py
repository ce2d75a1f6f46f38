"""Series as they are described at a snapshot, by id or found by words."""

from collections.abc import Sequence
from typing import Any

from psycopg2.extensions import connection

from factcheck.series import Publisher, Series
from sql.queries import query


def by_ids(conn: connection, ids: Sequence[str], snapshot: int) -> dict[str, Series]:
    """The series by their ids; those that are not stored are left out."""
    with conn.cursor() as cur:
        cur.execute(query("series_by_codes"), {"codes": list(ids), "snapshot": snapshot})
        return {row[0]: series_from(row) for row in cur}


def series_from(row: Sequence[Any]) -> Series:
    """The series in the columns of series_by_codes.sql."""
    return Series(row[0], row[1], Publisher(*row[2:5]), *row[5:18])
