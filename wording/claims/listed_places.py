"""The places of the lexicon: countries, regions, states, and words for their people."""

from dataclasses import dataclass

from wording.lexicon import word_sets, words
from wording.tokens import Tokens

_WORDS = word_sets("claims", "places")
_LEXICON = words("places")
COUNTRIES = frozenset(_LEXICON["countries"])
IN_SMALL_LETTERS = _WORDS["small"]  # "worldwide"


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
        rows[split_name(bare)] = (bare if name in {bare, "the world"} else name, False)
    for name, others in _LEXICON["called"].items():
        for other in others.split("|"):
            rows[split_name(other)] = (name, other[-1] != "." and other not in _PLAIN)
    return rows


_PLAIN = frozenset(_LEXICON["no_people"])


def split_name(name: str) -> tuple[str, ...]:
    """The name as the words of a text, in small letters."""
    return tuple(name.lower().replace("-", " - ").split())


LISTED = _rows()
_FIRST: dict[str, int] = {}
for _words in LISTED:
    _FIRST[_words[0]] = max(_FIRST.get(_words[0], 0), len(_words))


def listed_at(tokens: Tokens, i: int, last: int) -> Place | None:
    """The place of the lexicon whose name starts at token i and ends before `last`, the longest name first."""
    word = tokens.words[i].removesuffix("'s")
    most = min(_FIRST.get(word, 0), last - i)
    if most <= 0 or not (tokens.written(i)[0].isupper() or word in IN_SMALL_LETTERS):
        return None
    if tokens.words[i] == "us" and not tokens.written(i).isupper():
        return None
    for length in range(most, 0, -1):
        row = LISTED.get((*tokens.words[i : i + length - 1], tokens.words[i + length - 1].removesuffix("'s")))
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
