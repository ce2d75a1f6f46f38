"""The relations `extreme` and `rank`: a figure among its peers (semantics §5).

Each comparison is a step of its own that gives 1 where it holds, 0 where it does not, and 0 … 1 where
the intervals leave it open; counts are sums of such steps, so that they too can be done again.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from factcheck import working
from factcheck.amount import amount_of
from factcheck.evidence import Undefined
from factcheck.interval import ZERO, Interval, add, point
from factcheck.operand import Stored
from factcheck.ordering import ORDERED
from factcheck.peers import Peer, figures_of, group_of, own_figure, peer_amount, peers_of, period_of, span_of
from factcheck.period import in_words, length_of
from factcheck.reach import Reach
from factcheck.relation import Call, Found, state
from factcheck.stated import StatedReach
from factcheck.unit import NO_UNIT, Unit
from factcheck.working import Amount, shown

ORDINAL = Unit("ordinal", "none")


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


def extreme(call: Call) -> Found:
    """S is beyond every other value of the span or the group; computed is S less the strongest of them."""
    bound = own_figure(call)
    high = call.claim.order != "lowest"
    _check_member(call, bound)
    peers = peers_of(call, bound)
    subject = amount_of(call.bench, bound)
    known = [peer for peer in peers if peer.amount is not None]
    if not known:
        raise Undefined("period_not_covered", "/over", "Nothing is stored to compare with.")
    rival = _strongest(known, subject, high=high)
    best = peer_amount(rival)
    unknown = [peer for peer in peers if peer.amount is None and not peer.never_stored]
    beaten = best.value > subject.value if high else best.value < subject.value
    late = _begins_late(call, bound)
    if (unknown or late) and not (beaten or best.value == subject.value):
        missing = ", ".join(peer.name for peer in unknown[:5]) or late
        raise Undefined("period_not_covered", "/over", f"Not all is stored to compare with: {missing}.")
    computed = working.difference(call.bench.working, subject, best)
    computed = replace(computed, sources=tuple(dict.fromkeys(
        s for p in known for s in peer_amount(p).sources)) + tuple(s for s in subject.sources))  # fmt: skip
    interval = ORDERED["greater" if high else "less"]
    stated = StatedReach(Reach(interval, interval), ZERO, computed.unit)
    notes = [f"The value that comes nearest is {rival.name}, {shown(best.value)}."]
    notes += _notes(call, bound, peers)
    rivals = tuple(peer_amount(peer).step for peer in known)
    tie = "tie" if best.value == subject.value else None
    return Found(
        computed, stated, "difference", subject, best, rivals=rivals, notes=tuple(notes), direction=tie
    )


def _check_member(call: Call, bound: Stored) -> None:
    """Refuses a subject that is no member of the group it is ranked among."""
    if call.claim.among and bound.area.code not in group_of(call).members:
        text = f"{bound.area.name} is no member of {group_of(call).name}."
        raise Undefined("area_not_covered", "/subject", text)


def _strongest(known: Sequence[Peer], subject: Amount, *, high: bool) -> Peer:
    """The peer that settles it: one that is certainly beyond the subject, else the one that may go furthest."""
    beyond = [peer for peer in known if _near(peer, high=high) > _far(subject, high=high)]
    if beyond:
        return max(beyond, key=lambda peer: _near(peer, high=high))
    return max(known, key=lambda peer: (_far(peer_amount(peer), high=high), _near(peer, high=high)))


def _near(peer: Peer, *, high: bool) -> Decimal:
    """How far a peer certainly goes in the direction asked; downwards counts negative."""
    interval = peer_amount(peer).interval
    return interval.low if high else -interval.high


def _far(amount: Amount, *, high: bool) -> Decimal:
    """How far an amount may go in the direction asked; downwards counts negative."""
    return amount.interval.high if high else -amount.interval.low


def _begins_late(call: Call, bound: Stored) -> str:
    """In words, that the series begins after the span does; empty where it does not."""
    if call.claim.among or call.claim.over is None:
        return ""
    figures = figures_of(call, bound)
    span = span_of(call, bound)
    first = figures[0].period if figures else None
    length = length_of([period_of(bound)])
    days = length.count * (31 if length.unit == "months" else 1)
    if first is None or first.start <= span.start + timedelta(days=days):
        return ""
    return f"the series begins with {in_words(first)}"


def _notes(call: Call, bound: Stored, peers: Sequence[Peer]) -> list[str]:
    notes = []
    if not call.claim.among and call.claim.over is None:
        first = figures_of(call, bound)[0].period
        notes.append(f"The stored series begins with {in_words(first)}.")
    never = [peer.name for peer in peers if peer.never_stored]
    if never:
        notes.append(f"Never stored, and left out: {', '.join(never[:8])}{' …' if len(never) > 8 else ''}.")
    return notes


def rank(call: Call) -> Found:
    """S is the nth: from 1 + those certainly beyond it to 1 + those possibly beyond or equal."""
    bound = own_figure(call)
    high = call.claim.order != "lowest"
    _check_member(call, bound)
    peers = peers_of(call, bound)
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
    beyond = [_beyond(call, subject, peer_amount(peer), high=high) for peer in known]
    computed = counted(call, beyond, 1, "rank")
    computed = replace(computed, unit=ORDINAL, sources=(*subject.sources, *computed.sources))
    return Found(computed, stated, None, subject, state=step, notes=tuple(_notes(call, bound, peers)))


def counted(call: Call, steps: Sequence[Amount], start: int, what: str) -> Amount:
    """The number of comparisons that hold, and `start`, as a sum."""
    constant = point(Decimal(start))
    reach = add([constant, *(step.interval for step in steps)])
    value = sum((step.value for step in steps), Decimal(start))
    sources = tuple(dict.fromkeys(source for step in steps for source in step.sources))
    warnings = tuple(dict.fromkeys(warning for step in steps for warning in step.warnings))
    inputs = ([f"const:{start}"] if start else []) + [f"step:{step.step}" for step in steps]
    amount = Amount(value, reach, NO_UNIT, sources=sources, warnings=warnings)
    return call.bench.working.add("sum", inputs or ["const:0"], amount, f"{what}: {shown(value)}")
