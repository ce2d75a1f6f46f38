"""The places that a text names: countries, regions, states, and words for their people."""

from dataclasses import dataclass

from wording.lexicon import word_sets, words
from wording.tokens import Tokens

_WORDS = word_sets("claims", "places")

_LEXICON = words("places")
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the tokens [first, last). name: as the check is told it. people: said of its people or things."""

    first: int
    last: int
    name: str
    people: bool


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


def find_places(tokens: Tokens, first: int, last: int) -> list[Place]:
    """The places named in the tokens [first, last), in order, the longest name first."""
    found, i = [], first
    while i < last:
        most = _FIRST.get(tokens.words[i].removesuffix("'s"))
        place = _at(tokens, i, min(most, last - i)) if most else None
        if place is not None:
            found.append(place)
        i = place.last if place else i + 1
    return found


def _at(tokens: Tokens, i: int, most: int) -> Place | None:
    if not tokens.written(i)[0].isupper() and tokens.words[i] not in _SMALL:
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
        return tokens.words[i - 1] != "the" or tokens.words[i + 1] in _LEXICON["world_of"]
    return tokens.written(i + 1)[:1].isupper() and tokens.words[i + 1] in _LEXICON["name_ends"]
