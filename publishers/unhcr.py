"""UNHCR's Refugee Data Finder, version 1: one measure, by country of asylum or of origin, over all years.

Traps of this service: one row mixes numbers, zeros in quotes and dashes; its own codes of countries are
not ISO's ("GFR" is Germany); Serbia is there together with Kosovo; the other side of a total is a dash;
before a measure was collected it prints zeros. Figures of a year are of its middle until those of its end
come in the June after; nothing in an answer says which they are, only the day does. There are no
vintages: what was received is published on the day it was first received.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from outgoing.body import Body
from outgoing.service import Pace
from outgoing.web import Ask
from publishers.catalogue import describe
from publishers.errors import AnswerError, ShapeError, SourceError
from publishers.json_body import field, of_kind, read_json, rows, whole
from publishers.places import Place, countries
from publishers.shape import Asking, Finding, Observation, Problem, Publisher, Series, Source


class Measure(NamedTuple):
    """Where a measure is: the report, its field, the side whose areas it has, and whether their sum is the world's."""

    report: str
    field: str
    side: str
    world: bool = False


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
    parser=1,
)
LIMIT = 10000  # rows of a page
FIRST_YEAR, LAST_YEAR = "1951", "2100"
OTHER_SIDE = {"coa": "coo", "coo": "coa"}
YEAR_END_KNOWN = (6, 20)  # month and day: Global Trends is out by World Refugee Day
# Not countries of ISO 3166-1. The unknown had no ISO code before 2023.
OWN = {
    "SRB": Place("unhcr:SRB", "Serbia and Kosovo"),
    "TIB": Place("unhcr:TIB", "Tibetans"),
    "UNK": Place("unhcr:UNK", "Unknown"),
    "UKN": Place("unhcr:UNK", "Unknown"),
    "XXA": Place("unhcr:XXA", "Stateless people"),
}
WORLD = Place("m49:001", "World")
PROVISIONAL = "provisional"


class _Row(NamedTuple):
    """A row of an answer. value: None where it is a dash. code: of the area, for locators."""

    code: str
    place: Place | None
    year: int
    value: Decimal | None


@dataclass(slots=True)
class _World:
    """Sums over areas, by year: how much and of how many."""

    sums: dict[int, tuple[Decimal, int]]

    def add(self, year: int, value: Decimal) -> None:
        """Adds the figure of one area."""
        total, areas = self.sums.get(year, (Decimal(0), 0))
        self.sums[year] = total + value, areas + 1


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
    said = _checked(body)
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
    series = describe(source, {})
    first: dict[str, int] = {}
    for row, _ in _rows(measure, held):
        if row.place and row.value:
            first[row.place.area] = min(row.year, first.get(row.place.area, row.year))
    world = _World({})
    for row, body in _rows(measure, held):
        locator = f"{measure.report}, {measure.field}, {measure.side} {row.code}, {row.year}"
        if row.value is not None:
            world.add(row.year, row.value)
        if row.place is None:
            yield Problem(locator, "its code is not one that the list of countries knows")
        elif row.year >= first.get(row.place.area, row.year + 1):
            yield _observation(series, row.place, row, (body, locator))
    if measure.world and not source.areas:
        yield from _of_world(series, measure, world, held)


def _measure(source: Source) -> Measure:
    if source.code not in MEASURES:
        raise SourceError(f"found the code {source.code[:60]!r}; expected {PUBLISHER.codes}")
    return MEASURES[source.code]


def _checked(body: Body) -> dict[str, Any]:
    """The answer. Raises AnswerError with what UNHCR says."""
    said = of_kind(read_json(body), dict, "the answer")
    for name in ("error", "errors", "message"):
        if said.get(name) and "items" not in said:
            raise AnswerError(f"UNHCR answers: {str(said[name])[:200]}")
    return said


def _rows(measure: Measure, bodies: list[Body]) -> Iterator[tuple[_Row, Body]]:
    """The rows of all pages that can be figures, a page at a time; none of a year that has not begun."""
    for at, body in enumerate(bodies, 1):
        for number, item in enumerate(rows(_checked(body), "items", f"page {at}"), 1):
            row = _row(measure, item, f"page {at}, item {number}")
            if row.year <= body.retrieved_on.year:
                yield row, body


def _row(measure: Measure, item: dict[str, Any], where: str) -> _Row:
    other = OTHER_SIDE[measure.side]
    if (said := item.get(other)) is not None and said != "-":
        raise ShapeError(f"found {str(said)[:40]!r} at {where}, {other}; expected a dash, as totals have")
    year = whole(item, "year", where)
    if not 1900 <= year <= 2200:
        raise ShapeError(f"found the year {year} at {where}; expected one since {FIRST_YEAR}")
    # Codes are texts where there is one; the unknown once had none of ISO.
    iso, own = (str(item.get(name) or "-") for name in (f"{measure.side}_iso", measure.side))
    code = own if iso == "-" else iso
    if code == "-":
        raise ShapeError(f"found no code at {where}, {measure.side}_iso; expected an area")
    return _Row(code[:20], OWN.get(code) or _country(iso), year, _value(item, measure.field, where))


def _country(iso: str) -> Place | None:
    return countries().get(iso) if re.fullmatch("[A-Z]{3}", iso) else None


def _value(item: dict[str, Any], name: str, where: str) -> Decimal | None:
    """The number, whether it came as one or in quotes; None for a dash. Raises ShapeError."""
    found = field(item, name, object, where)
    if found == "-" or found is None:
        return None
    if not re.fullmatch(r"\d{1,15}(\.0+)?", str(found), re.ASCII):
        raise ShapeError(
            f"found {str(found)[:40]!r} at {where}, {name}; expected a count of people or a dash"
        )
    return Decimal(str(found)).to_integral_value()


def _observation(series: Series, place: Place, row: _Row, at: tuple[Body, str]) -> Observation:
    body, locator = at
    status = "" if _year_end_known(row.year, body.retrieved_on) else PROVISIONAL
    return Observation(
        series, place.area, place.name, str(row.year), row.value, body.retrieved_on.isoformat(), locator,
        missing="missing" if row.value is None else "", nature=status, status=status,
    )  # fmt: skip


def _year_end_known(year: int, on: date) -> bool:
    """Whether the figures of the year are of its end, on that day."""
    return on >= date(year + 1, *YEAR_END_KNOWN)


def _of_world(series: Series, measure: Measure, world: _World, bodies: list[Body]) -> Iterator[Observation]:
    begun = False
    for year, (total, areas) in sorted(world.sums.items()):
        begun = begun or total > 0
        if begun:
            locator = f"{measure.report}, {measure.field}, {year}: sum of {areas} areas"
            yield _observation(series, WORLD, _Row("", WORLD, year, total), (bodies[0], locator))
