"""The places that a text names: countries, regions, states, and words for their people."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from wording.lexicon import word_sets, words
from wording.tokens import Tokens

_WORDS = word_sets("claims", "places")

_LEXICON = words("places")
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the tokens [first, last). name: as the check is told it. people: said of its people or things.

    small: smaller than a country, or a body of people; what it has or does is not its country's.
    """

    first: int
    last: int
    name: str
    people: bool
    small: bool = False


def _rows() -> dict[tuple[str, ...], tuple[str, bool]]:
    rows: dict[tuple[str, ...], tuple[str, bool]] = {}
    for name in (*_LEXICON["states"], *_LEXICON["countries"], *_LEXICON["regions"]):
        bare = name.removeprefix("the ")
        rows[_split(bare)] = (bare if name in {bare, "the world"} else name, False)
    for name, others in _LEXICON["called"].items():
        for other in others.split("|"):
            rows[_split(other)] = (name, other[-1] != "." and other not in _PLAIN)
    return rows


_PLAIN = frozenset(_LEXICON["no_people"])


def _split(name: str) -> tuple[str, ...]:
    return tuple(name.lower().replace("-", " - ").split())


_PLACES = _rows()
_FIRST: dict[str, int] = {}
for _words in _PLACES:
    _FIRST[_words[0]] = max(_FIRST.get(_words[0], 0), len(_words))
_SMALL = _WORDS["small"]
_COUNTRIES = frozenset(_LEXICON["countries"])
_DEFINITE, _COUNTRY, _BACK = _WORDS["definite"], _WORDS["country"], frozenset({"it", "its"})
_IN_SMALL_LETTERS = _DEFINITE | _BACK | _SMALL
_SMALLER, _BODIES, _NO_NAMES = _WORDS["smaller"], _WORDS["bodies"], _WORDS["no_names"]
_COMPASS = _WORDS["compass"]
_INSIDE, _HOLDS, _HELD = frozenset({"in", "near"}), _WORDS["holds"], _WORDS["held"]


@dataclass(frozen=True, slots=True)
class Topic:
    """The place that a text spoke of last: what "the country", "it" come back to. subject: what its sentence began with."""

    country: str = ""
    subject: str = ""


def topic_after(places: Iterable[Place], before: Topic) -> Topic:
    """The topic after a sentence with those places."""
    named = [place for place in places if not place.people and place.name in _COUNTRIES]
    if not named:
        return Topic(before.country)
    return Topic(named[0].name, named[0].name if named[0].first <= 1 else "")


