"""Places and bodies in no list, told by the company that their names keep: "our town", "Travis County", "in Berlin".

What they have or do is not their country's.
"""

from dataclasses import replace

from wording.claims.listed_places import Place, listed_at
from wording.lexicon import word_sets
from wording.tokens import Tokens

_WORDS = word_sets("claims", "places")
DEFINITE = _WORDS["definite"]
_SMALLER, _BODIES, _NO_NAMES = _WORDS["smaller"], _WORDS["bodies"], _WORDS["no_names"]
_OWNED, _INSTITUTIONS = _WORDS["owned"], _WORDS["institutions"]
_NO_ADJECTIVE = _SMALLER | DEFINITE
_COMPASS, _INSIDE = _WORDS["compass"], frozenset({"in", "near"})
_HOLDS, _HELD, _HAVE = _WORDS["holds"], _WORDS["held"], frozenset({"has", "had", "with"})
_SAID_OF_A_PLACE = _HOLDS | _HAVE | {"in", "of"}
MOST_WORDS = 6  # of a name


def without_name(tokens: Tokens, i: int) -> Place | None:
    """A place or a body smaller than a country, without its name: "our town", "the capital of France"."""
    at = i + 1 + (tokens.words[i + 2] in _SMALLER and tokens.words[i + 1] not in _NO_ADJECTIVE)
    if tokens.words[at].removesuffix("'s") not in _SMALLER or not tokens.written(at).islower():
        return None
    end = _past_country(tokens, at + 1)
    state = listed_at(tokens, at + 2, len(tokens)) if at == i + 1 and tokens.words[at + 1] == "of" else None
    if tokens.words[at] == "state" and state is not None and not state.people:
        return replace(state, first=i)  # "the state of Washington"
    return Place(i, end, " ".join(tokens.words[i:end]).removesuffix("'s"), people=False, small=True)


def _past_country(tokens: Tokens, at: int) -> int:
    """The token after "in Uganda", "of France" that starts at `at`; `at` itself where no place does."""
    if tokens.words[at] not in {"in", "of"}:
        return at
    owner = at + 1 + (tokens.words[at + 1] == "the" or tokens.words[at + 1] in _COMPASS)
    place = listed_at(tokens, owner, len(tokens))
    return place.last if place else at


def with_name(tokens: Tokens, i: int, last: int, listed: Place | None) -> Place | None:
    """The place or body whose name starts at token i: by its kind, else the listed one, else by what is said of it."""
    end = _name_end(tokens, i, last)
    return _by_its_kind(tokens, i, end, last, listed) or listed or _by_what_is_said(tokens, i, end)


def _by_its_kind(tokens: Tokens, i: int, end: int, last: int, listed: Place | None) -> Place | None:
    """A place or a body smaller than a country, such as "Travis County", "Seoul, South Korea,"."""
    noun = tokens.words[end - 1].removesuffix("'s")
    if end - i > 1 and (noun in _SMALLER or noun in _BODIES) and (listed is None or end > listed.last):
        return named_from(tokens, i, end)
    if listed is not None:
        noun = tokens.words[end]
        owner = listed.people or tokens.words[end - 1].endswith("'s")
        owned = end == listed.last and (noun in _INSTITUTIONS or (noun in _OWNED and owner))
        return named_from(tokens, i, end + 1) if owned else None
    if end < last and tokens.words[end] in _SMALLER and tokens.written(end).islower():
        return named_from(tokens, i, _past_country(tokens, end + 1))
    place = listed_at(tokens, end + 1, last) if tokens.words[end] == "," and end + 1 < last else None
    ends = place is not None and (
        tokens.words[place.last] in {",", ".", "capital"} or tokens.words[place.last - 1].endswith("'s")
    )
    if place is None or not ends or tokens.words[i] in _NO_NAMES:
        return None
    return Place(i, place.last, named_from(tokens, i, end).name, people=False, small=True)


def _by_what_is_said(tokens: Tokens, i: int, end: int) -> Place | None:
    """A place by a name that is in no list: "in Berlin", "Gaza has a population of"."""
    inside = tokens.words[i - 1] in _INSIDE
    if not (inside or tokens.words[end] in _SAID_OF_A_PLACE):
        return None
    if tokens.words[i] in _NO_NAMES or not tokens.written(i)[1:2].islower():
        return None
    if i == 0 and end == 1 and tokens.words[i].endswith("s"):
        return None  # "Officials recorded": written large because the sentence begins
    if inside and _is_running_text(tokens):
        return named_from(tokens, i, end)
    end = _past_country(tokens, end)
    then = tokens.words[end : end + 6]
    holds = bool(then) and (then[0] in _HOLDS or (then[0] in _HAVE and not _HELD.isdisjoint(then[1:])))
    return named_from(tokens, i, end) if holds else None


def _is_running_text(tokens: Tokens) -> bool:
    """Whether the sentence has words in small letters, unlike a title."""
    small = sum(tokens.written(k).islower() and len(tokens.words[k]) > 3 for k in range(len(tokens)))
    return small > 1


def _name_end(tokens: Tokens, i: int, last: int) -> int:
    end = i + 1
    while end < last and end - i < MOST_WORDS and not tokens.words[end - 1].endswith("'s"):
        if not tokens.plain.text[tokens.starts[end]].isupper():
            break
        end += 1
    return end


def named_from(tokens: Tokens, first: int, last: int) -> Place:
    """The place called as the tokens [first, last) are written."""
    name = " ".join(tokens.written(k) for k in range(first, last))
    return Place(first, last, name.removesuffix("'s"), people=False, small=True)
