"""The relations that look at many figures at once: extreme, rank, trend and frequency (semantics §5).

Each comparison is a step of its own that gives 1 where it holds, 0 where it does not, and 0 … 1 where
the intervals leave it open; counts are sums of such steps, so that they too can be done again.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from factcheck import working
from factcheck.binding import windows
from factcheck.evidence import Query, Undefined
from factcheck.figure import NATURE_CLASS
from factcheck.interval import INFINITY, ZERO, Interval, minus, over, point, times
from factcheck.operand import Stored, amount_of
from factcheck.period import OPEN_START, Period, in_words, shifted
from factcheck.quantity import Reach
from factcheck.relation import ORDERED, SIMPLE, Call, Found, Relation, state
from factcheck.series import Area
from factcheck.stated import StatedReach
from factcheck.timewords import meanings
from factcheck.unit import NO_UNIT, Unit
from factcheck.working import Amount, shown

ORDINAL = Unit("ordinal", "none")
NEAREST_YEARS = 5  # how far a member's figure may be from the period asked for (semantics §5, rank)
MOST_PERIODS = 2000  # more periods than this are not compared one by one
STEP_MONTHS = {"month": 1, "quarter": 3, "year": 12, "fiscal_year": 12, "decade": 120}


@dataclass(frozen=True, slots=True)
class Peer:
    """A value that the subject is compared with; None where it is not known."""

    name: str
    amount: Amount | None
    never_stored: bool = False


def _subject(call: Call) -> Stored:
    """The subject as a stored figure with a period of its own. Raises Undefined."""
    bound = call.subject
    if not isinstance(bound, Stored):
        text = "To compare with other periods or areas, the subject must be a stored series."
        raise Undefined("not_stored", "/subject", text)
    if bound.period is None or bound.to_date:
        period = call.binder.newest_period(bound)
        if period is None:
            raise Undefined(
                "period_not_covered", "/subject", "Nothing is stored for any period that had ended."
            )
        bound = replace(bound, period=period, to_date=False)
    return bound


def _span(call: Call, subject: Stored) -> Period:
    """The span that `over` names, with the days after T for "since T"; the whole series without it."""
    figures = call.bench.evidence.of(subject.series, subject.area)
    until = call.binder.context.said_on
    if call.claim.over is None:
        first = figures[0].period.start if figures else OPEN_START
        return Period(first, max(until, _period(subject).end, first + timedelta(days=1)))
    named = meanings(call.claim.over, call.binder.moment(subject.series))
    since = [meaning for meaning in named if meaning.value == "from_the_end"]
    period = (since or named)[0].period
    if period is None:
        raise Undefined("period_not_covered", "/over", f"{call.claim.over!r} is no span of time.")
    if period.open_ended:
        end = max(min(period.end, until), _period(subject).end)
        start = figures[0].period.start if period.start == OPEN_START and figures else period.start
        return Period(start, max(end, start + timedelta(days=1)))
    return period


def _period(bound: Stored) -> Period:
    if bound.period is None:
        raise ValueError("the subject has no period")
    return bound.period


def _moved(period: Period, steps: int) -> Period:
    """The period, so many times its own length later."""
    length = working.length_of([period])
    if length.unit == "months":
        return shifted(period, length.count * steps)
    shift = timedelta(days=length.count * steps)
    return Period(period.start + shift, period.end + shift)


def _known(call: Call, bound: Stored) -> Amount | None:
    try:
        return amount_of(call.bench, bound)
    except Undefined:
        return None


def _over_time(call: Call, subject: Stored) -> list[Peer]:
    """The values of every other period of the subject's length in the span, earliest first."""
    span = _span(call, subject)
    own = _period(subject)
    back = 1
    while back < MOST_PERIODS and span.start <= _safe(own, -back, span).start:
        back += 1
    periods = [_moved(own, -step) for step in range(back - 1, 0, -1)]
    ahead = 1
    while ahead < MOST_PERIODS and _safe(own, ahead, span).end <= min(span.end, call.binder.context.said_on):
        periods.append(_moved(own, ahead))
        ahead += 1
    return [
        Peer(in_words(period), _known(call, replace(subject, period=period)))
        for period in periods
        if span.covers(period)
    ]


def _safe(period: Period, steps: int, span: Period) -> Period:
    """The moved period, or one outside the span where the calendar has no such days."""
    try:
        return _moved(period, steps)
    except (ValueError, OverflowError):
        outside = OPEN_START if steps < 0 else span.end
        return Period(outside, outside + timedelta(days=1)) if span.start > OPEN_START else span


def _group(call: Call) -> Area:
    words = call.claim.among or ""
    for area in call.bench.evidence.areas.get(words.lower(), ()):
        if area.members:
            return area
    raise Undefined("area_not_covered", "/among", f"{words!r} is no group of areas that is known.")


