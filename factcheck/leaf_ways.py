"""The ways to understand an operand without parts: its unit, its series, its area."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from factcheck import unit
from factcheck.area_ways import area_ways, named_areas
from factcheck.binding import Binder, Way
from factcheck.choice import Assumption
from factcheck.claim import Leaf
from factcheck.evidence import Candidate, Near, Weaker
from factcheck.figure import NATURE_CLASS
from factcheck.needed import needed
from factcheck.operand import Given, Stored, Unknown
from factcheck.period import Period
from factcheck.period_ways import period_ways
from factcheck.quantity_ways import quantity_ways
from factcheck.series import Series
from factcheck.timewords import ACCEPTED, LITERAL, STRAINED, meanings
from factcheck.usually_quoted import assumed_of, contradicts

CLOSE_ENOUGH = Decimal("0.8")  # of the best match's score, to be a reading too (semantics §6)
WEAK_MATCH = Decimal("0.65")  # a score below which the match is called weak
DEFAULT_NATURE = {"projected": "projection", "promised": "target"}


def given_ways(binder: Binder, leaf: Leaf) -> list[Way]:
    """An amount of the claimant's, in every meaning of its unit."""
    quantity = needed(leaf.amount, "amount")
    meant = meanings(leaf.period, binder.moment(None)) if leaf.period else []
    period = meant[0].period if meant else None
    kind = leaf.stock_flow or (_flow(quantity.unit, period) if period else None)
    given = Given(leaf.pointer, quantity, period, leaf.nature or "actual", kind)
    return [
        Way(replace(given, quantity=meant), assumed) for meant, assumed in quantity_ways(binder, quantity)
    ]


def _flow(named: unit.Unit, period: Period) -> str | None:
    """A claimant's count or sum of money over more than a day is a flow (semantics §4)."""
    long = period.open_ended or (period.end - period.start).days > 1
    return "flow" if long and named.kind in {"count", "none", "money"} else None


def stored_ways(
    binder: Binder, leaf: Leaf, anchor: Period | None, projections: Sequence[Given] = ()
) -> list[Way]:
    """A stored figure, in every series, area and period it may mean.

    projections: amounts that the claim gives for the rest of a year in progress.
    """
    found = series_meant(binder, leaf)
    if not found:
        if leaf.series is not None:
            return [Way(Unknown(leaf.pointer, "not_stored", f"no series {leaf.series!r} is stored."))]
        text = f"no stored series measures {leaf.measure!r}."
        return [Way(Unknown(leaf.pointer, "no_measure_found", text, _nearest(binder, leaf)))]
    ways = []
    for series, warnings, assumed in found:
        for area, area_assumed in area_ways(binder, leaf, series):
            if area is None:
                text = f"{series.title} is counted by area; name the area of the operand."
                if leaf.area:
                    text = f"{leaf.area!r} is no area that is known; name it by its code or exact name."
                nearest = (Near(series.id),)
                ways.append(Way(Unknown(leaf.pointer, "area_not_covered", text, nearest), assumed))
                continue
            stored = Stored(leaf.pointer, series, area, None, nature_of(binder, leaf),
                            stock_flow=series.stock_flow, warnings=warnings)  # fmt: skip
            ways.extend(
                replace(
                    way,
                    assumptions=(
                        *assumed,
                        *area_assumed,
                        *way.assumptions,
                        *assumed_of(binder, leaf, way.bound),
                    ),
                )
                for way in period_ways(binder, leaf, stored, anchor, projections)
            )
    return ways


def _nearest(binder: Binder, leaf: Leaf) -> tuple[Near, ...]:
    """The series that come nearest to the words of a measure, and why they are not what it says."""
    return tuple(
        Near(one.series.id, score=one.score, because="; ".join(one.because))
        for one in binder.evidence.unfit.get(leaf.pointer, ())
    )


def nature_of(binder: Binder, leaf: Leaf) -> str:
    """The nature asked for: as named, else as the stance has it for the subject."""
    if leaf.nature:
        return leaf.nature
    return DEFAULT_NATURE.get(binder.stance, "actual") if leaf.pointer.startswith("/subject") else "actual"


