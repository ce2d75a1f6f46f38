"""What a publisher counts: publishers, areas, and series with all that decides comparability.

A series is one indicator of one publisher. Its figures (factcheck.figure) are for an area and a
period.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes a series.

    fiscal_month: the month with which its fiscal years begin, None where it counts calendar years.
    """

    id: str
    name: str
    fiscal_month: int | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """A place, or a group of places, in the scheme before the colon of its code ("m49:021").

    members: the codes of the areas a group consists of, sorted; empty where it is no group.
    groups: the codes of the groups it belongs to, sorted.
    """

    code: str
    name: str
    members: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator of one publisher, over areas and periods.

    unit: a code of factcheck.unit, or the noun counted. stock_flow: stock, flow or rate.
    frequency: day, week, month, quarter, year or fiscal_year. statistic: total, mean, median,
    rate … transformation: level, growth_yoy, growth_qoq, annualised, index … area_role: what the
    area is the area of (place, origin, asylum …). rounding_quantum: the step to which the
    publisher rounds, None where it does not.
    """

    id: str
    title: str
    publisher: Publisher
    measure: str
    unit: str
    stock_flow: str
    frequency: str
    area_role: str = "place"
    population: str | None = None
    breakdown: str | None = None
    statistic: str | None = None
    price_basis: str | None = None
    adjustment: str | None = None
    transformation: str | None = None
    rounding_quantum: Decimal | None = None
    dataset: str | None = None


def in_current_prices(series: Series) -> bool:
    """Whether its amounts of money are in the prices of their own time."""
    basis = (series.price_basis or "").lower()
    return "current" in basis or "nominal" in basis
