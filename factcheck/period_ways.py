"""The ways to understand when an operand is: named periods, the newest one, the present level of a flow."""

import re
from collections.abc import Sequence
from dataclasses import replace

from factcheck.binding import Binder, Way
from factcheck.choice import Assumption, assume
from factcheck.claim import Leaf
from factcheck.operand import Bound, Computed, Given, Stored, Unknown
from factcheck.period import Period, calendar_year, fiscal_year, in_words, shifted
from factcheck.series import Series
from factcheck.timewords import LITERAL, Meaning, meanings

_AT_THE_END = re.compile(r"(?:(?:at|by) )?(?:the )?end of ", re.IGNORECASE)


def period_ways(
    binder: Binder, leaf: Leaf, stored: Stored, anchor: Period | None, projections: Sequence[Given]
) -> list[Way]:
    """The stored figure in every period that the leaf's words of time may mean."""
    if not leaf.period:
        meant = [Meaning("current", value="unnamed", relative_to_said_on=True)]
    else:
        meant = meanings(leaf.period, binder.moment(stored.series))
        if stored.stock_flow == "flow" and _AT_THE_END.match(leaf.period):
            text = f"{stored.series.title} is counted over time, and has no figure at the {leaf.period}."
            return [Way(Unknown(stored.pointer, "period_not_covered", text))]
    ways = [way for meaning in meant for way in _of_meaning(binder, meaning, stored, anchor, projections)]
    if leaf.to_date and leaf.period:
        ways = [_to_date(binder, way) for way in ways]
    return ways


def _to_date(binder: Binder, way: Way) -> Way:
    bound = way.bound
    if not isinstance(bound, Stored) or bound.period is None or binder.has_ended(bound.period):
        return way
    return replace(way, bound=replace(bound, to_date=True))


def _of_meaning(
    binder: Binder, meaning: Meaning, stored: Stored, anchor: Period | None, projections: Sequence[Given]
) -> list[Way]:
    assumed: tuple[Assumption, ...] = ()
    if meaning.choice:
        assumed = (Assumption(meaning.choice, meaning.value, meaning.standing, meaning.text),)
    if meaning.kind == "relative":
        if anchor is None:
            text = "how long before cannot be told: the subject has no period."
            return [Way(Unknown(stored.pointer, "period_not_covered", text))]
        return [Way(replace(stored, period=shifted(anchor, meaning.months)))]
    if meaning.kind == "current":
        return _current(binder, stored, meaning, projections)
    bound = replace(stored, period=meaning.period, to_date=meaning.to_date, at_end=meaning.at_end,
                    named_past=meaning.named_past)  # fmt: skip
    if meaning.period and meaning.period.open_ended:
        bound = replace(bound, until=binder.context.said_on)
    if binder.has_ended(meaning.period):
        bound = replace(bound, to_date=False)
    return _rate_ways(binder, Way(bound, assumed, meaning.change))


def _rate_ways(binder: Binder, way: Way) -> list[Way]:
    """A rate over a longer period: its mean, literal, or its last value, strained (semantics §4)."""
    bound = way.bound
    if not isinstance(bound, Stored) or bound.stock_flow != "rate" or bound.period is None or bound.at_end:
        return [way]
    figures = binder.evidence.of(bound.series, bound.area)
    within = [f for f in figures if bound.period.covers(f.period)]
    if len(within) < 2 or any(f.period == bound.period for f in within):
        return [way]
    mean = assume("rate_over_period", "mean")
    last = assume("rate_over_period", "last")
    return [
        replace(way, assumptions=(*way.assumptions, mean)),
        replace(way, bound=replace(bound, at_end=True), assumptions=(*way.assumptions, last)),
    ]


def _current(binder: Binder, stored: Stored, meaning: Meaning, projections: Sequence[Given]) -> list[Way]:
    """The present level: of a stock or rate the newest; of a flow a year, in several ways."""
    if stored.stock_flow != "flow":
        return [_newest(binder, stored)]
    year = _year_in_progress(binder, stored.series)
    complete = Way(
        replace(stored, period=shifted(year, -12)), (assume("reference_period", "last_complete_year"),)
    )
    if meaning.value == "unnamed":
        return [complete]
    if binder.as_turned_out and year.end <= binder.knowledge.until:
        return [
            complete,
            Way(replace(stored, period=year), (assume("reference_period", "as_it_turned_out"),)),
        ]
    so_far = replace(stored, period=year, to_date=True)
    ways = [complete]
    projected = _projected(binder, so_far, year, projections)
    if projected is not None:
        ways.append(Way(projected, (assume("reference_period", "in_progress_projected"),)))
    annualised = Computed(stored.pointer, "annualised", (so_far,), period=year)
    return [*ways, Way(annualised, (assume("reference_period", "in_progress_annualised"),))]


def _newest(binder: Binder, stored: Stored) -> Way:
    period = binder.newest_period(stored)
    if period is None:
        return Way(stored)
    days = max((binder.context.said_on - period.end).days, 0)
    text = f"The newest value known is that of {in_words(period)}, which ended {days} days before."
    return Way(
        replace(stored, period=period),
        (Assumption("newest", period.label, LITERAL, text, stored.series.id),),
    )


def _year_in_progress(binder: Binder, series: Series) -> Period:
    moment = binder.moment(series)
    if moment.fiscal_month in (None, 1):
        return calendar_year(binder.context.said_on.year)
    return fiscal_year(moment.fiscal_year_in_progress(), moment.fiscal)


def _projected(binder: Binder, so_far: Stored, year: Period, projections: Sequence[Given]) -> Bound | None:
    """What is stored of the year plus the projection for its rest, the claim's own or a stored one."""
    if projections:
        return Computed(so_far.pointer, "sum", (so_far, *projections), period=year)
    figures = [
        figure
        for figure in binder.evidence.of(so_far.series, so_far.area)
        if year.covers(figure.period) and any(v.nature == "projection" for v in figure.vintages)
    ]
    for figure in figures:
        projection = replace(so_far, period=figure.period, nature="projection", to_date=False)
        if figure.period == year:
            return projection
        if figure.period.end == year.end:
            known = replace(so_far, period=Period(year.start, figure.period.start))
            return Computed(so_far.pointer, "sum", (known, projection), period=year)
    return None
