"""U.S. Bureau of Labor Statistics, public data API, version 2: one series by its id.

Traps of this service: an error comes with status 200; "-" is no value, and a footnote says why; the
thirteenth month (and the fifth quarter, the third half-year) is the mean of the year; it gives ten
years at a time, twenty with a key, newest first; values are replaced, so that only the day of asking is
known. Figures in thousands are not marked as such: the rules say of which series they are.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from outgoing.body import Body
from outgoing.service import KeyPlace, Pace
from outgoing.web import Ask
from publishers.catalogue import describe, entry
from publishers.errors import AnswerError, ShapeError, SourceError
from publishers.json_body import field, number, of_kind, optional, read_json, rows, times
from publishers.places import Place, places, us_states
from publishers.rules import columns_of, rules
from publishers.shape import Asking, Finding, Observation, Publisher, Series, Source

PUBLISHER = Publisher(
    id="bls",
    name="U.S. Bureau of Labor Statistics",
    url="https://api.bls.gov/publicAPI/v2",
    codes="a series, such as LNS14000000",
    pace=Pace(requests=25, seconds=86_400),
    keyed_pace=Pace(requests=500, seconds=86_400),
    every=timedelta(days=1),
    parser=2,
    key_place=KeyPlace("json", "registrationkey", needed=False),
    options=frozenset(["start", "end", "area", "area_name", "factor"]),
)
WINDOW, KEYED_WINDOW = 10, 20  # years of an answer
USUAL_YEARS = 20  # how far back, where no start is said
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_UNKNOWN = re.compile(r"(?i)does not exist|invalid series")
# The letter and number of a period: the frequency that it is of, and how ISO 8601 writes it.
_PERIODS = (
    (re.compile(r"M(0[1-9]|1[0-2])"), "month", r"-\1"),
    (re.compile(r"Q0([1-4])"), "quarter", r"-Q\1"),
    (re.compile(r"A01"), "year", ""),
    (re.compile(r"M13|Q05|S03"), "mean of the year", ""),
)
_MEANS = ("M13", "Q05", "S03")  # the first of them that a year has is its mean
# Letter of a footnote: nature and status of the figure.
_FOOTNOTES = {"P": ("provisional", "provisional"), "R": ("", "revised"), "C": ("", "corrected")}


class Meaning(NamedTuple):
    """What the values mean: their series, what they are to be multiplied by, and where they are of."""

    series: Series
    factor: Decimal
    place: Place


def fetch(source: Source, web: Asking) -> Iterator[Body]:
    """All years from the option `start` on (else twenty), the newest first, each window an answer.

    Where no start is said, the first window without figures is the end of them. Options: start, end (years).
    With a key the windows are longer, and the means of years and the title of the series come with them.
    """
    more = {"annualaverage": True, "catalog": True} if web.keyed else {}
    end = _option_year(source, "end")
    said = start = _option_year(source, "start")
    if end is None:
        body = web.ask(_ask(source, more))
        years = _years(source, body)
        if not years:
            raise AnswerError(
                f"found no figure of {source.code} in the last years; say its last one: --option end=2019"
            )
        yield body
        start = start or max(years) - USUAL_YEARS + 1
        end = min(years) - 1
    start = start or end - USUAL_YEARS + 1
    while end >= start:
        first = max(start, end - (KEYED_WINDOW if web.keyed else WINDOW) + 1)
        body = web.ask(_ask(source, more | {"startyear": str(first), "endyear": str(end)}))
        years = _years(source, body)
        if years and not first <= min(years) <= max(years) <= end:
            raise ShapeError(
                f"found figures of {min(years)} to {max(years)}; expected none but {first} to {end}"
            )
        if years:
            yield body
        elif said is None:
            return
        end = first - 1


def _option_year(source: Source, name: str) -> int | None:
    text = source.options.get(name)
    if text is not None and not _YEAR.fullmatch(text):
        raise SourceError(f"found {text[:20]!r} for {name}; expected a year, such as 2010")
    return int(text) if text else None


def _ask(source: Source, more: dict[str, Any]) -> Ask:
    return Ask("data", "timeseries/data/", json={"seriesid": [source.code], **more})


def _years(source: Source, body: Body) -> list[int]:
    return [_year(row) for row in _figures(source, body)[1]]


def _year(row: dict[str, Any]) -> int:
    text = field(row, "year", str, "a figure")
    if not _YEAR.fullmatch(text):
        raise ShapeError(f"found {text[:20]!r} at year; expected a year")
    return int(text)


def _figures(source: Source, body: Body) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the answer says of the series, and its figures. Raises AnswerError with the Bureau's words, ShapeError."""
    answer = of_kind(read_json(body), dict, "the answer")
    said = "; ".join(str(message)[:200] for message in optional(answer, "message", list, "the answer") or [])
    if answer.get("status") != "REQUEST_SUCCEEDED" or _UNKNOWN.search(said):
        raise AnswerError(f"The Bureau answers: {said or answer.get('status')}")
    for series in rows(field(answer, "Results", dict, "the answer"), "series", "Results"):
        if field(series, "seriesID", str, "series") == source.code:
            catalog = optional(series, "catalog", dict, source.code) or {}
            return catalog, rows(series, "data", source.code)
    raise ShapeError(f"found no series {source.code} in the answer; expected it, as asked for")


