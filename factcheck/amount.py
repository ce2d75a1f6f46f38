"""The amount of an operand whose every choice is made, with the steps that gave it.

`amount_of` raises Undefined where the figures do not allow it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from factcheck import interval, working
from factcheck.evidence import Undefined
from factcheck.interval import Interval
from factcheck.needed import needed
from factcheck.operand import EXACT_NATURES, Bench, Bound, Computed, Given, Stored, Unknown
from factcheck.quantity import USUAL
from factcheck.reach import Situation, reach_of
from factcheck.stored_amount import stored_amount
from factcheck.unit import NO_UNIT, PERCENT, TIMES, Unit, comparable, rate_of
from factcheck.working import Amount, shown, with_unit

HUNDREDTH = Decimal("0.01")


def amount_of(bench: Bench, bound: Bound) -> Amount:
    """The amount of an operand. Raises Undefined."""
    if isinstance(bound, Given):
        return _given(bench, bound)
    if isinstance(bound, Stored):
        return stored_amount(bench, bound)
    if isinstance(bound, Unknown):
        raise Undefined(bound.reason, bound.pointer, bound.text, bound.nearest)
    return _COMPUTED[bound.operation](bench, bound)


def _given(bench: Bench, bound: Given) -> Amount:
    exact = bench.tolerance if bench.tolerance.kind == "exact" else USUAL
    fixed = bound.nature in EXACT_NATURES
    quantity = bound.quantity
    reach = reach_of(quantity, Situation(fixed=fixed, negative=quantity.unit.negative, tolerance=exact))
    unit = PERCENT if quantity.out_of is not None else quantity.unit
    value = quantity.amount if quantity.form == "plural" else quantity.value
    amount = Amount(
        value, reach.interval, unit, periods=(bound.period,) if bound.period else (),
        kind=bound.kind, nature=bound.nature, claimed=True,
    )  # fmt: skip
    said = quantity.wording or with_unit(value, unit)
    text = f"{said}: {_reach_text(reach.interval, value, unit)}"
    return bench.working.add("state", (f"claim:{bound.pointer}",), amount, text)


def _reach_text(reach: Interval, value: Decimal, unit: Unit) -> str:
    if reach.single:
        return f"exactly {with_unit(value, unit)}"
    if reach.high == interval.INFINITY:
        return f"{with_unit(reach.low, unit)} and more"
    return f"between {shown(reach.low)} and {with_unit(reach.high, unit)}"


def _total(bench: Bench, bound: Computed) -> Amount:
    _check_summed(bound)
    parts = _alike(bench, bound, [amount_of(bench, part) for part in bound.parts])
    summed = parts[0] if len(parts) == 1 else working.total(bench.working, parts)
    return replace(summed, periods=(bound.period,)) if bound.period else summed


def _check_summed(bound: Computed) -> None:
    """Refuses sums of stored rates, and of one stock at several times (semantics §4). Raises Undefined."""
    stored = [part for part in bound.parts if isinstance(part, Stored)]
    if len(stored) > 1 and any(part.series.stock_flow == "rate" for part in stored):
        raise Undefined("incomparable", bound.pointer, "Rates do not add up; take their mean.")
    stocks = [(part.series.id, part.area.code) for part in stored if part.series.stock_flow == "stock"]
    if len(set(stocks)) < len(stocks):
        text = "A stock at several times does not add up: who is still there is counted again."
        raise Undefined("incomparable", bound.pointer, text)


def _alike(bench: Bench, bound: Computed, parts: list[Amount]) -> list[Amount]:
    """The parts in the unit of the first. Raises Undefined where they do not compare."""
    unit = next((part.unit for part in parts if part.unit.kind != "none"), NO_UNIT)
    return [in_unit(bench, part, unit, bound.pointer) for part in parts]


def in_unit(bench: Bench, amount: Amount, unit: Unit, pointer: str) -> Amount:
    """The amount in the unit. Raises Undefined where the two measure different things."""
    if not comparable(amount.unit, unit):
        text = f"{amount.unit.code or 'a plain number'} and {unit.code or 'a plain number'} do not compare"
        raise Undefined("incomparable", pointer, f"{text}; nothing is converted between them.")
    if amount.unit.kind in {"none", "count"} or unit.kind == "none" or amount.unit == unit:
        return replace(amount, unit=unit) if amount.unit.kind == "none" else amount
    return working.converted(bench.working, amount, unit)


def _difference(bench: Bench, bound: Computed) -> Amount:
    a, b = _alike(bench, bound, [amount_of(bench, part) for part in bound.parts])
    return working.difference(bench.working, a, b)


def _mean(bench: Bench, bound: Computed) -> Amount:
    parts = _alike(bench, bound, [amount_of(bench, part) for part in bound.parts])
    averaged = working.mean(bench.working, parts)
    return replace(averaged, periods=parts[0].periods if _equally_long(parts) else ())


def _equally_long(parts: Sequence[Amount]) -> bool:
    return len({part.length for part in parts}) == 1


def _product(bench: Bench, bound: Computed) -> Amount:
    """The product; a percentage of something is so many hundredths of it."""
    result = amount_of(bench, bound.parts[0])
    for part in bound.parts[1:]:
        factor = amount_of(bench, part)
        if result.unit.kind == "percent" and factor.unit.kind not in {"none", "times"}:
            result, factor = factor, result
        if factor.unit.kind == "percent" and result.unit.kind not in {"none", "times"}:
            factor = working.scaled(bench.working, factor, HUNDREDTH, TIMES)
            result = replace(working.product(bench.working, factor, result), noun=result.noun)
        else:
            result = working.product(bench.working, result, factor)
    return result


def _ratio(bench: Bench, bound: Computed) -> Amount:
    a, b = amount_of(bench, bound.parts[0]), amount_of(bench, bound.parts[1])
    unit = TIMES if comparable(a.unit, b.unit) else rate_of(a.unit.code, b.unit.code)
    if unit.kind == "times" and a.unit.kind not in {"count", "none"} and b.unit.kind != "none":
        b = in_unit(bench, b, a.unit, bound.pointer)
    return replace(divided(bench, a, b, unit, bound.pointer), kind="rate")


def divided(bench: Bench, a: Amount, b: Amount, unit: Unit, pointer: str) -> Amount:
    """A / b. Raises Undefined where b may be zero."""
    result = working.quotient(bench.working, a, b, unit)
    if result is None:
        raise Undefined("zero_base", pointer, f"{shown(b.value)} may be zero, and nothing divides by zero.")
    return result


def _per(bench: Bench, bound: Computed) -> Amount:
    """So much a year … a day, a head, per 1,000 or 100,000 people, or per whatever the second part is."""
    of = amount_of(bench, bound.parts[0])
    if bound.per in working.PER_YEAR:
        if of.length is None:
            raise Undefined(
                "incomparable", bound.pointer, "How long the amount took is not known; name its period."
            )
        spread = working.per_length(bench.working, of, of.length, bound.per)
        return replace(spread, kind="rate", unit=rate_of(of.unit.code, bound.per))
    base = amount_of(bench, bound.parts[1])
    unit = rate_of(
        of.unit.code, {"capita": "person", None: base.unit.code or "one"}.get(bound.per, bound.per or "")
    )
    ratio = divided(bench, of, base, unit, bound.pointer)
    if bound.per in {"1000", "100000"}:
        ratio = working.scaled(bench.working, ratio, Decimal(bound.per), unit)
    return replace(ratio, kind="rate")


def _annualised(bench: Bench, bound: Computed) -> Amount:
    """What is known of a year, spread over all of it."""
    known = amount_of(bench, bound.parts[0])
    yearly = working.per_length(bench.working, known, needed(known.length, "length"), "year")
    return replace(yearly, unit=known.unit, periods=(needed(bound.period, "year"),))


def _mean_of(bench: Bench, bound: Computed) -> Amount:
    """The mean over the steps of the operand's period, each step looked up."""
    steps = [amount_of(bench, part) for part in bound.parts]
    averaged = working.mean(bench.working, steps)
    return replace(averaged, periods=steps[0].periods)


_COMPUTED: dict[str, Callable[[Bench, Computed], Amount]] = {
    "sum": _total,
    "difference": _difference,
    "mean": _mean,
    "product": _product,
    "ratio": _ratio,
    "per": _per,
    "mean_of": _mean_of,
    "annualised": _annualised,
}
