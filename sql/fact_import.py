"""Areas, breaks and vocabulary taken in: names and groups, days from which series cannot be compared, words."""

from psycopg2.extensions import cursor

from sql import staging, times
from sql.figure_import import Scope
from sql.incoming import Incoming
from sql.queries import query

AREA_COLUMNS = staging.Columns(required=("code", "name"), optional=("alias", "group"))
VOCABULARY_COLUMNS = staging.Columns(
    required=(), optional=("notion", "called", "series", "beside", "standing", "why")
)
BREAK_COLUMNS = staging.Columns(required=("series", "area", "period", "text"))


def store_areas(cur: cursor, incoming: Incoming, import_id: int, _: Scope | None) -> dict[str, int]:
    """Stores codes, names, aliases and groups of areas. Raises ImportRefusedError."""
    rows = staging.copy(cur, incoming, AREA_COLUMNS)
    staging.refuse_problems(cur, "area_problems")
    cur.execute(query("area_unchanged"))
    unchanged = staging.count_in(cur)
    for name in ("area_add", "area_name_add", "area_member_add"):
        cur.execute(query(name), {"import_id": import_id})
    return _counts(rows, unchanged)


def store_breaks(cur: cursor, incoming: Incoming, import_id: int, _: Scope | None) -> dict[str, int]:
    """Stores breaks of series that are stored. Raises ImportRefusedError."""
    rows = staging.copy(cur, incoming, BREAK_COLUMNS)
    cur.execute(query("stage_times"))
    times.understand_periods(cur)
    cur.execute(query("stage_place"))
    staging.refuse_problems(cur, "break_problems")
    cur.execute(query("break_add"), {"import_id": import_id})
    return _counts(rows, rows - cur.rowcount)


def store_vocabulary(cur: cursor, incoming: Incoming, import_id: int, _: Scope | None) -> dict[str, int]:
    """Stores names of notions, and how series stand beside others. Raises ImportRefusedError."""
    rows = staging.copy(cur, incoming, VOCABULARY_COLUMNS)
    staging.refuse_problems(cur, "vocabulary_problems")
    cur.execute(query("vocabulary_add"), {"import_id": import_id})
    return _counts(rows, rows - cur.rowcount)


def _counts(rows: int, unchanged: int) -> dict[str, int]:
    return {"rows_read": rows, "figures_added": 0, "vintages_added": 0, "unchanged": unchanged}
