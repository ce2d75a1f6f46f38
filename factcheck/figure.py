"""Figures and their vintages: one value of a series for an area and a period, as it was published.

A figure is never overwritten: a revision is a further vintage. Which vintage decides is a rule of
the check (semantics §10) and follows from the dates alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from factcheck.period import Period

# Natures that stand in for one another (semantics §4).
NATURE_CLASS = {
    "actual": "outcome",
    "estimate": "outcome",
    "provisional": "outcome",
    "projection": "projection",
    "target": "target",
    "ceiling": "target",
}


@dataclass(frozen=True, slots=True)
class Vintage:
    """One published version of a figure.

    value, low, high: in the series' unit; a range has low and high and may have no value; all three
    are None where `missing` says why there is none (missing, suppressed, not_collected,
    not_applicable, withdrawn). margin_of_error: half-width, in the unit.
    """

    id: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    missing: str | None
    nature: str
    status: str
    published_on: date
    recorded_at: datetime
    url: str
    locator: str
    licence: str
    import_id: str
    margin_of_error: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """What a series says of an area in a period. vintages: oldest first, at least one."""

    id: str
    series: str
    area: str
    period: Period
    vintages: tuple[Vintage, ...]

    def as_of(self, day: date, serves: Callable[[Vintage], bool]) -> Vintage | None:
        """The newest vintage published on or before `day`, else the oldest; None where none serves."""
        fitting = [vintage for vintage in self.vintages if serves(vintage)]
        known = [vintage for vintage in fitting if vintage.published_on <= day]
        return known[-1] if known else next(iter(fitting), None)
