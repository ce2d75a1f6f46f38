"""The ways to understand an operand without parts: its unit, its series, its area."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from factcheck import unit
from factcheck.binding import Binder, Way
from factcheck.choice import Assumption, assume, strongest_first
from factcheck.claim import Leaf
from factcheck.evidence import Candidate, Near
from factcheck.figure import NATURE_CLASS
from factcheck.interval import times
from factcheck.needed import needed
from factcheck.operand import Bound, Given, Stored, Unknown
from factcheck.period import Period
from factcheck.period_ways import period_ways
from factcheck.quantity import Quantity
from factcheck.series import Area, Series, in_current_prices
from factcheck.timewords import ACCEPTED, LITERAL, STRAINED, meanings

CLOSE_ENOUGH = Decimal("0.8")  # of the best match's score, to be a reading too (semantics §6)
WEAK_MATCH = Decimal("0.65")  # a score below which the match is called weak
DEFAULT_NATURE = {"projected": "projection", "promised": "target"}


QuantityWay = tuple[Quantity, tuple[Assumption, ...]]


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


def quantity_ways(binder: Binder, quantity: Quantity) -> list[QuantityWay]:
    """What "dollar", "pound", "ton" and "billion" in a quantity may mean; the country's own meaning first."""
    country = (binder.context.country or "").upper()
    meant = _unit_meanings(quantity, country)
    if _BILLION.search(quantity.wording) is None:
        return meant
    return [
        (scaled, (*assumed, Assumption("unit", value, standing, text, "billion")))
        for each, assumed in meant
        for scaled, value, standing, text in _billions(each, long_scale=country in LONG_SCALE)
    ]


def _unit_meanings(quantity: Quantity, country: str) -> list[QuantityWay]:
    name = "dollar" if _own_dollar(quantity, country) else quantity.unit.code
    if name not in unit.AMBIGUOUS:
        return [(quantity, ())]
    rows: list[QuantityWay] = []
    for i, meaning in enumerate(unit.meanings(name, country)):
        assumed = Assumption(
            "unit", meaning.code, STRAINED if i else LITERAL, f"{name} is {meaning.code}.", name
        )
        upper = replace(quantity.upper, unit=meaning) if quantity.upper else None
        rows.append((replace(quantity, unit=meaning, upper=upper), (assumed,)))
    return rows


def _own_dollar(quantity: Quantity, country: str) -> bool:
    """Whether a bare "$" is written where the dollar is another than that of the United States."""
    bare = _DOLLAR_SIGN.search(quantity.wording)
    return (
        bool(bare) and quantity.unit.code == "USD" and country != "US" and country in unit.AMBIGUOUS["dollar"]
    )


_DOLLAR_SIGN = re.compile(r"(?<![A-Za-z.])\$")

# Countries whose own "billion" is a million millions: the long scale.
LONG_SCALE = frozenset({
    "AT", "BE", "CH", "DE", "DK", "ES", "FI", "FR", "IT", "LU", "NL", "NO", "PL", "PT", "SE", "CZ", "SK", "SI",
    "HR", "HU", "AR", "BO", "CL", "CO", "CR", "CU", "DO", "EC", "GT", "HN", "MX", "NI", "PA", "PE", "PY", "SV",
    "UY", "VE",
})  # fmt: skip
_BILLION = re.compile(r"\bbillions?\b", re.IGNORECASE)
_THOUSAND = Decimal(1000)


def _billions(quantity: Quantity, *, long_scale: bool) -> list[tuple[Quantity, str, str, str]]:
    """A billion as a thousand millions and as a million millions."""
    standings = (STRAINED, LITERAL) if long_scale else (LITERAL, STRAINED)
    short = (quantity, "short_scale", standings[0], "A billion is a thousand millions.")
    long = (_times_thousand(quantity), "long_scale", standings[1], "A billion is a million millions.")
    return [long, short] if long_scale else [short, long]


def _times_thousand(quantity: Quantity) -> Quantity:
    return replace(
        quantity,
        amount=times(quantity.amount, _THOUSAND),
        kept=times(quantity.kept, _THOUSAND),
        written=times(quantity.written, _THOUSAND),
        upper=_times_thousand(quantity.upper) if quantity.upper else None,
    )


def stored_ways(
    binder: Binder, leaf: Leaf, anchor: Period | None, projections: Sequence[Given] = ()
) -> list[Way]:
    """A stored figure, in every series, area and period it may mean.

    projections: amounts that the claim gives for the rest of a year in progress.
    """
    found = _series(binder, leaf)
    if not found:
        if leaf.series is not None:
            return [Way(Unknown(leaf.pointer, "not_stored", f"no series {leaf.series!r} is stored."))]
        text = f"no stored series measures {leaf.measure!r}."
        return [Way(Unknown(leaf.pointer, "no_measure_found", text))]
    ways = []
    for series, warnings, assumed in found:
        for area, area_assumed in _areas(binder, leaf, series):
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
                        *_as_published(binder, leaf, way.bound),
                    ),
                )
                for way in period_ways(binder, leaf, stored, anchor, projections)
            )
    return ways


_VOLUMES = ("gross domestic product",)  # measures whose growth is told in constant prices


