"""The stated quantity in the unit of its relation (semantics §5).

The quantity's own interval comes first, tolerance and hedge included; it is brought to the
relation's unit afterwards: "doubled" as a percent change is (ratio - 1) × 100, "300 %" as a multiple
is 3.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck.evidence import Undefined
from factcheck.interval import minus, over, plus, times
from factcheck.quantity import HUNDRED, ONE, PART_FORMS, RATIO_FORMS, Quantity
from factcheck.reach import Reach, Situation, reach_of
from factcheck.unit import PERCENT, POINTS, TIMES, Unit, comparable

# The unit that a bare number takes in these relations.
OWN_UNIT: dict[str, Unit] = {
    "multiple": TIMES,
    "percent_change": PERCENT,
    "point_change": POINTS,
    "share": PERCENT,
}
SIGNED = frozenset({"difference", "percent_change", "point_change"})
Map = Callable[[Decimal], Decimal]


@dataclass(frozen=True, slots=True)
class StatedReach:
    """The stated interval in the relation's unit, with the value itself. firm, bound: as in Reach."""

    reach: Reach
    value: Decimal
    unit: Unit


def in_relation(quantity: Quantity, relation: str) -> Quantity:
    """The quantity with the relation's own unit where it names none; whole times are multiples.

    "n times" with a decrease is one n-th; a change below zero is a decrease of that size.
    """
    if quantity.amount < 0 and relation in SIGNED and quantity.upper is None:
        quantity = replace(quantity, amount=-quantity.amount, change="decrease")
    if quantity.unit.kind == "none" and quantity.form == "number" and relation in OWN_UNIT:
        quantity = replace(quantity, unit=OWN_UNIT[relation])
    if quantity.unit.kind == "times" and quantity.form == "number":
        form = "inverse" if quantity.change == "decrease" else "multiple"
        quantity = replace(quantity, form=form)
    return quantity


def stated_as(quantity: Quantity, relation: str, unit: Unit, situation: Situation) -> StatedReach:
    """The quantity's interval in `unit`, the relation's unit for these operands.

    Raises Undefined where the quantity is of another kind.
    """
    reach = reach_of(quantity, situation)
    change = _map(quantity, relation, unit)
    mapped = Reach(
        reach.interval.mapped(change),
        reach.firm.mapped(change),
        change(reach.bound) if reach.bound is not None else None,
    )
    return StatedReach(mapped, change(quantity.value), unit)


def _same(number: Decimal) -> Decimal:
    return number


def _kind(quantity: Quantity) -> str:
    if quantity.form in RATIO_FORMS:
        return "percent"
    return "times" if quantity.form in {"multiple", *PART_FORMS} else quantity.unit.kind


def _map(quantity: Quantity, relation: str, unit: Unit) -> Map:
    """How a number in the quantity's unit becomes one in the relation's."""
    kind = _kind(quantity)
    rows = _MAPS.get(relation, {})
    if kind in rows and not (kind == "points" and unit.kind != "points"):
        return rows[kind](quantity)
    if kind == "none" or quantity.form in {"none", "plural"}:
        return _same
    own = PERCENT if kind == "percent" else quantity.unit
    if relation == "equals" and own.kind == "percent" and unit.kind == "times":
        return lambda number: over(number, HUNDRED)
    if relation in OWN_UNIT or not comparable(own, unit):
        raise Undefined(
            "incomparable", "/stated",
            f"the claim states {own.code or 'a number'}, the operands give {unit.code or 'a number'}; "
            "the two do not compare.",
        )  # fmt: skip
    if own.kind in {"count", "none"} or unit.kind == "none" or own.code == unit.code:
        return _same
    factor = over(own.factor, unit.factor)
    return lambda number: times(number, factor)


def _percent_as_ratio(quantity: Quantity) -> Map:
    if quantity.change == "increase":
        return lambda p: plus(ONE, over(p, HUNDRED))
    if quantity.change == "decrease":
        return lambda p: minus(ONE, over(p, HUNDRED))
    return lambda p: over(p, HUNDRED)


def _ratio_as_change(quantity: Quantity) -> Map:
    if quantity.direction == "decrease":
        return lambda ratio: times(minus(ONE, ratio), HUNDRED)
    return lambda ratio: times(minus(ratio, ONE), HUNDRED)


def _points(quantity: Quantity) -> Map:
    return lambda number: times(number, quantity.unit.factor)


_MAPS: dict[str, dict[str, Callable[[Quantity], Map]]] = {
    "multiple": {"times": lambda _: _same, "percent": _percent_as_ratio},
    "percent_change": {"percent": lambda _: _same, "times": _ratio_as_change},
    "share": {"percent": lambda _: _same, "times": lambda _: lambda ratio: times(ratio, HUNDRED)},
    "point_change": {"points": _points, "percent": lambda _: _same},
    "difference": {"points": _points},
}
