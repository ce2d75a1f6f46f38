"""The noun counted after a number: "law enforcement actions" of "nearly 30,000 law enforcement actions"."""

from wording.lexicon import word_sets
from wording.numbers import CARDINALS
from wording.tokens import Tokens

_WORDS = word_sets("quantities", "nouns")
ENDS_NOUN, _LEADS, _WHOLES, _PLURALS = (
    _WORDS["ends_noun"],
    _WORDS["leads"],
    _WORDS["wholes"],
    _WORDS["plurals"],
)
_FIRST_OF_TWO = _WORDS["first_of_two"]
_NOT_PLURAL = ("ss", "us", "is", "'s")
MOST = 5  # tokens of a noun counted
SHORTEST_PLURAL = 4  # letters: "was", "has" and "his" are none


def noun_at(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """The tokens [a, b) of the noun counted by a number that ends before token `at`; None where none is named."""
    at = _past_whole(tokens, at)
    while tokens.words[at] in _LEADS and tokens.words[at + 1] not in {"than", "of", ""}:
        at += 1
    at += tokens.words[at] == "-" and tokens.touches(at)
    end = at
    while end - at < MOST:
        after = _one_more(tokens, at, end)
        if after == end:
            break
        end = after
        if _is_whole(tokens, end):
            break
    return (at, end) if end > at else None


def _one_more(tokens: Tokens, at: int, end: int) -> int:
    """The token after the next word of the noun; `end` itself where it ends there."""
    word = tokens.words[end]
    if word == "-" and end > at and tokens.touches(end) and tokens.touches(end + 1):
        return end + 2
    if (
        not word[:1].isalpha()
        or word in ENDS_NOUN
        or word in CARDINALS
        or (end > at and _ends_before(tokens, end))
    ):
        return end
    return end + 1


def _ends_before(tokens: Tokens, end: int) -> bool:
    """Whether the word is no part of the noun any more: a participle or a name after a plural."""
    if not is_plural(tokens.words[end - 1]):
        return False
    name = tokens.written(end)[0].isupper() and not tokens.written(end - 1)[0].isupper()
    return name or tokens.words[end].endswith("ing")


def _is_whole(tokens: Tokens, end: int) -> bool:
    """Whether the noun that ends before `end` is complete: a plural that is not the first part of another."""
    word, after = tokens.words[end - 1], tokens.words[end]
    if not is_plural(word) or after == "'" or word.endswith("'s"):
        return False
    return not (word in _FIRST_OF_TWO and is_plural(after) and after not in ENDS_NOUN)


def _past_whole(tokens: Tokens, at: int) -> int:
    """The token after "of the", "of Airbnb's": what follows is the noun counted."""
    if tokens.words[at] != "of":
        return at
    if tokens.words[at + 1] in _WHOLES:
        return at + 2 + (tokens.words[at + 2] in {"most", "best", "more"})
    owner = (
        k for k in range(at + 1, at + 4) if tokens.words[k].endswith("'s") and tokens.written(k)[:1].isupper()
    )
    return next((k + 1 for k in owner), at)


def is_plural(word: str) -> bool:
    """Whether the word looks like the plural of a noun."""
    return word in _PLURALS or (
        len(word) >= SHORTEST_PLURAL and word.endswith("s") and not word.endswith(_NOT_PLURAL)
    )
