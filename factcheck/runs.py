"""The relations `trend` and `frequency`: a figure over successive periods (semantics §5)."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from factcheck import working
from factcheck.amount import amount_of
from factcheck.evidence import Undefined
from factcheck.extremes import ORDINAL, counted
from factcheck.interval import INFINITY, ZERO, Interval, minus, over, point, subtract, times
from factcheck.needed import needed
from factcheck.operand import Stored
from factcheck.ordering import ORDERED
from factcheck.peers import (
    MOST_PERIODS,
    check_count,
    known_amount,
    moved,
    moved_safely,
    own_figure,
    period_of,
    span_of,
)
from factcheck.period import OPEN_START, Period, in_words, length_of, shifted
from factcheck.quantity import HUNDRED, RATIO_FORMS, Quantity
from factcheck.reach import Reach
from factcheck.relation import Call, Found, state
from factcheck.stated import StatedReach
from factcheck.steps import windows
from factcheck.timewords import meanings
from factcheck.unit import NO_UNIT
from factcheck.working import Amount, shown

STEP_MONTHS = {"month": 1, "quarter": 3, "year": 12, "fiscal_year": 12, "decade": 120}


def _step_period(call: Call, bound: Stored) -> Period:
    """The subject's last period of the claim's step: its own, or the step that ends with it."""
    own = period_of(bound)
    months = STEP_MONTHS.get(call.claim.step or "")
    if months is None or length_of([own]).count == months:
        return own
    last = shifted(own, -months)
    return Period(last.end, own.end)


def trend(call: Call) -> Found:
    """With n: the unbroken run of changes that ends in S's period. Without: end against start, or every step."""
    bound = own_figure(call)
    if call.quantity is not None:
        return _run(call, bound)
    return _every_step(call, bound) if call.every_step else _end_to_end(call, bound)


def _change(call: Call, later: Amount, earlier: Amount) -> Amount:
    """A step: whether the later value has gone the way that the claim says."""
    way = call.claim.direction or "rising"
    if way == "unchanged":
        allowed = max(times(abs(earlier.value), Decimal("0.01")), _last_digit(earlier.value))
        apart = abs(minus(later.value, earlier.value))
        holds = apart <= allowed
        reach = point(Decimal(int(holds)))
    else:
        a, b = (later, earlier) if way == "rising" else (earlier, later)
        certain, possible = a.interval.low > b.interval.high, a.interval.high > b.interval.low
        holds = a.value > b.value
        reach = Interval(Decimal(int(certain)), Decimal(int(possible or certain)))
    word = {"rising": "above", "falling": "below", "unchanged": "level with"}[way]
    text = f"{shown(later.value)} is {'' if holds else 'not '}{word} {shown(earlier.value)}"
    value = min(max(Decimal(int(holds)), reach.low), reach.high)
    amount = Amount(
        value, reach, NO_UNIT, sources=(*later.sources, *earlier.sources), warnings=later.warnings
    )
    return call.bench.working.add("compare", (f"step:{later.step}", f"step:{earlier.step}"), amount, text)


def _last_digit(value: Decimal) -> Decimal:
    exponent = int(value.as_tuple().exponent)
    return Decimal((0, (1,), min(exponent, 0)))


def _run(call: Call, bound: Stored) -> Found:
    """The unbroken run of changes that ends in the subject's period, against the count said.

    "For the nth year running" is exactly n; a bare n is at least n; a hedge says what it says.
    """
    quantity = _plain_count(call)
    if quantity.form in RATIO_FORMS or quantity.unit.kind not in {"none", "count"} or quantity.amount < 0:
        raise Undefined(
            "incomparable", "/stated", "A run is a number of periods; the claim states another thing."
        )
    stated, step = state(call, NO_UNIT)
    nth = quantity.unit.code == ORDINAL.code
    changes = _changes_back(call, bound, min(int(stated.value) + nth, MOST_PERIODS))
    computed = counted(call, _unbroken(changes), 0, "unbroken run")
    computed = replace(computed, sources=tuple(dict.fromkeys(s for c in changes for s in c.sources)))
    if nth or quantity.hedge:
        return Found(computed, stated, None, state=step)
    wanted = Interval(stated.value, INFINITY)
    longer = f"The run is longer than said: {shown(computed.value)}."
    return Found(
        computed,
        StatedReach(Reach(wanted, wanted), stated.value, NO_UNIT),
        None,
        state=step,
        warnings=(("understates", longer),) if computed.value > stated.value else (),
    )


def _plain_count(call: Call) -> Quantity:
    """The count said, without the unit of time that it counts: "five years running" is five."""
    quantity = needed(call.quantity, "count")
    if quantity.unit.kind == "duration":
        quantity = replace(quantity, unit=NO_UNIT)
    call.quantity = quantity
    return quantity


def _changes_back(call: Call, bound: Stored, needed: int) -> list[Amount]:
    """The changes from the subject's period backwards, until one does not hold or nothing more is stored.

    Raises Undefined where fewer than `needed` can be followed.
    """
    period = _step_period(call, bound)
    later = amount_of(call.bench, replace(bound, period=period))
    changes: list[Amount] = []
    while len(changes) < MOST_PERIODS and (not changes or changes[-1].value):
        period = moved(period, -1)
        earlier = known_amount(call, replace(bound, period=period))
        if earlier is None:
            if len(changes) < needed:
                text = f"{in_words(period)} is not stored, so the run cannot be followed."
                raise Undefined("period_not_covered", "/over", text)
            break
        changes.append(_change(call, later, earlier))
        later = earlier
    return changes


def _unbroken(changes: Sequence[Amount]) -> list[Amount]:
    """The changes up to the first that does not hold."""
    run: list[Amount] = []
    for change in changes:
        if not change.value:
            break
        run.append(change)
    return run


