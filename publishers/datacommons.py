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
from publishers.errors import AnswerError, SourceError
from publishers.json_body import field, number, of_kind, read_json
from publishers.places import data_commons_place
from publishers.rules import columns_of, rules
from publishers.shape import Asking, Finding, Observation, Problem, Publisher, Series, Source

PUBLISHER = Publisher(
    id="datacommons",
    name="Data Commons",
    url="https://api.datacommons.org",
    codes="a variable, such as Count_Person; its areas are places, such as country/USA or geoId/06",
    pace=Pace(requests=60, seconds=60),
    every=timedelta(days=1),
    parser=1,
    key_place=KeyPlace("header", "X-API-Key", needed=True),
)
HUNDRED = Decimal(100)
SELECTED = ["date", "entity", "value", "variable", "facet"]
_UNFIT = re.compile(r"[^A-Za-z0-9._:-]+")
_CAPITALS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ADDRESS = re.compile(r"https?://[^\s]{1,1990}")
# What a date is the date of, by its form, and the facet's own word for the length of its periods.
_DATES = (
    (re.compile(r"[12]\d{3}", re.ASCII), "year", "P1Y"),
    (re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])", re.ASCII), "month", "P1M"),
    (re.compile(r"[12]\d{3}-\d{2}-\d{2}", re.ASCII), "day", "P1D"),
)


class Known(NamedTuple):
    """The facets by id, and what has been made and told so far."""

    facets: dict[str, Any]
    made: dict[tuple[str, str], Series]
    told: set[tuple[str, str]]


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

    Option facet: only the facet of that id or import name.
    """
    made: dict[tuple[str, str], Series] = {}
    told: set[tuple[str, str]] = set()
    seen = False
    for body in bodies:
        answer = of_kind(read_json(body), dict, "the answer")
        known = Known(_held(answer, "facets", "the answer"), made, told)
        for finding in _findings(source, answer, known, body):
            seen = True
            yield finding
    if not seen:
        raise AnswerError(
            f"Data Commons knows nothing of {source.code} for the areas and the facet asked for"
        )


def _findings(source: Source, answer: dict[str, Any], known: Known, body: Body) -> Iterator[Finding]:
    variable = _held(_held(answer, "byVariable", "the answer"), source.code, "byVariable")
    for entity, said in _held(variable, "byEntity", source.code).items():
        place = data_commons_place(entity)
        for facet in _list(of_kind(said, dict, entity), "orderedFacets", entity):
            facet_id = str(_of(facet, "facetId") or "")
            if not _wanted(source, facet_id, known):
                continue
            if place is None:
                yield Problem(
                    f"{source.code}, {entity}", f"{entity} is a place without a code that is known here"
                )
                break
            for row in _list(facet, "observations", entity):
                locator = f"{source.code}, {entity}, {str(_of(row, 'date'))[:20]}, facet {facet_id}"
                period, frequency = field(row, "date", str, locator), _frequency(row, facet_id, known)
                if not frequency:
                    if (facet_id, "") not in known.told:
                        known.told.add((facet_id, ""))
                        yield Problem(
                            locator, "its facet's periods are not years, months or days by their dates"
                        )
                    continue
                series = _series(source, facet_id, frequency, known)
                value = field(row, "value", Decimal, locator)
                yield Observation(
                    series, place.area, place.name, period, value, body.retrieved_on.isoformat(), locator
                )


def _wanted(source: Source, facet_id: str, known: Known) -> bool:
    only = source.options.get("facet")
    return only is None or only in {facet_id, _facet(facet_id, known).get("importName")}


def _frequency(row: dict[str, Any], facet_id: str, known: Known) -> str:
    """Of which length the period of the row is; "" where its date and its facet do not agree on one."""
    length = _facet(facet_id, known).get("observationPeriod")
    for form, frequency, own in _DATES:
        if form.fullmatch(row["date"]):
            return frequency if length in {None, "", own} else ""
    return ""


def _series(source: Source, facet_id: str, frequency: str, known: Known) -> Series:
    """The series of the facet. Raises SourceError where its own unit is another than the one said of the variable."""
    made = known.made.get((facet_id, frequency))
    if made is None:
        derived = _derived(source, facet_id, _facet(facet_id, known), frequency)
        made = known.made[facet_id, frequency] = describe(source, derived)
        own, unit = derived.get("unit"), made.columns["unit"]
        if own not in {None, unit} and "unit" not in source.said:
            raise SourceError(
                f"found values in {own!r} in facet {facet_id} of {source.code}, which is in {unit!r} elsewhere; "
                f"choose another facet, --option facet=…, or say --set unit={own}"
            )
    return made


def _facet(facet_id: str, known: Known) -> dict[str, str]:
    """What is said of the facet, in camelCase; nothing of what is calculated, which has none."""
    said = _held(known.facets, facet_id, "facets")
    names = ("importName", "measurementMethod", "observationPeriod", "unit", "scalingFactor", "provenanceUrl")
    return {name: str(found) for name in names if (found := _of(said, name)) is not None}


def _derived(source: Source, facet_id: str, facet: dict[str, str], frequency: str) -> dict[str, str]:
    """What the service says of the series. A facet that does not say how long its periods are can have several."""
    name, method = facet.get("importName", "calculated"), facet.get("measurementMethod", "")
    words, unit = _words(source.code), _words(facet.get("unit", ""))
    address = facet.get("provenanceUrl", "")
    parts = [source.code, name, facet_id, "" if facet.get("observationPeriod") else frequency]
    return {
        "series": "dc." + ".".join(_UNFIT.sub("-", part) for part in parts if part),
        "title": f"{words} ({', '.join(part for part in (name, method) if part)})",
        "measure": words,
        "dataset": name,
        "frequency": frequency,
        "url": address if _ADDRESS.fullmatch(address) else f"https://datacommons.org/browser/{source.code}",
        **columns_of(source.code, rules("datacommons", "variable")),
        **({"unit": unit} if unit else {}),  # over the variable's: a unit that no rule knows is not another
        **columns_of(facet.get("unit", ""), rules("datacommons", "unit")),
        **columns_of(method, rules("datacommons", "method")),
        **_scaled(facet),
    }


def _words(name: str) -> str:
    """The name in words: "Count_Person", "MexicanPeso"."""
    return " ".join(_CAPITALS.sub(" ", name.replace("_", " ")).split()).lower()


def _scaled(facet: dict[str, str]) -> dict[str, str]:
    """What a scaling factor says: of how many the values are a part. The service writes it "100" and "100.0000"."""
    text = facet.get("scalingFactor", "")
    factor = number(text, "scalingFactor") if text else Decimal(1)
    if factor <= 1:
        return {}
    unit = "percent" if factor == HUNDRED else f"per {factor.normalize():f}"
    return {"unit": unit, "stock_flow": "rate", "statistic": "rate"}


def _of(holder: dict[str, Any], name: str) -> Any:
    """What stands under the name, in camelCase or in snake_case; None where nothing does."""
    snake = _CAPITALS.sub("_", name).lower()
    return holder.get(name, holder.get(snake))


def _held(holder: dict[str, Any], name: str, where: str) -> dict[str, Any]:
    """The object under the name; an empty one where there is none: so the service says that it knows nothing."""
    found = _of(holder, name)
    return {} if found is None else of_kind(found, dict, f"{where}, {name}")


def _list(holder: dict[str, Any], name: str, where: str) -> list[dict[str, Any]]:
    found = _of(holder, name)
    rows = [] if found is None else of_kind(found, list, f"{where}, {name}")
    return [of_kind(row, dict, f"{where}, {name}") for row in rows]
