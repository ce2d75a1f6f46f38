"""Every quantity of a text, in its place: the number, its unit, the noun counted, hedge and direction."""

from collections.abc import Iterable

from wording.quantities.compounds import joined
from wording.quantities.forms import STARTS
from wording.quantities.neighbours import with_neighbours
from wording.quantities.parts import PARTS
from wording.quantities.quantity_at import quantity_at
from wording.quantities.said import QuantitySaid
from wording.quantities.scales import PACKS, SCALES
from wording.tokens import Tokens

_AFTER_ARTICLE = frozenset({*PARTS, *SCALES, *PACKS, "hundred", "few", "couple", "handful", "pair"})


def find_quantities(tokens: Tokens, blocked: Iterable[tuple[int, int]] = ()) -> list[QuantitySaid]:
    """The quantities of a text in order, none overlapping another.

    blocked: places [start, end) of the plain text that hold dates, times and years.
    """
    found: list[QuantitySaid] = []
    taken = _taken(tokens, blocked)
    i, count = 0, len(tokens)
    while i < count:
        word = tokens.words[i]
        may_start = word[0].isdecimal() or word in STARTS or word.endswith("fold")
        one = (
            quantity_at(tokens, i) if may_start and i not in taken and not _mere_article(tokens, i) else None
        )
        if one is not None:
            found.append(one)
        i = max(_end(one), i + 1) if one is not None else i + 1
    return with_neighbours(tokens, joined(tokens, found))


def _end(one: QuantitySaid) -> int:
    """The token from which to look on: after the number, or after "per 100,000 people"."""
    return one.last if one.per is not None and one.per[0].isdecimal() else one.number[1]


def _mere_article(tokens: Tokens, i: int) -> bool:
    """Whether "a" or "an" starts no amount: "a third", "a dozen" and "an hour and a half" do."""
    if tokens.words[i] not in {"a", "an"}:
        return False
    return tokens.words[i + 1] not in _AFTER_ARTICLE and tokens.words[i + 2] not in {"and", "of", ""}


def _taken(tokens: Tokens, blocked: Iterable[tuple[int, int]]) -> set[int]:
    """The tokens that stand in the places."""
    taken: set[int] = set()
    for start, end in blocked:
        at = tokens.at(start)
        while at < len(tokens) and tokens.starts[at] < end:
            taken.add(at)
            at += 1
    return taken
