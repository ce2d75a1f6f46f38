"""What a quantity in a sentence asserts: an amount, a change, a multiple, a share, a rate, a rank, a run of changes."""

from dataclasses import dataclass

from wording.claims.verbs import COMPARATIVE, LOWEST, SUPERLATIVE
from wording.lexicon import word_sets
from wording.numbers import CARDINALS
from wording.quantities.around import way_of
from wording.quantities.said import QuantitySaid
from wording.tokens import Tokens

_WORDS = word_sets("claims", "relation_of")

_THAN_NEAR = 9  # tokens in which "than" follows "more"
_COMPARED = _WORDS["compared"]
_MULTIPLE_VERBS = _WORDS["multiple_verbs"]
_RUNNING = frozenset(["consecutive", "straight", "successive", "running"])
_LENGTHS = _WORDS["lengths"]
_BEFORE_DOUBLE, _AFTER_DOUBLE = _WORDS["before_double"], _WORDS["after_double"]


@dataclass(frozen=True, slots=True)
class Asserted:
    """A relation, and what of the claim goes with it. last: the token after the words that say so."""

    relation: str
    last: int
    order: str | None = None
    direction: str | None = None
    change: str | None = None
    unit: str | None = None


def relation_of(tokens: Tokens, quantity: QuantitySaid) -> Asserted | None:
    """What the quantity asserts; None where it asserts nothing that figures could bear out."""
    if quantity.kind in {"name", "age"}:
        return _numbered_place(tokens, quantity) if quantity.kind == "name" else None
    if quantity.form == "ordinal":
        return _rank_or_run(tokens, quantity)
    if quantity.kind == "times":
        return _multiple(tokens, quantity)
    if quantity.kind == "duration":
        way = _by(tokens, quantity)
        if way is not None:
            return Asserted("difference", quantity.last, change=way)
        return _run(tokens, quantity) or (Asserted("rate", quantity.last) if quantity.per else None)
    if quantity.kind == "percent":
        return _percent(tokens, quantity)
    if quantity.kind == "points":
        return Asserted("point_change", quantity.end, change=quantity.change)
    return _amount(tokens, quantity)


def _numbered_place(tokens: Tokens, quantity: QuantitySaid) -> Asserted | None:
    """Such as "the nation's No. 2 retailer"."""
    before = tokens.words[quantity.first - 1]
    said = before in {"no", "number"} or (before == "." and tokens.words[quantity.first - 2] == "no")
    if (
        said
        and tokens.words[quantity.last].isalpha()
        and tokens.written(quantity.last)[0].islower()
        and quantity.value <= 20
    ):
        return Asserted("rank", quantity.last, order="highest")
    return None


def _rank_or_run(tokens: Tokens, quantity: QuantitySaid) -> Asserted | None:
    at = quantity.last + (tokens.words[quantity.last] == "-")
    word = tokens.words[at]
    if word in SUPERLATIVE or word == "most":
        return Asserted("rank", at + 1, order="lowest" if word in LOWEST else "highest")
    if word in _RUNNING and tokens.words[at + 1] in _LENGTHS:
        return Asserted("trend", at + 2)
    if word in _LENGTHS and (
        tokens.words[at + 1] in _RUNNING or tokens.words[at + 1 : at + 4] == ["in", "a", "row"]
    ):
        return Asserted("trend", at + 2)
    if _ranked(tokens, quantity.first) and word not in _LENGTHS | {"time", "term", "day"}:
        return Asserted("rank", quantity.last, order="highest")
    return None


def _ranked(tokens: Tokens, first: int) -> bool:
    """Whether the words before an ordinal rank: "ranked 35th", "ranks 56th globally and third in Africa"."""
    for k in range(first - 1, max(-1, first - _RANK_REACH), -1):
        if tokens.words[k] in {"rank", "ranks", "ranked", "ranking", "rankings"}:
            return True
        if tokens.words[k] in {".", ";"}:
            return False
    return False


_RANK_REACH = 20  # tokens


