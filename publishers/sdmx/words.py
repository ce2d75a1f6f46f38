"""What is measured, and what of it, in words: by tables of codes (rules/measures.toml), or by names that come."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from publishers.sdmx.record import Cells, rules
from publishers.sdmx.service import Settings

WHOLE = frozenset(["_T", "_Z", "T", "TOTAL", "TOT", "_X", "SEX_T", "ALL", "W"])  # codes that divide nothing
Parts: TypeAlias = dict[tuple[str, str], str]  # words, by dimension and code
_SYNONYMS = re.compile(r" \([^()]*\)")


@dataclass(frozen=True, slots=True)
class Words:
    """What is measured: measure, "" where nothing says it; divided: what of it; columns: that follow from it.

    title: what is measured and what of it, without saying anything twice.
    """

    measure: str
    divided: str
    title: str
    columns: Mapping[str, str] = field(default_factory=dict)


def words_of(of: Settings, flow: str, cells: Cells, area: str, said: str) -> Words:
    """What the cells say is measured. area: the dimension that holds the area. said: by an operator, or ""."""
    if said:
        return _named(said, _parts(of, cells, {area}))
    row = _row(of.id, flow, cells)
    if row:
        measure = row["measure"].format_map(cells.dimensions)
        return _ours({**row, "measure": measure}, _parts(of, cells, {area, *row.get("where", {})}))
    known = rules("measures")["codes"]
    for name in of.measure:
        if text := known.get(name, {}).get(cells.dimensions.get(name)):
            return _ours({"measure": text}, _parts(of, cells, {area, name}))
    for name in of.measure:
        if name in cells.labels:
            return _named(cells.labels[name], _parts(of, cells, {area, name}))
    titles = [cells.attributes[name] for name in rules("components")["title"] if name in cells.attributes]
    text = titles[-1] if titles else cells.labels.get("", "")
    return _named(text, _parts(of, cells, {area}))


def _row(service: str, flow: str, cells: Cells) -> dict[str, Any]:
    """The first row of the table that fits; an empty one where none does."""
    for row in rules("measures")["words"]:
        if row["of"] == service and re.fullmatch(row["flow"], flow):
            where = row.get("where", {}).items()
            if all(re.fullmatch(pattern, cells.dimensions.get(name, "")) for name, pattern in where):
                found: dict[str, Any] = row
                return found
    return {}


def _named(measure: str, parts: Parts) -> Words:
    """A measure in words that are not ours: what of it is measured is told beside it."""
    divided = "; ".join(parts.values())
    return Words(measure, divided, ", ".join(filter(None, (measure, divided))))


def _ours(row: Mapping[str, Any], parts: Parts) -> Words:
    """A measure in our words: what is of a part only says so first, and has none of the words for the whole."""
    whole, measure = row.get("whole", {}), str(row["measure"])
    divided = "; ".join(parts.values())
    if any(code not in whole.get(name, ()) for name, code in parts):
        measure = f"{', '.join(parts.values())}: {row.get('part') or _SYNONYMS.sub('', measure)}"
        title = measure
    else:
        title = ", ".join(filter(None, (measure, divided)))
    return Words(measure, divided, title, row.get("says", {}))


def _parts(of: Settings, cells: Cells, told: Iterable[str]) -> Parts:
    """What divides the measure, in words, by dimension and code."""
    component = rules("components")
    passed = {*told, *of.unit}
    for role in ("frequency", "adjustment", "transformation", "price_base", "base"):
        passed |= set(component[role])
    found = {
        (name, code): _part(of, cells, name, code)
        for name, code in cells.dimensions.items()
        if name not in passed and code not in WHOLE
    }
    return {each: words for each, words in found.items() if words}


def _part(of: Settings, cells: Cells, name: str, code: str) -> str:
    if of.named:
        return cells.labels.get(name) or f"{name} {code}"
    known: str | None = rules("measures")["parts"].get(name, {}).get(code)
    if known is not None:
        return known
    for row in rules("measures")["part_patterns"]:
        match = re.fullmatch(row["match"], code, re.ASCII) if row["dimension"] == name else None
        if match:
            return str(row["says"]).format(*match.groups())
    return f"{name} {code}"
