"""Numbers that name rather than measure: "Boeing 747", "COVID-19", "Section 230", scores, telephone numbers."""

import re

from wording.lexicon import word_sets
from wording.quantities.nouns import ENDS_NOUN, is_plural
from wording.quantities.units_at import UnitAt, unit_at
from wording.tokens import Tokens

_WORDS = word_sets("quantities", "names")

_NAMES = _WORDS["naming"]
_CLOCK = _WORDS["clock"]
_STREETS = _WORDS["streets"]
_SLASHED = frozenset(["9/11", "24/7", "7/7", "50/50", "7/11"])
_SCORES = _WORDS["scores"]
_LIST = re.compile(r"(?:^|\n)[ \t]*\(?$")


def is_name(tokens: Tokens, first: int, last: int, unit: UnitAt) -> bool:
    """Whether the digits in the tokens [first, last) are a name, a score, an address or a place in a list."""
    if unit.kind in {"money", "percent", "points"}:
        return False
    return (
        _glued(tokens, first, last, unit)
        or _after_a_name(tokens, first, last, unit)
        or _in_a_chain(tokens, first, last)
        or _address(tokens, last)
        or _in_a_list(tokens, first, last)
    )


def _glued(tokens: Tokens, first: int, last: int, unit: UnitAt) -> bool:
    """Letters or signs that touch the digits: "G20", "COVID-19", "401(k)", "747s", "#1"."""
    before = tokens.words[first - 1]
    if tokens.touches(first) and before:
        if before[0].isalpha() or before in "#@_/\\&=" or (before == "." and tokens.touches(first - 1)):
            return True
        if before == "-" and tokens.touches(first - 1) and (tokens.words[first - 2][-1:].isalpha()):
            return tokens.words[first - 2] not in _WORDS["before_hyphen"]
    if tokens.touches(last) and unit.last == last:
        after = tokens.words[last]
        return after[0].isalpha() or (
            after == "(" and tokens.touches(last + 1) and len(tokens.words[last + 1]) == 1
        )
    return False


def _after_a_name(tokens: Tokens, first: int, last: int, unit: UnitAt) -> bool:
    """Whether the words around make the number a name: "Section 230", "No. 5", "Boeing 747", "the S&P 500 index"."""
    word, before = tokens.words[first], tokens.words[first - 1]
    if before == "." and tokens.words[first - 2] in _BEFORE_POINT:
        return tokens.written(first - 2) != "no" or unit.noun is None
    if before == "of" and tokens.words[first - 2] == "group":
        return True
    if before in _NAMES and (word.isdecimal() or unit.noun is None) and not _counts_it(tokens, first, unit):
        return True
    return (
        word.isdecimal()
        and last - first == 1
        and (_long_or_indexed(tokens, first, unit) or _proper(tokens, first, unit))
    )


def _long_or_indexed(tokens: Tokens, first: int, unit: UnitAt) -> bool:
    """Telephone numbers, "5G", indices of markets."""
    if len(tokens.words[first]) >= TELEPHONE and unit.kind == "none":
        return True
    generation = tokens.written(first + 1) == "G" and tokens.touches(first + 1)
    return generation or (unit.noun is not None and tokens.words[unit.noun[0]] in _WORDS["index"])


def _proper(tokens: Tokens, first: int, unit: UnitAt) -> bool:
    """Whether a proper name before or after takes the number in: "Boeing 747", "18 Horse Regiment"."""
    if (
        len(tokens.words[first]) > LONGEST_NAME
        or unit.kind not in {"none", "count"}
        or _title_case(tokens, first)
    ):
        return False
    if unit.noun is not None and _all_large(tokens, unit.noun):
        return True
    before = tokens.words[first - 1]
    name = (
        first > 1
        and tokens.written(first - 1)[:1].isupper()
        and before not in ENDS_NOUN
        and before not in _NO_NAMES
    )
    counted = (
        unit.noun is not None
        and tokens.written(unit.noun[0])[:1].islower()
        and is_plural(tokens.words[unit.noun[1] - 1])
    )
    return name and not counted


