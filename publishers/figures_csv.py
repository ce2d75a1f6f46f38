"""Findings as the rows of the figures CSV, which the store takes in: the one door to it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from factcheck.errors import PeriodError
from factcheck.period import parse_period
from publishers.errors import ShapeError
from publishers.shape import Finding, Observation, Problem, Series
from publishers.texts import LONGEST as WORDS
from publishers.texts import fitting

OF_SERIES = (
    "series", "title", "publisher", "publisher_name", "publisher_fiscal_month", "dataset", "measure", "unit", "stock_flow",
    "frequency",
    "area_role", "population", "breakdown", "statistic", "price_basis", "adjustment", "transformation",
    "rounding_quantum", "url", "licence",
)  # fmt: skip
OF_FIGURE = (
    "area", "area_name", "period", "value", "low", "high", "margin_of_error", "missing", "nature", "status",
    "published_on", "locator",
)  # fmt: skip
BATCH = 5_000  # rows encoded at a time: what bounds the memory
LONGER = {"url": 2000, "locator": 500}  # characters of the texts that may be longer than others
# A figure that is called an outcome is none where its period had not begun when it was published, or, unless it
# is a level at one moment, was far from over: surveys come out some days before their month ends.
EARLY_DAYS = 31
OUTCOMES = frozenset({"actual", "estimate", ""})
_QUOTED = frozenset('",\n\r')


def figures_csv(
    findings: Iterable[Finding],
    note: Callable[[Problem], None],
    settled: Callable[[Mapping[str, str]], Mapping[str, str]] = lambda columns: columns,
) -> Iterator[bytes]:
    """The figures CSV of the findings in pieces of whole lines; each problem is noted and left out.

    settled: asked once for each series for its columns as they are to be stored.
    Raises ShapeError where there is no figure at all: no answer of a publisher means that it has none.
    """
    yield (",".join((*OF_SERIES, *OF_FIGURE)) + "\n").encode()
    ready: dict[int, Ready] = {}
    lines: list[str] = []
    rows = 0
    for finding in findings:
        if isinstance(finding, Problem):
            note(finding)
            continue
        known = ready.get(id(finding.series))
        if known is None:
            known = ready[id(finding.series)] = _ready(finding.series, settled(finding.series.columns))
        lines.append(_line(finding, known))
        if len(lines) == BATCH:
            yield "".join(lines).encode()
            rows += BATCH
            lines.clear()
    if not rows and not lines:
        raise ShapeError("found no figure in all that was sent; expected at least one")
    yield "".join(lines).encode()


class Ready(NamedTuple):
    """What all rows of a series begin with, and the nature and status of those that say none of their own.

    series: held, so that its id stays its own.
    """

    series: Series
    start: str
    nature: str
    status: str
    stock: bool


def _ready(series: Series, columns: Mapping[str, str]) -> Ready:
    fit = {name: _fit(columns.get(name, ""), LONGER.get(name, WORDS)) for name in OF_SERIES}
    start = ",".join(_cell(fit[name]) for name in OF_SERIES)
    return Ready(
        series,
        start,
        columns.get("nature", ""),
        columns.get("status", ""),
        columns.get("stock_flow") == "stock",
    )


def _line(seen: Observation, known: Ready) -> str:
    nature = seen.nature or known.nature
    if nature in OUTCOMES and _is_ahead(seen.period, seen.published_on, known.stock):
        nature = "projection"
    return (
        f"{known.start},{_cell(seen.area)},{_cell(_fit(seen.area_name))},{_cell(seen.period)},"
        f"{_digits(seen.value)},{_digits(seen.low)},{_digits(seen.high)},{_digits(seen.margin_of_error)},"
        f"{seen.missing},{nature},{_cell(seen.status or known.status)},{seen.published_on},"
        f"{_cell(_fit(seen.locator, LONGER['locator']))}\n"
    )


@lru_cache(maxsize=100_000)
def _is_ahead(period: str, published_on: str, stock: bool) -> bool:
    """Whether the figure was published before it can have been known; False of what is no period or day."""
    try:
        days, published = parse_period(period), date.fromisoformat(published_on)
    except (PeriodError, ValueError, OverflowError):
        return False
    return days.start > published or (not stock and (days.end - published).days > EARLY_DAYS)


def _digits(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def _fit(text: str, longest: int = WORDS) -> str:
    """The text as the store takes it; most are so as they come, and are not looked at twice."""
    fits = not text or (text[0] not in "=+-@" and len(text) <= longest and text.isprintable())
    return text if fits else fitting(text, longest)


def _cell(text: str) -> str:
    """The text as a cell, quoted where it must be."""
    return '"' + text.replace('"', '""') + '"' if not _QUOTED.isdisjoint(text) else text
