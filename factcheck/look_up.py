"""Which vintages make up a value: a period's own figure, the parts that fill it, the last, the newest.

Each look-up raises Undefined where the figures do not give the value, with the reason.
"""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from factcheck.evidence import Query, Undefined
from factcheck.figure import NATURE_CLASS, Figure, Vintage
from factcheck.period import Period, in_words
from factcheck.series import Series
from factcheck.working import Source


def whole(query: Query, figures: Sequence[Figure], period: Period) -> tuple[Source, ...]:
    """The vintages that make up a flow over the period: its own figure, or the parts that fill it.

    The newer vintage wins; at equal age the period's own figure does (semantics §4).
    Raises Undefined.
    """
    own = _own(query, figures, period)
    parts = _filling(query, figures, period)
    if own and own.vintage.missing is None and (not parts or not _newer(parts, own, query.knowledge.as_of)):
        return (own,)
    if parts:
        return parts
    if own:
        raise withheld(query, own.vintage, period)
    raise _not_covered(query, figures, period)


def _own(query: Query, figures: Sequence[Figure], period: Period) -> Source | None:
    at = bisect_left(figures, (period.start, period.end), key=lambda f: (f.period.start, f.period.end))
    if at < len(figures) and figures[at].period == period:
        return query.source(figures[at])
    return None


def own(query: Query, figures: Sequence[Figure], period: Period) -> Source | None:
    """The figure of exactly that period, None where it has none that gives a value."""
    source = _own(query, figures, period)
    return source if source and source.vintage.missing is None else None


def _newer(parts: Sequence[Source], own: Source, as_of: date) -> bool:
    """Whether the parts, taken by their oldest vintage, are newer than the whole as both were known."""
    oldest = min(part.vintage.published_on for part in parts)
    return own.vintage.published_on < oldest <= as_of


# Shortest and longest stretch of days that a figure of a frequency is for.
FREQUENCY_DAYS = {
    "day": (1, 1), "week": (7, 7), "month": (28, 31), "quarter": (90, 92), "year": (365, 366), "fiscal_year": (365, 366),
}  # fmt: skip


def _filling(query: Query, figures: Sequence[Figure], period: Period) -> tuple[Source, ...]:
    """The figures within the period that fill it end to end; empty where they leave a gap.

    Those of the series' own frequency come first: they are of one making. Only where they leave a
    gap do others help to fill it, as few as it takes.
    """
    within = _begun_in(figures, period)
    for some in (regular(query.series, within), within):
        reached = _reached(query, some, period)
        if period.end in reached:
            return _row(reached, period.end)
    return ()


def _begun_in(figures: Sequence[Figure], period: Period) -> Sequence[Figure]:
    """The figures whose period begins within the period."""
    first = bisect_left(figures, period.start, key=lambda f: f.period.start)
    return figures[first : bisect_left(figures, period.end, first, key=lambda f: f.period.start)]


def regular(series: Series, figures: Sequence[Figure]) -> Sequence[Figure]:
    """The figures that are for one period of the series' own frequency."""
    shortest, longest = FREQUENCY_DAYS.get(series.frequency, (1, 10_000))
    return [f for f in figures if shortest <= (f.period.end - f.period.start).days <= longest]


_Reached = dict[date, tuple[int, Source | None]]


def _reached(query: Query, figures: Sequence[Figure], period: Period) -> _Reached:
    """The days that an unbroken row of figures, all begun in the period, reaches from its start.

    For each: how many figures the shortest such row has, and the last of them.
    """
    reached: _Reached = {period.start: (0, None)}
    for figure in figures:
        begun = reached.get(figure.period.start)
        if begun is None or figure.period.end > period.end or figure.period == period:
            continue
        known = reached.get(figure.period.end)
        if known is not None and known[0] <= begun[0] + 1:
            continue
        source = query.source(figure)
        if source is not None and source.vintage.missing is None:
            reached[figure.period.end] = (begun[0] + 1, source)
    return reached


def _row(reached: _Reached, end: date) -> tuple[Source, ...]:
    """The row of figures that reaches `end`, in order of time."""
    row: list[Source] = []
    while (source := reached[end][1]) is not None:
        row.append(source)
        end = source.figure.period.start
    return tuple(reversed(row))