TELEPHONE = 7  # digits
LONGEST_NAME = 5  # digits
_BEFORE_POINT, _NO_NAMES, _ALSO_BEFORE = (
    _WORDS["before_point"],
    _WORDS["no_names"],
    _WORDS["also_before_counts"],
)


def _all_large(tokens: Tokens, noun: tuple[int, int]) -> bool:
    """Whether what follows is a name of several words: "18 Horse Regiment"."""
    return (
        noun[1] - noun[0] > 1
        and all(tokens.written(k)[0].isupper() for k in range(*noun))
        and not is_plural(tokens.words[noun[1] - 1])
    )


def _counts_it(tokens: Tokens, first: int, unit: UnitAt) -> bool:
    """Whether a word such as "group" or "line" is only the end of what was said before a count."""
    small = tokens.written(first - 1)[:1].islower() and tokens.words[first - 1] in _ALSO_BEFORE
    return unit.noun is not None and tokens.words[first + 1] != "of" and small


def _title_case(tokens: Tokens, first: int) -> bool:
    """Whether the words around are all written large, as in a headline, so that none of it marks a name."""
    near = [
        tokens.written(k)
        for k in range(max(0, first - 6), min(len(tokens), first + 7))
        if tokens.words[k].isalpha() and len(tokens.words[k]) > 3
    ]
    return bool(near) and sum(word[0].isupper() for word in near) * 4 >= len(near) * 3


def _in_a_chain(tokens: Tokens, first: int, last: int) -> bool:
    """Scores, telephone numbers, clock times and the like: digits joined to digits by a sign."""
    if tokens.words[last] in _CLOCK:
        return True
    pair = _joined_digits(tokens, first, last)
    if pair is None:
        return False
    a, b = pair
    sign = tokens.words[b - 1]
    if sign == "/":
        return f"{tokens.words[a]}/{tokens.words[b]}" in _SLASHED
    return sign == ":" or _score_or_telephone(tokens, a, b)


def _joined_digits(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """The two numbers that ":", "-" or "/" join, one of them in the tokens [first, last)."""
    for a, b in ((first, last + 1), (first - 2, first)):
        joined = tokens.touches(b - 1) and tokens.touches(b) and tokens.words[b - 1] in {":", "-", "/"}
        if joined and tokens.words[a][:1].isdecimal() and tokens.words[b][:1].isdecimal():
            return a, b
    return None


def _score_or_telephone(tokens: Tokens, a: int, b: int) -> bool:
    """Whether the numbers at a and b, which a hyphen joins, are no range."""
    words = tokens.words
    goes_on = words[b + 1] == "-" and tokens.touches(b + 1) and words[b + 2][:1].isdecimal()
    if goes_on or (words[a - 1] == "-" and tokens.touches(a)):
        return True
    if words[b + 1] in _SCORES or (words[b + 1] == "-" and words[b + 2] in _SCORES):
        return True
    if [len(words[a]), len(words[b])] == LOCAL_TELEPHONE:
        return True
    whole = all(words[k].isdecimal() for k in (a, b))
    if whole and int(words[a]) > int(words[b]):
        return True  # "beat them 110-98"
    short = whole and all(len(words[k]) < SCORE for k in (a, b))
    return short and unit_at(tokens, b, b + 1).kind == "none"


LOCAL_TELEPHONE = [3, 4]  # digits: "555-0142"
SCORE = 3  # digits: a score has fewer


def _address(tokens: Tokens, last: int) -> bool:
    at = last
    while at < last + 4 and tokens.written(at)[:1].isupper():
        if tokens.words[at] in _STREETS and at > last:
            return True
        at += 1
    return False


def _in_a_list(tokens: Tokens, first: int, last: int) -> bool:
    """A number that only counts the entries of a list: "1. Text", "2) text" at the start of a line."""
    after = tokens.words[last]
    if (
        after not in {".", ")"}
        or not tokens.touches(last)
        or last - first > 1
        or not tokens.words[first].isdecimal()
    ):
        return False
    if after == ")" and tokens.words[first - 1] == "(" and len(tokens.words[first]) < 3:
        return True
    start = max(0, tokens.starts[first] - 4)
    return (
        _LIST.search(tokens.plain.text[start : tokens.starts[first]]) is not None
        and len(tokens.words[first]) < 3
    )
