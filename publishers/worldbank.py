"""World Bank Indicators, version 2: one indicator, of all countries and groups of countries, over all years.

Several traps of this service: an error comes with status 200; a source without data has zero pages;
a row without a value comes for every year that has none, and is no figure; groups of countries stand
among countries, and some rows have no code at all. Only the day on which the whole collection was
updated is known: it is the day of publication of all.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from outgoing.body import Body
from outgoing.service import Pace
from outgoing.web import Ask
from publishers.catalogue import describe
from publishers.errors import AnswerError, ShapeError
from publishers.json_body import field, of_kind, optional, read_json, whole
from publishers.places import Place, countries
from publishers.shape import Asking, Finding, Observation, Problem, Publisher, Series, Source
from publishers.worldbank_names import derived_from_name

PUBLISHER = Publisher(
    id="worldbank",
    name="The World Bank",
    url="https://api.worldbank.org/v2",
    codes="an indicator, such as SP.POP.TOTL",
    pace=Pace(requests=60, seconds=60),
    every=timedelta(days=1),
    parser=2,
    change_limit=Decimal("0.9"),  # each release revises most years of most countries a little
    options=frozenset(),
)
PAGE = "10000"  # rows; the service fails now and then at its greatest, 32,500

Row = dict[str, Any]
_PERIODS = (
    ("year", re.compile(r"(\d{4})", re.ASCII), r"\1"),
    ("quarter", re.compile(r"(\d{4})Q([1-4])", re.ASCII), r"\1-Q\2"),
    ("month", re.compile(r"(\d{4})M(0[1-9]|1[0-2])", re.ASCII), r"\1-\2"),
)
_STATUS = {"E": ("estimate", "estimate"), "F": ("projection", "forecast")}  # obs_status, mostly empty


def fetch(source: Source, web: Asking) -> Iterator[Body]:
    """What the indicator is, the list of countries, and all pages of its values."""
    areas = ";".join(source.areas) or "all"
    yield from _pages(web, "indicator", f"indicator/{source.code}")
    yield from _pages(web, "countries", "country/all")
    yield from _pages(web, "data", f"country/{areas}/indicator/{source.code}")


def _pages(web: Asking, part: str, path: str) -> Iterator[Body]:
    """All pages of the answer. Raises ShapeError where they do not hold as many rows as they say."""
    page, pages, seen, total = 1, 1, 0, 0
    while page <= pages:
        body = web.ask(Ask(part, path, (("format", "json"), ("per_page", PAGE), ("page", str(page)))))
        header, rows = _checked(body)
        pages, total = whole(header, "pages", part), whole(header, "total", part)
        seen += len(rows)
        if "page" in header and pages and whole(header, "page", part) != page:
            raise ShapeError(f"found page {header['page']} of {part}; expected page {page}, as asked for")
        if page < pages and (not rows or seen > total):
            raise ShapeError(
                f"found {len(rows)} rows on page {page} of {pages} of {part}, of {total}; expected a page of its own"
            )
        yield body
        page += 1
    if seen != total:
        raise ShapeError(f"found {seen} rows on all pages of {part}; expected {total}, as its header says")


def parse(source: Source, bodies: Iterable[Body]) -> Iterator[Finding]:
    """The values of the indicator, newest year first as they come."""
    indicator: list[Row] = []
    groups: dict[str, Place] = {}
    made: dict[str, Series] = {}
    for body in bodies:
        header, rows = _checked(body)
        if body.part == "indicator":
            indicator = rows
        elif body.part == "countries":
            groups |= _groups(rows)
        else:
            updated = _updated(header, body)
            for row in rows:
                yield from _observation(source, indicator, row, updated, (groups, made))


def _checked(body: Body) -> tuple[Row, list[Row]]:
    """Header and rows of a page. Raises AnswerError with what the Bank says, ShapeError."""
    match read_json(body):
        case [{"message": [{"value": said}, *_]}]:
            raise AnswerError(f"The World Bank answers: {str(said)[:200]}")
        case [{"pages": _} as header, list(rows)]:
            return header, [of_kind(row, dict, f"{body.part}, row {at}") for at, row in enumerate(rows, 1)]
        case [{"pages": _} as header, None]:
            return header, []
        case other:
            raise ShapeError(
                f"found {str(other)[:80]!r} in the answer for {body.part}; expected a header and rows"
            )


def _groups(rows: list[Row]) -> dict[str, Place]:
    """Countries and groups by the Bank's codes, of two and of three letters: rows of data have either."""
    found: dict[str, Place] = {}
    for row in rows:
        code = field(row, "id", str, "countries")
        place = Place(f"wb:{code}", field(row, "name", str, "countries").strip())
        found |= {code: place, str(row.get("iso2Code") or code): place}
    return found


def _updated(header: Row, body: Body) -> str:
    text = optional(header, "lastupdated", str, "header of the data") or body.retrieved_on.isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ShapeError(f"found {text[:40]!r} at lastupdated; expected a day") from error


def _observation(
    source: Source,
    indicator: list[Row],
    row: Row,
    updated: str,
    known: tuple[dict[str, Place], dict[str, Series]],
) -> Iterator[Finding]:
    """The figure of a row, if it has one. known: groups of countries, and the series by frequency so far."""
    groups, made = known
    value = field(row, "value", object, "a row of data")
    if value is None:
        return
    text, country = field(row, "date", str, "a row of data"), field(row, "country", dict, "a row of data")
    code = optional(row, "countryiso3code", str, "a row of data") or field(country, "id", str, "country")
    locator = f"{source.code}, {code}, {text}; data of {updated}"
    place = countries().get(code) or groups.get(code)
    if place is None:
        yield Problem(locator, f"{country.get('value')!r} has no code that the list of countries knows")
        return
    frequency, period = _period(text, locator)
    if not made:
        made[frequency] = describe(source, _derived(source, indicator, frequency))
    if frequency not in made:
        yield Problem(locator, f"it is of one {frequency}; those before are of one {next(iter(made))}")
        return
    status = optional(row, "obs_status", str, locator) or ""
    nature, status = _STATUS.get(status, ("", status))
    amount = of_kind(value, Decimal, locator)
    yield Observation(
        made[frequency], place.area, place.name, period, amount, updated, locator, nature=nature,
        status=status,
    )  # fmt: skip


def _derived(source: Source, rows: list[Row], frequency: str) -> dict[str, str]:
    if not rows:
        raise AnswerError(f"The World Bank knows no indicator {source.code}")
    collection = optional(rows[0], "source", dict, "indicator") or {}
    return {
        "series": f"wb.{source.code}",
        "dataset": str(collection.get("value") or "").strip(),
        "frequency": frequency,
        "url": f"https://data.worldbank.org/indicator/{source.code}",
        **derived_from_name(field(rows[0], "name", str, "indicator")),
    }


def _period(text: str, locator: str) -> tuple[str, str]:
    """Frequency and period: the Bank's "2025", "2025Q1" and "2025M01" in ISO 8601."""
    for frequency, pattern, iso in _PERIODS:
        if match := pattern.fullmatch(text):
            return frequency, match.expand(iso)
    raise ShapeError(f"found {text[:40]!r} at {locator}; expected a year, a quarter or a month")
