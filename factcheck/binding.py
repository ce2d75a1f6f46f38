"""From the operands of a claim to stored figures: every series, area and period that the words may mean.

Each `Way` is an operand with all its choices made, and the assumptions that were made for it. The
choices themselves, with their standings, are rows of factcheck.choice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import product

from factcheck import unit
from factcheck.choice import Assumption, assume, strongest_first
from factcheck.claim import PER_POPULATIONS, Context, Leaf, Operand, Tree, leaves
from factcheck.evidence import Candidate, Evidence, Knowledge, Near, Query, Undefined, newest
from factcheck.figure import NATURE_CLASS
from factcheck.operand import Bench, Bound, Computed, Given, Stored, Unknown, amount_of
from factcheck.period import (
    Period,
    calendar_year,
    fiscal_start_month,
    fiscal_year,
    in_words,
    months_from,
    shifted,
)
from factcheck.series import Area, Series
from factcheck.timewords import ACCEPTED, LITERAL, STRAINED, Meaning, Moment, meanings
from factcheck.working import Working

CLOSE_ENOUGH = Decimal("0.8")  # of the best match's score, to be a reading too (semantics §6)
WEAK_MATCH = Decimal("0.5")  # a score below which the match is called weak
DEFAULT_NATURE = {"projected": "projection", "promised": "target"}
STEPS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


@dataclass(frozen=True, slots=True)
class Way:
    """An operand with its choices made. change: the two ends of the span its words name, if any."""

    bound: Bound
    assumptions: tuple[Assumption, ...] = ()
    change: tuple[Period, Period] | None = None


@dataclass(frozen=True, slots=True)
class Binder:
    """What the binding of one claim needs to know. as_turned_out: periods that have ended since count."""

    evidence: Evidence
    context: Context
    knowledge: Knowledge
    stance: str = "asserted"
    as_turned_out: bool = False

    def ways(self, operand: Operand, *, official: bool = False, anchor: Period | None = None) -> list[Way]:
        """Every way to understand the operand, strongest first.

        official: amounts that also name a stored figure are replaced by it. anchor: the subject's
        period, from which "a year earlier" counts.
        """
        if isinstance(operand, Leaf):
            if operand.amount is not None and not (official and operand.stored):
                return self._given(operand)
            return self._stored(operand, anchor)
        return self._tree(operand, official=official, anchor=anchor)

    def moment(self, series: Series | None) -> Moment:
        """What words of time resolve from, with the publisher's fiscal years where it counts them."""
        country_month = fiscal_start_month(self.context.country)
        return Moment(self.context.said_on, series.publisher.fiscal_month if series else None, country_month)

    def _given(self, leaf: Leaf) -> list[Way]:
        quantity = leaf.amount
        if quantity is None:
            raise ValueError("a leaf without an amount is not given")
        meant = meanings(leaf.period, self.moment(None)) if leaf.period else []
        period = meant[0].period if meant else None
        kind = leaf.stock_flow or (_flow(quantity.unit, period) if period else None)
        given = Given(leaf.pointer, quantity, period, leaf.nature or "actual", kind)
        return [
            Way(replace(given, quantity=replace(quantity, unit=meaning)), assumed)
            for meaning, assumed in self.unit_ways(quantity.unit)
        ]

    def unit_ways(self, named: unit.Unit) -> list[tuple[unit.Unit, tuple[Assumption, ...]]]:
        """What a unit such as "dollar" may mean; the country's own meaning first."""
        meant = unit.meanings(named, self.context.country)
        if len(meant) == 1:
            return [(meant[0], ())]
        rows = []
        for i, meaning in enumerate(meant):
            text = f"{named.code} is {meaning.code}."
            rows.append(
                (meaning, (Assumption("unit", meaning.code, STRAINED if i else LITERAL, text, named.code),))
            )
        return rows

    def _stored(self, leaf: Leaf, anchor: Period | None, projections: Sequence[Given] = ()) -> list[Way]:
        found = self._series(leaf)
        if not found:
            text = f"no stored series measures {leaf.measure or leaf.series!r}."
            return [Way(Unknown(leaf.pointer, "no_measure_found", text))]
        ways = []
        for series, warnings, assumed in found:
            for area, area_assumed in self._areas(leaf, series):
                if area is None:
                    text = f"{series.title} is counted by area; name the area of the operand."
                    if leaf.area:
                        text = f"{leaf.area!r} is no area that is known; name it by its code or exact name."
                    nearest = (Near(series.id),)
                    ways.append(Way(Unknown(leaf.pointer, "area_not_covered", text, nearest), assumed))
                    continue
                stored = Stored(leaf.pointer, series, area, None, self._nature(leaf),
                                stock_flow=series.stock_flow, warnings=warnings)  # fmt: skip
                for way in self._periods(leaf, stored, anchor, projections):
                    ways.append(replace(way, assumptions=(*assumed, *area_assumed, *way.assumptions)))
        return ways

    def _nature(self, leaf: Leaf) -> str:
        if leaf.nature:
            return leaf.nature
        return DEFAULT_NATURE.get(self.stance, "actual") if leaf.pointer.startswith("/subject") else "actual"

    def _series(self, leaf: Leaf) -> list[tuple[Series, tuple[tuple[str, str], ...], tuple[Assumption, ...]]]:
        """The series that the leaf may mean, the best first, each with warnings and assumptions."""
        candidates = list(self.evidence.candidates.get(leaf.pointer, ()))
        fitting = [c for c in candidates if self._has(c.series, leaf)] or candidates
        if not fitting:
            return []
        best = max(c.score for c in fitting)
        close = [c for c in fitting if c.score >= best * CLOSE_ENOUGH]
        close.sort(key=lambda c: -c.score)
        rows = []
        for i, candidate in enumerate(close):
            assumed: tuple[Assumption, ...] = ()
            if leaf.series is None:
                series = candidate.series
                standing = LITERAL if i == 0 or candidate.score == best else ACCEPTED
                text = f"{leaf.measure!r} is {series.title} ({series.publisher.name})."
                assumed = (Assumption("series", series.id, standing, text, leaf.measure or ""),)
            warnings, narrowed = _breakdown(leaf, candidate)
            rows.append((candidate.series, warnings, (*assumed, *narrowed)))
        return rows

    def _has(self, series: Series, leaf: Leaf) -> bool:
        """Whether the series has figures of the nature for an area the leaf may mean."""
        wanted = NATURE_CLASS[self._nature(leaf)]
        for area in self._named(leaf, series):
            for code in (area.code, *area.members):
                figures = self.evidence.figures.get((series.id, code), ())
                if any(
                    NATURE_CLASS[vintage.nature] == wanted
                    for figure in figures
                    for vintage in figure.vintages
                ):
                    return True
        return False

    def _named(self, leaf: Leaf, series: Series) -> list[Area]:
        """The areas that the leaf's words, or else the context, may mean."""
        if leaf.area:
            return list(self.evidence.areas.get(leaf.area.lower(), ()))
        if series.id in self.evidence.sole_area:
            return [self.evidence.sole_area[series.id]]
        for words in (self.context.area, self.context.country):
            known = self.evidence.areas.get(words.lower(), ()) if words else ()
            covered = [area for area in known if self.evidence.covers(series, area)]
            if covered:
                return covered[:1]
        return []

    def _areas(self, leaf: Leaf, series: Series) -> list[tuple[Area | None, tuple[Assumption, ...]]]:
        named = self._named(leaf, series)
        covered = [area for area in named if self.evidence.covers(series, area)] or named[:1]
        if len(covered) <= 1:
            return [(covered[0] if covered else None, ())]
        pointed = [area for area in covered if self._pointed(area)]
        rows: list[tuple[Area | None, tuple[Assumption, ...]]] = []
        for area in covered:
            standing = (LITERAL if area in pointed else STRAINED) if pointed else ACCEPTED
            text = f"{leaf.area!r} is {area.name} ({area.code})."
            rows.append((area, (Assumption("area", area.code, standing, text, leaf.area or ""),)))
        return sorted(rows, key=lambda row: strongest_first(row[1]))

    def _pointed(self, area: Area) -> bool:
        """Whether the context's country or area points to this area: is it, or holds it."""
        for words in (self.context.area, self.context.country):
            for known in self.evidence.areas.get(words.lower(), ()) if words else ():
                if (
                    area.code == known.code
                    or known.code in area.groups
                    or area.code.startswith(f"iso3166-2:{words.upper()}-")
                ):
                    return True
        return False

    def _periods(
        self, leaf: Leaf, stored: Stored, anchor: Period | None, projections: Sequence[Given]
    ) -> list[Way]:
        if not leaf.period:
            meant = [Meaning("current", value="unnamed", relative_to_said_on=True)]
        else:
            meant = meanings(leaf.period, self.moment(stored.series))
        ways = [way for meaning in meant for way in self._of_meaning(meaning, stored, anchor, projections)]
        if leaf.to_date and leaf.period:
            ways = [self._to_date(way) for way in ways]
        return ways

    def _to_date(self, way: Way) -> Way:
        bound = way.bound
        if not isinstance(bound, Stored) or bound.period is None or self._has_ended(bound.period):
            return way
        return replace(way, bound=replace(bound, to_date=True))

    def _has_ended(self, period: Period | None) -> bool:
        """Whether a period is looked at as it turned out, having ended since."""
        return self.as_turned_out and period is not None and period.end <= self.knowledge.until

    def _of_meaning(
        self, meaning: Meaning, stored: Stored, anchor: Period | None, projections: Sequence[Given]
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
            return self._current(stored, meaning, projections)
        bound = replace(stored, period=meaning.period, to_date=meaning.to_date, at_end=meaning.at_end,
                        named_past=meaning.named_past)  # fmt: skip
        if meaning.period and meaning.period.open_ended:
            bound = replace(bound, until=self.context.said_on)
        if self._has_ended(meaning.period):
            bound = replace(bound, to_date=False)
        return self._rate_ways(Way(bound, assumed, meaning.change))

    def _rate_ways(self, way: Way) -> list[Way]:
        """A rate over a longer period: its mean, literal, or its last value, strained (semantics §4)."""
        bound = way.bound
        if (
            not isinstance(bound, Stored)
            or bound.stock_flow != "rate"
            or bound.period is None
            or bound.at_end
        ):
            return [way]
        figures = self.evidence.of(bound.series, bound.area)
        within = [f for f in figures if bound.period.covers(f.period)]
        if len(within) < 2 or any(f.period == bound.period for f in within):
            return [way]
        mean = assume("rate_over_period", "mean")
        last = assume("rate_over_period", "last")
        return [
            replace(way, assumptions=(*way.assumptions, mean)),
            replace(way, bound=replace(bound, at_end=True), assumptions=(*way.assumptions, last)),
        ]

    def _current(self, stored: Stored, meaning: Meaning, projections: Sequence[Given]) -> list[Way]:
        """The present level: of a stock or rate the newest; of a flow a year, in several ways."""
        if stored.stock_flow != "flow":
            return [self._newest(stored)]
        year = self._year_in_progress(stored.series)
        complete = Way(
            replace(stored, period=shifted(year, -12)), (assume("reference_period", "last_complete_year"),)
        )
        if meaning.value == "unnamed":
            return [complete]
        if self.as_turned_out and year.end <= self.knowledge.until:
            return [
                complete,
                Way(replace(stored, period=year), (assume("reference_period", "as_it_turned_out"),)),
            ]
        so_far = replace(stored, period=year, to_date=True)
        ways = [complete]
        projected = self._projected(so_far, year, projections)
        if projected is not None:
            ways.append(Way(projected, (assume("reference_period", "in_progress_projected"),)))
        annualised = Computed(stored.pointer, "annualised", (so_far,), period=year)
        return [*ways, Way(annualised, (assume("reference_period", "in_progress_annualised"),))]

    def newest_period(self, stored: Stored) -> Period | None:
        """The newest period of the figure that had ended and was known when the claim was made."""
        said_on = self.context.said_on
        knowledge = Knowledge(min(self.knowledge.as_of, said_on), said_on)
        areas = [stored.area]
        if not self.evidence.of(stored.series, stored.area):
            areas = [self.evidence.members.get(code) or Area(code, code) for code in stored.area.members]
        periods = []
        for area in areas:
            query = Query(stored.series, area, stored.nature, knowledge, stored.pointer)
            try:
                periods.append(newest(query, self.evidence.of(stored.series, area)).figure.period)
            except Undefined:
                return None
        return min(periods, key=lambda period: period.end, default=None)

    def _newest(self, stored: Stored) -> Way:
        period = self.newest_period(stored)
        if period is None:
            return Way(stored)
        days = max((self.context.said_on - period.end).days, 0)
        text = f"The newest value known is that of {in_words(period)}, which ended {days} days before."
        return Way(
            replace(stored, period=period),
            (Assumption("newest", period.label, LITERAL, text, stored.series.id),),
        )

    def _year_in_progress(self, series: Series) -> Period:
        moment = self.moment(series)
        if moment.fiscal_month in (None, 1):
            return calendar_year(self.context.said_on.year)
        return fiscal_year(moment.fiscal_year_in_progress(), moment.fiscal)

    def _projected(self, so_far: Stored, year: Period, projections: Sequence[Given]) -> Bound | None:
        """What is stored of the year plus the projection for its rest, the claim's own or a stored one."""
        if projections:
            return Computed(so_far.pointer, "sum", (so_far, *projections), period=year)
        figures = [
            figure
            for figure in self.evidence.of(so_far.series, so_far.area)
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

    def _tree(self, tree: Tree, *, official: bool, anchor: Period | None) -> list[Way]:
        current = self._present_level(tree)
        if current is not None and (official or not any(leaf.amount for leaf in current[0])):
            return self._present_ways(tree, *current)
        if tree.operation == "mean_of":
            return self._mean_of(tree, official=official)
        options = [self._part_ways(part, official=official, anchor=anchor) for part in tree.parts]
        if tree.per in PER_POPULATIONS:
            options.append(self._population(tree, options[0]))
        ways = []
        for combination in product(*options):
            assumptions = combined(way.assumptions for way in combination)
            if assumptions is not None:
                bound = Computed(
                    tree.pointer, tree.operation, tuple(way.bound for way in combination), tree.step, tree.per
                )
                ways.append(Way(bound, assumptions))
        return ways

    def _part_ways(self, part: Operand, *, official: bool, anchor: Period | None) -> list[Way]:
        """The ways of a part; an amount whose figure is not stored stays the claimant's (semantics §4)."""
        ways = self.ways(part, official=official, anchor=anchor)
        if not (official and isinstance(part, Leaf) and part.amount is not None and part.stored):
            return ways
        computing = [way for way in ways if self.computes(way.bound)]
        return computing or self.ways(part)

    def computes(self, bound: Bound) -> bool:
        """Whether the figures give the operand a value."""
        try:
            amount_of(Bench(Working(), self.evidence, self.knowledge), bound)
        except Undefined:
            return False
        return True

    def _present_level(self, tree: Tree) -> tuple[list[Leaf], list[Leaf]] | None:
        """The leaves that name a measure, and the projections beside them, of a sum for a present level."""
        if tree.operation != "sum" or any(isinstance(part, Tree) for part in tree.parts):
            return None
        parts = list(leaves(tree))
        ahead = [leaf for leaf in parts if leaf.nature == "projection" and leaf.amount is not None]
        measured = [leaf for leaf in parts if leaf.stored and leaf not in ahead]
        spoken = tree.period or (measured[0].period if len(measured) == 1 and ahead else None)
        if not measured or len(measured) + len(ahead) != len(parts) or not spoken:
            return None
        if meanings(spoken, self.moment(None))[0].kind != "current":
            return None
        return measured, ahead

    def _present_ways(self, tree: Tree, measured: Sequence[Leaf], ahead: Sequence[Leaf]) -> list[Way]:
        """The present level of what the parts measure, and the parts themselves replaced by figures."""
        projections = [way.bound for leaf in ahead for way in self._given(leaf)[:1]]
        given = [bound for bound in projections if isinstance(bound, Given)]
        leaf = replace(measured[0], amount=None, period="current")
        ways = self._stored(leaf, None, given)
        if all(part.amount is not None for part in measured):
            ways += self._tree(replace(tree, period=None), official=True, anchor=None)
        return ways

    def _mean_of(self, tree: Tree, *, official: bool) -> list[Way]:
        """The mean of a stored operand over the steps of its period."""
        ways = []
        for way in self.ways(tree.parts[0], official=official):
            parts = steps_of(way.bound, tree.step or "year")
            if parts is None:
                text = "a mean over steps of time needs a stored figure with a period of whole steps."
                ways.append(replace(way, bound=Unknown(tree.pointer, "period_not_covered", text)))
            else:
                ways.append(replace(way, bound=Computed(tree.pointer, "mean_of", parts, step=tree.step)))
        return ways

    def _population(self, tree: Tree, of: Sequence[Way]) -> list[Way]:
        """The population of the area and period of what is counted, or the nearest one before."""
        series = self.evidence.population
        stored = next((bound for way in of for bound in _stored_in(way.bound)), None)
        given = next((bound for way in of for bound in _given_in(way.bound)), None)
        area = stored.area if stored else self._own_area(tree)
        if series is None or area is None:
            text = "the population is not stored, or the operand names no area."
            return [Way(Unknown(tree.pointer, "not_stored", text))]
        period = stored.period if stored else given.period if given else None
        until = period.end if period and not period.open_ended else self.knowledge.until
        figures = [f for f in self.evidence.of(series, area) if f.period.start < until]
        if not figures:
            text = f"no population of {area.name} is stored for that time or before."
            return [Way(Unknown(tree.pointer, "period_not_covered", text, (Near(series.id, area.code),)))]
        nearest = figures[-1].period
        bound = Stored(tree.pointer, series, area, nearest, named_past=True, stock_flow="stock")
        return [
            Way(
                bound,
                (
                    Assumption(
                        "population",
                        nearest.label,
                        LITERAL,
                        f"The population is that of {in_words(nearest)}.",
                    ),
                ),
            )
        ]

    def _own_area(self, tree: Tree) -> Area | None:
        words = (
            next((leaf.area for leaf in leaves(tree) if leaf.area), None)
            or self.context.area
            or self.context.country
        )
        known = self.evidence.areas.get(words.lower(), ()) if words else ()
        series = self.evidence.population
        return next((area for area in known if series and self.evidence.covers(series, area)), None)


def _flow(named: unit.Unit, period: Period) -> str | None:
    """A claimant's count or sum of money over more than a day is a flow (semantics §4)."""
    long = period.open_ended or (period.end - period.start).days > 1
    return "flow" if long and named.kind in {"count", "none", "money"} else None


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


def combined(groups: Iterable[tuple[Assumption, ...]]) -> tuple[Assumption, ...] | None:
    """The assumptions of several operands together; None where they contradict one another.

    The same words are understood in the same way throughout one reading.
    """
    taken: dict[tuple[str, str], Assumption] = {}
    for group in groups:
        for assumption in group:
            known = taken.setdefault((assumption.choice, assumption.about), assumption)
            if known.value != assumption.value and assumption.choice not in _FREE_PER_OPERAND:
                return None
    return tuple(taken.values())


_FREE_PER_OPERAND = frozenset({"newest", "population", "rate_over_period"})


def steps_of(bound: Bound, step: str) -> tuple[Stored, ...] | None:
    """The stored operand for each step of its period, in order; None where it has no whole steps."""
    if not isinstance(bound, Stored) or bound.period is None or bound.period.open_ended:
        return None
    periods = windows(bound.period, step)
    return tuple(replace(bound, period=period) for period in periods) if periods else None


def windows(period: Period, step: str) -> list[Period]:
    """The consecutive steps (day, week, month, quarter, year, decade) that fill the period; empty if none do."""
    found: list[Period] = []
    start = period.start
    while start < period.end:
        if step in STEPS:
            window = months_from(start, STEPS[step])
        else:
            days = 7 if step == "week" else 1
            window = Period(start, date.fromordinal(start.toordinal() + days))
        if window.end > period.end or len(found) > 4000:
            return []
        found.append(window)
        start = window.end
    return found


def _stored_in(bound: Bound) -> list[Stored]:
    if isinstance(bound, Computed):
        return [stored for part in bound.parts for stored in _stored_in(part)]
    return [bound] if isinstance(bound, Stored) else []


def _given_in(bound: Bound) -> list[Given]:
    if isinstance(bound, Computed):
        return [given for part in bound.parts for given in _given_in(part)]
    return [bound] if isinstance(bound, Given) else []
