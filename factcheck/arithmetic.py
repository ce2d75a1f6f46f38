"""The relations that are one sum, difference or quotient of two amounts (semantics §5)."""

from dataclasses import replace
from decimal import Decimal

from factcheck import working
from factcheck.amount import amount_of, divided, in_unit
from factcheck.change_base import is_growth_rate
from factcheck.evidence import Undefined
from factcheck.interval import ZERO
from factcheck.needed import needed
from factcheck.operand import Bench, Bound, Computed, Stored, unit_of
from factcheck.period import length_of
from factcheck.quantity import HUNDRED, Quantity
from factcheck.relation import Call, Found, operands, state
from factcheck.unit import (
    PERCENT,
    POINTS,
    TIMES,
    UNITS,
    Unit,
    rate_of,
    rate_parts,
    same_population,
    unit_named,
)
from factcheck.working import Amount, shown


def equals(call: Call) -> Found:
    """S = q, in the unit of S. The stated interval is worked out first, so that S comes last."""
    unit = unit_of(call.subject)
    if unit is None:
        scratch = Bench(working.Working(), call.bench.evidence, call.bench.knowledge, call.bench.tolerance)
        unit = amount_of(scratch, call.subject).unit
    quantity = call.quantity = _a_step(needed(call.quantity, "quantity"), call.subject)
    stated, step = state(
        call, _level_unit(call, unit), share=unit.kind == "percent" and not _grows(call.subject)
    )
    subject = amount_of(call.bench, call.subject)
    warnings = []
    if not same_population(quantity.unit, subject.unit):
        text = f"The claim counts {quantity.unit.code}s, the operands {subject.unit.code}s."
        warnings.append(("different_population", text))
    most = quantity.hedge == "as many as" and subject.ranged
    return Found(
        subject, stated, "level", subject, None, state=step, warnings=tuple(warnings), highest_decides=most
    )


def _grows(subject: Bound) -> bool:
    """Whether it is a growth rate: a percentage that is no share of a whole."""
    return isinstance(subject, Stored) and is_growth_rate(subject)


def _a_step(quantity: Quantity, subject: Bound) -> Quantity:
    """The quantity as its subject counts: what of "a year", "per person" the operand says already.

    A mean over years is so much a year, and the year's own total too; a `per` needs no second "per".
    """
    counted, base = rate_parts(quantity.unit.code)
    if base in working.PER_YEAR and base == _time_step(subject):
        return replace(quantity, unit=unit_named(counted))
    if not base and quantity.unit.kind in {"money", "count"} and isinstance(subject, Computed):
        per = subject.per if subject.operation == "per" else None
        named = {"capita": "person"}.get(per or "", per)
        return replace(quantity, unit=rate_of(quantity.unit.code, named)) if named else quantity
    return quantity


def _time_step(subject: Bound) -> str | None:
    """The stretch of time that each value of the subject is for, where it is a flow; else None."""
    if isinstance(subject, Computed):
        return subject.step if subject.operation == "mean_of" else None
    if isinstance(subject, Stored) and subject.stock_flow == "flow" and subject.period:
        length = length_of([subject.period])
        return {(12, "months"): "year", (3, "months"): "quarter", (1, "months"): "month", (7, "days"): "week",
                (1, "days"): "day"}.get((length.count, length.unit))  # fmt: skip
    return None


def _level_unit(call: Call, unit: Unit) -> Unit:
    """The unit of S, or the quantity's own where S has none."""
    if unit.kind == "none" and call.quantity is not None:
        return call.quantity.unit
    return unit


def difference(call: Call) -> Found:
    """S - R = q; R - S where the words say a fall, the size where they say neither."""
    subject, reference = operands(call)
    unit = POINTS if subject.unit.kind == "percent" else subject.unit
    return _differ(call, subject, reference, unit)


def point_change(call: Call) -> Found:
    """S - R = q in percentage points, of two percentages."""
    subject, reference = operands(call)
    if subject.unit.kind not in {"percent", "none", "points"}:
        raise Undefined(
            "incomparable", "/subject", f"Points are of percentages; the operands are in {subject.unit.code}."
        )
    if call.measured_as == "relative":
        return _relative(call, subject, reference, POINTS)
    if needed(call.quantity, "quantity").unit.kind == "percent":
        text = (
            "The claim states percent, the change is in percentage points; neither converts into the other."
        )
        raise Undefined("incomparable", "/stated", text)
    return _differ(call, subject, reference, POINTS)