def _as_published(binder: Binder, leaf: Leaf, bound: Bound) -> tuple[Assumption, ...]:
    """What is assumed where words alone name a series that is not the one usually quoted."""
    if leaf.measure is None or not isinstance(bound, Stored):
        return ()
    series, period = bound.series, bound.period
    short = period is not None and not period.open_ended and (period.end - period.start).days < SHORT
    if short and bound.stock_flow == "rate" and _unadjusted(series) and "adjusted" not in leaf.measure:
        return (assume("adjustment", "not_adjusted"),)
    grows = binder.relation in {"percent_change", "trend"} and series.measure.startswith(_VOLUMES)
    if grows and in_current_prices(series) and "nominal" not in leaf.measure:
        return (assume("prices", "current"),)
    return ()


SHORT = 360  # days: a rate over a whole year has the seasons in it


def _unadjusted(series: Series) -> bool:
    return (series.adjustment or "").lower().startswith("not seasonally")


def nature_of(binder: Binder, leaf: Leaf) -> str:
    """The nature asked for: as named, else as the stance has it for the subject."""
    if leaf.nature:
        return leaf.nature
    return DEFAULT_NATURE.get(binder.stance, "actual") if leaf.pointer.startswith("/subject") else "actual"


def _series(
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
    close = [c for c in fitting if c.score >= best * CLOSE_ENOUGH and not _contradicts(leaf, c.series)]
    close = [c for c in close if _has(binder, c.series, leaf)] or close
    close.sort(key=lambda c: -c.score)
    rows = []
    for i, candidate in enumerate(close):
        assumed: tuple[Assumption, ...] = ()
        if leaf.series is None:
            series = candidate.series
            standing = LITERAL if i == 0 or candidate.score == close[0].score else ACCEPTED
            text = f"{leaf.measure!r} is {series.title} ({series.publisher.name})."
            # The words of an outcome and of its target may be the same, and are two series.
            nature = nature_of(binder, leaf)
            about = leaf.measure or "" if nature == "actual" else f"{leaf.measure} ({nature})"
            assumed = (Assumption("series", series.id, standing, text, about),)
        warnings, narrowed = _breakdown(leaf, candidate)
        rows.append((candidate.series, warnings, (*assumed, *narrowed)))
    return rows


def _contradicts(leaf: Leaf, series: Series) -> bool:
    """Whether the words ask for what is adjusted for the season and the series is not."""
    words = leaf.measure or ""
    return "seasonally adjusted" in words and "not seasonally" not in words and _unadjusted(series)


def _has(binder: Binder, series: Series, leaf: Leaf) -> bool:
    """Whether the series has figures of the nature for an area the leaf may mean."""
    wanted = NATURE_CLASS[nature_of(binder, leaf)]
    for area in _named(binder, leaf, series):
        for code in (area.code, *area.members):
            figures = binder.evidence.figures.get((series.id, code), ())
            if any(
                NATURE_CLASS[vintage.nature] == wanted for figure in figures for vintage in figure.vintages
            ):
                return True
    return False


def _named(binder: Binder, leaf: Leaf, series: Series) -> list[Area]:
    """The areas that the leaf's words, or else the context, or else the series, may mean.

    Where the areas of a series are where something comes from, "here" is none of them.
    """
    whole = binder.evidence.whole_area.get(series.id)
    if leaf.area and leaf.area.lower().startswith("our "):
        return _smaller_than_the_country(binder)
    if leaf.area:
        said = list(binder.evidence.areas.get(leaf.area.lower(), ()))
        # "Refugees admitted to X", counted by where they come from: X itself is the whole of them.
        titled = any(area.name in series.title for area in said)
        if whole is None or not titled or any(binder.evidence.covers(series, area) for area in said):
            return said
        return [whole]
    here = () if series.area_role == "origin" else (binder.context.area, binder.context.country)
    elsewhere: list[Area] = []
    for words in here:
        known = binder.evidence.areas.get(words.lower(), ()) if words else ()
        covered = [area for area in known if binder.evidence.covers(series, area)]
        if covered:
            return covered[:1]
        elsewhere = elsewhere or list(known)
    if whole is not None and not whole.members and elsewhere:
        return elsewhere[:1]  # the figures of one country say nothing of another
    return [whole] if whole else []


def _smaller_than_the_country(binder: Binder) -> list[Area]:
    """Whose "our town", "our state" is: the context's area, where that is not its country."""
    here, country = (
        binder.evidence.areas.get((words or "").lower(), ())
        for words in (binder.context.area, binder.context.country)
    )
    return [area for area in here if area not in country]


def _areas(binder: Binder, leaf: Leaf, series: Series) -> list[tuple[Area | None, tuple[Assumption, ...]]]:
    named = _named(binder, leaf, series)
    covered = [area for area in named if binder.evidence.covers(series, area)] or named[:1]
    if len(covered) <= 1:
        return [(covered[0] if covered else None, ())]
    pointed = [area for area in covered if _pointed(binder, area)]
    rows: list[tuple[Area | None, tuple[Assumption, ...]]] = []
    for area in covered:
        standing = (LITERAL if area in pointed else STRAINED) if pointed else ACCEPTED
        text = f"{leaf.area!r} is {area.name} ({area.code})."
        rows.append((area, (Assumption("area", area.code, standing, text, leaf.area or ""),)))
    return sorted(rows, key=lambda row: strongest_first(row[1]))


def _pointed(binder: Binder, area: Area) -> bool:
    """Whether the context's country or area points to this area: is it, or holds it."""
    for words in (binder.context.area, binder.context.country):
        if not words:
            continue
        for known in binder.evidence.areas.get(words.lower(), ()):
            if (
                area.code == known.code
                or known.code in area.groups
                or area.code.startswith(f"iso3166-2:{words.upper()}-")
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
