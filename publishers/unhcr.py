"""UNHCR's Refugee Data Finder, version 1: one measure, by country of asylum or of origin, over all years.

Traps of this service: one row mixes numbers, zeros in quotes and dashes; its own codes of countries are
not ISO's ("GFR" is Germany); Serbia is there together with Kosovo; the other side of a total is a dash;
before a measure was collected it prints zeros. Figures of a year are of its middle until those of its end
come in the June after; nothing in an answer says which they are, only the day does. Those of the end are out
by World Refugee Day, 20 June, but not on a day that is known: until the end of that June all are said to be
provisional. There are no vintages: what was received is published on the day it was first received.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from outgoing.body import Body
from outgoing.service import Pace
from outgoing.web import Ask
from publishers.catalogue import describe
from publishers.errors import ShapeError, SourceError
from publishers.json_body import rows, whole
from publishers.places import Place
from publishers.shape import Asking, Finding, Observation, Problem, Publisher, Series, Source
from publishers.unhcr_rows import FIRST_YEAR, LAST_YEAR, OWN, Measure, Row, checked, rows_of

MEASURES = {
    "refugees-by-asylum": Measure("population", "refugees", "coa", world=True),
    "refugees-by-origin": Measure("population", "refugees", "coo"),
    "asylum-seekers-by-asylum": Measure("population", "asylum_seekers", "coa", world=True),
    "idps": Measure("population", "idps", "coa", world=True),
    "stateless": Measure("population", "stateless", "coa", world=True),
    "returned-refugees": Measure("population", "returned_refugees", "coo", world=True),
    "resettlement": Measure("solutions", "resettlement", "coa", world=True),
    "naturalisation": Measure("solutions", "naturalisation", "coa", world=True),
}
PUBLISHER = Publisher(
    id="unhcr",
    name="UNHCR, the UN Refugee Agency",
    url="https://api.unhcr.org/population/v1",
    codes=f"one of {', '.join(MEASURES)}",
    pace=Pace(requests=30, seconds=60),
    every=timedelta(days=7),
    parser=2,
    options=frozenset(["start", "end"]),
)
LIMIT = 10000  # rows of a page
YEAR_END_KNOWN = (7, 1)  # month and day: after the June in which Global Trends comes out
WORLD = Place("m49:001", "World")
PROVISIONAL = "provisional"


class _Sum(NamedTuple):
    """A sum of rows: how much, of how many, and the first and last day on which they were received."""

    total: Decimal
    areas: int
    first: date
    last: date


class _Before(NamedTuple):
    """What is known of all rows before any is a figure.

    first: the year of each area's first figure. figures: areas and years that have one. unknown: the rows of
    people of unknown origin or asylum, by year and code: there can be one with a code of ISO and one without.
    """

    first: dict[str, int]
    figures: set[tuple[str, int]]
    unknown: dict[int, dict[str, tuple[Row, date]]]


def fetch(source: Source, web: Asking) -> Iterator[Body]:
    """All pages of the measure. Raises ShapeError where they are not as many and as full as they say."""
    measure = _measure(source)
    side = [(measure.side, ",".join(source.areas))] if source.areas else [(f"{measure.side}_all", "true")]
    options = source.options
    page, pages = 1, 1
    while page <= pages:
        params = [
            ("yearFrom", options.get("start", FIRST_YEAR)), ("yearTo", options.get("end", LAST_YEAR)), *side,
            ("cf_type", "ISO"), ("limit", str(LIMIT)), ("page", str(page)),
        ]  # fmt: skip
        body = web.ask(Ask("data", f"{measure.report}/", params))
        pages = _pages(body, page, pages)
        yield body
        page += 1


def _pages(body: Body, page: int, pages: int) -> int:
    """How many pages there are. Raises ShapeError where this is not the page asked for, or not a whole one."""
    where = f"page {page}"
    said = checked(body)
    items, of = rows(said, "items", where), whole(said, "maxPages", where)
    if whole(said, "page", where) != page or (page > 1 and of != pages):
        raise ShapeError(f"found page {said['page']} of {of}; expected page {page} of {pages}")
    if len(items) > LIMIT or (page < of and len(items) < LIMIT):
        raise ShapeError(f"found {len(items):,} rows on page {page} of {of}; expected {LIMIT:,}")
    if page > 1 and not items:
        raise ShapeError(f"found no rows on page {page} of {of}; expected some")
    return of


def parse(source: Source, bodies: Iterable[Body]) -> Iterator[Finding]:
    """The figures, in the order of the answer; then those of the world, where all areas were asked for.

    Reads the bodies twice: an area's zeros are figures only from its first other figure on.
    """
    measure, held = _measure(source), list(bodies)
    series, before = describe(source, {}), _before(measure, held)
    world: dict[int, _Sum] = {}
    gaps: dict[int, list[str]] = {}
    for row, body in rows_of(measure, held):
        day, (area, year) = body.retrieved_on, row.key
        locator = f"{measure.report}, {measure.field}, {measure.side} {row.code}, {row.year}"
        _count(world, row, day)
        if row.value is None and (area, year - 1) in before.figures:
            gaps.setdefault(year, []).append(row.code)
        if row.place is None:
            yield Problem(locator, "its code is not one that the list of countries knows")
        elif year >= before.first.get(area, year + 1):
            yield from _of_area(series, row, (day, locator), before)
    if measure.world and not source.areas:
        yield from _of_world(series, measure, world, gaps)


def _before(measure: Measure, bodies: list[Body]) -> _Before:
    found = _Before({}, set(), {})
    for row, _ in rows_of(measure, bodies):
        if row.value:
            found.first[row.key[0]] = min(row.year, found.first.get(row.key[0], row.year))
    for row, body in rows_of(measure, bodies):
        if row.value is not None and row.year >= found.first.get(row.key[0], row.year + 1):
            found.figures.add(row.key)
        if row.place == OWN["UNK"]:
            found.unknown.setdefault(row.year, {})[row.code] = row, body.retrieved_on
    return found


def _count(sums: dict[int, _Sum], row: Row, day: date) -> None:
    """Adds the figure of one area to the sum of its year, if there is one."""
    if row.value is not None:
        known = sums.get(row.year, _Sum(Decimal(0), 0, day, day))
        sums[row.year] = _Sum(
            known.total + row.value, known.areas + 1, min(known.first, day), max(known.last, day)
        )


def _of_area(series: Series, row: Row, at: tuple[date, str], before: _Before) -> Iterator[Observation]:
    """The figure of the row; of several rows of the unknown in a year, their sum, where the first of them stands."""
    day, locator = at
    alike = before.unknown.get(row.year, {}) if row.place == OWN["UNK"] else {}
    if len(alike) < 2:
        yield _observation(series, row, (day, day), locator)
    elif row.code == next(iter(alike)):
        sums: dict[int, _Sum] = {}
        for other, received in alike.values():
            _count(sums, other, received)
        found = sums.get(row.year, _Sum(Decimal(0), 0, day, day))
        value = found.total if found.areas else None
        days = found.first, found.last
        yield _observation(series, row._replace(value=value), days, f"{locator}; sum with {', '.join(alike)}")


def _measure(source: Source) -> Measure:
    if source.code not in MEASURES:
        raise SourceError(f"found the code {source.code[:60]!r}; expected {PUBLISHER.codes}")
    return MEASURES[source.code]


def _observation(series: Series, row: Row, days: tuple[date, date], locator: str) -> Observation:
    """The figure. days: the first and the last on which what it is made of was received."""
    place = row.place or WORLD
    status = "" if _year_end_known(row.year, days[0]) else PROVISIONAL
    return Observation(
        series, place.area, place.name, str(row.year), row.value, days[1].isoformat(), locator,
        missing="missing" if row.value is None else "", nature=status, status=status,
    )  # fmt: skip


def _year_end_known(year: int, on: date) -> bool:
    """Whether the figures of the year are surely of its end, on that day."""
    return on >= date(year + 1, *YEAR_END_KNOWN)


def _of_world(
    series: Series, measure: Measure, world: dict[int, _Sum], gaps: dict[int, list[str]]
) -> Iterator[Finding]:
    """The sums of all areas; a Problem for a year in which an area has a dash that had a figure in the one before."""
    begun = False
    for year, found in sorted(world.items()):
        begun = begun or found.total > 0
        locator = f"{measure.report}, {measure.field}, {year}: sum of {found.areas} areas"
        if year in gaps:
            lacking = ", ".join(gaps[year][:5])
            yield Problem(
                locator, f"no figure of the world, as {lacking} had one in {year - 1} and has a dash now"
            )
        elif begun:
            yield _observation(series, Row("", WORLD, year, found.total), (found.first, found.last), locator)
