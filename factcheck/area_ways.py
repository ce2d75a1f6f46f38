"""The areas that an operand may mean: those it names, else the context's, else the whole of its series."""

from factcheck.binding import Binder
from factcheck.choice import Assumption, strongest_first
from factcheck.claim import Leaf
from factcheck.series import Area, Series
from factcheck.timewords import ACCEPTED, LITERAL, STRAINED


def named_areas(binder: Binder, leaf: Leaf, series: Series) -> list[Area]:
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
    if whole is not None and any(
        one.placed and one.series == series for one in binder.evidence.candidates.get(leaf.pointer, ())
    ):
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


def area_ways(binder: Binder, leaf: Leaf, series: Series) -> list[tuple[Area | None, tuple[Assumption, ...]]]:
    """Each area that the operand may mean, the most plausible first, with what is assumed; None where none is known."""
    named = named_areas(binder, leaf, series)
    country = binder.context.country or None
    # What the context points to is meant even where nothing is stored for it: the state, not the country.
    covered = [area for area in named if binder.evidence.covers(series, area) or _is_part(area, country)]
    covered = covered or named[:1]
    if len(covered) <= 1:
        return [(covered[0] if covered else None, ())]
    pointed = [area for area in covered if _pointed(binder, area)]
    rows: list[tuple[Area | None, tuple[Assumption, ...]]] = []
    for area in covered:
        standing = (LITERAL if area in pointed else STRAINED) if pointed else ACCEPTED
        text = f"{leaf.area!r} is {area.name} ({area.code})."
        rows.append((area, (Assumption("area", area.code, standing, text, leaf.area or ""),)))
    return sorted(rows, key=lambda row: strongest_first(row[1]))


def _is_part(area: Area, country: str | None) -> bool:
    """Whether the area is a state of the country, by its ISO 3166-2 code."""
    return country is not None and area.code.startswith(f"iso3166-2:{country.upper()}-")


def _pointed(binder: Binder, area: Area) -> bool:
    """Whether the context's country or area points to this area: is it, or holds it."""
    for words in (binder.context.area, binder.context.country):
        if not words:
            continue
        for known in binder.evidence.areas.get(words.lower(), ()):
            if area.code == known.code or known.code in area.groups or _is_part(area, words):
                return True
    return False
