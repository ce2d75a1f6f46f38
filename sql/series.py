"""Series as they are described at a snapshot, by id or found by words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from psycopg2.extensions import connection

from factcheck.period import Period, add_months, label_of
from factcheck.series import Publisher, Series
from sql.errors import NotStoredError
from sql.page import Page
from sql.queries import execute_planned, query


@dataclass(frozen=True, slots=True)
class SeriesFound:
    """A series, and its first and last period with a figure."""

    series: Series
    first: Period | None
    last: Period | None


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked for: words, and some texts of which each found counts so much, as a search engine reads them.

    area: the code of an area that a series must have figures for, or of a group of such. areas: codes of those of
    which it is told whether it has.
    """

    words: str
    terms: Mapping[str, int]
    area: str | None = None
    areas: Sequence[str] = ()


class Hit(NamedTuple):
    """A series by its id, that may be what is looked for; the days, ends excluded, for which it has figures.

    alike: how alike its title and the words are, 0 to 1. newest: the day of its newest publication. covered: the
    days by code, of the areas looked for that it has figures for.
    """

    series: str
    alike: Decimal
    span: Period | None
    newest: date | None
    covered: dict[str, Period]


MOST_HITS = 30  # series that are told of one search


_MONTHS = {"month": 1, "quarter": 3, "year": 12, "fiscal_year": 12}
_DAYS = {"day": 1, "week": 7}


def by_ids(conn: connection, ids: Sequence[str], snapshot: int) -> dict[str, Series]:
    """The series by their ids; those that are not stored are left out."""
    with conn.cursor() as cur:
        execute_planned(cur, "series_by_codes", {"codes": list(ids), "snapshot": snapshot})
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
    return with_ends(found, _spans(conn, [series_id], snapshot).get(series_id))


def listing(conn: connection, area: str | None, snapshot: int, page: Page) -> list[SeriesFound]:
    """All series by title; of an area, or of one of a group of such, where its code is given."""
    asked = {"area": area, "snapshot": snapshot, "limit": page.limit, "offset": page.offset}
    with conn.cursor() as cur:
        cur.execute(query("series_listing"), asked)
        codes = [code for (code,) in cur]
    described, spans = by_ids(conn, codes, snapshot), _spans(conn, codes, snapshot)
    return [with_ends(described[code], spans.get(code)) for code in codes]


def find(conn: connection, looked: Looked, snapshot: int) -> list[Hit]:
    """Series that the words may mean, those with the weightiest terms first, MOST_HITS at most."""
    asked = {
        "words": looked.words, "terms": list(looked.terms),
        "weights": list(looked.terms.values()), "area": looked.area, "areas": list(looked.areas),
        "snapshot": snapshot, "most": MOST_HITS,
    }  # fmt: skip
    with conn.cursor() as cur:
        execute_planned(cur, "series_find", asked)
        return [_hit(*row) for row in cur]


def _hit(code: str, alike: str, span: Sequence[date | None], covered: dict[str, list[str]] | None) -> Hit:
    first, end, newest = span
    held = {
        area: Period(date.fromisoformat(since), date.fromisoformat(until))
        for area, (since, until) in (covered or {}).items()
    }
    return Hit(code, Decimal(alike), Period(first, end) if first and end else None, newest, held)


def _spans(conn: connection, ids: Sequence[str], snapshot: int) -> dict[str, Period]:
    with conn.cursor() as cur:
        cur.execute(query("series_periods"), {"codes": list(ids), "snapshot": snapshot})
        return {code: Period(start, end) for code, start, end in cur}


def with_ends(series: Series, span: Period | None) -> SeriesFound:
    """The series with the first and the last period of its frequency in the span."""
    if span is None:
        return SeriesFound(series, None, None)
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
    return SeriesFound(series, first, last)


def whole_areas(conn: connection, ids: Sequence[str], snapshot: int) -> dict[str, str]:
    """What each of the series is for as a whole, by code: its only area, or the group that its areas fill."""
    with conn.cursor() as cur:
        cur.execute(query("series_whole_area"), {"codes": list(ids), "snapshot": snapshot})
        return dict(cur.fetchall())