def parse(source: Source, bodies: Iterable[Body]) -> Iterator[Finding]:
    """The figures as they come, newest first; means of years only of what can have one."""
    meaning: Meaning | None = None
    for body in bodies:
        catalog, figures = _figures(source, body)
        means = _means(source, figures)
        for row in figures:
            frequency, period, locator = _period(source, row)
            if meaning is None:
                meaning = _meaning(source, catalog, figures)
            mean = frequency == "mean of the year"
            wanted = meaning.series.columns["stock_flow"] == "rate" and means.get(period) == row["period"]
            if not mean or wanted:
                locator += f"; annual average, {row['period']}" if mean else ""
                yield _observation(meaning, row, period, locator, body)


def _means(source: Source, figures: list[dict[str, Any]]) -> dict[str, str]:
    """Which figure of a year is its mean: there can be one of its months and one of its halves."""
    found: dict[str, str] = {}
    for row in figures:
        frequency, period, _ = _period(source, row)
        if frequency == "mean of the year":
            found[period] = min(found.get(period, row["period"]), row["period"], key=_MEANS.index)
    return found


def _period(source: Source, row: dict[str, Any]) -> tuple[str, str, str]:
    """Frequency, period, and locator."""
    year, text = _year(row), field(row, "period", str, "a figure")
    for pattern, frequency, iso in _PERIODS:
        if match := pattern.fullmatch(text):
            return frequency, f"{year}{match.expand(iso)}", f"{source.code}, {year} {text}"
    if text in {"S01", "S02"}:
        first, last = ("01", "06") if text == "S01" else ("07", "12")
        return "half-year", f"{year}-{first}/{year}-{last}", f"{source.code}, {year} {text}"
    raise ShapeError(f"found the period {text[:20]!r} in {year}; expected one such as M01, Q01, S01 or A01")


def _meaning(source: Source, catalog: dict[str, Any], figures: list[dict[str, Any]]) -> Meaning:
    found = columns_of(source.code, rules("bls"))
    area, factor = found.pop("area", ""), _factor(source, found)
    frequencies = {_period(source, row)[0] for row in figures} - {"mean of the year", "half-year"}
    title = str(catalog.get("series_title") or "").strip()
    columns = {
        "series": f"bls.{source.code}",
        "frequency": frequencies.pop() if len(frequencies) == 1 else "",
        "url": f"https://data.bls.gov/timeseries/{source.code}",
        "title": title,
        "measure": title,
        "dataset": str(catalog.get("survey_name") or "").strip(),
        **found,
    }
    return Meaning(describe(source, columns), factor, _place(source, area))


def _factor(source: Source, found: dict[str, str]) -> Decimal:
    """What values are to be multiplied by, taken from what the rules found. Raises SourceError where nobody says it.

    Option factor: of a series that no rule knows.
    """
    known = found.pop(
        "factor", "1" if "unit" in found or "unit" in entry(source.publisher, source.code) else ""
    )
    text = source.options.get("factor") or known
    if not text:
        raise SourceError(
            f"found no rule that knows {source.code}; say unit and magnitude yourself: --set unit=… "
            "--option factor=1 (1000 where values are in thousands)"
        )
    return number(text, "the option factor")


def _place(source: Source, area: str) -> Place:
    """Where the series is of: as the operator says, else by its id. Raises SourceError."""
    if said := source.options.get("area", ""):
        return places().get(said) or Place(said, source.options.get("area_name", said))
    place = places()["iso3166-1:USA"] if area == "US" else us_states().get(area)
    if place is None:
        raise SourceError(
            f"found nothing that says of which area {source.code} is; say it: --option area=iso3166-2:US-CA"
        )
    return place


def _observation(meaning: Meaning, row: dict[str, Any], period: str, locator: str, body: Body) -> Finding:
    text = field(row, "value", str, locator).strip()
    letters = [
        code
        for note in optional(row, "footnotes", list, locator) or []
        if (code := optional(of_kind(note, dict, locator), "code", str, locator))
    ]
    missing = "" if text not in {"-", ""} else "not_collected" if "X" in letters else "missing"
    value = None if missing else times(number(text, locator), meaning.factor)
    nature, status = next((_FOOTNOTES[code] for code in letters if code in _FOOTNOTES), ("", ""))
    return Observation(
        meaning.series, meaning.place.area, meaning.place.name, period, value,
        body.retrieved_on.isoformat(), locator, missing, nature=nature, status=status,
    )  # fmt: skip
