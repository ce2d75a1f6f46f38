"""What stands around a number in a text: its hedge, and which way it says things went."""

import re
from functools import lru_cache

from factcheck.hedge import EVALUATIVES, HEDGES
from wording.lexicon import word_sets, words
from wording.plain_text import plain_text
from wording.tokens import Tokens, tokens_of

_WORDS = word_sets("quantities", "around")

_CHANGE = words("change")
_WAYS = tuple((way, re.compile("|".join(_CHANGE[way]))) for way in ("increase", "decrease"))


def _spread(phrase: str) -> str:
    """The phrase as its tokens, one space between them."""
    return " ".join(tokens_of(plain_text(phrase)).words).strip()


_BEFORE = {_spread(phrase): row.code for row in HEDGES.values() for phrase in row.before}
_AFTER = {
    _spread(phrase): row.code for row in HEDGES.values() for phrase in row.after if phrase != "at least"
}
_MOST_BEFORE = max(phrase.count(" ") for phrase in _BEFORE) + 1
_MOST_AFTER = max(phrase.count(" ") for phrase in _AFTER) + 1
_LAST_BEFORE = frozenset(phrase.rpartition(" ")[2] for phrase in _BEFORE)
_FIRST_AFTER = frozenset(phrase.partition(" ")[0] for phrase in _AFTER)
_EVALUATIVE = frozenset(_spread(phrase) for phrase in EVALUATIVES)
_BETWEEN = _WORDS["between"]
MOST_BETWEEN = 3


def hedge_before(tokens: Tokens, first: int) -> tuple[str, int] | None:
    """The hedge before the number that starts at token `first`, and the token at which it starts."""
    at = first
    for _ in range(MOST_BETWEEN):
        if tokens.words[at - 1] in _LAST_BEFORE:
            for length in range(_MOST_BEFORE, 0, -1):
                if at >= length and " ".join(tokens.words[at - length : at]) in _BEFORE:
                    return _BEFORE[" ".join(tokens.words[at - length : at])], at - length
        back = _skipped(tokens, at)
        if back == at:
            return None
        at = back
    return None


def _skipped(tokens: Tokens, at: int) -> int:
    """The place before words that may stand between a hedge and its number."""
    for length in (2, 1):
        if at >= length and " ".join(tokens.words[at - length : at]) in _EVALUATIVE:
            return at - length
    return at - 1 if tokens.words[at - 1] in _BETWEEN else at


def hedge_after(tokens: Tokens, last: int) -> tuple[str, int] | None:
    """The hedge after the number that ends before token `last`, and the token after it."""
    at = last + 1 if tokens.words[last] == "-" and tokens.touches(last) else last
    if tokens.words[at] not in _FIRST_AFTER:
        return None
    if tokens.words[at] == "+":
        return (_AFTER["+"], at + 1) if tokens.touches(at) else None
    for length in range(_MOST_AFTER, 0, -1):
        phrase = " ".join(tokens.words[at : at + length])
        if (
            at + length <= len(tokens)
            and phrase in _AFTER
            and not (length == 1 and at == last and phrase in {"plus", "odd", "approximately", "roughly"})
        ):
            return _AFTER[phrase], at + length
    return None


def evaluatives_before(tokens: Tokens, first: int) -> int:
    """The token at which the evaluatives right before `first` start: "just 5,300", "a whopping 600 %"."""
    at = first
    while at > 0:
        for length in (2, 1):
            if at >= length and " ".join(tokens.words[at - length : at]) in _EVALUATIVE:
                at -= length
                break
        else:
            return at
    return at


@lru_cache(maxsize=8192)
def way_of(word: str) -> str | None:
    """Increase or decrease where the word says so."""
    for way, pattern in _WAYS:
        if pattern.fullmatch(word):
            return way
    return None


_FILLERS = _WORDS["fillers"]
_NOT_A_WAY_BEFORE = _WORDS["not_a_way_before"]


_LOST, _GAINED, _MOVES = _WORDS["lost"], _WORDS["gained"], _WORDS["moves"]
_MOVED = _WORDS["moved"]


def _only_a_particle(tokens: Tokens, at: int, last: int) -> bool:
    """Whether "up" and "down" belong to a verb and say nothing of a change: "shut down 125 schools", "up to 5"."""
    word, before = tokens.words[at], tokens.words[at - 1]
    if word not in {"up", "down"}:
        return False
    if tokens.words[at + 1] == "to" or before in {"make", "makes", "made", "making"}:
        return True
    return (
        before.isalpha()
        and before not in _MOVED
        and way_of(before) is None
        and tokens.words[last - 1] not in {"%", "percent", "cent", "points"}
    )


def change_around(tokens: Tokens, first: int, last: int) -> tuple[str | None, int, int]:
    """Which way the words right around a number say that things went, and the tokens from and to which they reach."""
    word = tokens.words[first - 1]
    moved = tokens.words[last - 1] in _MOVES or (last == first + 1 and "." in tokens.words[first])
    if moved and word in _LOST | _GAINED:
        return "decrease" if word in _LOST else "increase", first - 1, last
    for at in range(first - 1, max(-1, first - 7), -1):
        word = tokens.words[at]
        way = way_of(word)
        says = word not in _NOT_A_WAY_BEFORE or (word == "growth" and tokens.words[at + 1] == "of")
        if way is not None and says and not _only_a_particle(tokens, at, last):
            return way, at, last
        if word not in _FILLERS:
            break
    for at in range(last, min(len(tokens), last + 3)):
        word = tokens.words[at]
        if word in {".", ",", ";", ":", "of", "in", "to", "on"}:
            break
        way = way_of(word)
        if (
            way is not None
            and word not in {"up", "down", "cut", "cuts", "lost", "raise", "raised", "boost"}
            and not (word in {"more", "less", "fewer"} and at > last)
        ):
            return way, first, at + 1
    return None, first, last
