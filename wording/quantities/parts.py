"""Parts of one: "a half", "three quarters", "two-thirds", "1/2", "twenty-five hundredths"."""

from decimal import Decimal

from factcheck.interval import over
from wording.numbers import CARDINALS, DENOMINATORS, ORDINALS
from wording.quantities.scales import HUNDRED, ONE
from wording.tokens import Tokens

MOST_BELOW = 10_000
_TENS = {f"{word[:-1]}ieth": value for word, value in CARDINALS.items() if word.endswith("ty")}
_NAMED = (
    {word: value for word, value in ORDINALS.items() if value > 2}
    | DENOMINATORS
    | _TENS
    | {"hundredth": HUNDRED, "thousandth": Decimal(1000), "millionth": Decimal(10) ** 6, "billionth": Decimal(10) ** 9,
       "trillionth": Decimal(10) ** 12}
)  # fmt: skip
PARTS = {**_NAMED, **{f"{word}s": value for word, value in _NAMED.items()}, "halves": Decimal(2)}
_AFTER_TENS = PARTS | {"first": ONE, "firsts": ONE, "second": Decimal(2), "seconds": Decimal(2)}


def part_at(tokens: Tokens, i: int) -> tuple[Decimal, int] | None:
    """The part of one that starts at token i, and the token after it."""
    word = tokens.words[i]
    if word in {"half", "halve", "quarter"}:
        return over(ONE, PARTS[word]), i + 1
    k = CARDINALS.get(word, ONE if word in {"a", "an"} else None)
    if k is None and word.isdecimal() and len(word) < 3:
        k = Decimal(word)
    if k is None:
        return None
    at = i + 1 + (tokens.words[i + 1] == "-" and tokens.words[i + 2][:1].isalpha())
    n, end = _denominator(tokens, at)
    return (over(k, n), end) if n is not None and (k < n or tokens.words[end - 1].endswith("s")) else None


def _denominator(tokens: Tokens, at: int) -> tuple[Decimal | None, int]:
    """Such as "third", "quarters", "twenty-fifth"."""
    tens = CARDINALS.get(tokens.words[at])
    if (
        tens is not None
        and tens >= 20
        and tokens.words[at + 1] == "-"
        and tokens.words[at + 2] in _AFTER_TENS
    ):
        return tens + _AFTER_TENS[tokens.words[at + 2]], at + 3
    return PARTS.get(tokens.words[at]), at + 1


def with_part(tokens: Tokens, value: Decimal, end: int) -> tuple[Decimal, int]:
    """The number with the part that follows it: "3 1/2", "2 and 1/2", "two and a half", "one and three quarters"."""
    if tokens.words[end] == "/":
        return _slashed(tokens, value, end)
    at = end + (tokens.words[end] == "and") or (tokens.words[end] == "-" and tokens.words[end + 2] == "/")
    if tokens.words[at].isdecimal() and tokens.words[at + 1] == "/" and tokens.words[at + 2].isdecimal():
        above, below = Decimal(tokens.words[at][:9]), Decimal(tokens.words[at + 2][:9])
        if 0 < above < below <= MOST_BELOW and tokens.words[at + 3] != "/":
            return value + over(above, below), at + 3
    part = part_at(tokens, at) if at > end and tokens.words[end] == "and" else None
    if part is not None and part[0] < 1 and not (value == 0 and at == end):
        return value + part[0], part[1]
    return value, end


def _slashed(tokens: Tokens, value: Decimal, end: int) -> tuple[Decimal, int]:
    """Such as "1/2"; "2/3/2020" and "24/7" are no parts."""
    below = tokens.words[end + 1]
    if (
        not below.isdecimal()
        or tokens.words[end + 2] == "/"
        or len(below) > 4
        or value != value.to_integral()
    ):
        return value, end
    if 0 < value < Decimal(below):
        return over(value, Decimal(below)), end + 2
    return value, end
