"""A claim as ordinary fields of a form, and the claim that the fields, filled in again, make of it.

A field is named by the JSON Pointer of its place in the claim: "/relation", "/subject/period".
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

OF_CLAIM = ("relation", "stated", "order", "extreme", "direction", "over", "among")
OF_OPERAND = ("series", "measure", "amount", "unit", "area", "period")
_LEAF = {"amount", "series", "measure"}


@dataclass(frozen=True, slots=True)
class Part:
    """A leaf of an operand, as a form shows it. title: which one; fields: the value of each of OF_OPERAND."""

    pointer: str
    title: str
    fields: Mapping[str, str]


def shown(value: Any) -> str:
    """A value of the claim as a field shows it; of a quantity the words."""
    if isinstance(value, Mapping):
        return str(value.get("wording") or value.get("amount") or "")
    return "" if value is None else str(value)


def parts(claim: Mapping[str, Any]) -> list[Part]:
    """The leaves of subject and reference, in order; an empty one for an operand that is not there."""
    found = []
    for name, title in (("subject", "Of what"), ("reference", "Compared with")):
        leaves = list(_leaves(claim.get(name, {}), f"/{name}"))
        for i, (pointer, leaf) in enumerate(leaves, 1):
            numbered = f"{title}, part {i}" if len(leaves) > 1 else title
            found.append(Part(pointer, numbered, {field: shown(leaf.get(field)) for field in OF_OPERAND}))
    return found


def _leaves(node: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    if isinstance(node, list):
        for i, below in enumerate(node):
            yield from _leaves(below, f"{pointer}/{i}")
    elif isinstance(node, Mapping):
        below = {
            name: part for name, part in node.items() if name != "quote" and isinstance(part, Mapping | list)
        }
        if _LEAF & node.keys() or not below:
            yield pointer, node
        else:
            for name, part in below.items():
                yield from _leaves(part, f"{pointer}/{name}")


def corrected(claim: Mapping[str, Any], form: Mapping[str, str]) -> dict[str, Any]:
    """The claim with what the form says otherwise. An emptied field goes, and so does an emptied operand."""
    made: dict[str, Any] = deepcopy(dict(claim))
    _fill(made, "", OF_CLAIM, form)
    for name in ("subject", "reference"):
        operand = made.setdefault(name, {})
        for pointer, leaf in list(_leaves(operand, f"/{name}")):
            _fill(leaf, pointer, OF_OPERAND, form)
        if not operand:
            del made[name]
    return made


def _fill(node: dict[str, Any], pointer: str, fields: tuple[str, ...], form: Mapping[str, str]) -> None:
    for field in fields:
        sent = form.get(f"{pointer}/{field}")
        if sent is None or sent == shown(node.get(field)):
            continue
        if sent:
            node[field] = sent
        else:
            node.pop(field, None)