def _among(call: Call, subject: Stored) -> list[Peer]:
    """The values of every other member of the group for the subject's period, in the order of codes.

    A member without a figure for it stands with its nearest within five years, widened by half.
    """
    peers = []
    for code in _group(call).members:
        area = call.bench.evidence.members.get(code) or Area(code, code)
        if code == subject.area.code:
            continue
        bound = replace(subject, area=area)
        amount = _known(call, bound)
        figures = call.bench.evidence.of(subject.series, area)
        if amount is None and figures:
            amount = _nearest(call, bound)
        peers.append(Peer(area.name, amount, never_stored=not figures))
    return peers


def _nearest(call: Call, bound: Stored) -> Amount | None:
    """The member's figure nearest in time, within five years, its interval widened by half either way."""
    own = _period(bound)
    query = Query(bound.series, bound.area, bound.nature, call.bench.knowledge, bound.pointer)
    near = []
    for figure in call.bench.evidence.of(bound.series, bound.area):
        source = query.source(figure)
        distance = abs((figure.period.start - own.start).days)
        if source and source.vintage.missing is None and distance <= NEAREST_YEARS * 366:
            near.append((distance, figure.period))
    if not near:
        return None
    found = _known(call, replace(bound, period=min(near)[1], named_past=True))
    if found is None:
        return None
    half = over(abs(found.value), Decimal(2))
    widened = Interval(minus(found.interval.low, half), working.interval.plus(found.interval.high, half))
    text = f"{bound.area.name}: {shown(found.value)} of {in_words(min(near)[1])}, taken half as much lower or higher"
    return call.bench.working.add(
        "convert", (f"step:{found.step}", "const:0.5"), replace(found, interval=widened), text
    )


def _beyond(call: Call, subject: Amount, peer: Amount, *, high: bool) -> Amount:
    """A step: whether the peer lies beyond the subject (above it, or below for `lowest`)."""
    certain = peer.interval.low > subject.interval.high if high else peer.interval.high < subject.interval.low
    possible = (
        peer.interval.high >= subject.interval.low if high else peer.interval.low <= subject.interval.high
    )
    value = Decimal(1) if (peer.value > subject.value if high else peer.value < subject.value) else ZERO
    reach = Interval(Decimal(1) if certain else ZERO, Decimal(1) if possible else ZERO)
    value = min(max(value, reach.low), reach.high)
    word = "above" if high else "below"
    text = f"{shown(peer.value)} is {'' if value else 'not '}{word} {shown(subject.value)}"
    amount = Amount(value, reach, NO_UNIT, sources=peer.sources, warnings=peer.warnings)
    return call.bench.working.add("compare", (f"step:{peer.step}", f"step:{subject.step}"), amount, text)


def _peers(call: Call, subject: Stored) -> list[Peer]:
    return _among(call, subject) if call.claim.among else _over_time(call, subject)


def extreme(call: Call) -> Found:
    """S is beyond every other value of the span or the group; computed is S less the strongest of them."""
    bound = _subject(call)
    high = call.claim.order != "lowest"
    peers = _peers(call, bound)
    subject = amount_of(call.bench, bound)
    known = [peer for peer in peers if peer.amount is not None]
    if not known:
        raise Undefined("period_not_covered", "/over", "Nothing is stored to compare with.")
    pick = max if high else min
    rival = pick((p for p in known), key=lambda p: _end(p.amount, high=high))
    best = _amount(rival)
    unknown = [peer for peer in peers if peer.amount is None and not peer.never_stored]
    beaten = best.value > subject.value if high else best.value < subject.value
    late = _begins_late(call, bound)
    if (unknown or late) and not (beaten or best.value == subject.value):
        missing = ", ".join(peer.name for peer in unknown[:5]) or late
        raise Undefined("period_not_covered", "/over", f"Not all is stored to compare with: {missing}.")
    computed = working.difference(call.bench.working, subject, best)
    computed = replace(computed, sources=tuple(dict.fromkeys(
        s for p in known for s in _amount(p).sources)) + tuple(s for s in subject.sources))  # fmt: skip
    interval = ORDERED["greater" if high else "less"]
    stated = StatedReach(Reach(interval, interval), ZERO, computed.unit)
    notes = [f"The value that comes nearest is {rival.name}, {shown(best.value)}."]
    notes += _notes(call, bound, peers)
    rivals = tuple(_amount(peer).step for peer in known)
    tie = "tie" if best.value == subject.value else None
    return Found(
        computed, stated, "difference", subject, best, rivals=rivals, notes=tuple(notes), direction=tie
    )


