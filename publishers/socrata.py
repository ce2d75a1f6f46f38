"""Open data portals by Socrata (data.cdc.gov and others), SODA 2.1: one column of one dataset.

Traps of this service: without an order its pages overlap; a key that is absent is a null; numbers are
texts; whether a value is held back stands in another column, if anywhere; every portal has an address of
its own, which is the first part of a source's code. A page may be shorter than was asked for: how many
rows there are is asked first.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from outgoing.body import Body
from outgoing.service import KeyPlace, Pace
from outgoing.web import Ask
from publishers.catalogue import describe
from publishers.errors import AnswerError, ShapeError, SourceError
from publishers.json_body import number, of_kind, optional, read_json, whole
from publishers.places import Place, places
from publishers.rules import table
from publishers.series_ids import joined
from publishers.shape import Asking, Finding, Observation, Problem, Publisher, Series, Source
from publishers.us_or_abroad import place_of

PUBLISHER = Publisher(
    id="socrata",
    name="Socrata portal",
    url="",  # each source names its own
    codes="a portal and a dataset, such as data.cdc.gov/9mfq-cb36",
    pace=Pace(requests=60, seconds=60),
    every=timedelta(days=1),
    parser=2,
    key_place=KeyPlace("header", "X-App-Token", needed=False),
    options=frozenset(["period", "value", "area", "suppression", "where", "place", "place_name", "places"]),
)
PAGE = 50_000  # rows, the most that version 2.0 gives
_CODE = re.compile(r"([a-z0-9-]+(?:\.[a-z0-9-]+)+)/([a-z0-9]{4}-[a-z0-9]{4})", re.ASCII)
_COLUMN = re.compile(r"[a-z_][a-z0-9_]*", re.ASCII)
_DATE = re.compile(r"([12]\d{3})(?:-(\d\d)(?:-(\d\d)(?:T00:00:00(?:\.0+)?)?)?)?", re.ASCII)
_PARTS = {"month": 2, "quarter": 2, "week": 3, "day": 3}  # of a date, that its frequency needs


class Columns(NamedTuple):
    """Which columns of the dataset hold what; "" where none does. where: what others must be equal to."""

    period: str
    value: str
    area: str
    suppression: str
    where: dict[str, str]

    @property
    def chosen(self) -> list[str]:
        """The members that rows are of, in whatever order they were said."""
        return [f"{column}={member}" for column, member in sorted(self.where.items())]

    @property
    def selected(self) -> list[str]:
        """Those that are to be sent."""
        return [name for name in self[:4] if name]


class Reading(NamedTuple):
    """What is read: the series, and which kinds of places its column of areas has had so far."""

    source: Source
    columns: Columns
    series: Series
    kinds: set[str]


def _columns(source: Source) -> Columns:
    """What the options say of columns. Raises SourceError where one is lacking, or is no name of a column."""
    found = {name: source.options.get(name, "") for name in Columns._fields[:4]}
    lacking = [name for name in ("period", "value") if not found[name]]
    if lacking:
        raise SourceError(
            f"found no column for {lacking}; say it: --option {lacking[0]}=<column of {source.code}>"
        )
    pairs = [text.partition("=") for text in source.options.get("where", "").split("|") if text]
    where = {column: member for column, _, member in pairs}
    for name in (*found.values(), *where):
        if name and not _COLUMN.fullmatch(name):
            raise SourceError(
                f"found {name[:40]!r} for the name of a column; expected small letters, digits and _"
            )
    return Columns(**found, where=where)


def _place_of_dataset(source: Source) -> tuple[str, str]:
    match = _CODE.fullmatch(source.code)
    if match is None:
        raise SourceError(f"found {source.code[:60]!r}; expected {PUBLISHER.codes}")
    return match[1], match[2]


def fetch(source: Source, web: Asking) -> Iterator[Body]:
    """All rows that the option where lets through, in the order of the portal's own ids.

    Options: period, value, area, suppression: columns; where: "sex=Total|age=All ages"; place: of the
    whole dataset, where it has no column of areas; places: us-states or countries, what that column holds.
    Raises ShapeError where the pages do not hold as many rows as the portal counts.
    """
    host, dataset = _place_of_dataset(source)
    columns = _columns(source)
    address = f"https://{host}/resource/{dataset}.json"
    counted = _rows(web.ask(Ask("count", address, [("$select", "count(*)"), *columns.where.items()])))
    total = whole(counted[0] if counted else None, "count", "the count of rows")
    fixed = [("$select", ",".join(columns.selected)), *columns.where.items(), ("$order", ":id")]
    seen = 0
    while True:
        body = web.ask(Ask("data", address, [*fixed, ("$limit", str(PAGE)), ("$offset", str(seen))]))
        found = len(_rows(body))
        seen += found
        yield body
        if not found or seen >= total:
            break
    if seen != total:
        raise ShapeError(f"found {seen} rows on all pages; expected {total}, as the portal counts them")


def _rows(body: Body) -> list[dict[str, Any]]:
    """The rows of a page. Raises AnswerError with the portal's words, ShapeError."""
    answer = read_json(body)
    if isinstance(answer, dict) and (answer.get("error") or "code" in answer):
        raise AnswerError(f"The portal answers: {answer.get('code')}: {str(answer.get('message'))[:200]}")
    found = of_kind(answer, list, "the answer")
    if len(found) > PAGE:
        raise ShapeError(f"found {len(found)} rows on a page; expected at most {PAGE}")
    return [of_kind(row, dict, f"row {at}") for at, row in enumerate(found, 1)]


