"""FRED and ALFRED: one series with every vintage of every value, as its real-time periods say.

Traps of this service: at most 2,000 vintages in an answer, and windows of real time cut the rows at
their ends; `vintage_date` in the singular is ignored without a word; "." is no value; the units of a
series change over time ("Billions of Chained 2012 Dollars", then 2017), so that old vintages are not
in today's units: those are left out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from outgoing.body import Body
from outgoing.service import KeyPlace, Pace
from outgoing.web import Ask
from publishers.catalogue import describe, entry
from publishers.errors import AnswerError, ShapeError, SourceError
from publishers.fred_description import Description, day_of, description, period_of
from publishers.fred_vintages import Row, Vintage, vintages
from publishers.json_body import field, number, of_kind, optional, read_json, rows, times, whole
from publishers.places import Place, place_named, places
from publishers.shape import Asking, Finding, Observation, Problem, Publisher, Series, Source

PUBLISHER = Publisher(
    id="fred",
    name="Federal Reserve Bank of St. Louis (FRED)",
    url="https://api.stlouisfed.org",
    codes="a series, such as UNRATE",
    pace=Pace(requests=120, seconds=60),
    every=timedelta(hours=6),
    parser=2,
    key_place=KeyPlace("query", "api_key", needed=True),
    options=frozenset(["area", "area_name", "factor"]),
)
FIRST, LAST = "1776-07-04", "9999-12-31"  # the ends of real time, as the service has them
VINTAGES = 1900  # a window; the service allows 2,000, and one may be published while it is being asked
PAGES = {"vintage_dates": 1000, "observations": 100_000}
MOST = 10_000_000  # rows of a series that there can be
WHOLE = (("realtime_start", FIRST), ("realtime_end", LAST))


class Meaning(NamedTuple):
    """What the values of the series mean today, since when, and where they are of."""

    series: Series
    factor: Decimal
    frequency: str
    since: date
    place: Place


def fetch(source: Source, web: Asking) -> Iterator[Body]:
    """What is said of the series, its vintage dates, and all observations of all vintages."""
    params = (("series_id", source.code), ("file_type", "json"))
    body = web.ask(Ask("series", "fred/series", (*params, *WHOLE)))
    _answer(body)
    yield body
    days: list[str] = []
    for body in _pages(web, Ask("vintage_dates", "fred/series/vintagedates", (*params, *WHOLE))):
        days += field(_answer(body), "vintage_dates", list, "vintage dates")
        yield body
    for start, end in windows(days):
        window = (("realtime_start", start), ("realtime_end", end))
        yield from _pages(web, Ask("observations", "fred/series/observations", (*params, *window)))


def windows(days: list[str]) -> Iterator[tuple[str, str]]:
    """Real time in windows of as many vintage dates as an answer may hold: their first and last days."""
    starts = [FIRST, *(day_of(day, "vintage dates").isoformat() for day in days[VINTAGES::VINTAGES])]
    ends = [(date.fromisoformat(start) - timedelta(days=1)).isoformat() for start in starts[1:]]
    return zip(starts, [*ends, LAST], strict=True)


def _pages(web: Asking, ask: Ask) -> Iterator[Body]:
    limit, offset, count = PAGES[ask.part], 0, 1
    while offset < count:
        paging = (("limit", str(limit)), ("offset", str(offset)))
        body = web.ask(Ask(ask.part, ask.path, (*ask.params, *paging)))
        answer = _answer(body)
        said = whole(answer, "count", ask.part)
        if whole(answer, "offset", ask.part) != offset or (offset and said != count) or said > MOST:
            raise ShapeError(
                f"found {ask.part} from {answer['offset']} on, of {said}; expected them from {offset} on, of {count}"
            )
        count = said
        offset += _page_length(answer, ask.part, count)
        yield body


def _answer(body: Body) -> dict[str, Any]:
    """The document. Raises AnswerError with what the service says is wrong, ShapeError."""
    found = of_kind(read_json(body), dict, f"the answer for {body.part}")
    if "error_message" in found:
        raise AnswerError(f"FRED answers: {str(found['error_message'])[:200]}")
    return found


def _page_length(answer: dict[str, Any], part: str, count: int) -> int:
    """How many rows the page holds. Raises ShapeError where they are not as many as its own counts say."""
    offset, limit = whole(answer, "offset", part), whole(answer, "limit", part)
    seen = len(field(answer, part, list, part))
    if seen != min(limit, max(count - offset, 0)) or (not seen and offset < count):
        raise ShapeError(
            f"found {seen} {part} from {offset} on, of {count}; expected {limit} on a page, or the rest"
        )
    return seen


def parse(source: Source, bodies: Iterable[Body]) -> Iterator[Finding]:
    """Every vintage of every value that is in today's units, by period."""
    following = iter(bodies)
    first = next(following, None)
    if first is None or first.part != "series":
        raise ShapeError(f"found {first.part if first else 'nothing'} first; expected the series")
    meaning = _meaning(source, first)
    left_out: Counter[date] = Counter()
    observed = (body for body in following if body.part == "observations")
    ends: set[date] = set()
    for vintage in vintages(_described(_rows(observed, ends), meaning.since, left_out), ends):
        yield _finding(source, meaning, vintage)
    if left_out:
        text = (
            f"left out {left_out.total()} values of vintages before {meaning.since}, when its units, its "
            "frequency or its seasonal adjustment were others than today"
        )
        yield Problem(source.code, text)


