"""Data Commons, version 2: one variable of places, each of its sources ("facets") a series of its own.

Traps of this service: it mixes the sources of a variable, which differ in method, period and unit; an
answer without anything is how it says that it knows nothing; its documents are in camelCase, some of
its servers answer in snake_case. It passes on what others publish: the address is the original's.

A scaling factor says what a value is a numerator of: with 100 it is a percentage, with 1000 so many of
a thousand. The value is kept as it is, and the unit says so.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from outgoing.body import Body
from outgoing.service import KeyPlace, Pace
from outgoing.web import Ask
from publishers.catalogue import describe
from publishers.datacommons_facets import derived_from, facet_of, held, listed, listing, method_of, of
from publishers.errors import AnswerError, SourceError
from publishers.json_body import field, of_kind, read_json
from publishers.places import Place, data_commons_place
from publishers.rules import columns_of, rules
from publishers.shape import Asking, Finding, Observation, Problem, Publisher, Series, Source

PUBLISHER = Publisher(
    id="datacommons",
    name="Data Commons",
    url="https://api.datacommons.org",
    codes="a variable, such as Count_Person; its areas are places, such as country/USA or geoId/06",
    pace=Pace(requests=60, seconds=60),
    every=timedelta(days=1),
    parser=2,
    key_place=KeyPlace("header", "X-API-Key", needed=True),
    options=frozenset(["facet"]),
)
SELECTED = ["date", "entity", "value", "variable", "facet"]
# What a date is the date of, by its form, and the facet's own word for the length of its periods.
_DATES = (
    (re.compile(r"[12]\d{3}", re.ASCII), "year", "P1Y"),
    (re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])", re.ASCII), "month", "P1M"),
    (re.compile(r"[12]\d{3}-\d{2}-\d{2}", re.ASCII), "day", "P1D"),
)


class Known(NamedTuple):
    """The facets by id; what has been made and told so far, and which facets have been read."""

    facets: dict[str, Any]
    made: dict[tuple[str, str], Series]
    told: set[tuple[str, str]]
    read: set[str]


def fetch(source: Source, web: Asking) -> Iterator[Body]:
    """All dates of the variable: one answer for the places named, and one for each expression among the areas.

    Such an expression is "geoId/06<-containedInPlace+{typeOf:County}". Raises SourceError without any area.
    """
    named = [area for area in source.areas if "<-" not in area]
    entities: list[dict[str, Any]] = [{"dcids": named}] if named else []
    entities += [{"expression": area} for area in source.areas if "<-" in area]
    if not entities:
        raise SourceError(f"found no area for {source.code}; say which: country/USA, geoId/06 …")
    for entity in entities:
        asked = {"date": "", "variable": {"dcids": [source.code]}, "entity": entity, "select": SELECTED}
        body = web.ask(Ask("data", "v2/observation", json=asked))
        read_json(body)
        yield body


def parse(source: Source, bodies: Iterable[Body]) -> Iterator[Finding]:
    """The figures of each place and facet. Raises AnswerError where nothing is known at all.

    Option facet: the facet of that id or import name. Raises SourceError where there are several to choose from.
    """
    read: set[str] = set()
    made: dict[tuple[str, str], Series] = {}
    told: set[tuple[str, str]] = set()
    seen = False
    for body in bodies:
        answer = of_kind(read_json(body), dict, "the answer")
        known = Known(held(answer, "facets", "the answer"), made, told, read)
        for finding in _findings(source, answer, known, body):
            seen = True
            yield finding
    if not seen:
        raise AnswerError(
            f"Data Commons knows nothing of {source.code} for the areas and the facet asked for"
        )


def _findings(source: Source, answer: dict[str, Any], known: Known, body: Body) -> Iterator[Finding]:
    variable = held(held(answer, "byVariable", "the answer"), source.code, "byVariable")
    for entity, said in held(variable, "byEntity", source.code).items():
        place = data_commons_place(entity)
        for facet in listing(of_kind(said, dict, entity), "orderedFacets", entity):
            facet_id = str(of(facet, "facetId") or "")
            if not _wanted(source, facet_id, known):
                continue
            if place is None:
                yield Problem(
                    f"{source.code}, {entity}", f"{entity} is a place without a code that is known here"
                )
                break
            known.read.add(facet_id)
            if len(known.read) > 1:  # they differ in method, and not all are official
                raise SourceError(
                    f"found several facets of {source.code}; choose one, --option facet=<id>: "
                    f"{listed(variable, known.facets)}"
                )
            day = body.retrieved_on.isoformat()
            for row in listing(facet, "observations", entity):
                locator = f"{source.code}, {entity}, {str(of(row, 'date'))[:20]}, facet {facet_id}"
                yield from _figure(source, row, (facet_id, known), place, (day, locator))


def _figure(
    source: Source, row: dict[str, Any], of_facet: tuple[str, Known], place: Place, at: tuple[str, str]
) -> Iterator[Finding]:
    """The figure of the row; a Problem once for a facet whose periods are not what their dates are of."""
    (facet_id, known), (day, locator) = of_facet, at
    period, frequency = field(row, "date", str, locator), _frequency(row, facet_id, known)
    if frequency:
        series = _series(source, facet_id, frequency, known)
        value = field(row, "value", Decimal, locator)
        yield Observation(series, place.area, place.name, period, value, day, locator)
    elif (facet_id, "") not in known.told:
        known.told.add((facet_id, ""))
        yield Problem(locator, "its facet's periods are not years, months or days by their dates")


def _wanted(source: Source, facet_id: str, known: Known) -> bool:
    only = source.options.get("facet")
    return only is None or only in {facet_id, facet_of(facet_id, known.facets).get("importName")}


def _frequency(row: dict[str, Any], facet_id: str, known: Known) -> str:
    """Of which length the period of the row is; "" where its date and its facet do not agree on one."""
    facet = facet_of(facet_id, known.facets)
    length = columns_of(method_of(facet), rules("datacommons", "method")).get("length") or facet.get(
        "observationPeriod"
    )
    for form, frequency, own in _DATES:
        if form.fullmatch(row["date"]):
            return frequency if length in {None, "", own} else ""
    return ""


def _series(source: Source, facet_id: str, frequency: str, known: Known) -> Series:
    """The series of the facet. Raises SourceError where its own unit is another than the one said of the variable."""
    made = known.made.get((facet_id, frequency))
    if made is None:
        derived = derived_from(source.code, facet_id, facet_of(facet_id, known.facets), frequency)
        made = known.made[facet_id, frequency] = describe(source, derived)
        own, unit = derived.get("unit"), made.columns["unit"]
        if own not in {None, unit} and "unit" not in source.said:
            raise SourceError(
                f"found values in {own!r} in facet {facet_id} of {source.code}, which is in {unit!r} elsewhere; "
                f"choose another facet, --option facet=…, or say --set unit={own}"
            )
    return made
