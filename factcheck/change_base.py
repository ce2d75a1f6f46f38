"""What a change is measured from where the claim names no reference (semantics §6)."""

from dataclasses import replace

from factcheck.binding import Binder, Way
from factcheck.choice import assume
from factcheck.claim import Claim
from factcheck.needed import needed
from factcheck.operand import Computed, Given, Stored
from factcheck.period import Period, length_of, shifted
from factcheck.ways import ways

CHANGES = frozenset({"difference", "multiple", "percent_change", "point_change"})


def references(
    claim: Claim, binder: Binder, subject: Way, *, official: bool
) -> list[tuple[Way | None, Way | None]]:
    """The reference in its ways; for a change that names none, the bases it may be measured from.

    Each is a pair: the subject in place of its own way where the base changes it too, the reference.
    """
    if claim.reference is not None:
        anchor = subject.bound.period if isinstance(subject.bound, Given | Stored | Computed) else None
        return [(None, way) for way in ways(binder, claim.reference, official=official, anchor=anchor)]
    if claim.relation not in CHANGES or not isinstance(subject.bound, Stored):
        return [(None, None)]
    if is_growth_rate(subject.bound) and claim.relation == "percent_change":
        return [(None, None)]
    if subject.change is not None:
        return _from_start_to_end(binder, subject, subject.bound)
    return _change_bases(claim, binder, subject, subject.bound)


def is_growth_rate(bound: Stored) -> bool:
    """Whether the series is itself a growth rate, so that its value is the change."""
    return (bound.series.transformation or "").startswith("growth")


def _from_start_to_end(binder: Binder, subject: Way, bound: Stored) -> list[tuple[Way | None, Way | None]]:
    """A change "since T", or from A to B: the end of the span against its start."""
    first, second = needed(subject.change, "span")
    since = first == second
    if subject.assumptions and subject.assumptions[-1].value in {"from_the_end", "points_in_time"}:
        return []
    kept = tuple(a for a in subject.assumptions if a.choice not in {"since", "between"})
    ended = replace(bound, period=None if since else second, to_date=False)
    if since and bound.stock_flow == "flow":
        ended = replace(ended, period=_last_like(binder, first))
    end = Way(ended, kept)
    if not since:
        return [(end, Way(replace(bound, period=first, to_date=False), kept))]
    return [
        (end, replace(way, assumptions=(*kept, *way.assumptions))) for way in _bases_of(binder, bound, first)
    ]


def _bases_of(binder: Binder, bound: Stored, then: Period) -> list[Way]:
    """What "since T" is measured from: T's own figure; of a finer series its first period, or its mean."""
    figures = binder.evidence.of(bound.series, bound.area)
    base = replace(bound, period=then, to_date=False, named_past=True)
    finer = [f for f in figures if then.covers(f.period) and f.period != then]
    if bound.stock_flow == "flow" or not finer or any(f.period == then for f in figures):
        return [Way(base, (assume("since", "own_figure"),))]
    opening = replace(base, period=finer[0].period)
    parts = tuple(replace(base, period=figure.period) for figure in finer)
    mean = Computed(bound.pointer, "mean", parts)
    return [Way(opening, (assume("since", "first_period"),)), Way(mean, (assume("since", "mean"),))]


def _last_like(binder: Binder, then: Period) -> Period:
    """The last period of the length of T that had ended when it was said."""
    length = length_of([then])
    period = then
    months = length.count if length.unit == "months" else 12
    while shifted(period, months).end <= binder.knowledge.until:
        period = shifted(period, months)
    return period


def _change_bases(
    claim: Claim, binder: Binder, subject: Way, bound: Stored
) -> list[tuple[Way | None, Way | None]]:
    period = bound.period or binder.newest_period(bound)
    if period is None or period.open_ended:
        return [(None, None)]
    own = replace(bound, period=period)
    months = length_of([period])
    rows: list[tuple[Way | None, Way | None]] = []
    year_before = assume("change_base", "year_before", "accepted" if claim.from_period_before else None)
    here = Way(own, subject.assumptions)
    rows.append((here, Way(replace(own, period=shifted(period, -12)), (year_before,))))
    step = months.count if months.unit == "months" else 0
    if step not in {0, 12}:
        before = assume("change_base", "period_before", "literal" if claim.from_period_before else None)
        rows.append((here, Way(replace(own, period=shifted(period, -step)), (before,))))
    return rows
