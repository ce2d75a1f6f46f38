"""What is assumed where words alone name a series that is not the one usually quoted."""

from factcheck.binding import Binder
from factcheck.choice import Assumption, assume
from factcheck.claim import Leaf
from factcheck.operand import Bound, Stored
from factcheck.series import Series, in_current_prices

_VOLUMES = ("gross domestic product",)  # measures whose growth is told in constant prices


def assumed_of(binder: Binder, leaf: Leaf, bound: Bound) -> tuple[Assumption, ...]:
    """The assumptions for the operand bound: a rate not adjusted for the season, growth in current prices."""
    if leaf.measure is None or not isinstance(bound, Stored):
        return ()
    series, period = bound.series, bound.period
    short = period is not None and not period.open_ended and (period.end - period.start).days < SHORT
    if short and bound.stock_flow == "rate" and _unadjusted(series) and "adjusted" not in leaf.measure:
        return (assume("adjustment", "not_adjusted"),)
    grows = binder.relation in {"percent_change", "trend"} and series.measure.startswith(_VOLUMES)
    if grows and in_current_prices(series) and _NOMINAL.isdisjoint(leaf.measure.split()):
        return (assume("prices", "current"),)
    return ()


_NOMINAL = frozenset({"nominal", "dollars", "current"})  # words that ask for the prices of the time
SHORT = 360  # days: a rate over a whole year has the seasons in it


def _unadjusted(series: Series) -> bool:
    return (series.adjustment or "").lower().startswith("not seasonally")


def contradicts(leaf: Leaf, series: Series) -> bool:
    """Whether the words ask for what is adjusted for the season and the series is not."""
    words = leaf.measure or ""
    return "seasonally adjusted" in words and "not seasonally" not in words and _unadjusted(series)