@lru_cache(maxsize=4)
def _first_words(names: frozenset[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The names of more places by their first word, the longest first."""
    rows: dict[str, list[tuple[str, ...]]] = {}
    for row in sorted((_split(name) for name in names), key=lambda row: (-len(row), row)):
        if row and row not in _PLACES:
            rows.setdefault(row[0], []).append(row)
    return {word: tuple(found) for word, found in rows.items()}


def find_places(
    tokens: Tokens, first: int, last: int, topic: Topic = Topic(), more: frozenset[str] = frozenset()
) -> list[Place]:
    """The places named in the tokens [first, last), in order, the longest name first.

    topic: what "the country" comes back to. more: names of places beside those of the lexicon.
    """
    found: list[Place] = []
    more_by_word, i = _first_words(more), first
    text, starts, words = tokens.plain.text, tokens.starts, tokens.words
    while i < last:
        if not text[starts[i]].isupper() and words[i].removesuffix("'s") not in _IN_SMALL_LETTERS:
            i += 1
            continue
        place = _place_from(tokens, i, last, topic, more_by_word)
        if place is not None and place.name:
            found.append(place)
        i = place.last if place else i + 1
    return found


def _place_from(
    tokens: Tokens, i: int, last: int, topic: Topic, more: dict[str, tuple[tuple[str, ...], ...]]
) -> Place | None:
    word = tokens.words[i].removesuffix("'s")
    if word in _DEFINITE or word in _BACK:
        return _back(tokens, i, topic) or _small_place(tokens, i)
    most = _FIRST.get(word)
    known = _at(tokens, i, min(most, last - i)) if most else None
    return (
        _called(tokens, i, more.get(word, ())) or _small_name(tokens, i, last, known) or known or _unheard_of(tokens, i, last)
    )  # fmt: skip


def _called(tokens: Tokens, i: int, names: tuple[tuple[str, ...], ...]) -> Place | None:
    for name in names:
        end = i + len(name)
        if (*tokens.words[i : end - 1], tokens.words[end - 1].removesuffix("'s")) == name:
            written = [tokens.written(k) for k in range(i, end)]
            return Place(
                i, end, " ".join(written).removesuffix("'s").replace(" - ", "-"), people=False, small=True
            )
    return None


def _back(tokens: Tokens, i: int, topic: Topic) -> Place | None:
    """The country that "the country" comes back to, or "it" at the head of a sentence."""
    if tokens.words[i] in _BACK:
        return Place(i, i + 1, topic.subject, people=False) if i == 0 and topic.subject else None
    if tokens.words[i] == "the" and tokens.words[i + 1].removesuffix("'s") in _COUNTRY and topic.country:
        return Place(i, i + 2, topic.country, people=False)
    return None


def _small_place(tokens: Tokens, i: int) -> Place | None:
    """A place or a body smaller than a country, without its name: "our town", "the capital of France"."""
    at = i + 1 + (tokens.words[i + 1] not in _SMALLER | _DEFINITE and tokens.words[i + 2] in _SMALLER)
    if tokens.words[at].removesuffix("'s") not in _SMALLER or not tokens.written(at).islower():
        return None
    end = _past_country(tokens, at + 1)
    return Place(i, end, " ".join(tokens.words[i:end]).removesuffix("'s"), people=False, small=True)


def _past_country(tokens: Tokens, at: int) -> int:
    """The token after "in Uganda", "of France" that starts at `at`; `at` itself where no place does."""
    if tokens.words[at] not in {"in", "of"}:
        return at
    owner = at + 1 + (tokens.words[at + 1] == "the" or tokens.words[at + 1] in _COMPASS)
    most = _FIRST.get(tokens.words[owner].removesuffix("'s"))
    place = _at(tokens, owner, most) if most else None
    return place.last if place else at


def _small_name(tokens: Tokens, i: int, last: int, known: Place | None) -> Place | None:
    """A place or a body smaller than a country by its name: "Travis County", "Seoul, South Korea,"."""
    end = _name_end(tokens, i, last)
    noun = tokens.words[end - 1].removesuffix("'s")
    if end - i > 1 and (noun in _SMALLER or noun in _BODIES) and (known is None or end > known.last):
        return _named(tokens, i, end)
    if known is not None:
        return None
    if end < last and tokens.words[end] in _SMALLER and tokens.written(end).islower():
        return _named(tokens, i, _past_country(tokens, end + 1))
    most = _FIRST.get(tokens.words[end + 1]) if tokens.words[end] == "," and end + 1 < last else None
    place = _at(tokens, end + 1, min(most, last - end - 1)) if most else None
    if place is None or tokens.words[place.last] not in {",", "."} or tokens.words[i] in _NO_NAMES:
        return None
    return Place(i, place.last, _named(tokens, i, end).name, people=False, small=True)


def _unheard_of(tokens: Tokens, i: int, last: int) -> Place | None:
    """A place by a name that is in no list: "in Berlin", "Gaza has a population of"."""
    end = _name_end(tokens, i, last)
    if tokens.words[i] in _NO_NAMES or not tokens.written(i)[1:2].islower():
        return None
    place = _named(tokens, i, end)
    if tokens.words[i - 1] in _INSIDE and _is_running_text(tokens):
        return place
    end = _past_country(tokens, end)
    then = tokens.words[end : end + 6]
    holds = bool(then) and (
        then[0] in _HOLDS or (then[0] in {"has", "had", "with"} and not _HELD.isdisjoint(then[1:]))
    )
    return _named(tokens, i, end) if holds else None


def _is_running_text(tokens: Tokens) -> bool:
    """Whether the sentence has words in small letters, unlike a title."""
    small = sum(tokens.written(k).islower() and len(tokens.words[k]) > 3 for k in range(len(tokens)))
    return small > 1


def _name_end(tokens: Tokens, i: int, last: int) -> int:
    end = i + 1
    while end < last and end - i < MOST_WORDS and not tokens.words[end - 1].endswith("'s"):
        written = tokens.written(end)
        if not (written[:1].isupper() and written[:1].isalpha()):
            break
        end += 1
    return end


def _named(tokens: Tokens, first: int, last: int) -> Place:
    name = " ".join(tokens.written(k) for k in range(first, last))
    return Place(first, last, name.removesuffix("'s"), people=False, small=True)


def _at(tokens: Tokens, i: int, most: int) -> Place | None:
    if not tokens.written(i)[0].isupper() and tokens.words[i].removesuffix("'s") not in _SMALL:
        return None
    if tokens.words[i] == "us" and not tokens.written(i).isupper():
        return None
    for length in range(most, 0, -1):
        row = _PLACES.get(
            (*tokens.words[i : i + length - 1], tokens.words[i + length - 1].removesuffix("'s"))
        )
        if row is not None and (length > 1 or not _inside_a_name(tokens, i)):
            return Place(i, i + length, *row)
    return None


def _inside_a_name(tokens: Tokens, i: int) -> bool:
    """Whether the word is only a part of a longer name: "Georgia Tech", "New York Times", "the World Bank"."""
    if tokens.words[i] == "world":
        if tokens.words[i + 1] in _WORDS["worldly"]:
            return False
        return tokens.words[i - 1] != "the" or tokens.words[i + 1] in _LEXICON["world_of"]
    return tokens.written(i + 1)[:1].isupper() and tokens.words[i + 1] in _LEXICON["name_ends"]
