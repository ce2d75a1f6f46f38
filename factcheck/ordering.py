"""The relation `order`: more or less than, and an outcome against a target whose time is not up (semantics §5)."""

from dataclasses import replace

from factcheck import working
from factcheck.evidence import Undefined
from factcheck.figure import NATURE_CLASS
from factcheck.interval import INFINITY, ZERO, Interval, over, point
from factcheck.period import length_of
from factcheck.reach import Reach
from factcheck.relation import Call, Found, operands
from factcheck.stated import StatedReach
from factcheck.working import Amount

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
        if gone.years < whole.years:
            part = over(gone.years, whole.years)
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
