"""The amount of an operand whose every choice is made: given by the claimant, stored, or computed.

`Bound` operands are what reading.py makes of the operands of a claim. `amount_of` turns one into an
Amount and adds the steps that gave it to the working; it raises Undefined where the figures do not
allow it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from factcheck import evidence, interval, working
from factcheck.evidence import Evidence, Knowledge, Query, Undefined
from factcheck.figure import NATURE_CLASS, Vintage
from factcheck.interval import ZERO, Interval, over, plus
from factcheck.period import Period, in_words
from factcheck.quantity import USUAL, Quantity, Situation, Tolerance, reach_of
from factcheck.series import Area, Series
from factcheck.unit import NO_UNIT, PERCENT, Unit, comparable, unit_named
from factcheck.working import Amount, Source, Working, shown, with_unit

EXACT_NATURES = frozenset({"target", "ceiling"})
PROVISIONAL = frozenset({"provisional", "preliminary", "p"})


@dataclass(frozen=True, slots=True)
class Given:
    """An amount of the claimant's. period: None where the claim names none."""

    pointer: str
    quantity: Quantity
    period: Period | None
    nature: str = "actual"
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored figure. period: None for the newest one known.

    to_date: the part of the period that is stored will do; until: nothing after that day counts.
    named_past: the claim treats a period in progress as over. at_end: the value at the period's end.
    """

    pointer: str
    series: Series
    area: Area
    period: Period | None
    nature: str = "actual"
    to_date: bool = False
    named_past: bool = False
    at_end: bool = False
    stock_flow: str = "flow"
    warnings: tuple[tuple[str, str], ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """An operand that nothing is known for, and why."""

    pointer: str
    reason: str
    text: str
    nearest: tuple[evidence.Near, ...] = ()


@dataclass(frozen=True, slots=True)
class Computed:
    """An operand made of operands; operation and the rest as in factcheck.claim.Tree, or "annualised"."""

    pointer: str
    operation: str
    parts: "tuple[Bound, ...]"
    step: str | None = None
    per: str | None = None
    period: Period | None = None


Bound = Given | Stored | Computed | Unknown


@dataclass(slots=True)
class Bench:
    """Where one reading is worked out: the working being written, and what may be known."""

    working: Working
    evidence: Evidence
    knowledge: Knowledge
    tolerance: Tolerance = USUAL


def amount_of(bench: Bench, bound: Bound) -> Amount:
    """The amount of an operand. Raises Undefined."""
    if isinstance(bound, Given):
        return _given(bench, bound)
    if isinstance(bound, Stored):
        return _stored(bench, bound)
    if isinstance(bound, Unknown):
        raise Undefined(bound.reason, bound.pointer, bound.text, bound.nearest)
    return _COMPUTED[bound.operation](bench, bound)


def unit_of(bound: Bound) -> Unit | None:
    """The unit of the operand as far as it can be told without computing it."""
    if isinstance(bound, Given):
        return PERCENT if bound.quantity.out_of is not None else bound.quantity.unit
    if isinstance(bound, Stored):
        return unit_named(bound.series.unit)
    if isinstance(bound, Computed) and bound.operation in {
        "sum",
        "difference",
        "mean",
        "mean_of",
        "annualised",
    }:
        return next(
            (unit for part in bound.parts if (unit := unit_of(part)) and unit.kind != "none"), NO_UNIT
        )
    return None


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


def looked_up(bench: Bench, source: Source, pointer: str) -> Amount:
    """One stored figure, with a look_up step."""
    unit = unit_named(source.series.unit)
    value, reach = reach_of_vintage(source.vintage, source.series.rounding_quantum)
    amount = Amount(
        value, reach, unit, periods=(source.figure.period,), kind=source.series.stock_flow,
        nature=source.vintage.nature, sources=(source,),
        ranged=source.vintage.low is not None and source.vintage.low != source.vintage.high,
        warnings=_vintage_warnings(bench, source), noun=source.series.measure,
    )  # fmt: skip
    printed = (
        with_unit(value, unit)
        if source.vintage.value is not None
        else f"{shown(reach.low)} to {shown(reach.high)}"
    )
    text = f"{source.series.title}, {source.area.name}, {in_words(source.figure.period)}: {printed}"
    return bench.working.add("look_up", (f"vintage:{source.vintage.id}",), amount, text)


def reach_of_vintage(vintage: Vintage, quantum: Decimal | None) -> tuple[Decimal, Interval]:
    """The value of a vintage and the interval it may lie in: a range, a margin, half a rounding step."""
    low = vintage.low if vintage.low is not None else vintage.value
    high = vintage.high if vintage.high is not None else vintage.value
    if low is None or high is None:
        raise ValueError(f"the vintage {vintage.id} has no value")
    value = vintage.value if vintage.value is not None else over(plus(low, high), Decimal(2))
    half = max(vintage.margin_of_error or ZERO, over(quantum, Decimal(2)) if quantum else ZERO)
    return value, Interval(interval.minus(low, half), plus(high, half))


def _vintage_warnings(bench: Bench, source: Source) -> tuple[tuple[str, str], ...]:
    vintage = source.vintage
    found = []
    if vintage.nature == "provisional" or vintage.status in PROVISIONAL:
        found.append(("provisional", "A figure used is provisional and may be revised."))
    if vintage.published_on > bench.knowledge.as_of:
        text = f"The oldest figure stored was published on {vintage.published_on}, after the claim."
        found.append(("published_after_the_claim", text))
    if vintage.margin_of_error:
        text = f"The publisher gives a margin of {shown(vintage.margin_of_error)} either way."
        found.append(("margin_of_error", text))
    if source.series.rounding_quantum:
        found.append(
            ("publisher_rounding", f"The publisher rounds to {shown(source.series.rounding_quantum)}.")
        )
    return tuple(found)


def _stored(bench: Bench, bound: Stored) -> Amount:
    query = query_for(bench, bound)
    figures = bench.evidence.of(bound.series, bound.area)
    if bound.period is not None:
        _check_ended(query, bound, bound.period)
    if figures or not bound.area.members:
        try:
            return _with_warnings(bench, bound, _of_area(bench, bound, query))
        except Undefined:
            if not _members_have(bench, bound):
                raise
    return _with_warnings(bench, bound, _of_group(bench, bound, query))


def query_for(bench: Bench, bound: Stored) -> Query:
    """The look-up of the operand, at what may be known of it."""
    knowledge = bench.knowledge
    if bound.until is not None and bound.until < knowledge.until:
        knowledge = replace(knowledge, until=bound.until)
    return Query(bound.series, bound.area, bound.nature, knowledge, bound.pointer)


def _check_ended(query: Query, bound: Stored, period: Period) -> None:
    """Refuses an outcome of a period that had not ended when the claim was made (semantics §10)."""
    outcome = NATURE_CLASS[bound.nature] == "outcome"
    if outcome and period.end > query.knowledge.until and not bound.to_date and not bound.named_past:
        raise query.fail("in_progress", f"{in_words(period)} had not ended by {query.knowledge.until}")


def _with_warnings(bench: Bench, bound: Stored, amount: Amount) -> Amount:
    found = list(bound.warnings)
    until = bench.knowledge.until
    period = bound.period
    outcome = NATURE_CLASS[bound.nature] == "outcome"
    if (
        period
        and not period.open_ended
        and outcome
        and (period.end > until or amount.periods[-1].end < period.end)
    ):
        found.append((
            "partial_period", (f"{in_words(period)[0].upper()}{in_words(period)[1:]} was not over: "
            f"the figures reach to {max(p.last_day for p in amount.periods)}.")
        ))  # fmt: skip
    return replace(amount, warnings=tuple(dict.fromkeys((*amount.warnings, *found))))


def _of_area(bench: Bench, bound: Stored, query: Query) -> Amount:
    sources = _sources(bench, bound, query)
    amounts = [looked_up(bench, source, bound.pointer) for source in sources]
    if len(amounts) == 1:
        return amounts[0]
    if bound.stock_flow == "rate":
        return working.mean(bench.working, amounts)
    summed = working.total(bench.working, amounts)
    return replace(summed, warnings=(*summed.warnings, *_other_version(query, bench, bound, summed)))


def _other_version(query: Query, bench: Bench, bound: Stored, summed: Amount) -> list[tuple[str, str]]:
    """Says so where the publisher's own, older figure for the period differs from the sum of its parts."""
    if bound.period is None or bound.to_date:
        return []
    own = evidence.own(query, bench.evidence.of(bound.series, bound.area), bound.period)
    if own is None or own.vintage.value in (None, summed.value):
        return []
    text = (
        f"The publisher's own figure for {in_words(bound.period)}, {shown(own.vintage.value or ZERO)} "
        f"({own.vintage.published_on}), is older than its parts, which add up to {shown(summed.value)}."
    )
    return [("revised_since", text)]