def series_meant(
    binder: Binder, leaf: Leaf
) -> list[tuple[Series, tuple[tuple[str, str], ...], tuple[Assumption, ...]]]:
    """The series that the leaf may mean, the best first, each with warnings and assumptions.

    Only a nature that is asked for narrows them before the best is known: a good match that says nothing
    of the area is no reason to take a bad one that does.
    """
    fitting = list(binder.evidence.candidates.get(leaf.pointer, ()))
    if nature_of(binder, leaf) != "actual":
        fitting = [c for c in fitting if _has(binder, c.series, leaf)] or fitting
    best = max((c.score for c in fitting), default=Decimal(0))
    close = [c for c in fitting if c.score >= best * CLOSE_ENOUGH and not contradicts(leaf, c.series)]
    close = [c for c in close if _has(binder, c.series, leaf)] or close
    scores = {candidate.series.id: candidate.score for candidate in close}
    close.sort(key=lambda c: (_weaker(c, scores) is not None, -c.score))
    rows = []
    for candidate in close:
        best_of_close = candidate.score == close[0].score or candidate is close[0]
        assumed = () if leaf.series else (_assumed(binder, leaf, candidate, scores, best=best_of_close),)
        warnings, narrowed = _breakdown(leaf, candidate)
        rows.append((candidate.series, warnings, (*assumed, *narrowed)))
    return rows


def _assumed(
    binder: Binder, leaf: Leaf, candidate: Candidate, scores: Mapping[str, Decimal], *, best: bool
) -> Assumption:
    """That the words mean the series, and how well that can be said."""
    series, weaker = candidate.series, _weaker(candidate, scores)
    standing, why = LITERAL if best else ACCEPTED, ""
    if weaker is not None:
        standing, why = weaker.standing, f": {weaker.why}"
    if candidate.nearly:
        standing, why = STRAINED, ": the words only come near what it measures"
    text = f"{leaf.measure!r} is {series.title} ({series.publisher.name}){why}."
    # The words of an outcome and of its target may be the same, and are two series.
    nature = nature_of(binder, leaf)
    about = leaf.measure or "" if nature == "actual" else f"{leaf.measure} ({nature})"
    return Assumption("series", series.id, standing, text, about)


def _weaker(candidate: Candidate, scores: Mapping[str, Decimal]) -> Weaker | None:
    """What it stands behind, of the series that fit at least as well."""
    return next((one for one in candidate.weaker if scores.get(one.than, -1) >= candidate.score), None)


def _has(binder: Binder, series: Series, leaf: Leaf) -> bool:
    """Whether the series has figures of the nature for an area the leaf may mean."""
    wanted = NATURE_CLASS[nature_of(binder, leaf)]
    for area in named_areas(binder, leaf, series):
        for code in (area.code, *area.members):
            figures = binder.evidence.figures.get((series.id, code), ())
            if any(
                NATURE_CLASS[vintage.nature] == wanted for figure in figures for vintage in figure.vintages
            ):
                return True
    return False


def _breakdown(
    leaf: Leaf, candidate: Candidate
) -> tuple[tuple[tuple[str, str], ...], tuple[Assumption, ...]]:
    """What follows where the words name a group that the series does not give."""
    series, warnings, assumed = candidate.series, [], []
    if leaf.series is None and candidate.score < WEAK_MATCH:
        warnings.append(("weak_series_match", f"{leaf.measure!r} fits {series.title} only in part."))
    for said, given in ((leaf.population, series.population), (leaf.breakdown, series.breakdown)):
        if said and not _same_words(said, given or "") and not _same_words(said, series.measure):
            text = f"{series.title} is not given for {said!r}; the whole is taken."
            warnings.append(("different_population", text))
            assumed.append(Assumption("breakdown", "whole", STRAINED, text, said))
    return tuple(warnings), tuple(assumed)


def _same_words(said: str, given: str) -> bool:
    words = {unit.singular_of(word) for word in said.lower().split()}
    return bool(words) and words <= {
        unit.singular_of(word) for word in given.lower().replace(",", " ").split()
    }


def outcomes_beside(binder: Binder, promised: Stored) -> list[Series]:
    """The series that may tell what came of a promise: its own, and those its words also fit."""
    others = [c.series for c in binder.evidence.candidates.get(promised.pointer, ())]
    return list(dict.fromkeys((promised.series, *others)))
