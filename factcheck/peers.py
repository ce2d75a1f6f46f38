"""The other values that a figure is compared with: of other periods, or of other areas of a group."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from functools import cache

from factcheck.amount import amount_of
from factcheck.evidence import Query, Undefined
from factcheck.figure import Figure
from factcheck.interval import Interval, minus, over, plus, times
from factcheck.needed import needed
from factcheck.operand import Stored, Unknown
from factcheck.period import OPEN_START, Period, in_words, length_of, shifted
from factcheck.relation import Call
from factcheck.series import Area
from factcheck.timewords import meanings
from factcheck.working import Amount, shown

# A member's figure so far off is widened by half (semantics §5, rank), and by half again for each five years more.
NEAREST_YEARS = 5
MOST_PERIODS = 1000  # more periods than this are not compared one by one


@dataclass(frozen=True, slots=True)
class Peer:
    """A value that the subject is compared with; None where it is not known."""

    name: str
    amount: Amount | None
    never_stored: bool = False


def own_figure(call: Call) -> Stored:
    """The subject as a stored figure with a period of its own. Raises Undefined."""
    bound = call.subject
    if isinstance(bound, Unknown):
        amount_of(call.bench, bound)
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


def figures_of(call: Call, bound: Stored) -> Sequence[Figure]:
    """The figures of the operand's area; of a group without its own, those of the member that begins last."""
    evidence = call.bench.evidence
    own = evidence.of(bound.series, bound.area)
    if own:
        return own
    of_members = [evidence.figures.get((bound.series.id, code), ()) for code in bound.area.members]
    return max((rows for rows in of_members if rows), key=lambda rows: rows[0].period.start, default=())


def span_of(call: Call, subject: Stored) -> Period:
    """The span that `over` names, with the days after T for "since T"; the whole series without it."""
    figures = figures_of(call, subject)
    until = call.binder.context.said_on
    if call.claim.over is None:
        first = figures[0].period.start if figures else OPEN_START
        stored_until = min(until, max((figure.period.end for figure in figures), default=until))
        return Period(first, max(stored_until, period_of(subject).end, first + timedelta(days=1)))
    named = meanings(call.claim.over, call.binder.moment(subject.series))
    since = [meaning for meaning in named if meaning.value == "from_the_end"]
    period = (since or named)[0].period
    if period is None:
        raise Undefined("period_not_covered", "/over", f"{call.claim.over!r} is no span of time.")
    if period.open_ended:
        end = max(min(period.end, until), period_of(subject).end)
        start = figures[0].period.start if period.start == OPEN_START and figures else period.start
        return Period(start, max(end, start + timedelta(days=1)))
    return period


def period_of(bound: Stored) -> Period:
    """The period of a figure that has one."""
    return needed(bound.period, "period of the subject")


def moved(period: Period, steps: int) -> Period:
    """The period, so many times its own length later."""
    length = length_of([period])
    if length.unit == "months":
        return shifted(period, length.count * steps)
    shift = timedelta(days=length.count * steps)
    return Period(period.start + shift, period.end + shift)


def check_count(periods: int) -> None:
    """Refuses to compare more periods than an answer can show. Raises Undefined."""
    if periods > MOST_PERIODS:
        text = f"More than {MOST_PERIODS} periods would have to be compared; name a shorter span in over."
        raise Undefined("period_not_covered", "/over", text)


def known_amount(call: Call, bound: Stored) -> Amount | None:
    """Its amount, None where the figures do not give it."""
    remembered = call.bench.remembered
    if remembered is not None and bound.period in remembered:
        return remembered[bound.period]
    try:
        amount = amount_of(call.bench, bound)
    except Undefined:
        amount = None
    if remembered is not None:
        remembered[bound.period] = amount
    return amount


