"""Amounts that assert nothing to be checked: in passing, part of a name, a handful named with "the"."""

from decimal import Decimal

from wording.claims.verbs import AUXILIARY, EMPTY, LEVEL, SUPERLATIVE, participle_of
from wording.lexicon import word_sets
from wording.quantities.nouns import ENDS_NOUN
from wording.quantities.said import QuantitySaid
from wording.tokens import Tokens

_WORDS = word_sets("claims", "quiet")

THOUSAND = Decimal(1000)
SMALL = Decimal(12)  # counts up to here are claims only where something is said to have happened to them
_DEFINITE = _WORDS["definite"]
_NOT_COUNTED = _WORDS["not_counted"]
_ATTRIBUTES = frozenset({"measure", "count", "duration"})
_FATES = _WORDS["fates"]


def says_nothing(tokens: Tokens, quantity: QuantitySaid) -> bool:
    """Whether the amount stands there without asserting how much there is of something."""
    if _attribute(tokens, quantity):
        return True
    if quantity.kind not in {"count", "none"} or quantity.form not in {"number", "plural"}:
        return False
    before = tokens.words[quantity.first - 1]
    if quantity.kind == "none":
        return quantity.form == "number" and _bare(tokens, quantity)
    if (
        quantity.noun
        and all(tokens.words[k] in _NOT_COUNTED for k in range(*quantity.noun))
        and not quantity.change
        and quantity.noun[0] > quantity.first
    ):
        return True
    if before in _NUMBERED or tokens.words[quantity.noun[0]] in _SUPERLATIVES if quantity.noun else False:
        return True
    if before in _EVERY:
        return True  # "one refugee for every four residents"
    if before == "of" and tokens.words[quantity.first - 2] in {"each", "any", "some", "none", "all"}:
        return True
    return (
        quantity.form == "number"
        and quantity.value <= SMALL
        and (before in _DEFINITE or before.endswith("'s"))
        and not _fate_near(tokens, quantity)
    )


_EVERY = frozenset({"every", "each", "per"})
_NUMBERED = _WORDS["numbered"]
_SUPERLATIVES = SUPERLATIVE | {"least"}
_BEFORE_BARE = LEVEL | EMPTY | AUXILIARY | _WORDS["before_bare"]


def _bare(tokens: Tokens, quantity: QuantitySaid) -> bool:
    """Whether a number without unit or noun is no amount: an age, a place in a list, a part of a name."""
    words, first = tokens.words, quantity.number[0]
    before = tokens.words[first - 1]
    if quantity.value == 0:
        return not (before in {".", "?", ""} and tokens.words[quantity.last] == ".")
    if words[quantity.last : quantity.last + 2] == ["of", "them"]:
        return False
    if quantity.value <= SMALL and not (quantity.change and "." in words[first]):
        return not (words[first][0].isdecimal() and _fate_near(tokens, quantity))
    if _age(tokens, quantity):
        return True
    if tokens.words[quantity.last] in {"more", "fewer", "others"}:
        return False
    return not (
        before in _BEFORE_BARE
        or before.endswith("ing")
        or participle_of(before)
        or before == ""
        or quantity.hedge
        or _fate_near(tokens, quantity)
    )


def _age(tokens: Tokens, quantity: QuantitySaid) -> bool:
    """Whether a bare number is an age: "Jane Doe, 25, said", "people over 60", "aged 18 to 34"."""
    if not 0 < quantity.value <= 115:
        return False
    first, last = quantity.number
    before, after = tokens.words[first - 1], tokens.words[last]
    if before == "now" and after in {",", "and", "."}:
        return True
    if before == "," and after in {",", ".", ")"} and tokens.words[first - 2].isalpha():
        return True
    if before in {"over", "under", "above", "below"} and tokens.words[first - 2] in {
        "people",
        "those",
        "women",
        "men",
        "adults",
        "children",
        "anyone",
        "everyone",
        "age",
        "aged",
        "persons",
        "americans",
        "s",
    }:
        return True
    return any(tokens.words[k] in {"aged", "age", "ages"} for k in range(first - 4, first))


def _attribute(tokens: Tokens, quantity: QuantitySaid) -> bool:
    """Whether a hyphen makes the amount a mere adjective: "a 220-seat plane", "a 5-year plan", "a $5 bill"."""
    hyphened = tokens.words[quantity.number[1]] == "-" and tokens.touches(quantity.number[1])
    if quantity.kind in _ATTRIBUTES and hyphened and quantity.upper is None:
        return True
    if quantity.kind == "money" and tokens.words[quantity.start - 1] in {"making", "earning"}:
        return True  # a group, not an amount
    if tokens.words[quantity.first] == "zero" and tokens.words[quantity.first - 1] in {
        "ground",
        "net",
        "absolute",
        "from",
        "below",
        "carbon",
    }:
        return True
    glued = quantity.kind == "measure" and tokens.touches(quantity.number[1])
    if glued and tokens.words[quantity.last].isalpha() and tokens.words[quantity.last] not in ENDS_NOUN:
        return True  # "9mm pistols"
    if quantity.kind == "percent":
        return tokens.words[quantity.first - 1] in _WORDS["ends_of_a_row"]  # "the top 1 %"
    near = tokens.words[quantity.last : quantity.last + 2]
    return (
        quantity.kind == "money"
        and quantity.value <= THOUSAND
        and not _WORDS["denominations"].isdisjoint(near)
    )  # "a $5 bill"


def _fate_near(tokens: Tokens, quantity: QuantitySaid) -> bool:
    return any(tokens.words[k] in _FATES for k in range(quantity.first - 3, quantity.last + 5))
