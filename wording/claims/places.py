"""The places that a sentence names, listed or not."""

from functools import lru_cache

from wording.claims.listed_places import IN_SMALL_LETTERS, LISTED, Place, listed_at, split_name
from wording.claims.topics import BACK, Topic, back_to
from wording.claims.unlisted_places import DEFINITE, named_from, with_name, without_name
from wording.tokens import Tokens

_IN_SMALL_LETTERS = DEFINITE | BACK | IN_SMALL_LETTERS | {f"{word}'s" for word in IN_SMALL_LETTERS}
_COME_BACK = BACK | {"the"}
_NO_TOPIC = Topic()


def find_places(
    tokens: Tokens, first: int, last: int, topic: Topic = _NO_TOPIC, more: frozenset[str] = frozenset()
) -> list[Place]:
    """The places named in the tokens [first, last), in order, the longest name first.

    topic: what "the country" comes back to. more: names of places beside those of the lexicon.
    """
    found: list[Place] = []
    more_by_word, i = _first_words(more), first
    text, starts, words = tokens.plain.text, tokens.starts, tokens.words
    while i < last:
        if not text[starts[i]].isupper() and words[i] not in _IN_SMALL_LETTERS:
            i += 1
            continue
        place = _place_from(tokens, i, last, more_by_word)
        if place is None and words[i] in _COME_BACK:
            place = back_to(tokens, i, topic, found)
        if place is not None and place.name:
            found.append(place)
        i = place.last if place else i + 1
    return found


def _place_from(
    tokens: Tokens, i: int, last: int, more: dict[str, tuple[tuple[str, ...], ...]]
) -> Place | None:
    word = tokens.words[i].removesuffix("'s")
    if word in DEFINITE or word in BACK:
        return without_name(tokens, i)
    listed = listed_at(tokens, i, last)
    return _called(tokens, i, more.get(word, ())) or with_name(tokens, i, last, listed)


@lru_cache(maxsize=4)
def _first_words(names: frozenset[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The names of more places by their first word, the longest first."""
    rows: dict[str, list[tuple[str, ...]]] = {}
    for row in sorted((split_name(name) for name in names), key=lambda row: (-len(row), row)):
        if row and row not in LISTED:
            rows.setdefault(row[0], []).append(row)
    return {word: tuple(found) for word, found in rows.items()}


def _called(tokens: Tokens, i: int, names: tuple[tuple[str, ...], ...]) -> Place | None:
    for name in names:
        end = i + len(name)
        if (*tokens.words[i : end - 1], tokens.words[end - 1].removesuffix("'s")) == name:
            return named_from(tokens, i, end)
    return None
