"""Every way to understand an operand, a leaf or a tree of them."""

from collections.abc import Sequence
from dataclasses import replace

from factcheck.binding import Binder, Way, combined
from factcheck.choice import Assumption, strongest_first
from factcheck.claim import PER_POPULATIONS, Leaf, Operand, Tree, leaves
from factcheck.evidence import Near
from factcheck.leaf_ways import given_ways, stored_ways
from factcheck.operand import Bound, Computed, Given, Stored, Unknown, bound_leaves
from factcheck.period import Period, in_words
from factcheck.series import Area
from factcheck.steps import steps_of
from factcheck.timewords import LITERAL, meanings

MOST_WAYS = 256  # of an operand; of the readings they make, the strongest 64 are computed


def ways(
    binder: Binder, operand: Operand, *, official: bool = False, anchor: Period | None = None
) -> list[Way]:
    """Every way to understand the operand, strongest first.

    official: amounts that also name a stored figure are replaced by it. anchor: the subject's
    period, from which "a year earlier" counts.
    """
    if isinstance(operand, Leaf):
        if operand.amount is not None and not (official and operand.stored):
            return given_ways(binder, operand)
        return stored_ways(binder, operand, anchor)
    return _tree(binder, operand, official=official, anchor=anchor)


def _tree(binder: Binder, tree: Tree, *, official: bool, anchor: Period | None) -> list[Way]:
    current = _present_level(binder, tree)
    if current is not None and (official or not any(leaf.amount for leaf in current[0])):
        return _present_ways(binder, tree, *current)
    if tree.operation == "mean_of":
        return _mean_of(binder, tree, official=official)
    options = [_part_ways(binder, part, official=official, anchor=anchor) for part in tree.parts]
    if tree.per in PER_POPULATIONS:
        options.append(_population(binder, tree, options[0]))
    return [
        Way(Computed(tree.pointer, tree.operation, bounds, tree.step, tree.per), assumptions)
        for bounds, assumptions in _combinations(options)
    ]


def _combinations(options: Sequence[Sequence[Way]]) -> list[tuple[tuple[Bound, ...], tuple[Assumption, ...]]]:
    """One way of each part, so that no two contradict; after each part the MOST_WAYS strongest are kept."""
    found: list[tuple[tuple[Bound, ...], tuple[Assumption, ...]]] = [((), ())]
    for ways_of_part in options:
        grown = [
            ((*bounds, way.bound), assumptions)
            for bounds, taken in found
            for way in ways_of_part
            if (assumptions := combined([taken, way.assumptions])) is not None
        ]
        grown.sort(key=lambda pair: strongest_first(pair[1]))
        found = grown[:MOST_WAYS]
    return found


def _part_ways(binder: Binder, part: Operand, *, official: bool, anchor: Period | None) -> list[Way]:
    """The found of a part; an amount whose figure is not stored stays the claimant's (semantics §4)."""
    found = ways(binder, part, official=official, anchor=anchor)
    if not (official and isinstance(part, Leaf) and part.amount is not None and part.stored):
        return found
    computing = [way for way in found if binder.computes(way.bound)]
    return computing or ways(binder, part)


def _present_level(binder: Binder, tree: Tree) -> tuple[list[Leaf], list[Leaf]] | None:
    """The leaves that name a measure, and the projections beside them, of a sum for a present level."""
    if tree.operation != "sum" or any(isinstance(part, Tree) for part in tree.parts):
        return None
    parts = list(leaves(tree))
    ahead = [leaf for leaf in parts if leaf.nature == "projection" and leaf.amount is not None]
    measured = [leaf for leaf in parts if leaf.stored and leaf not in ahead]
    spoken = tree.period or (measured[0].period if len(measured) == 1 and ahead else None)
    if not measured or len(measured) + len(ahead) != len(parts) or not spoken:
        return None
    if meanings(spoken, binder.moment(None))[0].kind != "current":
        return None
    return measured, ahead


def _present_ways(binder: Binder, tree: Tree, measured: Sequence[Leaf], ahead: Sequence[Leaf]) -> list[Way]:
    """The present level of what the parts measure, and the parts themselves replaced by figures."""
    projections = [way.bound for leaf in ahead for way in given_ways(binder, leaf)[:1]]
    given = [bound for bound in projections if isinstance(bound, Given)]
    leaf = replace(measured[0], amount=None, period="current")
    found = stored_ways(binder, leaf, None, given)
    if all(part.amount is not None for part in measured):
        found += _tree(binder, replace(tree, period=None), official=True, anchor=None)
    return found


def _mean_of(binder: Binder, tree: Tree, *, official: bool) -> list[Way]:
    """The mean of a stored operand over the steps of its period."""
    found = []
    for way in ways(binder, tree.parts[0], official=official):
        parts = steps_of(way.bound, tree.step or "year")
        if parts is None:
            text = "a mean over steps of time needs a stored figure with a period of whole steps."
            found.append(replace(way, bound=Unknown(tree.pointer, "period_not_covered", text)))
        else:
            found.append(replace(way, bound=Computed(tree.pointer, "mean_of", parts, step=tree.step)))
    return found


def _population(binder: Binder, tree: Tree, of: Sequence[Way]) -> list[Way]:
    """The population of the area and period of what is counted, or the nearest one before."""
    populations = binder.evidence.populations
    counted = [bound for way in of for bound in bound_leaves(way.bound)]
    stored = next((bound for bound in counted if isinstance(bound, Stored)), None)
    given = next((bound for bound in counted if isinstance(bound, Given)), None)
    area = stored.area if stored else _own_area(binder, tree)
    if not populations or area is None:
        text = "the population is not stored, or the operand names no area."
        return [Way(Unknown(tree.pointer, "not_stored", text))]
    period = stored.period if stored else given.period if given else None
    until = period.end if period and not period.open_ended else binder.knowledge.until
    known = [(s, [f for f in binder.evidence.of(s, area) if f.period.start < until]) for s in populations]
    series, figures = next((pair for pair in known if pair[1]), known[0])
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


def _own_area(binder: Binder, tree: Tree) -> Area | None:
    words = (
        next((leaf.area for leaf in leaves(tree) if leaf.area), None)
        or binder.context.area
        or binder.context.country
    )
    known = binder.evidence.areas.get(words.lower(), ()) if words else ()
    populations = binder.evidence.populations
    return next((area for area in known if any(binder.evidence.covers(s, area) for s in populations)), None)
