"""Areas by code, alias or name, with the groups they make up at a snapshot."""

from collections.abc import Sequence

from psycopg2.extensions import connection

from factcheck.series import Area
from sql.errors import AmbiguousAreaError, NotStoredError
from sql.page import Page
from sql.queries import execute_planned, query


def named(conn: connection, names: Sequence[str], snapshot: int) -> dict[str, list[Area]]:
    """The areas that bear each name, none where it is unknown.

    A code names its area alone, whatever else is called the same.
    """
    found: dict[str, list[Area]] = {name: [] for name in names}
    with conn.cursor() as cur:
        execute_planned(cur, "areas_named", {"names": list(names), "snapshot": snapshot})
        for asked, code, name, members, groups in cur:
            if not (found[asked] and found[asked][0].code == asked):
                found[asked].append(Area(code, name, tuple(members), tuple(groups)))
    return found


def one(conn: connection, name: str, snapshot: int) -> Area:
    """The area of that code, alias or name.

    Raises NotStoredError where there is none, AmbiguousAreaError where several bear it.
    """
    found = named(conn, [name], snapshot)[name]
    if not found:
        raise NotStoredError(
            f"found no area {name!r}; expected a code (iso3166-1:USA), an alias or an exact name "
            "of a stored area. GET /v1/areas?q= searches them"
        )
    if len(found) > 1:
        raise AmbiguousAreaError(name, [area.code for area in found])
    return found[0]


MOST_NAMES = 20_000


def names(conn: connection, snapshot: int) -> frozenset[str]:
    """The names and aliases of the areas that begin with a capital letter, the first MOST_NAMES by code."""
    with conn.cursor() as cur:
        cur.execute(query("area_names"), {"snapshot": snapshot, "limit": MOST_NAMES})
        return frozenset(row[0] for row in cur)


def search(conn: connection, words: str, snapshot: int, page: Page) -> list[Area]:
    """The areas that the words name, the exact name first; all of them, by code, where there are no words."""
    asked = {"words": words, "snapshot": snapshot, "limit": page.limit, "offset": page.offset}
    with conn.cursor() as cur:
        cur.execute(query("area_search"), asked)
        codes = [row[0] for row in cur]
    found = named(conn, codes, snapshot)
    return [found[code][0] for code in codes if found[code]]


def names_of(conn: connection, codes: Sequence[str], snapshot: int) -> frozenset[str]:
    """All names of the areas of those codes, in small letters."""
    with conn.cursor() as cur:
        cur.execute(query("area_names_of"), {"codes": list(codes), "snapshot": snapshot})
        return frozenset(row[0] for row in cur)
