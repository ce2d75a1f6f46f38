"""What the store holds about one claim, fetched for the check in as few statements as it takes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from factcheck.claim import PER_POPULATIONS, Claim, Context, Operand, Tree
from factcheck.evidence import Break, Candidate, Evidence
from factcheck.figure import Figure
from factcheck.series import Area, Series
from sql import areas as stored_areas
from sql import figures as stored_figures
from sql import series as stored_series
from sql.database import Connection

MOST_CANDIDATES = 5  # of the series that the words of a measure may mean
POPULATION = "population"


@dataclass(frozen=True, slots=True)
class State:
    """The state of the store that is read: a snapshot, and the day whose vintages decide."""

    snapshot: int
    as_of: date


def evidence_for(conn: Connection, claim: Claim, context: Context, state: State) -> Evidence:
    """All that is stored about the operands of the claim, at that state."""
    leaves = [leaf for leaf in claim.operands() if leaf.stored]
    heads = _asks_for_heads(claim)
    if not leaves and not heads:
        return Evidence()
    candidates = _candidates(conn, claim, state.snapshot)
    population = _population(conn, state.snapshot) if heads else None
    series = _all_series(candidates, population)
    named = _areas(conn, claim, context, state.snapshot)
    sole = _sole_areas(conn, [s for s in series if any(leaf.area is None for leaf in leaves)], state.snapshot)
    known = {area.code: area for areas in [*named.values(), list(sole.values())] for area in areas}
    members = _members(conn, known.values(), state.snapshot)
    codes = list(known.keys() | members.keys())
    figures = stored_figures.figures_for(conn, [s.id for s in series], codes, state.as_of, state.snapshot)
    breaks = stored_figures.breaks(conn, [s.id for s in series], state.snapshot)
    return Evidence(
        candidates, named, members, _by_series_and_area(figures), sole, population,
        [Break(b.series, b.area, b.period, b.text) for b in breaks],
    )  # fmt: skip


def _asks_for_heads(claim: Claim) -> bool:
    return any(_per_head(operand) for operand in (claim.subject, claim.reference) if operand is not None)


def _per_head(operand: Operand) -> bool:
    if not isinstance(operand, Tree):
        return False
    return operand.per in PER_POPULATIONS or any(_per_head(part) for part in operand.parts)


def _candidates(conn: Connection, claim: Claim, snapshot: int) -> dict[str, Sequence[Candidate]]:
    """By the pointer of each operand that names a stored figure, the series it may mean."""
    leaves = [leaf for leaf in claim.operands() if leaf.stored]
    by_id = stored_series.by_ids(conn, [leaf.series for leaf in leaves if leaf.series], snapshot)
    found: dict[str, Sequence[Candidate]] = {}
    searched: dict[str, Sequence[Candidate]] = {}
    for leaf in leaves:
        if leaf.series:
            found[leaf.pointer] = [Candidate(by_id[leaf.series])] if leaf.series in by_id else []
        elif leaf.measure:
            if leaf.measure not in searched:
                rows = stored_series.search(conn, leaf.measure, None, snapshot, MOST_CANDIDATES, 0)
                searched[leaf.measure] = [Candidate(row.series, row.score) for row in rows]
            found[leaf.pointer] = searched[leaf.measure]
    return found


def _population(conn: Connection, snapshot: int) -> Series | None:
    """The series that gives populations: the first that measures exactly that."""
    rows = stored_series.search(conn, POPULATION, None, snapshot, MOST_CANDIDATES, 0)
    exact = [row.series for row in rows if row.series.measure.partition("(")[0].strip() == POPULATION]
    return exact[0] if exact else None


def _all_series(candidates: dict[str, Sequence[Candidate]], population: Series | None) -> list[Series]:
    series = {c.series.id: c.series for found in candidates.values() for c in found}
    if population is not None:
        series[population.id] = population
    return list(series.values())


def _areas(conn: Connection, claim: Claim, context: Context, snapshot: int) -> dict[str, Sequence[Area]]:
    """The areas that the words of the claim and its context name, by those words in small letters."""
    words = [leaf.area for leaf in claim.operands()] + [claim.among, context.area, context.country]
    names = list(dict.fromkeys(name for name in words if name))
    return (
        {name.lower(): areas for name, areas in stored_areas.named(conn, names, snapshot).items()}
        if names
        else {}
    )


def _sole_areas(conn: Connection, series: Sequence[Series], snapshot: int) -> dict[str, Area]:
    """Of series that are for one area only, that area."""
    if not series:
        return {}
    codes = stored_series.sole_areas(conn, [s.id for s in series], snapshot)
    named = stored_areas.named(conn, list(codes.values()), snapshot)
    return {one: named[code][0] for one, code in codes.items() if named.get(code)}


def _members(conn: Connection, areas: Iterable[Area], snapshot: int) -> dict[str, Area]:
    codes = list(dict.fromkeys(code for area in areas for code in area.members))
    if not codes:
        return {}
    return {code: found[0] for code, found in stored_areas.named(conn, codes, snapshot).items() if found}


def _by_series_and_area(figures: Sequence[Figure]) -> dict[tuple[str, str], list[Figure]]:
    grouped: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        grouped.setdefault((figure.series, figure.area), []).append(figure)
    return grouped
