"""Figures taken in: from the staged rows to vintages, by one statement a table."""

from dataclasses import dataclass
from decimal import Decimal

import psycopg2
from psycopg2.extensions import cursor

from sql import staging, times
from sql.errors import HeldError
from sql.incoming import Incoming
from sql.queries import query

COLUMNS = staging.Columns(
    required=(
        "series", "title", "publisher", "measure", "unit", "stock_flow", "frequency", "area",
        "period", "value", "nature", "status", "published_on", "url", "locator", "licence",
    ),
    optional=(
        "area_name", "low", "high", "area_role", "population", "breakdown", "statistic",
        "price_basis", "adjustment", "transformation", "rounding_quantum", "margin_of_error",
        "missing", "publisher_name", "publisher_fiscal_month", "dataset",
    ),
)  # fmt: skip
DICTIONARIES = (
    "area_add_staged", "area_name_add_staged", "publisher_add_staged", "dataset_add_staged",
    "licence_add_staged", "source_add_staged", "series_add_staged",
    "series_description_add_staged",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scope:
    """That a file says all there is of its series, and how much of what is stored it may change.

    feed_number: of the feed that it is of, of whose earlier areas it says all too; 0 for none.
    change_limit: the share, 0 to 1, of the stored figures that it may change before it is held; None
    where that was agreed to.
    """

    feed_number: int
    change_limit: Decimal | None


def store(cur: cursor, incoming: Incoming, import_id: int, scope: Scope | None) -> dict[str, int]:
    """Stores the figures of a file, and counts rows and what they brought.

    Raises ImportRefusedError, and HeldError where the file changes more than its scope allows.
    """
    rows = staging.copy(cur, incoming, COLUMNS)
    for name in ("stage_series", "stage_area", "stage_release", "stage_times"):
        cur.execute(query(name))
    times.understand_periods(cur)
    times.understand_days(cur)
    cur.execute(query("stage_fault"))
    cur.execute("savepoint staged")
    try:
        counts = _add(cur, import_id, rows, scope) if not incoming.holds_line_breaks(rows) else None
    except (psycopg2.DataError, psycopg2.IntegrityError):
        cur.execute("rollback to savepoint staged")
        staging.refuse_problems(cur, "stage_problems")
        raise
    if counts is None:
        cur.execute("rollback to savepoint staged")
        staging.refuse_problems(cur, "stage_problems")
        raise AssertionError("rows were left out, and no statement says why")
    return counts


def _add(cur: cursor, import_id: int, rows: int, scope: Scope | None) -> dict[str, int] | None:
    """What the rows brought; None where some are not fit to be stored."""
    cur.execute(query("stage_fault_count"))
    if staging.count_in(cur):
        return None
    for name in DICTIONARIES:
        cur.execute(query(name), {"import_id": import_id})
    cur.execute(query("stage_by_hash"))
    for name in ("stage_description", "stage_place_ids", "stage_source", "stage_figure"):
        cur.execute(query(name))
    if cur.rowcount != rows:
        return None
    cur.execute(query("publisher_description_add_staged"), {"import_id": import_id})
    cur.execute(query("stage_settled"))
    staged = _compare(cur, scope) if scope else 0
    cur.execute(query("vintage_last"))
    numbers = {"import_id": import_id, "last_vintage_id": staging.count_in(cur)}
    added = 0
    for same_figure in (False, True):
        cur.execute(query("vintage_add_staged"), {**numbers, "same_figure": same_figure})
        added += cur.rowcount
    cur.execute(query("stage_coverage"), numbers)
    cur.execute(query("coverage_add"), numbers)
    cur.execute(query("span_add"), numbers)
    cur.execute(query("figure_count_new"), numbers)
    return {
        "rows_read": rows,
        "figures_added": staging.count_in(cur),
        "vintages_added": added,
        "unchanged": rows + staged - added,
    }


def _compare(cur: cursor, scope: Scope) -> int:
    """Stages the withdrawal of what the file leaves out and the return of what was withdrawn; says how many rows.

    Raises HeldError where too much would change.
    """
    cur.execute(query("stage_figure_index"))
    cur.execute(query("stage_vanished"), {"feed_id": scope.feed_number})
    staged = cur.rowcount
    cur.execute(query("stage_returned"))
    staged += cur.rowcount
    cur.execute(query("stage_change"))
    row = cur.fetchone()
    if row and scope.change_limit is not None:
        stored, changed, tenfold, examples = row
        if tenfold or changed > scope.change_limit * stored:
            raise HeldError(stored, changed, tenfold, examples)
    return staged