def _amount(peer: Peer) -> Amount:
    if peer.amount is None:
        raise ValueError(f"{peer.name} has no value")
    return peer.amount


def _end(amount: Amount | None, *, high: bool) -> tuple[Decimal, Decimal]:
    if amount is None:
        raise ValueError("a peer without a value")
    return (amount.interval.high, amount.value) if high else (amount.interval.low, amount.value)


def _begins_late(call: Call, bound: Stored) -> str:
    """In words, that the series begins after the span does; empty where it does not."""
    if call.claim.among or call.claim.over is None:
        return ""
    figures = call.bench.evidence.of(bound.series, bound.area)
    span = _span(call, bound)
    first = figures[0].period if figures else None
    length = working.length_of([_period(bound)])
    days = length.count * (31 if length.unit == "months" else 1)
    if first is None or first.start <= span.start + timedelta(days=days):
        return ""
    return f"the series begins with {in_words(first)}"


def _notes(call: Call, bound: Stored, peers: Sequence[Peer]) -> list[str]:
    notes = []
    if not call.claim.among and call.claim.over is None:
        first = call.bench.evidence.of(bound.series, bound.area)[0].period
        notes.append(f"The stored series begins with {in_words(first)}.")
    never = [peer.name for peer in peers if peer.never_stored]
    if never:
        notes.append(f"Never stored, and left out: {', '.join(never[:8])}{' …' if len(never) > 8 else ''}.")
    return notes


def rank(call: Call) -> Found:
    """S is the nth: from 1 + those certainly beyond it to 1 + those possibly beyond or equal."""
    bound = _subject(call)
    high = call.claim.order != "lowest"
    if call.claim.among and bound.area.code not in _group(call).members:
        raise Undefined(
            "area_not_covered", "/subject", f"{bound.area.name} is no member of {_group(call).name}."
        )
    peers = _peers(call, bound)
    subject = amount_of(call.bench, bound)
    known = [peer for peer in peers if peer.amount is not None]
    unknown = [peer.name for peer in peers if peer.amount is None and not peer.never_stored]
    if unknown:
        raise Undefined(
            "period_not_covered", "/among", f"Not all is stored to rank among: {', '.join(unknown[:5])}."
        )
    if not known:
        raise Undefined("not_stored", "/among", "Nothing is stored to rank among.")
    stated, step = state(call, ORDINAL)
    beyond = [_beyond(call, subject, _amount(peer), high=high) for peer in known]
    computed = _counted(call, beyond, 1, "rank")
    computed = replace(computed, unit=ORDINAL, sources=(*subject.sources, *computed.sources))
    return Found(computed, stated, None, subject, state=step, notes=tuple(_notes(call, bound, peers)))


def _counted(call: Call, steps: Sequence[Amount], start: int, what: str) -> Amount:
    """The number of comparisons that hold, and `start`, as a sum."""
    constant = point(Decimal(start))
    reach = working.interval.add([constant, *(step.interval for step in steps)])
    value = sum((step.value for step in steps), Decimal(start))
    sources = tuple(dict.fromkeys(source for step in steps for source in step.sources))
    warnings = tuple(dict.fromkeys(warning for step in steps for warning in step.warnings))
    inputs = ([f"const:{start}"] if start else []) + [f"step:{step.step}" for step in steps]
    amount = Amount(value, reach, NO_UNIT, sources=sources, warnings=warnings)
    return call.bench.working.add("sum", inputs or ["const:0"], amount, f"{what}: {shown(value)}")


def _step_period(call: Call, bound: Stored) -> Period:
    """The subject's last period of the claim's step: its own, or the step that ends with it."""
    own = _period(bound)
    months = STEP_MONTHS.get(call.claim.step or "")
    if months is None or working.length_of([own]).count == months:
        return own
    last = shifted(own, -months)
    return Period(last.end, own.end)


