"""The relations: one small function each, from the operands' amounts to the computed interval.

A function adds its arithmetic to the working and gives a `Found`. Those that look at many figures at
once (extreme, rank, trend, frequency) are in factcheck.ranking; the table of all of them is RELATIONS.
Rules: semantics §5.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from factcheck import working
from factcheck.binding import Binder
from factcheck.claim import Claim
from factcheck.evidence import Undefined
from factcheck.figure import NATURE_CLASS
from factcheck.interval import INFINITY, ZERO, Interval, minus, over, point
from factcheck.operand import (
    EXACT_NATURES,
    Bench,
    Bound,
    Computed,
    Given,
    Stored,
    amount_of,
    in_unit,
    unit_of,
)
from factcheck.period import length_of
from factcheck.quantity import HUNDRED, Quantity, Reach, Situation
from factcheck.stated import StatedReach, stated_as
from factcheck.unit import PERCENT, POINTS, TIMES, UNITS, Unit, same_population
from factcheck.working import Amount, shown

RATE_KINDS = frozenset({"mean", "mean_of", "per", "ratio"})
MEASURED_STATISTICS = frozenset({"mean", "median", "rate", "ratio", "average", "index"})


@dataclass(slots=True)
class Call:
    """One reading at work. measured_as: which of two computations a percent choice asks for."""

    bench: Bench
    binder: Binder
    claim: Claim
    subject: Bound
    reference: Bound | None
    than: Bound | None
    quantity: Quantity | None
    per_year: bool = False
    measured_as: str = ""
    every_step: bool = False
    pace: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a relation computed. stated: the interval to meet. wrong_sign: the values go the other way.

    shape: how computed follows from subject and reference (ratio, difference or level), for margins;
    turned: whether it is the size of a fall. state: the number of the step that gave the stated
    interval, 0 where the relation fixes it.
    """

    computed: Amount
    stated: StatedReach
    shape: str | None = None
    subject: Amount | None = None
    reference: Amount | None = None
    wrong_sign: bool = False
    turned: bool = False
    state: int = 0
    rivals: tuple[int, ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    direction: str | None = None
    period: str | None = None
    between: dict[str, str] = field(default_factory=dict)


def operands(call: Call) -> tuple[Amount, Amount]:
    """Subject and reference, the reference in the subject's unit. Raises Undefined."""
    if call.reference is None:
        raise Undefined(
            "not_stored",
            "/reference",
            "The claim names nothing to compare with, and its subject is no stored series.",
        )
    reference = amount_of(call.bench, call.reference)
    subject = amount_of(call.bench, call.subject)
    reference = in_unit(call.bench, reference, subject.unit, "/reference")
    if call.per_year:
        return _each_per_year(call, subject, reference)
    return subject, reference


def _each_per_year(call: Call, subject: Amount, reference: Amount) -> tuple[Amount, Amount]:
    spread = []
    for amount in (subject, reference):
        if amount.length is None:
            raise Undefined("incomparable", "", "How long the amounts took is not known; name their periods.")
        years = amount.length.years
        spread.append(
            amount if years == 1 else working.per_length(call.bench.working, amount, amount.length, "year")
        )
    return spread[0], spread[1]


def state(call: Call, unit: Unit, *, share: bool = False) -> tuple[StatedReach, int]:
    """The stated interval in the relation's unit, as a step of the working."""
    quantity = call.quantity
    if quantity is None:
        raise Undefined("incomparable", "/stated", "The claim states no quantity.")
    situation = Situation(
        share=share,
        fixed=_nature(call.subject) in EXACT_NATURES and call.claim.relation == "equals",
        measured=_measured(call),
        negative=call.claim.relation == "equals" and unit.negative and _may_be_negative(call.subject, unit),
        tolerance=call.bench.tolerance,
    )
    stated = stated_as(
        quantity, call.claim.relation if call.measured_as != "points" else "point_change", unit, situation
    )
    if call.measured_as == "ratio_p":  # "up 300 %" written for three times as many: less the whole
        stated = _less_the_whole(stated)
    reach = stated.reach.interval
    shown_as = quantity.wording or working.with_unit(stated.value, unit)
    text = f"{shown_as} as stated: {_between(reach)}"
    amount = call.bench.working.add(
        "state", ("claim:/stated",), Amount(stated.value, reach, unit, claimed=True), text
    )
    return stated, amount.step


def _less_the_whole(stated: StatedReach) -> StatedReach:
    less = stated.reach.interval.mapped(lambda percent: minus(percent, HUNDRED))
    return replace(stated, reach=Reach(less, less), value=minus(stated.value, HUNDRED))


def _between(reach: Interval) -> str:
    if reach.single:
        return f"exactly {shown(reach.low)}"
    if reach.high == INFINITY:
        return f"{'from' if reach.low_included else 'above'} {shown(reach.low)}"
    if reach.low == -INFINITY:
        return f"{'up to' if reach.high_included else 'below'} {shown(reach.high)}"
    return f"{shown(reach.low)} to {shown(reach.high)}"


def _measured(call: Call) -> bool:
    """Whether the stated number is a mean, a rate or a `per`, so that its last digit is rounded."""
    if call.claim.relation == "rate":
        return True
    subject = call.subject
    if isinstance(subject, Computed):
        return subject.operation in RATE_KINDS
    return isinstance(subject, Stored) and (
        subject.stock_flow == "rate" or (subject.series.statistic or "") in MEASURED_STATISTICS
    )


def _nature(bound: Bound) -> str:
    return bound.nature if isinstance(bound, Given | Stored) else "actual"


def _may_be_negative(bound: Bound, unit: Unit) -> bool:
    """Whether a level in the unit, or of its series, can be below zero: a percentage only if it is a growth."""
    if unit.kind != "percent":
        return True
    return isinstance(bound, Stored) and (bound.series.transformation or "level") != "level"


def equals(call: Call) -> Found:
    """S = q, in the unit of S. The stated interval is worked out first, so that S comes last."""
    unit = unit_of(call.subject)
    if unit is None:
        scratch = Bench(working.Working(), call.bench.evidence, call.bench.knowledge, call.bench.tolerance)
        unit = amount_of(scratch, call.subject).unit
    stated, step = state(call, _level_unit(call, unit), share=unit.kind == "percent")
    subject = amount_of(call.bench, call.subject)
    quantity = call.quantity
    warnings = []
    if quantity is not None and not same_population(quantity.unit, subject.unit):
        text = f"The claim counts {quantity.unit.code}s, the operands {subject.unit.code}s."
        warnings.append(("different_population", text))
    if quantity is not None and quantity.hedge == "as many as" and subject.ranged:
        subject = replace(subject, interval=point(subject.interval.high))
    return Found(subject, stated, "level", subject, None, state=step, warnings=tuple(warnings))


def _level_unit(call: Call, unit: Unit) -> Unit:
    """The unit of S, or the quantity's own where S has none."""
    if unit.kind == "none" and call.quantity is not None:
        return call.quantity.unit
    return unit


def difference(call: Call) -> Found:
    """S - R = q; R - S where the words say a fall, the size where they say neither."""
    subject, reference = operands(call)
    unit = POINTS if subject.unit.kind == "percent" else subject.unit
    stated, step = state(call, unit)
    return _differ(call, subject, reference, unit, stated, step)


def point_change(call: Call) -> Found:
    """S - R = q in percentage points, of two percentages."""
    subject, reference = operands(call)
    if subject.unit.kind not in {"percent", "none", "points"}:
        raise Undefined(
            "incomparable", "/subject", f"Points are of percentages; the operands are in {subject.unit.code}."
        )
    if call.measured_as == "relative":
        return _relative(call, subject, reference, POINTS)
    stated, step = state(call, POINTS)
    return _differ(call, subject, reference, POINTS, stated, step)


def _differ(
    call: Call, subject: Amount, reference: Amount, unit: Unit, stated: StatedReach, step: int
) -> Found:
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
    ratio = working.quotient(call.bench.working, subject, reference, TIMES)
    if ratio is None:
        raise Undefined("zero_base", "/reference", "The base may be zero, and nothing divides by zero.")
    return ratio


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
        stated, step = state(call, POINTS)
        return _differ(call, subject, reference, POINTS, stated, step)
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
        subject = amount_of(call.bench, call.subject)
        stated, step = state(call, _per_unit(call.quantity, subject.unit))
        subject = amount_of(call.bench, call.subject)
        return Found(subject, stated, "level", subject, None, state=step)
    reference = amount_of(call.bench, call.reference)
    subject = amount_of(call.bench, call.subject)
    wanted = _wanted_base(call.quantity)
    unit = Unit(f"{subject.unit.code or 'number'} per {wanted or reference.unit.code or 'one'}", "rate")
    if wanted in working.PER_YEAR and reference.unit.kind == "duration":
        reference = in_unit(call.bench, reference, UNITS[wanted], "/reference")
    elif wanted and wanted.isdigit():
        subject = working.scaled(call.bench.working, subject, Decimal(wanted), subject.unit)
    stated, step = state(call, unit)
    if reference.interval.low <= ZERO:
        raise Undefined(
            "zero_base", "/reference", f"The base is {shown(reference.value)}; a rate needs one above zero."
        )
    computed = working.quotient(call.bench.working, subject, reference, unit)
    if computed is None:
        raise Undefined("zero_base", "/reference", "The base may be zero, and nothing divides by zero.")
    return Found(computed, stated, "ratio", subject, reference, state=step)


def _wanted_base(quantity: Quantity | None) -> str | None:
    """What the stated rate is per: day … year, "1000", "100000", or a noun; None for a bare number."""
    _, _, base = f" {quantity.unit.code if quantity else ''}".rpartition(" per ")
    return base.split(" ")[0].replace(",", "") or None


def _per_unit(quantity: Quantity | None, unit: Unit) -> Unit:
    return unit if unit.kind != "none" or quantity is None else quantity.unit


ORDERED = {
    "greater": Interval(ZERO, INFINITY, low_included=False),
    "at_least": Interval(ZERO, INFINITY),
    "less": Interval(-INFINITY, ZERO, high_included=False),
    "at_most": Interval(-INFINITY, ZERO),
    "equal": point(ZERO),
}


def order(call: Call) -> Found:
    """S - R above, below or at zero; against a target in progress, S is the outcome to date."""
    subject, reference = operands(call)
    asked = call.claim.order or "greater"
    if _target_in_progress(call, subject, reference):
        subject, reference = _against_target(call, subject, reference, asked)
    computed = working.difference(call.bench.working, subject, reference)
    interval = ORDERED[asked]
    stated = StatedReach(Reach(interval, interval), ZERO, computed.unit)
    return Found(computed, stated, "difference", subject, reference)


def _target_in_progress(call: Call, subject: Amount, reference: Amount) -> bool:
    target = NATURE_CLASS.get(reference.nature) == "target" and bool(reference.periods)
    return (
        target
        and NATURE_CLASS.get(subject.nature) == "outcome"
        and bool(subject.periods)
        and max(period.end for period in reference.periods) > call.bench.knowledge.until
    )


def _against_target(call: Call, subject: Amount, reference: Amount, asked: str) -> tuple[Amount, Amount]:
    """Reference for the share of its time gone where the words speak of pace; else the whole of it.

    Before the period has ended only "more than the whole target" can be settled; Raises Undefined for
    the rest.
    """
    if call.pace:
        gone, whole = length_of(subject.periods), length_of(reference.periods)
        if gone.unit == whole.unit and gone.count < whole.count:
            part = over(Decimal(gone.count), Decimal(whole.count))
            scaled = working.scaled(call.bench.working, reference, part, reference.unit)
            return subject, replace(scaled, periods=subject.periods)
        return subject, reference
    above = subject.interval.low > reference.interval.high
    reached = subject.interval.low >= reference.interval.high
    settled = above if asked in {"greater", "equal", "at_most"} else reached
    if not settled:
        raise Undefined(
            "in_progress",
            "/subject",
            "The target's period has not ended, so whether it is missed cannot be told yet.",
        )
    return subject, reference


@dataclass(frozen=True, slots=True)
class Relation:
    """A row of the table. stated: needed, optional or absent; reference: needed, optional or absent.

    change: whether it compares two times. unit: the unit of q, in words.
    """

    code: str
    function: Callable[[Call], Found]
    stated: str
    reference: str
    asserts: str
    unit: str
    said: str
    change: bool = False


SIMPLE = (
    Relation("equals", equals, "needed", "absent", "S = q", "that of S", "admitted 5,300 refugees"),
    Relation("difference", difference, "needed", "optional", "S - R = q", "that of S", "4,000 more than last year", change=True),
    Relation("multiple", multiple, "needed", "optional", "S / R = q", "times", "threefold, doubled, half as many", change=True),
    Relation("percent_change", percent_change, "needed", "optional", "S / R - 1 = q", "percent", "up 600 %, cut by a third", change=True),
    Relation("point_change", point_change, "needed", "optional", "S - R = q", "percentage points", "up two points", change=True),
    Relation("share", share, "needed", "needed", "S / R = q", "percent", "one in five, 42 % of, most of"),
    Relation("rate", rate, "needed", "optional", "S / R = q", "unit of S per unit of R", "900 a day, 12 per 100,000 people"),
    Relation("order", order, "absent", "needed", "S > R, S < R, S >= R …", "none", "outnumber, lags behind, exceeds its target", change=False),
)  # fmt: skip
__all__ = ["SIMPLE", "Call", "Found", "Given", "Relation", "operands", "state"]
