"""Exact arithmetic on low … high.

Sums and products are exact however many digits they take. A quotient is rounded once, to 20
significant digits, half to even, so that whoever reads the working can divide again and get the
same digits (semantics §12).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal, Inexact, InvalidOperation

INFINITY = Decimal("Infinity")
ZERO = Decimal(0)
QUOTIENT_DIGITS = 20
# Wide enough for the product of every operand a claim may have at the longest amount it may have
# (schemas.claim); a result that did not fit would be an error here, never a rounding.
_EXACT = Context(prec=500_000, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[InvalidOperation, Inexact])
_QUOTIENT = Context(prec=QUOTIENT_DIGITS, rounding=ROUND_HALF_EVEN, Emax=MAX_EMAX, Emin=MIN_EMIN)


def plus(a: Decimal, b: Decimal) -> Decimal:
    """A + b, exact."""
    return _EXACT.add(a, b)


def minus(a: Decimal, b: Decimal) -> Decimal:
    """A - b, exact."""
    return _EXACT.subtract(a, b)


def times(a: Decimal, b: Decimal) -> Decimal:
    """A × b, exact; nothing times infinity is nothing."""
    return ZERO if not a or not b else _EXACT.multiply(a, b)


def over(a: Decimal, b: Decimal) -> Decimal:
    """A / b to 20 significant digits; zero where b is infinite. b is not zero."""
    return ZERO if b.is_infinite() else _QUOTIENT.divide(a, b)


def significant(number: Decimal, digits: int) -> Decimal:
    """The number rounded half to even to so many significant digits."""
    return Context(prec=digits, rounding=ROUND_HALF_EVEN, Emax=MAX_EMAX, Emin=MIN_EMIN).plus(number)


def plain(number: Decimal) -> str:
    """The number as digits without exponent and without zeros that say nothing: "5300", "2.5"."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from low to high; an infinite end is open. Low is never above high."""

    low: Decimal
    high: Decimal
    low_included: bool = True
    high_included: bool = True

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")

    @property
    def single(self) -> bool:
        """Whether it is one number only."""
        return self.low == self.high

    @property
    def width(self) -> Decimal:
        """How far it is from low to high."""
        return INFINITY if INFINITY in (-self.low, self.high) else minus(self.high, self.low)

    def holds(self, number: Decimal) -> bool:
        """Whether the number is in it."""
        if number == self.low and not self.low_included:
            return False
        if number == self.high and not self.high_included:
            return False
        return self.low <= number <= self.high

    def meets(self, other: "Interval") -> bool:
        """Whether the two have more in common than a shared end (semantics §7).

        Two that touch only in an end do not meet, but a single number on an included end does.
        """
        if self.single or other.single:
            one, many = (self, other) if self.single else (other, self)
            return one.low_included and one.high_included and many.holds(one.low)
        return max(self.low, other.low) < min(self.high, other.high)

    def inside(self, other: "Interval") -> bool:
        """Whether every number of it is in the other."""
        low_held = self.low > other.low or (
            self.low == other.low and (other.low_included or not self.low_included)
        )
        high_held = self.high < other.high or (
            self.high == other.high and (other.high_included or not self.high_included)
        )
        return low_held and high_held

    def mapped(self, function: Callable[[Decimal], Decimal]) -> "Interval":
        """Its ends put through a function that only rises, or only falls."""
        low, high = function(self.low), function(self.high)
        if low <= high:
            return Interval(low, high, self.low_included, self.high_included)
        return Interval(high, low, self.high_included, self.low_included)


def point(number: Decimal) -> Interval:
    """The interval of one number."""
    return Interval(number, number)


def around(number: Decimal, half_width: Decimal) -> Interval:
    """The interval from half_width below the number to half_width above."""
    return Interval(minus(number, half_width), plus(number, half_width))


def add(intervals: Iterable[Interval]) -> Interval:
    """The sum, end by end."""
    low = high = ZERO
    for interval in intervals:
        low, high = plus(low, interval.low), plus(high, interval.high)
    return Interval(low, high)


def subtract(a: Interval, b: Interval) -> Interval:
    """A - b, the two being independent."""
    return Interval(_less(a.low, b.high, -INFINITY), _less(a.high, b.low, INFINITY))


def _less(a: Decimal, b: Decimal, undecided: Decimal) -> Decimal:
    return undecided if a.is_infinite() and a == b else minus(a, b)


def multiply(a: Interval, b: Interval) -> Interval:
    """A × b, the two being independent."""
    ends = [times(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    return Interval(min(ends), max(ends))


def divide(a: Interval, b: Interval) -> Interval | None:
    """A / b, the two being independent; None where b holds zero."""
    if b.low <= ZERO <= b.high:
        return None
    ends = [end for x in (a.low, a.high) for y in (b.low, b.high) for end in _quotients(x, y)]
    return Interval(min(ends), max(ends))


def _quotients(a: Decimal, b: Decimal) -> list[Decimal]:
    """What a / b may be: every size where both are infinite."""
    if a.is_infinite() and b.is_infinite():
        return [ZERO, INFINITY if (a > 0) == (b > 0) else -INFINITY]
    return [over(a, b)]