def trend(call: Call) -> Found:
    """With n: the unbroken run of changes that ends in S's period. Without: end against start, or every step."""
    bound = _subject(call)
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
    quantity = call.quantity
    if quantity is None:
        raise ValueError("a run needs its count")
    period = _step_period(call, bound)
    stated, step = state(call, NO_UNIT)
    needed = int(stated.value) if stated.value < MOST_PERIODS else MOST_PERIODS
    later = amount_of(call.bench, replace(bound, period=period))
    changes: list[Amount] = []
    while len(changes) <= needed or call.claim.over is None:
        if len(changes) >= MOST_PERIODS:
            break
        earlier = _known(call, replace(bound, period=_moved(period, -1)))
        if earlier is None and len(changes) < needed:
            raise Undefined(
                "period_not_covered",
                "/over",
                f"{in_words(_moved(period, -1))} is not stored; the run cannot be followed.",
            )
        if earlier is None:
            break
        change = _change(call, later, earlier)
        changes.append(change)
        if change.interval.high == 0 or not change.value:
            break
        period, later = _moved(period, -1), earlier
    computed = _counted(call, _unbroken(changes), 0, "unbroken run")
    computed = replace(computed, sources=tuple(dict.fromkeys(s for c in changes for s in c.sources)))
    exact = quantity.unit.code == ORDINAL.code
    wanted = point(stated.value) if exact else Interval(stated.value, INFINITY)
    bound_at = None if exact else stated.value
    reach = StatedReach(Reach(wanted, wanted, bound_at), stated.value, NO_UNIT)
    warnings = ()
    if not exact and computed.value > stated.value:
        warnings = (("understates", f"The run is longer than said: {shown(computed.value)}."),)
    return Found(computed, reach, None, state=step, warnings=warnings)


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
    while len(periods) < MOST_PERIODS and _safe(periods[-1], -1, span).start >= span.start:
        periods.append(_moved(periods[-1], -1))
    periods.reverse()
    if len(periods) < 2:
        raise Undefined("period_not_covered", "/over", "The span holds no two periods to compare.")
    return periods


def _trend_span(call: Call, bound: Stored) -> Period:
    """The span of a trend: "since T" begins with T itself, which is what the end is compared with."""
    if call.claim.over is None:
        return _span(call, bound)
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
    own = _period(bound)
    while own.end > span.end:
        own = _moved(own, -1)
    return replace(bound, period=own)


def _every_step(call: Call, bound: Stored) -> Found:
    periods = _trend_periods(call, _last_of(call, bound))
    amounts = [amount_of(call.bench, replace(bound, period=period)) for period in periods]
    changes = [_change(call, later, earlier) for earlier, later in itertools.pairwise(amounts)]
    computed = _counted(call, changes, 0, "steps that go the way said")
    wanted = point(Decimal(len(changes)))
    return Found(computed, StatedReach(Reach(wanted, wanted), Decimal(len(changes)), NO_UNIT))


def frequency(call: Call) -> Found:
    """S has a property in q of the periods in `over`; the count is exact."""
    bound = _subject(call)
    prop = call.claim.property
    if prop is None:
        raise Undefined("incomparable", "/property", "The claim names no property to count.")
    periods = _counted_periods(call, bound)
    stated, step = state(call, NO_UNIT)
    quantity = call.quantity
    if quantity is not None and quantity.out_of is not None:
        if quantity.out_of != len(periods):
            text = f"The claim speaks of {shown(quantity.out_of)} periods, the span has {len(periods)}."
            raise Undefined("incomparable", "/over", text)
        whole = point(quantity.amount)
        stated = StatedReach(Reach(whole, whole), quantity.amount, NO_UNIT)
    than = amount_of(call.bench, call.than) if call.than is not None else None
    held = []
    for period in periods:
        value = amount_of(call.bench, replace(bound, period=period))
        other = than or amount_of(call.bench, replace(bound, period=_moved(period, -1)))
        held.append(_holds(call, value, other, prop.order))
    computed = _counted(call, held, 0, "periods that have it")
    return Found(computed, stated, None, state=step)


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
    difference = working.interval.subtract(value.interval, other.interval)
    wanted = ORDERED[asked]
    apart = minus(value.value, other.value)
    reach = Interval(Decimal(int(difference.inside(wanted))), Decimal(int(difference.meets(wanted))))
    holds = min(max(Decimal(int(wanted.holds(apart))), reach.low), reach.high)
    text = f"{shown(value.value)} is {'' if holds else 'not '}{asked.replace('_', ' ')} {shown(other.value)}"
    amount = Amount(holds, reach, NO_UNIT, sources=(*value.sources, *other.sources), warnings=value.warnings)
    return call.bench.working.add("compare", (f"step:{value.step}", f"step:{other.step}"), amount, text)


_ROWS = (
    *SIMPLE,
    Relation("extreme", extreme, "absent", "absent", "S is the highest, lowest over a span, or among areas", "none", "the lowest since 1980, a record"),
    Relation("rank", rank, "needed", "absent", "S is the nth highest or lowest among areas, or over a span", "ordinal", "third-highest in Europe"),
    Relation("trend", trend, "optional", "absent", "S rises, falls, or stays over successive periods", "count of periods, or none", "fallen for five years running"),
    Relation("frequency", frequency, "needed", "absent", "S has a property in q of n periods", "count", "in three of the last five years"),
)  # fmt: skip
RELATIONS = {row.code: row for row in _ROWS}
OUTCOMES = frozenset(nature for nature, kind in NATURE_CLASS.items() if kind == "outcome")
