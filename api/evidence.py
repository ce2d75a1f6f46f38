"""What the store holds about one claim, fetched for the check in as few statements as it takes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any, TypeVar

from factcheck.claim import PER_POPULATIONS, Claim, Context, Operand, Tree
from factcheck.evidence import Break, Candidate, Evidence
from factcheck.figure import Figure
from factcheck.leaf_ways import DEFAULT_NATURE
from factcheck.series import Area, Series
from factcheck.unit import rate_parts
from sql import areas as stored_areas
from sql import figures as stored_figures
from sql import series as stored_series
from sql.database import Connection
from sql.page import Page

AIMS = ("target", "ceiling")  # natures that a series carries in its name
FLOOR = Decimal("0.5")  # a score below which words and series do not match: a wrong figure is worse than none
MOST_CANDIDATES = 5  # of the series that the words of a measure may mean
POPULATION = "population"


Found = TypeVar("Found")
MOST_REMEMBERED = 5000  # looked-up names and descriptions kept in memory
MOST_FIGURES = 30  # sets of figures kept while one text is read


@dataclass(frozen=True, slots=True)
class State:
    """The state of the store that is read: a snapshot, and the day whose vintages decide.

    remembered: what was looked up before. What is stored at a snapshot never changes, so it holds for
    as long as the process lives. figures: those of the claims before this one in its text, which are
    too many to be kept longer.
    """

    snapshot: int
    as_of: date
    remembered: dict[object, Any]
    figures: dict[object, dict[tuple[str, str], list[Figure]]] = field(default_factory=dict)

    def known(self, key: object, look_up: Callable[[], Found]) -> Found:
        """What was looked up under the key at this snapshot before, else what is looked up now."""
        place = (self.snapshot, key)
        if place not in self.remembered:
            if len(self.remembered) >= MOST_REMEMBERED:
                self.remembered.clear()
            self.remembered[place] = look_up()
        found: Found = self.remembered[place]
        return found

    def figures_of(
        self, conn: Connection, series: tuple[str, ...], areas: tuple[str, ...]
    ) -> dict[tuple[str, str], list[Figure]]:
        """The figures of the series for the areas, by both."""
        if (series, areas) not in self.figures:
            if len(self.figures) >= MOST_FIGURES:
                self.figures.clear()
            found = stored_figures.figures_for(conn, series, areas, self.as_of, self.snapshot)
            self.figures[series, areas] = _by_series_and_area(found)
        return self.figures[series, areas]


@dataclass(frozen=True, slots=True)
class Reach:
    """What a claim may be about: series by operand, areas by name and by code, populations."""

    candidates: dict[str, Sequence[Candidate]]
    populations: Sequence[Series]
    named: dict[str, Sequence[Area]]
    whole: dict[str, Area]
    members: dict[str, Area]
    ids: tuple[str, ...]
    codes: tuple[str, ...]


def evidence_for(conn: Connection, claim: Claim, context: Context, state: State) -> Evidence:
    """All that is stored about the operands of the claim, at that state."""
    reach = _reach(conn, claim, context, state)
    if reach is None:
        return Evidence()
    figures = state.figures_of(conn, reach.ids, reach.codes)
    breaks = state.known(
        ("breaks", *reach.ids), lambda: stored_figures.breaks(conn, reach.ids, state.snapshot)
    )
    return Evidence(
        reach.candidates, reach.named, reach.members, figures, reach.whole, reach.populations,
        [Break(b.series, b.area, b.period, b.text) for b in breaks],
    )  # fmt: skip


def asked_for(conn: Connection, claim: Claim, context: Context, state: State) -> set[tuple[str, str]]:
    """The series and areas, by code, whose figures the claim asks for, whether they are stored or not."""
    reach = _reach(conn, claim, context, state)
    return set() if reach is None else set(product(reach.ids, reach.codes))


def _reach(conn: Connection, claim: Claim, context: Context, state: State) -> Reach | None:
    """What the claim may be about; None where nothing stored can say anything of it."""
    leaves = [leaf for leaf in claim.operands() if leaf.stored]
    heads = _asks_for_heads(claim)
    if not leaves and not heads:
        return None
    candidates = _candidates(conn, claim, state)
    populations = state.known("populations", lambda: _populations(conn, state.snapshot)) if heads else []
    series = _all_series(candidates, populations)
    named = _areas(conn, claim, context, state)
    whole = _whole_areas(conn, series, state)
    known = {area.code: area for areas in [*named.values(), list(whole.values())] for area in areas}
    members = _members(conn, known.values(), state)
    ids, codes = tuple(one.id for one in series), tuple(sorted(known.keys() | members.keys()))
    return Reach(candidates, populations, named, whole, members, ids, codes)


def _asks_for_heads(claim: Claim) -> bool:
    """Whether the claim is per head, or per so many people."""
    base = rate_parts(claim.stated.unit.code)[1] if claim.stated else ""
    if claim.relation == "rate" and base in {"person", *PER_POPULATIONS}:
        return True
    than = claim.property.than if claim.property else None
    return any(
        _per_head(operand) for operand in (claim.subject, claim.reference, than) if operand is not None
    )


def _per_head(operand: Operand) -> bool:
    if not isinstance(operand, Tree):
        return False
    return operand.per in PER_POPULATIONS or any(_per_head(part) for part in operand.parts)


def _candidates(conn: Connection, claim: Claim, state: State) -> dict[str, Sequence[Candidate]]:
    """By the pointer of each operand that names a stored figure, the series it may mean."""
    found: dict[str, Sequence[Candidate]] = {}
    for leaf in claim.operands():
        if leaf.series:
            found[leaf.pointer] = _by_id(conn, leaf.series, state)
        elif leaf.measure:
            found[leaf.pointer] = _by_words(conn, leaf.measure, state)
            if (leaf.nature or DEFAULT_NATURE.get(claim.stance)) in AIMS:
                found[leaf.pointer] = _with_aims(conn, leaf.measure, found[leaf.pointer], state)
    return found


def _by_id(conn: Connection, series: str, state: State) -> Sequence[Candidate]:
    stored = state.known(("series", series), lambda: stored_series.by_ids(conn, [series], state.snapshot))
    return [Candidate(one) for one in stored.values()]


def _by_words(conn: Connection, words: str, state: State) -> Sequence[Candidate]:
    """The series that fit the words and leave none of them unsaid: "Syrian refugees" are not all refugees."""
    rows = state.known(
        ("measure", words),
        lambda: stored_series.search(conn, words, None, state.snapshot, Page(MOST_CANDIDATES, 0)),
    )
    return [Candidate(row.series, row.score) for row in rows if row.score >= FLOOR and not row.unsaid]


def _with_aims(
    conn: Connection, measure: str, found: Sequence[Candidate], state: State
) -> Sequence[Candidate]:
    """The series that words of a target may mean: those of the measure, and those called its target or ceiling."""
    aims = [aim for nature in AIMS for aim in _by_words(conn, f"{measure} {nature}", state)]
    known = {candidate.series.id for candidate in found}
    return [*found, *{aim.series.id: aim for aim in aims if aim.series.id not in known}.values()]


def _populations(conn: Connection, snapshot: int) -> list[Series]:
    """The series that give populations: those that measure exactly that."""
    rows = stored_series.search(conn, POPULATION, None, snapshot, Page(MOST_CANDIDATES, 0))
    return [row.series for row in rows if row.series.measure.partition("(")[0].strip() == POPULATION]


def _all_series(candidates: dict[str, Sequence[Candidate]], populations: Sequence[Series]) -> list[Series]:
    series = {c.series.id: c.series for found in candidates.values() for c in found}
    return list((series | {one.id: one for one in populations}).values())


def _areas(conn: Connection, claim: Claim, context: Context, state: State) -> dict[str, Sequence[Area]]:
    """The areas that the words of the claim and its context name, by those words in small letters."""
    words = [leaf.area for leaf in claim.operands()] + [claim.among, context.area, context.country]
    return _named(conn, [name for name in words if name], state)


def _named(conn: Connection, names: Sequence[str], state: State) -> dict[str, Sequence[Area]]:
    if not names:
        return {}
    wanted = tuple(dict.fromkeys(names))
    found = state.known(("areas", *wanted), lambda: stored_areas.named(conn, wanted, state.snapshot))
    return {name.lower(): areas for name, areas in found.items()}


def _whole_areas(conn: Connection, series: Sequence[Series], state: State) -> dict[str, Area]:
    """What each of the series is for as a whole, of those that have such an area."""
    ids = tuple(one.id for one in series)
    codes = state.known(("whole", *ids), lambda: stored_series.whole_areas(conn, ids, state.snapshot))
    named = _named(conn, list(codes.values()), state)
    return {one: named[code.lower()][0] for one, code in codes.items() if named.get(code.lower())}


def _members(conn: Connection, areas: Iterable[Area], state: State) -> dict[str, Area]:
    codes = list(dict.fromkeys(code for area in areas for code in area.members))
    found = _named(conn, codes, state)
    return {areas[0].code: areas[0] for areas in found.values() if areas}


def _by_series_and_area(figures: Sequence[Figure]) -> dict[tuple[str, str], list[Figure]]:
    grouped: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        grouped.setdefault((figure.series, figure.area), []).append(figure)
    return grouped