def _run(tokens: Tokens, quantity: QuantitySaid) -> Asserted | None:
    """Such as "five years running", "five straight years", "a four-day rally"."""
    after = tokens.words[quantity.last : quantity.last + 3]
    if (after[:1] and after[0] in _RUNNING - {"straight"}) or after == ["in", "a", "row"]:
        return Asserted("trend", quantity.last + 1)
    if (
        tokens.words[quantity.first : quantity.last].count("-") == 1
        and after[:1]
        and after[0] in {"rally", "slide", "streak", "run", "decline"}
    ):
        return Asserted("trend", quantity.last + 1)
    return None


def _multiple(tokens: Tokens, quantity: QuantitySaid) -> Asserted | None:
    word, after = tokens.words[quantity.number[0]], tokens.words[quantity.last]
    if quantity.form == "inverse" or word in _MULTIPLE_VERBS:
        if word in {"double", "triple", "treble", "quadruple"} and not _governs(tokens, quantity):
            return None
        return Asserted("multiple", quantity.last)
    folded = "fold" in tokens.words[quantity.last - 1]
    if (
        folded
        or after in _COMPARED
        or after.endswith("'s")
        or quantity.change
        or tokens.words[quantity.first - 1] == "of"
    ):
        return Asserted("multiple", quantity.last, change=quantity.change)
    if (
        word in {"twice", "thrice"}
        or quantity.value < 3
        or tokens.words[quantity.last : quantity.last + 3] == ["in", "a", "row"]
    ):
        return None
    return Asserted("equals", quantity.last, unit="times")


def _governs(tokens: Tokens, quantity: QuantitySaid) -> bool:
    """Whether "double" is a verb or compares: "won't double your money", "double the rate", not "double murder"."""
    return tokens.words[quantity.first - 1] in _BEFORE_DOUBLE or tokens.words[quantity.last] in _AFTER_DOUBLE


def _percent(tokens: Tokens, quantity: QuantitySaid) -> Asserted | None:
    if tokens.words[quantity.first - 1] == "in" and tokens.words[quantity.first - 2] in _CUT:
        return Asserted("percent_change", quantity.last, change="decrease")  # "was cut in half"
    if quantity.form == "k_in" and tokens.words[quantity.number[1]] in _LENGTHS:
        return Asserted("frequency", quantity.last)
    if (
        quantity.form == "fraction"
        and tokens.words[quantity.last] == "as"
        and tokens.words[quantity.last + 1] in _AS_MANY
    ):
        return Asserted("multiple", quantity.last + 2)
    if quantity.change and not _to_level(tokens, quantity):
        return Asserted("percent_change", quantity.end, change=quantity.change)
    way = _by(tokens, quantity)
    if way is not None:
        return Asserted("percent_change", quantity.last, change=way)
    cut = next(
        (
            k
            for k in range(quantity.last, min(len(tokens), quantity.last + 3))
            if tokens.words[k] in {"cut", "cuts", "drop", "fall", "rise", "increase", "hike", "jump"}
        ),
        None,
    )
    if cut is not None and not any(
        tokens.words[k] in {"of", "to", "the", ",", "a"} for k in range(quantity.last, cut)
    ):
        way = "decrease" if tokens.words[cut] in {"cut", "cuts", "drop", "fall"} else "increase"
        return Asserted("percent_change", cut + 1, change=way)
    return Asserted("share", quantity.last)


_AS_MANY = frozenset({"many", "much", "large", "big", "high"})


def _to_level(tokens: Tokens, quantity: QuantitySaid) -> bool:
    """Whether a change leads to the percentage: "rose to 60 %", "fell to a low of 3 % before rising"."""
    low = tokens.words[quantity.first - 1] == "of" and tokens.words[quantity.first - 2] in _TURNS
    return low or any(
        tokens.words[k] == "to" for k in range(min(quantity.start, quantity.first - 1), quantity.first)
    )


_TURNS = frozenset({"low", "high", "peak", "bottom", "record"})


_CUT = frozenset({"cut", "cuts", "cutting", "slashed"})


