"""Amounts that are not plain numbers: parts, "one in five", multiples, vague plurals, ordinals, none."""

from dataclasses import dataclass
from decimal import Decimal

from factcheck.interval import over
from wording.lexicon import word_sets
from wording.numbers import CARDINALS, LISTS, ORDINALS
from wording.quantities.number_at import number_at
from wording.quantities.parts import PARTS, part_at
from wording.quantities.scales import HUNDRED, ONE
from wording.tokens import Tokens

_WORDS = word_sets("quantities", "forms")

MULTIPLES = {word: Decimal(value) for word, value in LISTS["multiples"].items()}
_HALVED = frozenset({"halve", "halved", "halving", "halves"})
PLURALS = {word: Decimal(value) for word, value in LISTS["plurals"].items()}
_SMALL = {
    "several": ("3", "9"),
    "few": ("3", "5"),
    "couple": ("2", "2"),
    "handful": ("3", "5"),
    "pair": ("2", "2"),
}
_LENGTHS = _WORDS["lengths"]
_PART_ENDS = _WORDS["part_ends"] | {"", '"'}
_PERIOD_BEFORE = _WORDS["period_before"]


@dataclass(frozen=True, slots=True)
class FormAt:
    """An amount in the tokens [first, last). form: as factcheck.quantity.FORMS, or "ordinal", "small" (a few).

    value: the number meant: percent for parts and "one in five", the floor of a plural, the lower end of "a few".
    """

    first: int
    last: int
    value: Decimal
    form: str
    upper: Decimal | None = None


def form_at(tokens: Tokens, i: int) -> FormAt | None:
    """The amount that starts at token i and is more than a plain number."""
    word = tokens.words[i]
    if word in MULTIPLES or word in _HALVED:
        return _by_itself(tokens, i, word)
    if word in PLURALS or word in {"tens", "scores"}:
        return _plural(tokens, i)
    if word in {"none", "nobody"}:
        return FormAt(i, i + 1, Decimal(0), "none")
    if word in ORDINALS:
        return _ordinal(tokens, i, ORDINALS[word])
    if (
        word == "not"
        and tokens.words[i + 1] in {"one", "a"}
        and (tokens.words[i + 1] == "one" or tokens.words[i + 2] == "single")
    ):
        return FormAt(i, i + (2 if tokens.words[i + 1] == "one" else 3), Decimal(0), "none")
    return _in_so_many(tokens, i) or _part(tokens, i) or _small(tokens, i)


def _by_itself(tokens: Tokens, i: int, word: str) -> FormAt | None:
    """Such as "tripled", "twice", "halved"."""
    if word in _HALVED:
        return FormAt(i, i + 1, Decimal("0.5"), "inverse")
    if tokens.words[i + 1] == "-" and tokens.touches(i + 1):
        return None  # "double-digit"
    return FormAt(i, i + 1, MULTIPLES[word], "multiple")


def _plural(tokens: Tokens, i: int) -> FormAt | None:
    """Such as "thousands", "tens of thousands", "hundreds of millions"."""
    before = tokens.words[i - 1]
    if before and (before[0].isdecimal() or before in CARDINALS):
        return None
    for length in (3, 1):
        phrase = " ".join(tokens.words[i : i + length])
        if phrase in PLURALS:
            return FormAt(i, i + length, PLURALS[phrase], "plural")
    return None


def _ordinal(tokens: Tokens, i: int, value: Decimal) -> FormAt | None:
    if tokens.words[i - 1] in {"a", "one"} and tokens.words[i + 1] in _PART_ENDS:
        return None
    return FormAt(i, i + 1, value, "ordinal")


def _in_so_many(tokens: Tokens, i: int) -> FormAt | None:
    """Such as "one in five", "3 out of 10", "nine of 10", "58 of our 62": percent."""
    word = tokens.words[i]
    if not (word[0].isdecimal() or word in CARDINALS):
        return None
    k = number_at(tokens, i)
    if k is None or k.value <= 0:
        return None
    at, how = k.last, tokens.words[k.last]
    if how == "out" and tokens.words[at + 1] == "of":
        at += 2
    elif how == "in" or (how == "of" and (k.value > ONE or tokens.words[at + 1] == "every")):
        at += 1
    else:
        return None
    at += tokens.words[at] in {"the", "every", "our", "its", "their", "his", "all"} and (
        how != "in" or tokens.words[at] == "every"
    )
    at += tokens.words[at] in {"last", "past"} and how != "in"
    if tokens.words[at] == "a" and tokens.words[at + 1] in {"hundred", "thousand", "million"}:
        n = number_at(tokens, at)
    else:
        n = (
            number_at(tokens, at)
            if tokens.words[at][:1].isdecimal() or tokens.words[at] in CARDINALS
            else None
        )
    if n is None or not _is_ratio(tokens, (k.value, n.value), n.last, how):
        return None
    form = "one_in" if k.value == ONE else "k_in"
    return FormAt(i, n.last, over(k.value * HUNDRED, n.value), form)


