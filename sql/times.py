"""Periods and days as a file writes them, understood by the one reader of periods that the core has."""

from collections.abc import Callable
from datetime import date

from psycopg2.extensions import cursor
from psycopg2.extras import execute_values

from factcheck.errors import PeriodError
from factcheck.period import parse_period
from sql.queries import query

BATCH = 5_000  # distinct texts understood at a time


def understand_periods(cur: cursor) -> None:
    """Fills staged_period from the column period of staged_row."""
    _understand(cur, "period", _period)


def understand_days(cur: cursor) -> None:
    """Fills staged_day from the column published_on of staged_release."""
    _understand(cur, "day", _day)


def _understand(cur: cursor, what: str, reading: Callable[[str], tuple[object, ...]]) -> None:
    """Notes how each distinct text of a column is understood, a batch at a time."""
    with cur.connection.cursor(name=f"distinct_{what}") as distinct:
        distinct.execute(query(f"stage_{what}s"))
        while batch := distinct.fetchmany(BATCH):
            understood = [reading(text) for (text,) in batch]
            execute_values(cur, query(f"stage_{what}_add"), understood)


def _period(text: str) -> tuple[object, ...]:
    try:
        period = parse_period(text)
    except PeriodError as error:
        return text, None, None, str(error).partition("expected ")[2] or str(error)
    if period.open_ended:
        return text, None, None, "a period with a beginning and an end"
    return text, period.start, period.end, None


def _day(text: str) -> tuple[object, ...]:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text, None
    return text, day if day.isoformat() == text else None