def to_date(query: Query, figures: Sequence[Figure], period: Period) -> tuple[Source, ...]:
    """The figures that fill the period from its start for as long as they do, none in progress.

    Raises Undefined where not even its first part is stored.
    """
    ended = [figure for figure in figures if figure.period.end <= query.knowledge.until]
    if any(figure.period == period for figure in ended):
        return whole(query, ended, period)
    row: tuple[Source, ...] = ()
    within = _begun_in(ended, period)
    for some in (regular(query.series, within), within):
        reached = _reached(query, some, period)
        row = row or _row(reached, max(reached))
    if not row:
        if period.start >= query.knowledge.until:
            raise query.fail("in_progress", f"{in_words(period)} had not begun")
        raise _not_covered(query, ended, period)
    return row


def last(query: Query, figures: Sequence[Figure], period: Period) -> Source:
    """The last value of a stock or rate in the period. Raises Undefined where the period's end has none."""
    slack = timedelta(days=7 if query.series.frequency == "day" else 0)  # no figures on holidays
    within = [
        figure
        for figure in figures
        if period.start <= figure.period.start and period.end - slack <= figure.period.end <= period.end
    ]
    sources = [source for figure in within if (source := query.source(figure))]
    if not sources:
        raise _not_covered(query, figures, period)
    source = max(
        sources, key=lambda s: (s.figure.period == period, s.figure.period.end, s.figure.period.start)
    )
    if source.vintage.missing:
        raise withheld(query, source.vintage, source.figure.period)
    return source


def newest(query: Query, figures: Sequence[Figure]) -> Source:
    """The value of the newest period that had ended and was known. Raises Undefined where there is none."""
    ended = [
        source
        for figure in figures
        if figure.period.end <= query.knowledge.until
        and (source := query.source(figure))
        and source.vintage.missing is None
    ]
    known = [source for source in ended if source.vintage.published_on <= query.knowledge.as_of]
    if not ended:
        raise _not_covered(query, figures, None)
    return max(known or ended, key=lambda s: (s.figure.period.end, s.figure.period.start))


def withheld(query: Query, vintage: Vintage, period: Period) -> Undefined:
    """What to raise for a figure that its publisher gives no value for."""
    reason = _MISSING_REASON.get(vintage.missing or "", "not_stored")
    return query.fail(reason, f"the publisher gives no value for {in_words(period)} ({vintage.missing})")


_MISSING_REASON = {"suppressed": "suppressed", "not_collected": "in_progress"}


def _not_covered(query: Query, figures: Sequence[Figure], period: Period | None) -> Undefined:
    """Why the figures do not fill the period: another nature, a hole, the wrong years, nothing at all."""
    when = in_words(period) if period else "any period that had ended"
    if not figures:
        return query.fail("area_not_covered", "no figure is stored")
    within = [
        f
        for f in figures
        if period is None or (period.start <= f.period.start and f.period.end <= period.end)
    ]
    served = [source for figure in within if (source := query.source(figure))]
    if within and not served:
        return _other_nature(query, within[-1], when)
    for source in served:
        if source.vintage.missing:
            return withheld(query, source.vintage, source.figure.period)
    near = min(figures, key=lambda f: abs((f.period.start - period.start).days)) if period else figures[-1]
    stored = f"stored are {figures[0].period.label} to {figures[-1].period.label}"
    return query.fail("period_not_covered", f"not all of {when} is stored; {stored}", near)


def _other_nature(query: Query, figure: Figure, when: str) -> Undefined:
    natures = {NATURE_CLASS[vintage.nature] for vintage in figure.vintages}
    wanted = NATURE_CLASS[query.nature]
    projected = wanted == "projection" or ("target" not in natures and wanted == "outcome")
    reason = "projection_vs_actual" if projected else "target_vs_actual"
    found = " and ".join(sorted({vintage.nature for vintage in figure.vintages}))
    text = f"for {when} only {found} is stored, not {query.nature}; name the nature where that is meant"
    return query.fail(reason, text, figure)
