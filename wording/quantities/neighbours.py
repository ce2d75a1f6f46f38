"""What a quantity takes from the one beside it: unit, magnitude, noun counted, direction, hedge."""

from dataclasses import replace
from decimal import Decimal

from wording.lexicon import word_sets
from wording.quantities.number_at import number_at
from wording.quantities.said import QuantitySaid
from wording.quantities.scales import ONE
from wording.tokens import Tokens

_SAME_BEFORE = word_sets("quantities", "neighbours")["same_before"]
_JOINS = frozenset({"to", "-", "or", "and"})
_AGAIN = ([",", "or"], ["or"], ["("], ["and"], [",", "and"])
_COUNTED = frozenset({"count", "points", "money", "measure"})
_STOPS = frozenset([".", ";", "?", "!"])
THOUSAND = Decimal(1000)
NEAR = 6  # tokens between "up 2 %, Y" and "by 3 %"


def with_neighbours(tokens: Tokens, found: list[QuantitySaid]) -> list[QuantitySaid]:
    """The quantities, each with what its neighbours say of it too."""
    for i in range(len(found) - 1, 0, -1):
        found[i - 1] = _as_the_next(tokens, found[i - 1], found[i])
    for i in range(1, len(found)):
        found[i] = _as_the_last(tokens, found[i - 1], found[i])
    return found


def _as_the_next(tokens: Tokens, one: QuantitySaid, two: QuantitySaid) -> QuantitySaid:
    """The first of "eight or nine euros" in euros, that of "5 to 10 million" in millions."""
    gap = tokens.words[one.last : two.first]
    if (
        not one.form == two.form == "number"
        or gap[:1] == []
        or gap[0] not in _JOINS
        or gap[1:] not in ([], ["$"], ["about"], ["nearly"])
    ):
        return one
    if one.kind == "none" and two.kind != "none":
        one = replace(one, unit=two.unit, kind=two.kind, noun=two.noun, per=two.per)
    scale = _scale_of(tokens, two)
    small = one.value < THOUSAND and one.value * scale <= two.value and _scale_of(tokens, one) == ONE
    return replace(one, value=one.value * scale) if gap[0] in {"to", "-"} and scale > ONE and small else one


def _scale_of(tokens: Tokens, quantity: QuantitySaid) -> Decimal:
    number = number_at(tokens, quantity.number[0])
    return number.scale if number is not None else ONE


def _as_the_last(tokens: Tokens, one: QuantitySaid, two: QuantitySaid) -> QuantitySaid:
    """The second with the noun, the direction and the hedge that it shares with the first."""
    gap = tokens.words[one.last : two.first]
    if two.kind == "none" and one.kind in _COUNTED and _counts_the_same(tokens, one, two):
        two = replace(two, unit=one.unit, kind=one.kind, noun=one.noun)
    moved = one.change is not None and one.start < one.first
    if moved and two.change is None and two.kind in {"percent", "points"} and _moves_too(tokens, gap, two):
        two = replace(two, change=one.change, start=two.first - 1)
    if one.hedge and two.hedge is None and gap in (["("], ["/"]):
        two = replace(two, hedge=one.hedge)  # the same in another unit: "(60 miles)"
    return two


def _counts_the_same(tokens: Tokens, one: QuantitySaid, two: QuantitySaid) -> bool:
    """Whether a bare number counts what the one before it does: "3.9 million headsets, up from 2.4 million"."""
    if not tokens.words[two.number[0]][0].isdecimal() or not _STOPS.isdisjoint(
        tokens.words[one.last : two.start]
    ):
        return False
    return tokens.words[two.start - 1] in _SAME_BEFORE or tokens.words[two.last] in {"who", "whose"}


def _moves_too(tokens: Tokens, gap: list[str], two: QuantitySaid) -> bool:
    """Whether the second says the same change again, or that of something else: "or 0.6 %", "Y by 2 %"."""
    if gap in _AGAIN:
        return True
    return tokens.words[two.first - 1] == "by" and len(gap) <= NEAR and _STOPS.isdisjoint(gap)
