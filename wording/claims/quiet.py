"""Amounts that assert nothing to be checked: in passing, part of a name, a handful named with "the"."""

from decimal import Decimal

from wording.quantities.said import QuantitySaid
from wording.tokens import Tokens

SMALL = Decimal(12)  # counts up to here are claims only where something is said to have happened to them
_DEFINITE = frozenset("the these those both all its their his her our your my other last first next past".split())
_NOT_COUNTED = frozenset("day days week weeks month months year years decade decades hour hours minute minutes time times thing things way ways reason reasons side sides part parts step steps percent point points of".split())
_ATTRIBUTES = frozenset({"measure", "count", "duration"})
_FATES = frozenset(
    "killed dead died wounded injured arrested shot murdered charged convicted missing hospitalized hospitalised infected deported executed detained attacked sentenced".split()
)


def says_nothing(tokens: Tokens, quantity: QuantitySaid) -> bool:
    """Whether the amount stands there without asserting how much there is of something."""
    if _attribute(tokens, quantity):
        return True
    if quantity.kind not in {"count", "none"} or quantity.form not in {"number", "plural"}:
        return False
    before = tokens.word(quantity.first - 1)
    if quantity.kind == "none" and quantity.value <= SMALL and quantity.form == "number":
        return not (tokens.words[quantity.number[0]][0].isdigit() and _fate_near(tokens, quantity))
    if quantity.noun and all(tokens.words[k] in _NOT_COUNTED for k in range(*quantity.noun)):
        return True
    if before == "of" and tokens.word(quantity.first - 2) in {"one", "each", "any", "some", "none", "all"}:
        return True
    return quantity.form == "number" and quantity.value <= SMALL and before in _DEFINITE and not _fate_near(tokens, quantity)


def _attribute(tokens: Tokens, quantity: QuantitySaid) -> bool:
    """Whether a hyphen makes the amount a mere adjective: "a 220-seat plane", "a 5-year plan", "a $5 bill"."""
    hyphened = tokens.word(quantity.number[1]) == "-" and tokens.touches(quantity.number[1])
    if quantity.kind in _ATTRIBUTES and hyphened:
        return True
    after = tokens.word(quantity.last)
    return quantity.kind == "money" and quantity.value < 1000 and after in {"gas", "bill", "bills", "note", "notes", "coin", "coins", "store"}


def _fate_near(tokens: Tokens, quantity: QuantitySaid) -> bool:
    return any(tokens.word(k) in _FATES for k in range(quantity.first - 3, quantity.last + 5))