def _meaning(source: Source, body: Body) -> Meaning:
    said = rows(_answer(body), "seriess", "series")
    if not said:
        raise AnswerError(f"FRED says nothing of {source.code}")
    found = description(said)
    factor, place = _factor(source, found), _place(source, found)
    return Meaning(describe(source, found.columns), factor, found.columns["frequency"], found.since, place)


def _factor(source: Source, found: Description) -> Decimal:
    """What values are to be multiplied by. Raises SourceError where neither the units nor the operator say it.

    Option factor: for units that no rule knows.
    """
    if text := source.options.get("factor", ""):
        return number(text, "the option factor")
    if found.factor is None and "unit" not in entry(source.publisher, source.code):
        raise SourceError(
            f"found units of {source.code} that no rule knows; say unit and magnitude yourself: --set unit=… "
            "--option factor=1 (1000 where values are in thousands)"
        )
    return found.factor or Decimal(1)


def _place(source: Source, found: Description) -> Place:
    """Where the series is of: as said by the operator, else by the catalogue, else by the end of the title."""
    known = source.options.get("area") or entry(source.publisher, source.code).get("area")
    if known:
        return places().get(known) or Place(known, source.options.get("area_name", known))
    place = place_named(found.area_name)
    if place is None:
        raise SourceError(
            f"found nothing that says of which area {source.code} is; say it: --option area=iso3166-1:USA"
        )
    return place


def _described(found: Iterable[Row], since: date, left_out: Counter[date]) -> Iterator[Row]:
    """The rows that are in today's description. left_out: counts those that are not, by the day of their period.

    A value older than the description is in it, from its first day on, if it still stood then.
    """
    for row in found:
        if row.start >= since:
            yield row
        elif row.end >= since:
            yield row._replace(start=since)
        else:
            left_out[row.day] += 1


def _rows(bodies: Iterable[Body], ends: set[date]) -> Iterator[Row]:
    """The rows as they come. ends: is given the last day of each window that was asked for."""
    lacking: Counter[tuple[date, date]] = Counter()
    for body in bodies:
        answer = _answer(body)
        window, count = _days(answer, "observations"), whole(answer, "count", "observations")
        lacking[window] += (0 if window in lacking else count) - _page_length(answer, "observations", count)
        ends.add(window[1])
        for row in rows(answer, "observations", "observations"):
            where = f"observation of {str(row.get('date'))[:20]}"
            text = field(row, "value", str, where)
            value = None if text == "." else number(text, where)
            day = day_of(optional(row, "date", str, where) or "", where)
            yield Row(window, day, *_days(row, where), value)
    if any(lacking.values()):
        raise ShapeError(f"found {lacking.total()} rows less than counted; expected all pages")


def _days(holder: dict[str, Any], where: str) -> tuple[date, date]:
    start, end = (
        day_of(field(holder, name, str, where), where) for name in ("realtime_start", "realtime_end")
    )
    return start, end


def _finding(source: Source, meaning: Meaning, vintage: Vintage) -> Finding:
    locator = f"{source.code}, {vintage.day}, vintage of {vintage.published}"
    period = period_of(vintage.day, meaning.frequency, locator)
    if not period:
        return Problem(locator, f"{vintage.day} is the end of no fiscal year that is known")
    if (
        "/" in period
        and meaning.frequency == "fiscal_year"
        and meaning.series.columns["stock_flow"] == "stock"
    ):
        period = vintage.day.isoformat()
    missing = "withdrawn" if vintage.withdrawn else "missing" if vintage.value is None else ""
    return Observation(
        meaning.series,
        meaning.place.area,
        meaning.place.name,
        period,
        None if vintage.value is None else times(vintage.value, meaning.factor),
        vintage.published.isoformat(),
        locator,
        missing,
    )
