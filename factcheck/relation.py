"""The relations: one small function each, from the operands' amounts to the computed interval.

A function adds its arithmetic to the working and gives a `Found`. Those that look at many figures at
once (extreme, rank, trend, frequency) are in factcheck.ranking; the table of all of them is RELATIONS.
Rules: semantics §5.
"""

from dataclasses import dataclass, field, replace

from factcheck import working
from factcheck.amount import amount_of, in_unit
from factcheck.binding import Binder
from factcheck.claim import Claim
from factcheck.evidence import Undefined
from factcheck.interval import INFINITY, Interval, minus
from factcheck.needed import needed
from factcheck.operand import EXACT_NATURES, Bench, Bound, Computed, Given, Stored
from factcheck.quantity import HUNDRED, Quantity
from factcheck.reach import Reach, Situation
from factcheck.stated import StatedReach, stated_as
from factcheck.unit import Unit
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
    interval, 0 where the relation fixes it. highest_decides: no value of a range may be above the
    stated interval.
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
    highest_decides: bool = False
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
    _same_prices(subject, reference)
    if call.per_year:
        return _each_per_year(call, subject, reference)
    return subject, reference


def _same_prices(subject: Amount, reference: Amount) -> None:
    """Refuses amounts of money in different prices: nothing is converted between them (semantics §4)."""
    bases = [
        {source.series.price_basis or "" for source in amount.sources} for amount in (subject, reference)
    ]
    if subject.unit.kind == "money" and all(bases) and bases[0] != bases[1]:
        named = " and ".join(sorted(basis or "prices that are not named" for basis in bases[0] | bases[1]))
        raise Undefined(
            "incomparable", "/reference", f"Amounts in {named} do not compare; nothing is converted."
        )


def _each_per_year(call: Call, subject: Amount, reference: Amount) -> tuple[Amount, Amount]:
    spread = []
    for amount in (subject, reference):
        length = needed(amount.length, "length")
        if length.years != 1:
            yearly = working.per_length(call.bench.working, amount, length, "year")
            amount = replace(yearly, unit=amount.unit)  # noqa: PLW2901 - the same amount, a year
        spread.append(amount)
    return spread[0], spread[1]


def state(call: Call, unit: Unit, *, share: bool = False) -> tuple[StatedReach, int]:
    """The stated interval in the relation's unit, as a step of the working."""
    quantity = needed(call.quantity, "quantity")
    situation = Situation(
        share=share,
        fixed=_nature(call.subject) in EXACT_NATURES and call.claim.relation == "equals",
        measured=_measured(call),
        negative=call.claim.relation == "equals" and _may_be_negative(call, unit),
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


def _may_be_negative(call: Call, unit: Unit) -> bool:
    """Whether a level in the unit, or of its series, can be below zero.

    A percentage can only if it is a growth; a series that holds a value below zero can.
    """
    subject = call.subject
    if not isinstance(subject, Stored):
        return unit.negative and unit.kind != "percent"
    if unit.negative and (unit.kind != "percent" or (subject.series.transformation or "level") != "level"):
        return True
    figures = call.bench.evidence.of(subject.series, subject.area)
    return any(
        vintage.value is not None and vintage.value < 0 for figure in figures for vintage in figure.vintages
    )