def _trend_periods(call: Call, bound: Stored) -> list[Period]:
    """The periods compared: the steps of the span, first to last."""
    span = _trend_span(call, bound)
    step = _step_period(call, bound)
    periods = [step]
    while moved_safely(periods[-1], -1, span).start >= span.start:
        periods.append(moved(periods[-1], -1))
        check_count(len(periods))
    periods.reverse()
    if len(periods) < 2:
        raise Undefined("period_not_covered", "/over", "The span holds no two periods to compare.")
    return periods


def _trend_span(call: Call, bound: Stored) -> Period:
    """The span of a trend: "since T" begins with T itself, which is what the end is compared with."""
    if call.claim.over is None:
        return span_of(call, bound)
    named = meanings(call.claim.over, call.binder.moment(bound.series))[0]
    period = named.period
    if period is None:
        raise Undefined("period_not_covered", "/over", f"{call.claim.over!r} is no span of time.")
    return Period(
        period.start, max(min(period.end, call.binder.context.said_on), period.start + timedelta(days=1))
    )


def _end_to_end(call: Call, bound: Stored) -> Found:
    periods = _trend_periods(call, _last_of(call, bound))
    start = amount_of(call.bench, replace(bound, period=periods[0]))
    end = amount_of(call.bench, replace(bound, period=periods[-1]))
    way = call.claim.direction or "rising"
    computed = working.difference(call.bench.working, end, start)
    if way == "unchanged":
        allowed = max(times(abs(start.value), Decimal("0.01")), _last_digit(start.value))
        interval = Interval(-allowed, allowed)
    else:
        interval = ORDERED["greater" if way == "rising" else "less"]
    stated = StatedReach(Reach(interval, interval), ZERO, computed.unit)
    return Found(computed, stated, "difference", end, start)


def _last_of(call: Call, bound: Stored) -> Stored:
    """The subject at the end of the span, where the claim names a span that ends."""
    if call.claim.over is None:
        return bound
    span = _trend_span(call, bound)
    own = period_of(bound)
    while own.end > span.end:
        own = moved_safely(own, -1, span)
    return replace(bound, period=own)


def _every_step(call: Call, bound: Stored) -> Found:
    periods = _trend_periods(call, _last_of(call, bound))
    amounts = [amount_of(call.bench, replace(bound, period=period)) for period in periods]
    changes = [_change(call, later, earlier) for earlier, later in itertools.pairwise(amounts)]
    computed = counted(call, changes, 0, "steps that go the way said")
    wanted = point(Decimal(len(changes)))
    return Found(computed, StatedReach(Reach(wanted, wanted), Decimal(len(changes)), NO_UNIT))


def frequency(call: Call) -> Found:
    """S has a property in q of the periods in `over`; the count is exact."""
    bound = own_figure(call)
    prop = needed(call.claim.property, "property")
    periods = _counted_periods(call, bound)
    quantity = _plain_count(call)
    stated, step = state(call, NO_UNIT)
    stated = _of_periods(quantity, stated, len(periods))
    than = amount_of(call.bench, call.than) if call.than is not None else None
    held = []
    for period in periods:
        value = amount_of(call.bench, replace(bound, period=period))
        other = than or amount_of(call.bench, replace(bound, period=moved(period, -1)))
        held.append(_holds(call, value, other, prop.order))
    computed = counted(call, held, 0, "periods that have it")
    return Found(computed, stated, None, state=step)


def _of_periods(quantity: Quantity, stated: StatedReach, count: int) -> StatedReach:
    """The stated quantity as a number of the periods: "k of n" is k, "most of them" more than half.

    Raises Undefined where n is not their number.
    """
    if quantity.form in {"one_in", "k_in"}:
        if quantity.out_of != count:
            text = f"The claim speaks of {shown(quantity.out_of or ZERO)} periods, the span has {count}."
            raise Undefined("incomparable", "/over", text)
        whole = point(quantity.amount)
        return StatedReach(Reach(whole, whole), quantity.amount, NO_UNIT)
    if quantity.form not in RATIO_FORMS and quantity.unit.kind != "percent":
        return stated
    part = over(Decimal(count), HUNDRED)
    reach = stated.reach.interval.mapped(lambda percent: times(percent, part))
    return StatedReach(Reach(reach, reach), times(stated.value, part), NO_UNIT)


def _counted_periods(call: Call, bound: Stored) -> list[Period]:
    span = _trend_span(call, bound) if call.claim.over else None
    step = call.claim.step or bound.series.frequency
    if span is None or span.start == OPEN_START:
        raise Undefined("period_not_covered", "/over", "The claim names no span of periods to count over.")
    name = "year" if step == "fiscal_year" else step
    periods = windows(span, name)
    if not periods:
        raise Undefined("period_not_covered", "/over", f"{in_words(span)} is no whole number of {name}s.")
    return periods


def _holds(call: Call, value: Amount, other: Amount, asked: str) -> Amount:
    """A step: whether the value stands to the other as asked."""
    difference = subtract(value.interval, other.interval)
    wanted = ORDERED[asked]
    apart = minus(value.value, other.value)
    reach = Interval(Decimal(int(difference.inside(wanted))), Decimal(int(difference.meets(wanted))))
    holds = min(max(Decimal(int(wanted.holds(apart))), reach.low), reach.high)
    text = f"{shown(value.value)} is {'' if holds else 'not '}{asked.replace('_', ' ')} {shown(other.value)}"
    amount = Amount(holds, reach, NO_UNIT, sources=(*value.sources, *other.sources), warnings=value.warnings)
    return call.bench.working.add("compare", (f"step:{value.step}", f"step:{other.step}"), amount, text)