def parse(source: Source, bodies: Iterable[Body]) -> Iterator[Finding]:
    """The figures of the column, in the order of the dataset."""
    columns, line = _columns(source), 0
    reading = Reading(source, columns, describe(source, _derived(source, columns)), set())
    for body in bodies:
        for row in _rows(body):
            line += 1
            yield _finding(reading, row, f"{source.code}, row {line}", body.retrieved_on.isoformat())


def _derived(source: Source, columns: Columns) -> dict[str, str]:
    host, dataset = _place_of_dataset(source)
    return {
        "series": joined(f"socrata.{host}.{dataset}.{columns.value}", *columns.chosen),
        "title": ": ".join(
            filter(None, [f"{columns.value.replace('_', ' ')} ({source.code})", *columns.chosen])
        ),
        "measure": columns.value.replace("_", " "),
        "breakdown": ", ".join(columns.chosen),
        "publisher": host.replace(".", "-"),
        "publisher_name": host,
        "dataset": source.code,
        "url": f"https://{host}/d/{dataset}",
        **table("socrata")["portals"].get(host, {}),
    }


def _finding(reading: Reading, row: dict[str, Any], locator: str, day: str) -> Finding:
    columns, series = reading.columns, reading.series
    text = optional(row, columns.period, str, locator)
    place = _place(reading, row, locator)
    if text is None or place is None:
        return Problem(
            locator, f"it has no {'period' if text is None else 'area that is known'}: {str(row)[:80]}"
        )
    value = _amount(row.get(columns.value), locator)
    held_back = optional(row, columns.suppression, str, locator) if columns.suppression else None
    missing = "" if value is not None else "suppressed" if held_back else "missing"
    period = _period(text, series.columns["frequency"], locator)
    return Observation(series, place.area, place.name, period, value, day, locator, missing)


def _amount(found: object, locator: str) -> Decimal | None:
    if found is None or isinstance(found, Decimal):
        return found
    return number(of_kind(found, str, locator), locator)


def _place(reading: Reading, row: dict[str, Any], locator: str) -> Place | None:
    """Where the row is of: as the option place says, else by a name or a code in the column of areas."""
    source, column = reading.source, reading.columns.area
    if column:
        text = (optional(row, column, str, locator) or "").strip()
        return place_of(text, source.options.get("places", ""), reading.kinds)
    code = source.options.get("place", "")
    if not code:
        raise SourceError(
            f"found no area of {source.code}; say --option area=<column> or place=iso3166-1:USA"
        )
    return places().get(code) or Place(code, source.options.get("place_name", code))


def _period(text: str, frequency: str, locator: str) -> str:
    """The period of that frequency that the text dates: by its first day, but a week by its last."""
    match = _DATE.fullmatch(text)
    if match is None or len([part for part in match.groups() if part]) < _PARTS.get(frequency, 1):
        raise ShapeError(
            f"found {text[:40]!r} at {locator}; expected the date of one {frequency}, without an hour"
        )
    year, month, day = match[1], match[2] or "01", match[3] or "01"
    try:
        dated = date(int(year), int(month), int(day))
    except ValueError as error:
        raise ShapeError(f"found {text[:40]!r} at {locator}; expected a day that there is") from error
    match frequency, dated.month, dated.day:
        case "year", 1, 1:
            return year
        case "month", _, _:
            return f"{year}-{month}"
        case "quarter", _, _:
            return f"{year}-Q{(dated.month + 2) // 3}"
        case "week", _, _:
            return f"{(dated - timedelta(days=6)).isoformat()}/{dated.isoformat()}"
        case "day", _, _:
            return dated.isoformat()
    raise SourceError(
        f"found {text[:40]!r} for one {frequency}; expected a day, a week, a month, a quarter, or a year that "
        "begins in January"
    )