def _over_time(call: Call, subject: Stored) -> list[Peer]:
    """The values of every other period of the subject's length in the span, earliest first."""
    span = span_of(call, subject)
    own = period_of(subject)
    figures = figures_of(call, subject)
    begin = max(span.start, figures[0].period.start) if figures else span.start
    back = 1
    while begin <= moved_safely(own, -back, span).start:
        back += 1
        check_count(back)
    periods = [moved(own, -step) for step in range(back - 1, 0, -1)]
    ahead = 1
    while moved_safely(own, ahead, span).end <= min(span.end, call.binder.context.said_on):
        periods.append(moved(own, ahead))
        ahead += 1
        check_count(back + ahead)
    return [
        Peer(in_words(period), known_amount(call, replace(subject, period=period)))
        for period in periods
        if span.covers(period)
    ]


def moved_safely(period: Period, steps: int, span: Period) -> Period:
    """The moved period, or one outside the span where the calendar has no such days."""
    try:
        return moved(period, steps)
    except (ValueError, OverflowError):
        outside = OPEN_START if steps < 0 else span.end
        return Period(outside, outside + timedelta(days=1)) if span.start > OPEN_START else span


def group_of(call: Call) -> Area:
    """The group of areas that `among` names. Raises Undefined."""
    words = call.claim.among or ""
    for area in call.bench.evidence.areas.get(words.lower(), ()):
        if area.members:
            return area
    raise Undefined("area_not_covered", "/among", f"{words!r} is no group of areas that is known.")


def _among(call: Call, subject: Stored) -> list[Peer]:
    """The values of every other member of the group for the subject's period, in the order of codes.

    A member without a figure for it stands with its nearest, widened by half for each five years begun.
    """
    peers = []
    own = cache(lambda: known_amount(call, subject))  # looked up once, and only where a figure is old
    for area in call.bench.evidence.members_of(group_of(call)):
        if area.code == subject.area.code:
            continue
        bound = replace(subject, area=area)
        amount = known_amount(call, bound)
        figures = call.bench.evidence.of(subject.series, area)
        if amount is None and figures:
            amount = _nearest(call, bound, own)
        peers.append(Peer(area.name, amount, never_stored=not figures))
    return peers


def _nearest(call: Call, bound: Stored, own: Callable[[], Amount | None]) -> Amount | None:
    """The member's figure nearest in time, its interval widened by half either way for each five years begun.

    One further off than five years is only used where it can be told from the subject's all the same: an economy a
    thousandth as large stays the smaller one, however old its figure is.
    """
    asked = period_of(bound)
    query = Query(bound.series, bound.area, bound.nature, call.bench.knowledge, bound.pointer)
    near = []
    for figure in call.bench.evidence.of(bound.series, bound.area):
        source = query.source(figure)
        distance = abs((figure.period.start - asked.start).days)
        if source and source.vintage.missing is None:
            near.append((distance, figure.period))
    if not near:
        return None
    distance, period = min(near)
    halves = max(1, -(-distance // (NEAREST_YEARS * 366)))
    found = needed(
        known_amount(call, replace(bound, period=period, named_past=True)), "figure that was found"
    )
    share = over(Decimal(halves), Decimal(2))
    spread = times(abs(found.value), share)
    widened = Interval(minus(found.interval.low, spread), plus(found.interval.high, spread))
    if halves > 1 and ((subject := own()) is None or widened.meets(subject.interval)):
        return None
    by = "half as much" if halves == 1 else f"{share:f} times as much"
    text = f"{bound.area.name}: {shown(found.value)} of {in_words(period)}, taken {by} lower or higher"
    return call.bench.working.add(
        "convert", (f"step:{found.step}", f"const:{share:f}"), replace(found, interval=widened), text
    )


def peers_of(call: Call, subject: Stored) -> list[Peer]:
    """What the subject is compared with: the group's other members, or other periods."""
    return _among(call, subject) if call.claim.among else _over_time(call, subject)


def peer_amount(peer: Peer) -> Amount:
    """The amount of a peer that has one."""
    return needed(peer.amount, f"value of {peer.name}")
