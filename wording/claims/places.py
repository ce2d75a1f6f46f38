"""The places that a sentence names, listed or not."""

from dataclasses import replace
from functools import lru_cache

from wording.claims.listed_places import IN_SMALL_LETTERS, LISTED, Place, listed_at, split_name
from wording.claims.topics import BACK, Topic, back_to
from wording.claims.unlisted_places import DEFINITE, named_from, with_name, without_name
from wording.lexicon import word_sets
from wording.tokens import Tokens

_WORDS = word_sets("claims", "places")
_IN_SMALL_LETTERS = DEFINITE | BACK | IN_SMALL_LETTERS | {f"{word}'s" for word in IN_SMALL_LETTERS}
_MEMBERS, _SOME, _ALL = _WORDS["members"], _WORDS["some"], DEFINITE | {"all"}
_COME_BACK = BACK | {"the"}
_NO_TOPIC = Topic()
_BORDERS = frozenset({"border", "frontier", "line"})
DIGITS_OF_A_YEAR = 4


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
    if listed is not None and (past := _past_border(tokens, listed)) is not None:
        return Place(i, past, "", people=False)
    if listed is not None and (some := _some_of(tokens, listed)) is not None:
        return some
    if listed is not None and listed.people and tokens.words[listed.last] in _MEMBERS:
        listed = replace(listed, last=listed.last + 1, people=False)  # "African countries"
    return _called(tokens, i, more.get(word, ())) or with_name(tokens, i, last, listed)


def _past_border(tokens: Tokens, place: Place) -> int | None:
    """The token after a place that only says which border is meant: "the border with Mexico", "the U.S.-Mexico border"."""
    words, last = tokens.words, place.last
    if words[place.first - 2] in _BORDERS and words[place.first - 1] == "with":
        return last
    if place.people and words[last] in _BORDERS:
        return last  # "the Mexican border"
    other = listed_at(tokens, last + 1, len(tokens)) if words[last] == "-" else None
    return other.last if other is not None and words[other.last] in _BORDERS else None


def _some_of(tokens: Tokens, group: Place) -> Place | None:
    """The "three Nordic countries", "most of the EU's members" that are not the whole group; None of all of them."""
    words, last = tokens.words, group.last + (tokens.words[group.last] in _MEMBERS)
    if words[last - 1].removesuffix("'s") not in _MEMBERS:
        return None
    at = group.first - 1
    at -= words[at] in DEFINITE
    at -= words[at] == "of"
    if at < 0 or not (words[at] in _SOME or (words[at].isdigit() and len(words[at]) < DIGITS_OF_A_YEAR)):
        return None
    if at > 0 and words[at - 1] in _ALL:
        return None  # "the 27 EU countries", "all three Baltic states"
    return replace(named_from(tokens, at, last), first=group.first)


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
