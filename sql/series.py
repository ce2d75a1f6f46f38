"""Series as they are described at a snapshot, by id or found by words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from psycopg2.extensions import connection

from factcheck.period import Period, add_months, label_of
from factcheck.series import Publisher, Series
from sql.errors import NotStoredError
from sql.page import Page
from sql.queries import query


@dataclass(frozen=True, slots=True)
class SeriesFound:
    """A series, its first and last period with a figure, and how well the words asked fit it, 0 to 1.

    unsaid: the stems of the words asked that its description does not have, in alphabetical order.
    """

    series: Series
    score: Decimal
    first: Period | None
    last: Period | None
    unsaid: tuple[str, ...] = ()


# Words that tell no measure from another: "the official number of refugees recorded" is that of refugees.
IDLE = (
    "admitted all amount annual average country data fled figure hosted individual level month monthly "
    "nation national nationwide number official overall people person quarter quarterly rate record recorded report "
    "reported size total volume week weekly year yearly"
)


_MONTHS = {"month": 1, "quarter": 3, "year": 12, "fiscal_year": 12}
_DAYS = {"day": 1, "week": 7}


def by_ids(conn: connection, ids: Sequence[str], snapshot: int) -> dict[str, Series]:
    """The series by their ids; those that are not stored are left out."""
    with conn.cursor() as cur:
        cur.execute(query("series_by_codes"), {"codes": list(ids), "snapshot": snapshot})
        return {row[0]: series_from(row) for row in cur}


def series_from(row: Sequence[Any]) -> Series:
    """The series in the columns of series_by_codes.sql."""
    return Series(row[0], row[1], Publisher(*row[2:5]), *row[5:18])


def one(conn: connection, series_id: str, snapshot: int) -> SeriesFound:
    """The series of that id. Raises NotStoredError."""
    found = by_ids(conn, [series_id], snapshot).get(series_id)
    if found is None:
        raise NotStoredError(
            f"found no series {series_id!r}; GET /v1/series?q= searches those that are stored"
        )
    return _with_ends(found, Decimal(1), _spans(conn, [series_id], snapshot).get(series_id))


def search(conn: connection, words: str, area: str | None, snapshot: int, page: Page) -> list[SeriesFound]:
    """The series that the words fit, best match first; all of them, by title, where there are no words.

    area: the code of an area that they must have figures for, or of a group of such.
    """
    asked = {"words": words, "idle": IDLE, "area": area, "snapshot": snapshot}
    asked |= {"limit": page.limit, "offset": page.offset}
    with conn.cursor() as cur:
        cur.execute(query("series_search"), asked)
        rows = cur.fetchall()
    codes = [code for code, _, _ in rows]
    described, spans = by_ids(conn, codes, snapshot), _spans(conn, codes, snapshot)
    return [
        replace(_with_ends(described[code], score, spans.get(code)), unsaid=tuple(unsaid))
        for code, score, unsaid in rows
    ]


def _spans(conn: connection, ids: Sequence[str], snapshot: int) -> dict[str, Period]:
    with conn.cursor() as cur:
        cur.execute(query("series_periods"), {"codes": list(ids), "snapshot": snapshot})
        return {code: Period(start, end) for code, start, end in cur}


def _with_ends(series: Series, score: Decimal, span: Period | None) -> SeriesFound:
    """The series with the first and the last period of its frequency in the span."""
    if span is None:
        return SeriesFound(series, score, None, None)
    months, fiscal = (
        _MONTHS.get(series.frequency),
        span.start.month if series.frequency == "fiscal_year" else None,
    )
    if months:
        ends = [(span.start, add_months(span.start, months)), (add_months(span.end, -months), span.end)]
    else:
        days = timedelta(days=_DAYS[series.frequency])
        ends = [(span.start, span.start + days), (span.end - days, span.end)]
    first, last = (Period(start, end, label_of(start, end, fiscal)) for start, end in ends)
    return SeriesFound(series, score, first, last)


def whole_areas(conn: connection, ids: Sequence[str], snapshot: int) -> dict[str, str]:
    """What each of the series is for as a whole, by code: its only area, or the group that its areas fill."""
    with conn.cursor() as cur:
        cur.execute(query("series_whole_area"), {"codes": list(ids), "snapshot": snapshot})
        return dict(cur.fetchall())
