"""U.S. Treasury, Fiscal Data: one table of figures that stand on a day, such as the debt to the penny.

Traps of this service: every value is a text, and what it is stands in `meta.dataTypes`; a missing one
is the text "null"; a table comes in pages that have to be counted. A row has a day only: where it tells of what
happened in a month or a fiscal year, the operator has to say so, or a month's receipts would be a day's.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from outgoing.body import Body
from outgoing.service import Pace
from outgoing.web import Ask
from publishers.catalogue import describe, entry
from publishers.errors import AnswerError, ShapeError, SourceError
from publishers.json_body import field, number, of_kind, read_json, rows, whole
from publishers.places import places
from publishers.rules import table
from publishers.series_ids import joined
from publishers.shape import Asking, Finding, Observation, Publisher, Series, Source

PUBLISHER = Publisher(
    id="treasury",
    name="U.S. Treasury, Fiscal Data",
    url="https://api.fiscaldata.treasury.gov/services/api/fiscal_service",
    codes="debt_to_penny, debt_outstanding, or the path of a table with the option value=<column>",
    pace=Pace(requests=60, seconds=60),
    every=timedelta(hours=12),
    parser=2,
    options=frozenset(["value", "filter", "frequency"]),
)
PAGE = 10_000  # rows
DAY_COLUMN = "record_date"
FLOWS = ("month", "fiscal_year")  # what a row of a flow can be of, by the option frequency
AMOUNTS = {"CURRENCY": "USD", "NUMBER": "", "PERCENTAGE": "percent"}  # types of values, and their unit
FISCAL_YEAR_ENDS = (9, 30)  # since 1977


class Table(NamedTuple):
    """Where a table is, and its columns of values, each with the code of its series in the catalogue."""

    path: str
    values: dict[str, str]


def _table(source: Source) -> Table:
    """The table that the code names, with all its values, or with those of one series. Raises SourceError."""
    known = table("treasury").get(source.code.partition(".")[0])
    if source.options.get("frequency", FLOWS[0]) not in FLOWS:
        raise SourceError(
            f"found {source.options['frequency'][:20]!r} for frequency; expected one of {FLOWS}"
        )
    if known:
        if not source.options.get("filter", DAY_COLUMN).startswith(DAY_COLUMN):
            raise SourceError(
                f"found a filter of {source.code} that is not of {DAY_COLUMN}; expected no other"
            )
        values = known["values"]
        wanted = {column: code for column, code in values.items() if f"{code}.".startswith(f"{source.code}.")}
        return Table(known["path"], wanted or values)
    value = source.options.get("value")
    if not value:
        raise SourceError(f"found no column of {source.code} to take values from; say it: --option value=…")
    return Table(source.code, {value: f"{source.code}.{value}"})


def fetch(source: Source, web: Asking) -> Iterator[Body]:
    """All pages of the table, oldest day first. Raises ShapeError where they hold fewer rows than they say.

    Options: filter: which rows, in the service's own words ("security_desc:eq:Treasury Bills"); value: the
    column, where the table is not known here; frequency: month or fiscal_year, where rows are of what
    happened in one.
    """
    page, pages, seen, total = 1, 1, 0, 0
    contents: set[str] = set()
    fixed = [("sort", DAY_COLUMN), *[("filter", text) for text in (source.options.get("filter"),) if text]]
    while page <= pages:
        params = (*fixed, ("page[number]", str(page)), ("page[size]", str(PAGE)))
        body = web.ask(Ask("data", _table(source).path, params))
        meta, found = _checked(body)
        pages, total = whole(meta, "total-pages", "meta"), whole(meta, "total-count", "meta")
        seen += len(found)
        if (page < pages and (not found or seen > total)) or (found and body.sha256 in contents):
            raise ShapeError(
                f"found no rows on page {page} of {pages}, or those of another; expected its own"
            )
        contents.add(body.sha256)
        yield body
        page += 1
    if seen != total:
        raise ShapeError(f"found {seen} rows on all pages; expected {total}, as the service counts them")


def _checked(body: Body) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What is said of the page, and its rows. Raises AnswerError with the Treasury's words, ShapeError."""
    answer = of_kind(read_json(body), dict, "the answer")
    if "error" in answer:
        raise AnswerError(f"The Treasury answers: {str(answer.get('message') or answer['error'])[:200]}")
    meta, found = field(answer, "meta", dict, "the answer"), rows(answer, "data", "the answer")
    if len(found) != whole(meta, "count", "meta"):
        raise ShapeError(f"found {len(found)} rows on a page; expected {meta['count']}, as its count says")
    return meta, found


