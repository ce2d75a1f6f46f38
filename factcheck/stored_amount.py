"""The amount of a stored figure: looked up, summed over its parts or its area's members, with its warnings."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from factcheck import interval, look_up, working
from factcheck.evidence import Query, Undefined
from factcheck.figure import NATURE_CLASS, Vintage
from factcheck.interval import ZERO, Interval, over, plus
from factcheck.needed import needed
from factcheck.operand import Bench, Stored
from factcheck.period import Period, in_words
from factcheck.series import Area
from factcheck.unit import unit_of_words
from factcheck.working import Amount, Source, shown, with_unit

NOT_THERE = frozenset({"area_not_covered", "period_not_covered", "not_stored"})
PROVISIONAL = frozenset({"provisional", "preliminary", "p"})


def looked_up(bench: Bench, source: Source) -> Amount:
    """One stored figure, with a look_up step."""
    unit = unit_of_words(source.series.unit)
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
    low = needed(vintage.low if vintage.low is not None else vintage.value, "value")
    high = needed(vintage.high if vintage.high is not None else vintage.value, "value")
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


def stored_amount(bench: Bench, bound: Stored) -> Amount:
    """The amount of a stored figure: of its own area, else of the group's members. Raises Undefined."""
    query = query_for(bench, bound)
    figures = bench.evidence.of(bound.series, bound.area)
    if bound.period is not None:
        _check_ended(query, bound, bound.period)
    if figures or not bound.area.members:
        try:
            return _with_warnings(bench, bound, _of_area(bench, bound, query))
        except Undefined as failure:
            if failure.reason not in NOT_THERE or not _members_have(bench, bound):
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
    amounts = [looked_up(bench, source) for source in sources]
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
    own = look_up.own(query, bench.evidence.of(bound.series, bound.area), bound.period)
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
        return [look_up.newest(query, figures)]
    if bound.stock_flow == "stock" or bound.at_end:
        if bound.to_date:
            within = [figure for figure in figures if figure.period.start >= bound.period.start]
            return [look_up.newest(query, within)]
        return [look_up.last(query, figures, bound.period)]
    if bound.to_date:
        return look_up.to_date(query, figures, bound.period)
    return look_up.whole(query, figures, bound.period)


def _members_have(bench: Bench, bound: Stored) -> bool:
    return any((bound.series.id, code) in bench.evidence.figures for code in bound.area.members)


def _of_group(bench: Bench, bound: Stored, query: Query) -> Amount:
    """The sum of all members of an area group, for flows and counts only (semantics §4)."""
    if bound.stock_flow == "rate" or not (
        bound.stock_flow == "flow" or unit_of_words(bound.series.unit).counted
    ):
        raise query.fail(
            "area_not_covered", "no figure of the group's own is stored, and such values do not add up"
        )
    members = bench.evidence.members_of(bound.area)
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
            ends.append(look_up.newest(query, figures).figure.period)
        else:
            row = look_up.to_date(query, figures, bound.period)
            ends.append(Period(bound.period.start, row[-1].figure.period.end))
    return min(ends, key=lambda period: period.end)