def _differ(call: Call, subject: Amount, reference: Amount, unit: Unit) -> Found:
    stated, step = state(call, unit)
    said = call.quantity.direction if call.quantity else None
    fall = said == "decrease" or (said is None and subject.value < reference.value)
    first, second = (reference, subject) if fall else (subject, reference)
    computed = working.difference(call.bench.working, first, second, unit)
    wrong = said is not None and computed.value < 0
    return Found(computed, stated, "difference", subject, reference, wrong, fall, step)


def _ratio(call: Call, subject: Amount, reference: Amount) -> Amount:
    """S / R. Raises Undefined where R is not above zero throughout."""
    if reference.interval.low <= ZERO:
        raise Undefined(
            "zero_base", "/reference",
            f"The base is {shown(reference.value)}, which is not above zero throughout; a ratio to it says nothing.",
        )  # fmt: skip
    return needed(working.quotient(call.bench.working, subject, reference, TIMES), "ratio")


def multiple(call: Call) -> Found:
    """S / R = q, in times."""
    subject, reference = operands(call)
    stated, step = state(call, TIMES)
    computed = _ratio(call, subject, reference)
    said = call.quantity.direction if call.quantity else None
    rose = subject.value > reference.value
    wrong = subject.value != reference.value and (
        (said == "increase" and not rose) or (said == "decrease" and rose)
    )
    return Found(computed, stated, "ratio", subject, reference, wrong, state=step)


def percent_change(call: Call) -> Found:
    """S / R - 1 = q in percent; 1 - S / R where the words say a fall, the size where they say neither."""
    if call.measured_as == "growth_rate":
        return equals(call)
    subject, reference = operands(call)
    if call.measured_as == "points":
        return _differ(call, subject, reference, POINTS)
    return _relative(call, subject, reference, PERCENT)


def _relative(call: Call, subject: Amount, reference: Amount, unit: Unit) -> Found:
    stated, step = state(call, unit)
    quantity = call.quantity
    said = quantity.direction if quantity else None
    signed = quantity is not None and quantity.form == "multiple"
    fall = said == "decrease" or (said is None and not signed and subject.value < reference.value)
    ratio = _ratio(call, subject, reference)
    share = working.less_one(call.bench.working, ratio, fall=fall)
    computed = working.scaled(call.bench.working, share, HUNDRED, unit)
    return Found(
        computed, stated, "ratio", subject, reference, said is not None and computed.value < 0, fall, step
    )


def share(call: Call) -> Found:
    """S / R = q in percent."""
    subject, reference = operands(call)
    stated, step = state(call, PERCENT, share=True)
    ratio = _ratio(call, subject, reference)
    computed = working.scaled(call.bench.working, ratio, HUNDRED, PERCENT)
    warnings: tuple[tuple[str, str], ...] = ()
    if computed.value > HUNDRED:
        text = "The part is larger than the whole: the two do not count the same population."
        warnings = (("different_population", text),)
    return Found(computed, stated, "ratio", subject, reference, state=step, warnings=warnings)


def rate(call: Call) -> Found:
    """S / R = q, in the unit of S per unit of R; R is a duration, a population, or S is already a `per`."""
    if call.reference is None:
        return equals(call)
    reference = amount_of(call.bench, call.reference)
    subject = amount_of(call.bench, call.subject)
    wanted = rate_parts(call.quantity.unit.code)[1] if call.quantity else ""
    if wanted in working.PER_YEAR and reference.unit.kind == "duration":
        reference = in_unit(call.bench, reference, UNITS[wanted], "/reference")
    unit = rate_of(subject.unit.code, wanted or reference.unit.code or "one")
    stated, step = state(call, unit)
    if reference.interval.low <= ZERO:
        text = f"The base is {shown(reference.value)}; a rate needs one above zero."
        raise Undefined("zero_base", "/reference", text)
    computed = divided(call.bench, subject, reference, unit, "/reference")
    if wanted.isdigit():
        computed = working.scaled(call.bench.working, computed, Decimal(wanted), unit)
    return Found(computed, stated, "ratio", subject, reference, state=step)
