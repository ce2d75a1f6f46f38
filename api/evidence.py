"""What the store holds about one claim, fetched for the check in as few statements as it takes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from api.finding import Said, Wanted, areas_named, described, find, wanted_of
from api.state import State
from factcheck.claim import PER_POPULATIONS, Claim, Context, Leaf, Operand, Tree
from factcheck.evidence import Break, Candidate, Evidence, Weaker
from factcheck.figure import Figure
from factcheck.leaf_ways import CLOSE_ENOUGH, DEFAULT_NATURE
from factcheck.series import Area, Series
from factcheck.unit import PERSON, Unit, rate_parts, same_population
from matching import Asked, Match
from sql import figures as stored_figures
from sql import series as stored_series
from sql.database import Connection

AIMS = ("target", "ceiling")  # natures that a series carries in its name
MOST_CANDIDATES = 5  # of the series that the words of a measure may mean
MOST_UNFIT = 3  # of the nearest ones that are named where none fits
SAME_UNIT = frozenset(
    {"equals", "difference"}
)  # relations whose stated number is in the unit of their subject
POPULATION = "population"
MOST_POINTS = 100  # a larger change without a unit is none of a rate

MOST_FIGURES = 30  # sets of figures kept while one text is read


@dataclass(frozen=True, slots=True)
class Reach:
    """What a claim may be about: series by operand, areas by name and by code, populations."""

    candidates: dict[str, Sequence[Candidate]]
    unfit: dict[str, Sequence[Candidate]]
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
    figures = _figures(conn, reach.ids, reach.codes, state)
    breaks = state.known(
        ("breaks", *reach.ids), lambda: stored_figures.breaks(conn, reach.ids, state.snapshot)
    )
    return Evidence(
        reach.candidates, reach.named, reach.members, figures, reach.whole, reach.populations,
        [Break(b.series, b.area, b.period, b.text) for b in breaks], reach.unfit,
    )  # fmt: skip


def asked_for(conn: Connection, claim: Claim, context: Context, state: State) -> set[tuple[str, str]]:
    """The series and areas, by code, whose figures the claim asks for, whether they are stored or not."""
    reach = _reach(conn, claim, context, state)
    return set() if reach is None else set(product(reach.ids, reach.codes))


def _figures(
    conn: Connection, series: tuple[str, ...], areas: tuple[str, ...], state: State
) -> dict[tuple[str, str], list[Figure]]:
    """The figures of the series for the areas, by both."""
    if (series, areas) not in state.figures:
        if len(state.figures) >= MOST_FIGURES:
            state.figures.clear()
        found = stored_figures.figures_for(conn, series, areas, state.as_of, state.snapshot)
        state.figures[series, areas] = _by_series_and_area(found)
    return state.figures[series, areas]


def _reach(conn: Connection, claim: Claim, context: Context, state: State) -> Reach | None:
    """What the claim may be about; None where nothing stored can say anything of it."""
    leaves = [leaf for leaf in claim.operands() if leaf.stored]
    heads = _asks_for_heads(claim)
    if not leaves and not heads:
        return None
    named = _areas(conn, claim, context, state)
    candidates, unfit = _candidates(conn, claim, context, state)
    populations = _populations(conn, state) if heads else []
    series = _all_series(candidates, populations)
    whole = _whole_areas(conn, series, state)
    known = {area.code: area for areas in [*named.values(), list(whole.values())] for area in areas}
    members = _members(conn, known.values(), state)
    ids, codes = tuple(one.id for one in series), tuple(sorted(known.keys() | members.keys()))
    return Reach(candidates, unfit, populations, named, whole, members, ids, codes)


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


Candidates = dict[str, Sequence[Candidate]]


def _candidates(
    conn: Connection, claim: Claim, context: Context, state: State
) -> tuple[Candidates, Candidates]:
    """By the pointer of each operand that names a stored figure, the series it may mean; the nearest where none fits."""
    found: Candidates = {}
    unfit: Candidates = {}
    for leaf in claim.operands():
        if leaf.series:
            found[leaf.pointer] = [Candidate(one) for one in described(conn, [leaf.series], state).values()]
        elif leaf.measure:
            matches = _matches(conn, claim, leaf, context, state)
            close = _close([one for one in matches if one.fits], _nature(claim, leaf))
            found[leaf.pointer] = [_candidate(one) for one in close[:MOST_CANDIDATES]]
            if not found[leaf.pointer]:
                unfit[leaf.pointer] = [_candidate(one) for one in matches[:MOST_UNFIT]]
    return found, unfit


def _nature(claim: Claim, leaf: Leaf) -> str:
    return leaf.nature or DEFAULT_NATURE.get(claim.stance, "actual")


def _close(matches: Sequence[Match], nature: str) -> Sequence[Match]:
    """Those near enough to the best to be meant; all of them for a nature that only some of them may have."""
    least = matches[0].score * CLOSE_ENOUGH if matches and nature == "actual" else 0
    return [one for one in matches if one.score >= least]


def _candidate(match: Match) -> Candidate:
    weaker = tuple(Weaker(row.beside, row.standing, row.why) for row in match.beside)
    return Candidate(match.series, match.score, match.because, weaker, match.placed, match.nearly)


def _matches(conn: Connection, claim: Claim, leaf: Leaf, context: Context, state: State) -> list[Match]:
    """The series that the words of the operand may mean, ranked; for an aim those called its target or ceiling too."""
    unit = _unit(claim, leaf)
    said = Said(_with_things(leaf.measure or "", unit), leaf.area, leaf.period, unit, leaf.stock_flow)
    matches = find(conn, wanted_of(conn, said, context, state), state)
    if _nature(claim, leaf) not in AIMS:
        return matches
    called = [replace(said, measure=f"{said.measure} {aim}") for aim in AIMS]
    aims = [
        one for aim in called for one in find(conn, wanted_of(conn, aim, context, state), state) if one.fits
    ]
    known = {one.series.id for one in matches if one.fits}
    return [*matches, *{one.series.id: one for one in aims if one.series.id not in known}.values()]


def _unit(claim: Claim, leaf: Leaf) -> Unit | None:
    """The unit of the number claimed, where a series has to have it too; None where it may have any."""
    stated = claim.stated
    if stated is None or claim.relation not in SAME_UNIT or leaf.pointer != "/subject":
        return None
    if claim.relation == "equals" or stated.unit.kind != "none":
        return stated.unit
    return PERSON if abs(stated.amount) > MOST_POINTS else None  # "unemployment rose by 1 million"


def _with_things(measure: str, counted: Unit | None) -> str:
    """The words of a measure with what the claim counts, where that is no people: countries are no refugees."""
    if counted is None or counted.kind != "count" or same_population(counted, PERSON):
        return measure
    words = measure.removesuffix(" from")
    return f"{words} {counted.code}{measure.removeprefix(words)}"


def _populations(conn: Connection, state: State) -> list[Series]:
    """The series that give populations: those that measure exactly that."""
    matches = find(conn, Wanted(Asked(POPULATION)), state)
    return [
        one.series
        for one in matches
        if one.fits and one.series.measure.partition("(")[0].strip() == POPULATION
    ]


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
    return {name.lower(): areas for name, areas in areas_named(conn, wanted, state).items()}


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