def _is_ratio(tokens: Tokens, pair: tuple[Decimal, Decimal], last: int, how: str) -> bool:
    k, n = pair
    after = tokens.words[last]
    if not (k <= n and n > 1) or after in {"%", "percent", "per", "-"}:
        return False
    if how == "in":
        return after not in _LENGTHS and k < n <= 1000 and (n < 100 or n % 10 == 0) and k < 100
    return True


def _part(tokens: Tokens, i: int) -> FormAt | None:
    """Such as "half", "a third", "two-thirds", "three quarters": percent."""
    word = tokens.words[i]
    if word not in {"half", "a", "an"} and word not in CARDINALS and not word.isdecimal():
        return None
    part = part_at(tokens, i)
    if part is None:
        return None
    value, last = part
    before, after = tokens.words[i - 1], tokens.words[last]
    if before in _PERIOD_BEFORE or (before == "-" and word == "half") or after == "-":
        return None
    if word in {"half", "a", "an"}:
        noun_follows = after not in _PART_ENDS and not (
            after == "percent" or tokens.words[last - 1] in {"half", "halves"}
        )
        if noun_follows or (
            tokens.words[last - 1] == "half" and after in {"time", "hour", "brother", "sister", "dozen"}
        ):
            return None
        if tokens.words[last - 1] == "quarter" and not _shares(tokens, i, after):
            return None  # three months
    return FormAt(i, last, value * HUNDRED, "fraction")


def _shares(tokens: Tokens, i: int, after: str) -> bool:
    """Whether "a quarter" is a part: "a quarter of all", "fell by a quarter"."""
    return after == "of" or tokens.words[i - 1] in {
        "by",
        "than",
        "about",
        "nearly",
        "almost",
        "over",
        "around",
        "roughly",
        "least",
        "under",
        "only",
        "just",
        "to",
    }


def _small(tokens: Tokens, i: int) -> FormAt | None:
    """Such as "a few", "several hundred", "a couple of dozen"."""
    word, at = tokens.words[i], i
    if word == "a" and tokens.words[i + 1] in {"few", "couple", "handful", "pair"}:
        at, word = i + 1, tokens.words[i + 1]
    elif word != "several":
        return None
    low, high = (Decimal(n) for n in _SMALL[word])
    last = at + 1 + (tokens.words[at + 1] == "of")
    factor = {"dozen": Decimal(12), "hundred": HUNDRED, "thousand": Decimal(1000), "million": Decimal(10) ** 6,
              "billion": Decimal(10) ** 9}.get(tokens.words[last])  # fmt: skip
    if factor is not None:
        return FormAt(i, last + 1, low * factor, "small", high * factor if high > low else None)
    if word in {"couple", "pair"}:
        return FormAt(i, last, low, "small")
    return FormAt(i, last, low, "small", high)


def fold_at(tokens: Tokens, last: int) -> int | None:
    """The token after "-fold", "fold", "times", "x" where a number before `last` is a multiple."""
    at = last + 1 if tokens.words[last] == "-" and tokens.touches(last) else last
    word = tokens.words[at]
    if word in {"fold", "times", "x"} and (word != "x" or tokens.touches(at)):
        return at + 1
    return None


def fold_word(word: str) -> Decimal | None:
    """The multiple in one word: "threefold", "twentyfold"."""
    return CARDINALS.get(word.removesuffix("fold")) if word.endswith("fold") else None


def ordinal_at(tokens: Tokens, i: int) -> FormAt | None:
    """An ordinal in digits: "22nd", "96th"."""
    if (
        tokens.words[i + 1] in {"st", "nd", "rd", "th"}
        and tokens.touches(i + 1)
        and tokens.words[i].isdecimal()
        and len(tokens.words[i]) < 5
    ):
        return FormAt(i, i + 2, Decimal(tokens.words[i]), "ordinal")
    return None


STARTS = frozenset(
    {
        *CARDINALS,
        *MULTIPLES,
        *_HALVED,
        *PLURALS,
        *ORDINALS,
        "tens",
        "none",
        "nobody",
        "quarter",
        "point",
        "not",
        "several",
        "half",
        "a",
        "an",
    }
    | {word for word in PARTS if word == "half"}
)
