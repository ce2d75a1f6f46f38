"""The number that starts at a token: digits or words, with magnitudes and parts."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck.interval import over
from wording.numbers import CARDINALS
from wording.quantities.parts import PARTS, part_at, with_part
from wording.quantities.scales import HUNDRED, ONE, PACKS, SCALES, factor_at, scaled
from wording.tokens import Tokens

MOST_DIGITS = 40  # a longer run of digits is no amount of anything in a newspaper
MOST_POWER = 60
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d+(?:\.\d+)?")
_POWERED = re.compile(r"(\d+(?:\.\d+)?)e([+-]?\d{1,2})")
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})*,\d{1,2}")  # "1.111,11", as most of Europe writes it
_POINT_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")


@dataclass(frozen=True, slots=True)
class NumberAt:
    """A number in the tokens [first, last). scale: the magnitude in it, 1 where there is none."""

    first: int
    last: int
    value: Decimal
    in_digits: bool
    scale: Decimal = ONE


def number_at(tokens: Tokens, i: int) -> NumberAt | None:
    """The number that starts at token i, None where none does."""
    word = tokens.words[i]
    if not word:
        return None
    if word[0].isdecimal():
        return _of_digits(tokens, i)
    if word in CARDINALS:
        return _of_words(tokens, i)
    if word in {"a", "an", "half", "quarter"}:
        return _part_of_magnitude(tokens, i)
    if word == "point" and _is_digit(tokens.words[i + 1]):
        value, end = _with_point(tokens, Decimal(0), i)
        return NumberAt(i, end, value, in_digits=True)
    return None


def _is_digit(word: str) -> bool:
    return word.isdecimal() or word in CARDINALS


def digits_value(word: str) -> Decimal | None:
    """The number that digits say; None for dates, versions and addresses such as "10.3.1"."""
    if len(word) > MOST_DIGITS:
        return None
    if _GROUPED.fullmatch(word):
        return Decimal(word.replace(",", ""))
    powered = _POWERED.fullmatch(word)
    if powered and abs(int(powered[2])) <= MOST_POWER:
        return Decimal(powered[1]).scaleb(int(powered[2]))
    if _CONTINENTAL.fullmatch(word):
        return Decimal(word.replace(".", "").replace(",", "."))
    return Decimal(word.replace(".", "")) if _POINT_GROUPED.fullmatch(word) else None


def _of_digits(tokens: Tokens, i: int) -> NumberAt | None:
    value = digits_value(tokens.words[i])
    if value is None:
        return None
    first = i
    if tokens.words[i - 1] == "." and tokens.touches(i) and not tokens.words[i - 2][-1:].isdecimal():
        value = value.scaleb(-len(tokens.words[i]))
    value, end = _spaced(tokens, value, i + 1)
    if tokens.words[end] == "point" and _is_digit(tokens.words[end + 1]):
        value, end = _with_point(tokens, value, end)
    value, end = with_part(tokens, value, end)
    value, end = _powered(tokens, value, end)
    value, end = _over(tokens, value, i, end)
    value, end, scale = scaled(tokens, value, end)
    more = _rest(tokens, end, scale) if scale >= HUNDRED else None
    if more is not None:
        value, end = value + more.value, more.last
    return NumberAt(first, end, value, in_digits=True, scale=scale)


def _over(tokens: Tokens, value: Decimal, first: int, end: int) -> tuple[Decimal, int]:
    """The number divided by what "over" leads to, where nothing else is said: "2000 over 3"."""
    if (
        tokens.words[end] != "over"
        or tokens.words[first - 1] not in _BEFORE_RATIO
        or not _is_digit(tokens.words[end + 1])
    ):
        return value, end
    below = number_at(tokens, end + 1)
    if below is None or not below.value or tokens.words[below.last] not in _AFTER_RATIO:
        return value, end
    return over(value, below.value), below.last


_BEFORE_RATIO = frozenset({"", "is", "=", ":"})
_AFTER_RATIO = frozenset({"", ".", "?", "!"})


def _powered(tokens: Tokens, value: Decimal, end: int) -> tuple[Decimal, int]:
    """The number raised to the power that "^" names: "10^6"."""
    if tokens.words[end] != "^" or not tokens.touches(end):
        return value, end
    signed = tokens.words[end + 1] in {"+", "-"}
    power = tokens.words[end + 1 + signed]
    if not power.isdecimal() or int(power[:3]) > MOST_POWER or value == 0:
        return value, end
    return value ** (-int(power) if tokens.words[end + 1] == "-" else int(power)), end + 2 + signed


def _spaced(tokens: Tokens, value: Decimal, end: int) -> tuple[Decimal, int]:
    """The number with the thousands that a space parts from it: "10 000", "1 414 021 100"."""
    if len(tokens.words[end - 1]) > 3:
        return value, end
    while (
        len(tokens.words[end]) == 3 and tokens.words[end].isdecimal() and tokens.starts[end] == tokens.ends[end - 1] + 1
        and tokens.words[end + 1] not in {"/", "-"}
    ):  # fmt: skip
        value, end = value * 1000 + Decimal(tokens.words[end]), end + 1
    return value, end


def _with_point(tokens: Tokens, value: Decimal, at: int) -> tuple[Decimal, int]:
    """The number with what "point" says: "two hundred point zero three"."""
    digits, at = "", at + 1
    while _is_digit(tokens.words[at]) and len(digits) < MOST_DIGITS:
        word = tokens.words[at]
        joined = (
            word in CARDINALS
            and CARDINALS[word] >= 20
            and tokens.words[at + 1] == "-"
            and tokens.words[at + 2] in CARDINALS
        )
        digits += (
            word
            if word.isdecimal()
            else str(CARDINALS[word] + (CARDINALS[tokens.words[at + 2]] if joined else 0))
        )
        at += 3 if joined else 1
    return value + Decimal(f"0.{digits}"), at


def _of_words(tokens: Tokens, i: int) -> NumberAt | None:
    """A number in words: "two hundred and twelve thousand", "three crore twelve lakh"."""
    whole, group, at, scale = _whole_words(tokens, i)
    if tokens.words[at] in PARTS and tokens.words[at].endswith("ths") and at > i:  # "twenty fifths"
        return NumberAt(i, at + 1, over(whole + group, PARTS[tokens.words[at]]), in_digits=False)
    part, end = with_part(tokens, Decimal(0), at)
    value = whole + group + part * (scale if group == 0 else ONE)
    if scale == ONE or factor_at(tokens, end) is not None:
        value, end, more = scaled(tokens, value, end)
        scale *= more
    if tokens.words[end] == "point" and _is_digit(tokens.words[end + 1]):
        value, end = _with_point(tokens, value, end)
    value, end = _over(tokens, value, i, end)
    return NumberAt(i, end, value, in_digits=False, scale=scale)


def _whole_words(tokens: Tokens, i: int) -> tuple[Decimal, Decimal, int, Decimal]:
    """The thousands and more, what is below them, the token after the words, and the last magnitude among them."""
    total, group, at, last_scale = Decimal(0), Decimal(0), i, None
    while True:
        word = tokens.words[at]
        smaller = len(word) > 1 and word in SCALES and (last_scale is None or SCALES[word] < last_scale)
        if word in CARDINALS and _fits(group, CARDINALS[word], tokens, at, i):
            group += CARDINALS[word]
        elif word == "hundred" and 0 < group < HUNDRED:
            group *= HUNDRED
        elif smaller and group:
            last_scale = SCALES[word]
            total, group = total + group * last_scale, Decimal(0)
        elif word not in {"and", "-"} or at == i or not _goes_on(tokens, at, group, last_scale):
            return total, group, at, last_scale or ONE
        at += 1


def _fits(group: Decimal, value: Decimal, tokens: Tokens, at: int, i: int) -> bool:
    """Whether the cardinal goes on with the group: ones after tens, anything below 100 after hundreds."""
    if at == i or group == 0:
        return value > 0 or at == i
    if tokens.words[at - 1] == "and" and group % HUNDRED:
        return False
    return (group % 100 == 0 and value < 100) or (group % 10 == 0 and group % 100 >= 20 and 0 < value < 10)


def _goes_on(tokens: Tokens, at: int, group: Decimal, last_scale: Decimal | None) -> bool:
    """Whether "and" or a hyphen joins: "two hundred and twelve", "twenty-one", "twenty-million"."""
    after = tokens.words[at + 1]
    if tokens.words[at] == "-":
        ones = group % 10 == 0 and group % 100 >= 20 and CARDINALS.get(after, HUNDRED) < 10
        return (
            (after in SCALES or after == "hundred" or ones) and tokens.touches(at) and tokens.touches(at + 1)
        )
    big = (group >= HUNDRED and group % HUNDRED == 0) or (group == 0 and last_scale is not None)
    return big and after in CARDINALS and tokens.words[at + 2] not in PARTS


def _part_of_magnitude(tokens: Tokens, i: int) -> NumberAt | None:
    """Such as "half a million", "a quarter of a million", "a dozen", "a hundred and fifty"."""
    part = part_at(tokens, i)
    if part is not None:
        k, at = part
        for word in ("of", "a"):
            at += tokens.words[at] == word
        factor = factor_at(tokens, at)
        return NumberAt(i, at + 1, k * factor, in_digits=False, scale=factor) if factor is not None else None
    factor = factor_at(tokens, i + 1) if tokens.words[i] in {"a", "an"} else None
    if factor is None or tokens.words[i + 1].endswith("s"):
        return None
    rest = _rest(tokens, i + 2, factor)
    if rest is not None:
        return replace(rest, first=i, value=factor + rest.value)
    value, end = with_part(tokens, ONE, i + 2)
    if end > i + 2:
        return NumberAt(i, end, value * factor, in_digits=False, scale=factor)
    value, end, _ = scaled(tokens, factor, i + 2)
    return NumberAt(i, end, value, in_digits=False, scale=factor)


def _rest(tokens: Tokens, at: int, factor: Decimal) -> NumberAt | None:
    """What "a hundred and", "a thousand", "4 thousand" go on with."""
    joined = tokens.words[at] == "and"
    at += joined
    word = tokens.words[at]
    if (factor > 1000 and joined) or factor not in (HUNDRED, Decimal(1000)) or not _is_digit(word):
        return None
    if not joined and word in CARDINALS and CARDINALS[word] < 10:
        return None
    rest = number_at(tokens, at)
    return (
        rest
        if rest is not None and rest.value < factor and tokens.words[rest.last] not in {"%", "percent"}
        else None
    )


__all__ = ["PACKS", "NumberAt", "digits_value", "number_at"]