def _amount(tokens: Tokens, quantity: QuantitySaid) -> Asserted | None:
    if quantity.form == "none":
        return Asserted("equals", quantity.last) if quantity.kind == "count" else None
    if (quantity.value == 1 and quantity.kind != "money" and not quantity.hedge) or quantity.form == "small":
        return None
    special = _in_a_row(tokens, quantity) or _on_the_dollar(tokens, quantity) or _compared(tokens, quantity)
    if special is not None:
        return special
    way = _by(tokens, quantity)
    if way is not None:
        return Asserted("difference", quantity.last, change=way)
    if (
        quantity.change
        and _said_before(tokens, quantity)
        and not _to_level(tokens, quantity)
        and not _made(tokens, quantity)
    ):
        return Asserted("difference", quantity.end, change=quantity.change)
    if quantity.per is not None:
        return Asserted("rate", quantity.last)
    return Asserted("equals", quantity.last)


def _said_before(tokens: Tokens, quantity: QuantitySaid) -> bool:
    """Whether the word of change stands before the amount."""
    return any(way_of(tokens.words[k]) == quantity.change for k in range(quantity.start, quantity.first)) or (
        tokens.words[quantity.start] in {"lost", "added", "shed", "gained"}
        or tokens.words[quantity.start] == "by"
    )


def _by(tokens: Tokens, quantity: QuantitySaid) -> str | None:
    """Which way a verb further back says that something went by the amount: "reduces mortality by 81 %"."""
    at = quantity.first - 1
    while at > quantity.first - 5 and tokens.words[at] != "by":
        at -= 1
    if tokens.words[at] != "by" or any(_number_follows(tokens, k) for k in range(at + 1, quantity.first)):
        return None
    for k in range(at - 1, max(-1, at - _BY_REACH), -1):
        word = tokens.words[k]
        if word in {".", ";", ":", "\u2014"}:
            return None
        way = way_of(word)
        if way is not None and word not in COMPARATIVE | {"up", "down", "additional", "extra"}:
            return way
    return None


_BY_REACH = 14  # tokens between the verb and "by"


def _number_follows(tokens: Tokens, at: int) -> bool:
    word = tokens.words[at]
    return word[:1].isdecimal() or word in CARDINALS or word in {"$", "\u00a3", "\u20ac", "half"}


def _in_a_row(tokens: Tokens, quantity: QuantitySaid) -> Asserted | None:
    """Such as "five straight months"."""
    noun = quantity.noun
    row = noun and tokens.words[noun[0]] in _RUNNING and tokens.words[noun[1] - 1] in _LENGTHS
    return Asserted("trend", quantity.last) if row else None


def _on_the_dollar(tokens: Tokens, quantity: QuantitySaid) -> Asserted | None:
    after = " ".join(tokens.words[quantity.last : quantity.last + 3])
    return (
        Asserted("share", quantity.last + 3)
        if quantity.unit in {"cent", "penny"} and after in _ON_THE_DOLLAR
        else None
    )


# "79 cents for every dollar": a share of what another has.
_ON_THE_DOLLAR = frozenset(
    f"{lead} {coin}"
    for lead in ("for every", "for each", "on the", "to the")
    for coin in ("dollar", "pound", "euro")
)


def _made(tokens: Tokens, quantity: QuantitySaid) -> bool:
    """Whether the word of change only says that things were cut or added: "lost 3 million jobs" is a count."""
    if quantity.kind == "none" or (quantity.noun and tokens.words[quantity.noun[0]] in {"points", "point"}):
        return False
    return tokens.words[quantity.start] in {"lost", "cut", "cuts", "raised", "raise", "additional", "extra"}


def _compared(tokens: Tokens, quantity: QuantitySaid) -> Asserted | None:
    """Such as "4,000 more refugees than", "300 fewer than"."""
    for k in (quantity.number[1], quantity.last):
        if tokens.words[k] == "fewer" and tokens.words[k + 1].isalpha() and tokens.words[k + 1] != "than":
            return Asserted("difference", quantity.last, change="decrease")
        if tokens.words[k] in COMPARATIVE:
            for at in range(k + 1, min(len(tokens), k + 2 + _THAN_NEAR)):
                if (
                    tokens.words[at] == "than"
                    and at > k + 1 - (k > quantity.number[1])
                    and not _number_follows(tokens, at + 1)
                ):
                    way = (
                        "decrease" if tokens.words[k] in {"less", "fewer", "lower", "smaller"} else "increase"
                    )
                    return Asserted("difference", at, change=way)
                if tokens.words[at] in {",", ".", ";"}:
                    break
    return None