def parse(source: Source, bodies: Iterable[Body]) -> Iterator[Finding]:
    """The figures of each day, one for each column of values."""
    made: dict[tuple[str, str], Series] = {}
    for body in bodies:
        meta, found = _checked(body)
        for column, code in _table(source).values.items():
            unit = _unit(meta, column)
            for row in found:
                frequency, period, code_of = _period(row, code, source.options.get("frequency"))
                if (column, frequency) not in made:
                    derived = _derived(source, meta, column, unit) | {"frequency": frequency}
                    made[column, frequency] = _described(source, derived, code_of)
                yield _observation(made[column, frequency], row, column, period, body)


def _described(source: Source, derived: dict[str, str], code: str) -> Series:
    """The series. Raises SourceError where it is a flow, and nothing says over which time."""
    several = len(_table(source).values) > 1
    series = describe(source, derived, code, several=several)
    if series.columns["stock_flow"] == "flow" and "frequency" not in source.options:
        raise SourceError(
            f"found a flow in {source.code}, whose rows have only a day; say of how long it is: "
            f"--option frequency={'|'.join(FLOWS)}"
        )
    return series


def _unit(meta: dict[str, Any], column: str) -> str:
    """The unit of the column by its type. Raises ShapeError where it holds no amounts, or days are none."""
    types = field(meta, "dataTypes", dict, "meta")
    if types.get(DAY_COLUMN) != "DATE":
        raise ShapeError(f"found {types.get(DAY_COLUMN)!r} for the type of {DAY_COLUMN}; expected DATE")
    kind = str(types.get(column))
    if kind not in AMOUNTS:
        raise ShapeError(
            f"found {kind[:20]!r} for the type of {column!r}; expected one of {', '.join(AMOUNTS)}"
        )
    return AMOUNTS[kind]


def _period(row: dict[str, Any], code: str, said: str | None) -> tuple[str, str, str]:
    """Frequency, period, and the code of the series in the catalogue. said: the frequency, by the operator.

    A table by fiscal years holds the state on each one's last day. That is the fiscal year's figure
    where it ended as it does today; until 1976 it ended on other days, and the day alone is said.
    """
    text = field(row, DAY_COLUMN, str, "a row")
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ShapeError(f"found {text[:40]!r} at {DAY_COLUMN}; expected a day") from error
    if said:
        return said, _whole(said, day), code
    if entry(PUBLISHER.id, code).get("frequency") != "fiscal_year":
        return "day", day.isoformat(), code
    if (day.month, day.day) == FISCAL_YEAR_ENDS:
        said = field(row, "record_fiscal_year", str, text)
        if said != str(day.year):
            raise ShapeError(f"found the fiscal year {said[:20]!r} beside {day}; expected {day.year}")
        return "fiscal_year", f"FY{day.year}", code
    return "day", day.isoformat(), f"{code}.by_day"


def _whole(frequency: str, day: date) -> str:
    """The month or fiscal year that ends with the day. Raises ShapeError where none does."""
    if frequency == "fiscal_year" and (day.month, day.day) == FISCAL_YEAR_ENDS:
        return f"FY{day.year}"
    if frequency == "month" and (day + timedelta(days=1)).day == 1:
        return f"{day.year:04d}-{day.month:02d}"
    raise ShapeError(f"found {day} at {DAY_COLUMN}; expected the last day of a {frequency.replace('_', ' ')}")


def _derived(source: Source, meta: dict[str, Any], column: str, unit: str) -> dict[str, str]:
    label = field(meta, "labels", dict, "meta").get(column, column)
    slug = source.code.rpartition("/")[2].replace("_", "-")
    chosen = [text for text in (source.options.get("filter"),) if text]
    by = source.options.get("frequency", "day").replace("_", " ")
    return {
        "series": joined(f"treasury.{slug}.{column.replace('_', '-')}", *chosen),
        "title": ": ".join([f"{label}, by {by}", *chosen]),
        "measure": str(label),
        "breakdown": "".join(chosen),
        "unit": unit,
        "dataset": slug,
        "url": f"{PUBLISHER.url}/{_table(source).path}",
    }


def _observation(series: Series, row: dict[str, Any], column: str, period: str, body: Body) -> Finding:
    locator = f"{column}, {row[DAY_COLUMN]}"
    text = field(row, column, str, locator)
    value: Decimal | None = None if text == "null" else number(text, locator)
    place = places()["iso3166-1:USA"]
    return Observation(
        series, place.area, place.name, period, value, body.retrieved_on.isoformat(), locator,
        "missing" if value is None else "",
    )  # fmt: skip
