"""The interval of values that a written quantity stands for: rounding (semantics §2), then hedges (§3)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck.interval import INFINITY, ZERO, Interval, around, minus, over, plus, point, times
from factcheck.quantity import HUNDRED, ONE, RATIO_FORMS, USUAL, Quantity, Tolerance, last_nonzero

FIVE_PERCENT = Decimal("0.05")


TENTH = Decimal("0.1")


SLACK = Decimal("0.01")  # by which a hedge's bound gives way (semantics §3)


@dataclass(frozen=True, slots=True)
class Situation:
    """What of the claim decides how far a quantity reaches.

    share: it is a percentage of a whole. fixed: it sets a limit rather than measures (a target, a
    ceiling). measured: a mean, a rate or a `per`, so its last digit is rounded even where things
    are counted. negative: a level that can be below zero.
    """

    share: bool = False
    fixed: bool = False
    measured: bool = False
    negative: bool = False
    tolerance: Tolerance = USUAL


@dataclass(frozen=True, slots=True)
class Reach:
    """The values a quantity stands for. firm: the same without the slack of a hedge's bound.

    bound: the number that a one-sided hedge or a vague plural names, None for all others.
    """

    interval: Interval
    firm: Interval
    bound: Decimal | None = None


def reach_of(quantity: Quantity, situation: Situation) -> Reach:
    """The interval of values that the quantity stands for, in its own unit (percent for fractions)."""
    if quantity.upper is not None:
        return _range(quantity, quantity.upper, situation)
    if quantity.form in _FIXED_REACH:
        interval = _FIXED_REACH[quantity.form]
        return Reach(interval, interval)
    if quantity.form == "plural":
        interval = Interval(quantity.amount, INFINITY)
        return Reach(interval, interval, quantity.amount)
    if quantity.form == "inverse":
        return _inverted(reach_of(replace(quantity, form="multiple"), situation))
    reach = _HEDGED[quantity.hedge or ""](_Sized(quantity, situation))
    return _negated(reach) if quantity.amount < 0 else reach


_FIXED_REACH = {
    "majority": Interval(Decimal(50), HUNDRED, low_included=False),
    "minority": Interval(ZERO, Decimal(50), high_included=False),
    "all": point(HUNDRED),
    "nearly_all": Interval(Decimal(90), HUNDRED, high_included=False),
    "none": point(ZERO),
}


class _Sized:
    """The size |a| of an amount with its plain interval and half-width, before hedges."""

    __slots__ = ("half_width", "interval", "kept", "negative", "share", "size", "slack")

    def __init__(self, quantity: Quantity, situation: Situation) -> None:
        self.size = abs(quantity.value)
        self.kept = quantity.kept
        self.interval = _plain(quantity, situation, self.size)
        self.half_width = _half(self.interval, self.size)
        self.share = situation.share and self.size <= HUNDRED
        self.negative = situation.negative
        self.slack = ZERO if _without_slack(quantity, situation, self.size) else times(self.size, SLACK)


def _plain(quantity: Quantity, situation: Situation, size: Decimal) -> Interval:
    """The interval that rounding alone gives."""
    tolerance = Tolerance("exact") if quantity.hedge == "exactly" else situation.tolerance
    if tolerance.kind == "percent":
        return around(size, times(size, over(tolerance.percent, HUNDRED)))
    if situation.fixed and tolerance.kind != "lenient":
        return point(size)
    if tolerance.kind == "exact":
        return around(size, _last_written(quantity, situation))
    if quantity.form in {"one_in", "k_in"}:
        interval = _in_so_many(quantity)
    elif quantity.form == "part":
        interval = _inverse(around(quantity.amount, times(quantity.amount, TENTH)))
    else:
        interval = around(size, ZERO if situation.fixed else _half_width(quantity, situation, size))
    if tolerance.kind == "lenient":
        return around(size, max(times(_half(interval, size), Decimal(2)), times(size, TENTH)))
    return interval


def _half(interval: Interval, size: Decimal) -> Decimal:
    """How far the interval reaches from the size at most."""
    return max(minus(size, interval.low), minus(interval.high, size))


def _half_width(quantity: Quantity, situation: Situation, size: Decimal) -> Decimal:
    if quantity.form == "multiple":
        return over(quantity.last, Decimal(2)) if quantity.last < 1 else times(size, TENTH)
    if quantity.form == "fraction":
        return times(size, FIVE_PERCENT)
    if _read_to_its_last_digit(quantity, situation, size):
        return over(quantity.last, Decimal(2))
    rounded = min(over(quantity.kept, Decimal(2)), times(size, FIVE_PERCENT))
    if _counted(quantity, situation):
        return rounded if quantity.kept > 1 and size >= HUNDRED else ZERO
    return max(over(quantity.last, Decimal(2)), rounded)


def _read_to_its_last_digit(quantity: Quantity, situation: Situation, size: Decimal) -> bool:
    if quantity.unit.kind == "points":
        return True
    below = size < HUNDRED or (situation.share and size == HUNDRED)
    return quantity.unit.kind == "percent" and quantity.in_digits and below


def _counted(quantity: Quantity, situation: Situation) -> bool:
    return quantity.unit.counted and not situation.measured and quantity.last >= 1


def _last_written(quantity: Quantity, situation: Situation) -> Decimal:
    """Half of the place of the last digit written, 0 for plain counts, multiples and fractions."""
    if quantity.form != "number" or (_counted(quantity, situation) and quantity.written <= 1):
        return ZERO
    return over(quantity.written, Decimal(2))


def _in_so_many(quantity: Quantity) -> Interval:
    """So many in so many, in percent; neither more than 5 points to either side."""
    k, n = quantity.amount, quantity.out_of or ONE
    half = Decimal("0.5")
    if quantity.form == "one_in":
        rounded = (
            min(over(last_nonzero(n, ONE), Decimal(2)), times(n, FIVE_PERCENT)) if n >= HUNDRED else half
        )
        width = max(half, rounded)
        low = over(HUNDRED, plus(n, width))
        high = over(HUNDRED, minus(n, width)) if n > width else INFINITY
    else:
        low, high = (over(times(end, HUNDRED), n) for end in (minus(k, half), plus(k, half)))
    value, five = quantity.value, Decimal(5)
    return Interval(max(low, minus(value, five), ZERO), min(high, plus(value, five)))


def _without_slack(quantity: Quantity, situation: Situation, size: Decimal) -> bool:
    exact = situation.fixed or situation.tolerance.kind == "exact"
    ratio = quantity.form in RATIO_FORMS or quantity.unit.kind in {"percent", "points"}
    few = quantity.form == "number" and _counted(quantity, situation) and size < HUNDRED
    return exact or ratio or few


def _unhedged(of: _Sized) -> Reach:
    return Reach(of.interval, of.interval)


def _about(of: _Sized) -> Reach:
    base = min(of.size, minus(HUNDRED, of.size)) if of.share else of.size
    interval = around(of.size, max(times(of.half_width, Decimal(2)), times(base, TENTH)))
    return Reach(interval, interval)


def _nearly(of: _Sized) -> Reach:
    low = times(of.size, Decimal("0.9"))
    return Reach(Interval(low, plus(of.size, of.slack)), Interval(low, of.size))


def _more_than(of: _Sized) -> Reach:
    return _from_below(of, INFINITY, included=False)


def _at_least(of: _Sized) -> Reach:
    return _from_below(of, INFINITY, included=True)


def _just_over(of: _Sized) -> Reach:
    reach = _from_below(of, times(of.size, Decimal("1.1")), included=False)
    return Reach(reach.interval, reach.firm)


def _from_below(of: _Sized, high: Decimal, *, included: bool) -> Reach:
    firm = Interval(of.size, high, low_included=included) if high > of.size else point(of.size)
    reach = (
        Interval(minus(of.size, of.slack), high, low_included=included or of.slack > 0) if of.slack else firm
    )
    return Reach(reach, firm, of.size)


def _less_than(of: _Sized) -> Reach:
    return _from_above(of, included=False)


def _at_most(of: _Sized) -> Reach:
    return _from_above(of, included=True)


def _from_above(of: _Sized, *, included: bool) -> Reach:
    low = -INFINITY if of.negative else ZERO
    firm = Interval(low, of.size, high_included=included) if of.size > low else point(of.size)
    reach = (
        Interval(low, plus(of.size, of.slack), high_included=included or of.slack > 0) if of.slack else firm
    )
    return Reach(reach, firm, of.size)


def _cut_off(of: _Sized) -> Reach:
    """Digits cut off instead of rounded: up to the next kept place, at most 10 % (a slip, semantics §6)."""
    high = min(plus(of.size, of.kept), times(of.size, Decimal("1.1")))
    interval = Interval(of.size, high, high_included=False)
    return Reach(interval, interval)


CUT_OFF = "cut off"  # no hedge that anybody writes: the reading in which digits were dropped


_HEDGED: dict[str, Callable[[_Sized], Reach]] = {
    "": _unhedged,
    "about": _about,
    "nearly": _nearly,
    "more than": _more_than,
    "at least": _at_least,
    "just over": _just_over,
    "less than": _less_than,
    "at most": _at_most,
    "as many as": _nearly,
    "exactly": _unhedged,
    CUT_OFF: _cut_off,
}


def _range(lower: Quantity, upper: Quantity, situation: Situation) -> Reach:
    """From the low end of A to the high end of B, each widened by the hedge before the range."""
    first = reach_of(replace(lower, upper=None), situation)
    second = reach_of(replace(upper, hedge=lower.hedge), situation)
    return Reach(
        Interval(first.interval.low, max(first.interval.high, second.interval.high)),
        Interval(first.firm.low, max(first.firm.high, second.firm.high)),
    )


def _inverted(reach: Reach) -> Reach:
    """1/high … 1/low; what reaches down to nothing has no upper end turned round."""
    return Reach(
        _inverse(reach.interval), _inverse(reach.firm), over(ONE, reach.bound) if reach.bound else None
    )


def _inverse(interval: Interval) -> Interval:
    low = over(ONE, interval.high) if interval.high > 0 else ZERO
    high = over(ONE, interval.low) if interval.low > 0 else INFINITY
    return Interval(low, high, interval.high_included, interval.low_included)


def _negated(reach: Reach) -> Reach:
    return Reach(
        reach.interval.mapped(lambda number: -number),
        reach.firm.mapped(lambda number: -number),
        -reach.bound if reach.bound is not None else None,
    )
