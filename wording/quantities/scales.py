"""Magnitudes after a number: "3.2 million", "65K", "13,000 crore", "two dozen"."""

from decimal import Decimal

from wording.lexicon import word_sets, words
from wording.numbers import MAGNITUDES
from wording.tokens import Tokens

_WORDS = word_sets("quantities", "scales")

ONE = Decimal(1)
HUNDRED = Decimal(100)
THOUSAND = Decimal(1000)
_ALSO = words("quantities")["magnitudes"]
SCALES = {word: value for word, value in MAGNITUDES.items() if value >= THOUSAND} | {
    word: Decimal(value) for word, value in _ALSO.items() if Decimal(value) >= THOUSAND
}
PACKS = {word: Decimal(value) for word, value in _ALSO.items() if Decimal(value) < THOUSAND} | {
    "dozen": MAGNITUDES["dozen"], "score": MAGNITUDES["score"],
}  # fmt: skip
# Letters are magnitudes where they touch the digits, or stand large beside them ("8 B people").
_LETTERS = {"k": Decimal(1000), "m": Decimal(10) ** 6, "b": Decimal(10) ** 9, "t": Decimal(10) ** 12}
_TALL = _WORDS["tall"]


def scaled(tokens: Tokens, value: Decimal, end: int) -> tuple[Decimal, int, Decimal]:
    """The number times the magnitudes that start at token `end`, the token after them, and the magnitude."""
    scale = ONE
    for _ in range(2):
        at = end + 1 if tokens.words[end] == "-" and tokens.words[end + 1] in SCALES else end
        factor = factor_at(tokens, at, touching=scale == ONE)
        if factor is None:
            break
        scale *= factor
        end = at + 1
    return value * scale, end, scale


def factor_at(tokens: Tokens, at: int, *, touching: bool = False) -> Decimal | None:
    """The magnitude that the token at `at` says, None where it says none. touching: a letter may be one."""
    word = tokens.words[at]
    if word in _LETTERS:
        return _LETTERS[word] if touching and _is_magnitude(tokens, at) else None
    if word == "grand" and not tokens.words[at - 1][-1:].isdecimal():
        return None
    if word in {"mil", "cr", "lac"} and not (tokens.touches(at) or word != "mil"):
        return None
    return HUNDRED if word == "hundred" else PACKS.get(word) or SCALES.get(word)


def _is_magnitude(tokens: Tokens, at: int) -> bool:
    """Whether the letter at `at` multiplies, and is no unit of length, mass or speed."""
    word, after = tokens.words[at], tokens.words[at + 1]
    if word == "t" and tokens.words[at - 2] not in {"$", "\u00a3", "\u20ac", "us"}:
        return False
    if after in {"/", "\u00b2", "\u00b3", "^"} and tokens.touches(at + 1):
        return tokens.words[at + 2] not in {"s", "h", "2", "3"}
    if after.isdecimal() and tokens.touches(at + 1):
        return False
    if tokens.touches(at):
        return not (word == "m" and after in _TALL)
    said = not after or (after.isalpha() and tokens.written(at + 1).islower())
    return said and word in {"m", "b", "k"} and tokens.written(at).isupper()
