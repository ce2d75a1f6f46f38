"""How little would turn a verdict: the smallest change of the reference that does (semantics §7)."""

from decimal import Decimal

from factcheck.interval import minus, over, plus, significant, times
from factcheck.needed import needed
from factcheck.quantity import HUNDRED
from factcheck.relation import Found

MARGIN_DIGITS = 3


def margin(found: Found, *, consistent: bool) -> Decimal | None:
    """The smallest change in percent of R (of S without R) at which the verdict turns, signed."""
    if found.shape is None or found.wrong_sign or found.subject is None:
        return None
    ends = _turning_points(found, consistent=consistent)
    changes = [times(minus(end, Decimal(1)), HUNDRED) for end in ends if end.is_finite() and end > 0]
    if not changes:
        return None
    return significant(min(changes, key=abs), MARGIN_DIGITS)


def _turning_points(found: Found, *, consistent: bool) -> list[Decimal]:
    """The factors on R (on S without R) at which an end of computed touches an end of stated."""
    computed, stated = found.computed.interval, found.stated.reach.interval
    pairs = [(computed.high, stated.low), (computed.low, stated.high)]
    if not consistent:  # only the pair that is apart has to close
        pairs = [pairs[0]] if computed.high <= stated.low else [pairs[1]]
    factors = []
    for end, target in pairs:
        if target.is_infinite() or end.is_infinite():
            continue
        factor = _FACTORS[found.shape or ""](found, end, target)
        if factor is not None:
            factors.append(factor)
    return factors


def _ratio_factor(found: Found, end: Decimal, target: Decimal) -> Decimal | None:
    """Computed is base(S / R): scaling R by f divides the ratio by f."""
    before, after = _as_ratio(found, end), _as_ratio(found, target)
    return over(before, after) if after > 0 and before > 0 else None


def _as_ratio(found: Found, number: Decimal) -> Decimal:
    kind = found.computed.unit.kind
    if kind in {"times", "rate", "none"} or found.reference is None:
        return number
    part = over(number, HUNDRED)
    if found.stated.unit.kind == "percent" and found.turned is False and not _is_change(found):
        return part
    return minus(Decimal(1), part) if found.turned else plus(Decimal(1), part)


def _is_change(found: Found) -> bool:
    """Whether computed is S / R - 1 rather than S / R."""
    subject, reference = needed(found.subject, "subject"), needed(found.reference, "reference")
    share = over(times(subject.value, HUNDRED), reference.value)
    return abs(minus(share, found.computed.value)) > Decimal(1)


def _difference_factor(found: Found, end: Decimal, target: Decimal) -> Decimal | None:
    """Computed is S - R (or R - S): moving an end to the target moves R by as much."""
    reference = needed(found.reference, "reference")
    high = end == found.computed.interval.high
    grows = found.turned
    base = reference.interval.high if high == grows else reference.interval.low
    if base == 0 or base.is_infinite():
        return None
    moved = plus(base, minus(target, end)) if grows else minus(base, minus(target, end))
    return over(moved, base)


def _level_factor(_found: Found, end: Decimal, target: Decimal) -> Decimal | None:
    return over(target, end) if end else None


_FACTORS = {"ratio": _ratio_factor, "difference": _difference_factor, "level": _level_factor}