def _sources(bench: Bench, bound: Stored, query: Query) -> Sequence[Source]:
    figures = bench.evidence.of(bound.series, bound.area)
    if bound.period is None:
        return [evidence.newest(query, figures)]
    if bound.stock_flow == "stock" or bound.at_end:
        if bound.to_date:
            within = [figure for figure in figures if figure.period.start >= bound.period.start]
            return [evidence.newest(query, within)]
        return [evidence.last(query, figures, bound.period)]
    if bound.to_date:
        return evidence.to_date(query, figures, bound.period)
    return evidence.whole(query, figures, bound.period)


def _members_have(bench: Bench, bound: Stored) -> bool:
    return any((bound.series.id, code) in bench.evidence.figures for code in bound.area.members)


def _of_group(bench: Bench, bound: Stored, query: Query) -> Amount:
    """The sum of all members of an area group, for flows and counts only (semantics §4)."""
    if bound.stock_flow == "rate" or not (
        bound.stock_flow == "flow" or unit_named(bound.series.unit).counted
    ):
        raise query.fail(
            "area_not_covered", "no figure of the group's own is stored, and such values do not add up"
        )
    members = [bench.evidence.members.get(code) or Area(code, code) for code in bound.area.members]
    if not _members_have(bench, bound):
        raise query.fail("area_not_covered", "no figure is stored for the group nor for its members")
    parts = []
    period = _common_period(bench, bound, members)
    for member in members:
        member_bound = replace(
            bound, area=member, period=period, warnings=(), to_date=bound.to_date and period == bound.period
        )
        parts.append(_of_area(bench, member_bound, replace(query, area=member)))
    return parts[0] if len(parts) == 1 else working.total(bench.working, parts)


