"""Findings as the rows of the figures CSV, which the store takes in: the one door to it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from publishers.errors import ShapeError
from publishers.shape import Finding, Observation, Problem, Series

OF_SERIES = (
    "series", "title", "publisher", "publisher_name", "dataset", "measure", "unit", "stock_flow", "frequency",
    "area_role", "population", "breakdown", "statistic", "price_basis", "adjustment", "transformation",
    "rounding_quantum", "url", "licence",
)  # fmt: skip
OF_FIGURE = (
    "area", "area_name", "period", "value", "low", "high", "margin_of_error", "missing", "nature", "status",
    "published_on", "locator",
)  # fmt: skip
BATCH = 5_000  # rows encoded at a time: what bounds the memory
LONGEST_LOCATOR = 500  # characters, as the store takes them
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
    ready: dict[int, tuple[Series, str, str, str]] = {}
    lines: list[str] = []
    rows = 0
    for finding in findings:
        if isinstance(finding, Problem):
            note(finding)
            continue
        known = ready.get(id(finding.series))
        if known is None:
            columns = settled(finding.series.columns)
            start = ",".join(_cell(columns.get(name, "")) for name in OF_SERIES)
            known = finding.series, start, columns.get("nature", ""), columns.get("status", "")
            ready[id(finding.series)] = known  # holding the series, so that its id stays its own
        lines.append(_line(finding, known))
        if len(lines) == BATCH:
            yield "".join(lines).encode()
            rows += BATCH
            lines.clear()
    if not rows and not lines:
        raise ShapeError("found no figure in all that was sent; expected at least one")
    yield "".join(lines).encode()


def _line(seen: Observation, known: tuple[Series, str, str, str]) -> str:
    _, start, nature, status = known
    return (
        f"{start},{_cell(seen.area)},{_cell(seen.area_name)},{_cell(seen.period)},{_digits(seen.value)},"
        f"{_digits(seen.low)},{_digits(seen.high)},{_digits(seen.margin_of_error)},{seen.missing},"
        f"{seen.nature or nature},{_cell(seen.status or status)},{seen.published_on},"
        f"{_cell(seen.locator[:LONGEST_LOCATOR])}\n"
    )


def _digits(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def _cell(text: str) -> str:
    """The text as a cell: quoted where it must be, in one line, and no formula to a spreadsheet."""
    if not _QUOTED.isdisjoint(text):
        text = " ".join(text.split())
        return '"' + text.replace('"', '""') + '"'
    return text
