"""A text cut into pieces where its claims begin and end, so that a page can mark them.

Claims may overlap. Each piece belongs to the weightiest claim that covers it; a claim to which no piece
belongs is linked where it ends.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

QUIET = ("no_figures", "not_checkable")  # what a page does not mark unless it is asked to
_WEIGHT = {"inconsistent": 0, "depends": 1, "consistent": 2}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text. claim: the number of the claim that it belongs to, from 1; None for none.

    first, last: whether it is the first and the last piece of that claim. also: the claims that have
    no piece and end with this one.
    """

    text: str
    claim: int | None
    first: bool
    last: bool
    also: tuple[int, ...]


def pieces(text: str, annotations: Sequence[Mapping[str, Any]]) -> list[Piece]:
    """The text in pieces, in order. annotations: numbered from 1, offsets in code points."""
    stretches = list(_stretches(text, annotations))
    owners = {claim for _, _, claim in stretches}
    last = {claim: i for i, (_, _, claim) in enumerate(stretches)}
    first = {claim: i for i, (_, _, claim) in reversed(list(enumerate(stretches)))}
    ending: dict[int, list[int]] = {}
    for number, row in enumerate(annotations, 1):
        if number not in owners:
            ending.setdefault(row["end"], []).append(number)
    return [
        Piece(text[a:b], claim, first[claim] == i, last[claim] == i, tuple(ending.get(b, ())))
        for i, (a, b, claim) in enumerate(stretches)
    ]


def _stretches(text: str, annotations: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, int, int | None]]:
    """Each stretch between two ends of claims, with the number of the weightiest claim that covers it."""
    ends = {0, len(text)}
    starting: dict[int, list[int]] = {}
    for number, row in enumerate(annotations, 1):
        ends |= {row["start"], row["end"]}
        starting.setdefault(row["start"], []).append(number)
    covering: list[int] = []
    places = sorted(ends)
    for a, b in pairwise(places):
        covering = [number for number in covering if annotations[number - 1]["end"] > a] + starting.get(a, [])
        yield a, b, min(covering, key=lambda number: _weight(annotations, number), default=None)


def _weight(annotations: Sequence[Mapping[str, Any]], number: int) -> tuple[int, int]:
    """What decides between claims of one place: the verdict, then the shorter one."""
    row = annotations[number - 1]
    return _WEIGHT.get(row["verdict"], len(_WEIGHT)), row["end"] - row["start"]