def _common_period(bench: Bench, bound: Stored, members: Sequence[Area]) -> Period | None:
    """The stretch for which every member is stored: what is known newest, or the shortest "to date"."""
    if bound.period is not None and not bound.to_date:
        return bound.period
    ends = []
    for member in members:
        query = query_for(bench, replace(bound, area=member))
        figures = bench.evidence.of(bound.series, member)
        if bound.period is None or bound.stock_flow == "stock":
            ends.append(evidence.newest(query, figures).figure.period)
        else:
            row = evidence.to_date(query, figures, bound.period)
            ends.append(Period(bound.period.start, row[-1].figure.period.end))
    return min(ends, key=lambda period: period.end)


def _total(bench: Bench, bound: Computed) -> Amount:
    parts = _alike(bench, bound, [amount_of(bench, part) for part in bound.parts])
    summed = parts[0] if len(parts) == 1 else working.total(bench.working, parts)
    return replace(summed, periods=(bound.period,)) if bound.period else summed


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
    result = amount_of(bench, bound.parts[0])
    for part in bound.parts[1:]:
        result = working.product(bench.working, result, amount_of(bench, part))
    return result


def _ratio(bench: Bench, bound: Computed) -> Amount:
    a, b = amount_of(bench, bound.parts[0]), amount_of(bench, bound.parts[1])
    unit = working.TIMES if comparable(a.unit, b.unit) else Unit(f"{a.unit.code} per {b.unit.code}", "rate")
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
        return replace(spread, kind="rate", unit=Unit(f"{of.unit.code or 'number'} per {bound.per}", "rate"))
    base = amount_of(bench, bound.parts[1])
    if bound.per is None:
        unit = Unit(f"{of.unit.code or 'number'} per {base.unit.code or 'one'}", "rate")
        return replace(divided(bench, of, base, unit, bound.pointer), kind="rate")
    unit = Unit(
        f"{of.unit.code or 'number'} per {'person' if bound.per == 'capita' else bound.per + ' people'}",
        "rate",
    )
    ratio = divided(bench, of, base, unit, bound.pointer)
    if bound.per != "capita":
        ratio = working.scaled(bench.working, ratio, Decimal(bound.per), unit)
    return replace(ratio, kind="rate")


def _annualised(bench: Bench, bound: Computed) -> Amount:
    """What is known of a year, spread over all of it."""
    known = amount_of(bench, bound.parts[0])
    if known.length is None or bound.period is None:
        raise Undefined("incomparable", bound.pointer, "How long the amount took is not known.")
    yearly = working.per_length(bench.working, known, known.length, "year")
    return replace(yearly, periods=(bound.period,))


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


def basis_of(bounds: Sequence[Bound]) -> str:
    """claimed, official or mixed: where the operands come from."""
    kinds = {kind for bound in bounds for kind in _kinds(bound)}
    if kinds == {"claimed"}:
        return "claimed"
    return "mixed" if len(kinds) > 1 else "official"


def _kinds(bound: Bound) -> set[str]:
    if isinstance(bound, Computed):
        return {kind for part in bound.parts for kind in _kinds(part)}
    return {"claimed" if isinstance(bound, Given) else "official"}
