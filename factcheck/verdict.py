"""The verdict of one reading, and of a claim over all its readings (semantics §7, §8)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck import comparability
from factcheck.binding import Binder
from factcheck.choice import DECIDING, Assumption, weakest
from factcheck.evidence import Undefined
from factcheck.interval import INFINITY, ZERO, Interval, minus, over, significant, times
from factcheck.margin import margin
from factcheck.operand import Bench
from factcheck.period import Period
from factcheck.quantity import HUNDRED, USUAL, Tolerance
from factcheck.reading import Draft
from factcheck.relation import Call, Found
from factcheck.relations import RELATIONS
from factcheck.unit import NO_UNIT
from factcheck.working import Amount, Source, Step, Working, shown

COMPUTED_DIGITS = 12  # of `computed` in an answer (semantics §12)
ROUNDING_ERROR = Decimal("1e-12")  # what the 20 digits of a quotient leave of nothing
SHOWN_DIGITS = 3  # of percentages told beside a verdict
FAR_ABOVE, FAR_BELOW = Decimal("1.25"), Decimal("0.8")  # of a hedge's bound (semantics §3)
PLURAL_CEILING = Decimal(10)  # times the floor of a vague plural (semantics §2)


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading, worked out. verdict: consistent, inconsistent or undefined.

    computed, stated: None where undefined. gap: in the unit of the relation. excess_percent: the
    stated value against the computed one. margin_percent: the smallest change of the reference (of
    the subject where there is none) that turns the verdict. failure: why it is undefined.
    """

    draft: Draft
    standing: str
    basis: str
    assumptions: tuple[Assumption, ...]
    verdict: str
    label: str = ""
    found: Found | None = None
    robust: bool | None = None
    direction: str | None = None
    gap: Decimal | None = None
    excess_percent: Decimal | None = None
    margin_percent: Decimal | None = None
    steps: tuple[Step, ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    sources: tuple[Source, ...] = ()
    failure: Undefined | None = None

    @property
    def decides(self) -> bool:
        """Whether it counts: literal or accepted, and computed."""
        return self.standing in DECIDING and self.verdict != "undefined"


def work_out(
    draft: Draft,
    binder: Binder,
    tolerance: Tolerance = USUAL,
    remembered: dict[Period | None, Amount | None] | None = None,
) -> Reading:
    """The reading that a draft gives, with its arithmetic. remembered: as in factcheck.operand.Bench."""
    bench = Bench(Working(), binder.evidence, binder.knowledge, tolerance, remembered)
    call = Call(
        bench, binder, draft.claim, draft.subject, draft.reference, draft.than, draft.quantity,
        draft.per_year, draft.measured_as, draft.every_step, draft.pace,
    )  # fmt: skip
    standing = weakest(draft.assumptions)
    blank = Reading(draft, standing, draft.basis, draft.assumptions, "undefined")
    try:
        found = RELATIONS[draft.claim.relation].function(call)
    except Undefined as failure:
        return replace(
            blank, failure=failure, steps=tuple(bench.working.steps), sources=tuple(bench.working.sources)
        )
    return _judged(blank, found, bench)


def _judged(blank: Reading, found: Found, bench: Bench) -> Reading:
    computed, stated = found.computed.interval, found.stated.reach.interval
    meets = computed.meets(stated) and not (found.highest_decides and computed.high > stated.high)
    consistent = meets and not found.wrong_sign and found.direction != "tie"
    direction, gap = (None, None) if consistent else _apart(found, computed, stated)
    _compare(bench.working, found, consistent=consistent)
    warnings = (
        *comparability.warnings(blank.draft, found, bench),
        *_bound_warnings(found, consistent=consistent),
    )
    return replace(
        blank,
        verdict="consistent" if consistent else "inconsistent",
        label=_label(blank.draft, found),
        found=found,
        robust=computed.inside(stated) if consistent else not computed.meets(stated),
        direction=direction,
        gap=gap,
        excess_percent=_excess(found),
        margin_percent=margin(found, consistent=consistent),
        steps=tuple(bench.working.steps),
        warnings=tuple(dict.fromkeys(warnings)),
        sources=tuple(bench.working.sources),
    )


def _compare(working: Working, found: Found, *, consistent: bool) -> None:
    against = f"step:{found.state}" if found.state else "const:0"
    inputs = [f"step:{found.computed.step}", against, *(f"step:{rival}" for rival in found.rivals)]
    verdict = "consistent" if consistent else "inconsistent"
    text = f"{_range_text(found.computed.interval)} against {_range_text(found.stated.reach.interval)}: {verdict}"
    result = Decimal(int(consistent))
    working.add("compare", inputs, Amount(result, Interval(result, result), NO_UNIT), text)


def _range_text(interval: Interval) -> str:
    if interval.single:
        return shown(interval.low)
    low = f"{'' if interval.low_included else 'above '}{shown(interval.low)}"
    high = f"{'' if interval.high_included else 'below '}{shown(interval.high)}"
    return f"{low} … {high}"


def _apart(found: Found, computed: Interval, stated: Interval) -> tuple[str, Decimal | None]:
    """In which way the stated quantity is off, and how far the nearest ends are apart."""
    if found.direction is not None:
        return found.direction, ZERO
    if found.highest_decides and computed.high > stated.high:
        return "understated", minus(computed.high, stated.high)
    below = max(ZERO, minus(computed.low, stated.high)) if stated.high != INFINITY else ZERO
    above = max(ZERO, minus(stated.low, computed.high)) if stated.low != -INFINITY else ZERO
    gap = max(below, above)
    if found.wrong_sign:
        return "wrong_sign", gap
    overstated = above > below or (above == below and found.stated.value > found.computed.value)
    return ("overstated" if overstated else "understated"), gap


def _excess(found: Found) -> Decimal | None:
    """How much more the stated value is than the computed one, in percent; None where that says nothing."""
    value, stated = found.computed.value, found.stated.value
    if found.state == 0 or value == 0 or stated.is_infinite():
        return None
    excess = over(times(minus(stated, value), HUNDRED), abs(value))
    return significant(excess, SHOWN_DIGITS) if abs(excess) > ROUNDING_ERROR else ZERO


def _bound_warnings(found: Found, *, consistent: bool) -> list[tuple[str, str]]:
    """near_bound, understates, overstates_bound and wide_operands."""
    warnings = []
    computed, reach = found.computed, found.stated.reach
    if consistent and not computed.interval.meets(reach.firm):
        warnings.append(("near_bound", "Consistent only by the slack of 1 % that a bound is given."))
    bound = reach.bound
    if consistent and bound is not None and bound > 0:
        upward = reach.interval.high == INFINITY
        plural = found.stated.reach.interval == reach.firm and found.stated.value == bound and upward
        limit = _far(found, plural=plural)
        if upward and computed.value > times(bound, limit):
            warnings.append(
                ("understates", f"The figures give {shown(computed.value)}, far above the bound said.")
            )
        if not upward and reach.interval.low <= 0 and computed.value < times(bound, FAR_BELOW):
            warnings.append(
                ("overstates_bound", f"The figures give {shown(computed.value)}, far below the bound said.")
            )
    if reach.interval.width != INFINITY and computed.interval.width > reach.interval.width:
        warnings.append(
            ("wide_operands", "The numbers compared are too round to tell: they allow more than was stated.")
        )
    return warnings


def _far(found: Found, *, plural: bool) -> Decimal:
    return PLURAL_CEILING if plural and found.stated.reach.interval.low == found.stated.value else FAR_ABOVE


def _label(draft: Draft, found: Found) -> str:
    """A few words that tell this reading from the others: "totals: 20,000 against 7,100"."""
    taken = [a for a in draft.assumptions if a.choice not in _SILENT and a.value not in _USUAL]
    taken = [a for a in taken if not (a.choice in _NAMED and a.standing == "literal")]
    names = ", ".join(dict.fromkeys(_NAMES.get(a.value, a.value.replace("_", " ")) for a in taken))
    numbers = shown(found.computed.value)
    if found.subject is not None and found.reference is not None:
        numbers = f"{shown(found.subject.value)} against {shown(found.reference.value)}"
    return f"{names}: {numbers}" if names else numbers


_SILENT = frozenset({"newest", "population"})
_NAMED = frozenset({"series", "area", "unit"})  # told only where they are not what the words say first
_USUAL = frozenset({"ratio_n", "ratio_1_plus_p", "nearest", "relative", "difference"})
_NAMES = {
    "per_year": "a year",
    "ratio_n_plus_1": "n + 1 times",
    "ratio_one_nth": "one n-th",
    "ratio_p": "p percent of",
}


def merged(readings: Sequence[Reading]) -> list[Reading]:
    """Readings of one computed value and one stated interval as one, with the strongest of their standings."""
    kept: dict[object, Reading] = {}
    for reading in readings:
        key = _key(reading)
        known = kept.get(key)
        if known is None:
            kept[key] = reading
        else:
            assumptions = tuple(dict.fromkeys((*known.assumptions, *reading.assumptions)))
            kept[key] = replace(known, assumptions=assumptions)
    return list(kept.values())


def _key(reading: Reading) -> object:
    if reading.found is None:
        failure = reading.failure
        return (
            reading.basis,
            failure and failure.reason,
            failure and failure.pointer,
            failure and failure.text,
        )
    found = reading.found
    return (reading.basis, found.computed.value, found.computed.interval, found.stated.reach.interval,
            found.computed.unit.code, reading.draft.per_year)  # fmt: skip


def over_readings(readings: Sequence[Reading]) -> str:
    """The rule of §8 over the readings of one basis, or of those that decide."""
    deciding = [reading for reading in readings if reading.decides]
    strained = any(r.standing == "strained" and r.verdict == "consistent" for r in readings)
    if not deciding:
        return "depends" if strained else "no_figures"
    held = [reading.verdict == "consistent" for reading in deciding]
    if all(held):
        return "consistent"
    if any(held):
        return "depends"
    return "depends" if strained else "inconsistent"


def deciding(readings: Sequence[Reading]) -> list[Reading]:
    """The readings that count for the claim: those on stored figures where any of them compute, else all."""
    stored = [reading for reading in readings if reading.basis != "claimed"]
    return stored if any(reading.decides for reading in stored) else list(readings)


def of_claim(readings: Sequence[Reading]) -> str:
    """The verdict of a claim as asserted: stored figures decide, but its own numbers must not contradict it."""
    verdict = over_readings(deciding(readings))
    claimed = [reading for reading in readings if reading.basis == "claimed" and reading.decides]
    contradicts = bool(claimed) and all(reading.verdict == "inconsistent" for reading in claimed)
    if contradicts and verdict == "consistent":
        return "depends"
    return verdict


def by_basis(readings: Sequence[Reading]) -> dict[str, str | None]:
    """The rule of §8 for each basis alone; None where no reading has it."""
    found: dict[str, str | None] = {}
    for basis in ("claimed", "official", "mixed"):
        own = [reading for reading in readings if reading.basis == basis]
        found[basis] = over_readings(own) if own else None
    return found
