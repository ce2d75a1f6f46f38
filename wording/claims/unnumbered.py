"""Claims without a number: a record, the highest since, more than, outnumbered, most of, has fallen."""

from collections.abc import Callable
from dataclasses import dataclass

from wording.claims.verbs import ADVERB, COMPARATIVE, HAVE, LOWEST, MEASURE, SUPERLATIVE
from wording.lexicon import word_sets, words
from wording.quantities.around import way_of
from wording.quantities.nouns import is_plural
from wording.tokens import Tokens

_WORDS = word_sets("claims", "unnumbered")
_LAG = frozenset(tuple(phrase.split()) for phrase in words("claims")["orders"]["lag"].split("|"))
EXCEED = frozenset(words("claims")["orders"]["exceed"].replace("|", " ").split())
_STOPS = frozenset([".", ";", ",", ":", "\u2014"])
_NTH = _WORDS["nth"]
_THINGS, _IS = _WORDS["things"], frozenset({"is", "are", "was", "were"})
REACH = 14  # tokens after a superlative in which "since", "ever", "in ten years" make it an extreme
COMPARE_REACH = 10  # tokens from "more" to "than"
SUBJECT_REACH = 6  # tokens before "has fallen" in which a measure is named


@dataclass(frozen=True, slots=True)
class Cue:
    """What the tokens [first, last) assert without a number. order: of orders and extremes; form: of shares."""

    first: int
    last: int
    relation: str
    order: str | None = None
    direction: str | None = None
    form: str | None = None


def cues(tokens: Tokens, first: int, last: int) -> list[Cue]:
    """What is asserted without a number in the tokens [first, last), in order."""
    found, i = [], first
    while i < last:
        reader = _READERS.get(tokens.words[i])
        cue = reader(tokens, i) if reader else None
        if cue is not None and cue.last <= last:
            found.append(cue)
            i = cue.last
        else:
            i += 1
    return found


def _extreme(tokens: Tokens, i: int) -> Cue | None:
    """Such as "the lowest since 1980", "the most ever", "biggest-ever", "the worst in ten years"."""
    words, word = tokens.words, tokens.words[i]
    order = "lowest" if word in LOWEST else "highest"
    if words[i - 1] in _NTH or (words[i - 1] == "-" and words[i - 2] in _NTH):
        return None
    among = _among_all(tokens, i)
    if among is not None:
        return Cue(i, among, "extreme", order, form=AMONG)
    if words[i + 1 : i + 3] == ["-", "ever"]:
        return Cue(i, i + 3, "extreme", order)
    if word == "most" and words[i - 1] not in {"the", "its", "their"}:
        return None
    for at in range(i + 1, i + REACH):
        if words[at] in _STOPS or not words[at]:
            return None
        if _ends_extreme(tokens, at):
            return Cue(i, at + 1, "extreme", order)
    return None


def _among_all(tokens: Tokens, i: int) -> int | None:
    """The token after "largest economy in the world", "most refugees of any country", "Africa's most populous country"."""
    words = tokens.words
    if words[i + 1] == "of" and words[i + 2] in {"any", "all"}:
        return i + 4
    thing = next((k for k in range(i + 1, i + THING_REACH) if words[k] in _FOREMOST), None)
    if thing is None or not all(words[k].isalpha() for k in range(i + 1, thing)):
        return None
    if words[thing] in _WHOSE_PART:  # "the largest host of refugees"
        return thing + 3 if words[thing + 1] == "of" else None
    last = thing + 1 + (words[thing] == "populous" and words[thing + 1] in _WORDS["any_other"])
    if words[last] == "of" and words[last + 1] in {"any", "all"}:
        return last + 3
    if words[last] in {"in", "on"} and (
        tokens.written(last + 1)[:1].isupper() or not _EARTH.isdisjoint(words[last + 1 : last + 3])
    ):
        return last + 1
    return last if words[i - 1].endswith("'s") and tokens.words[i - 1] != "it's" else None


_EARTH = frozenset({"world", "earth", "globe", "planet"})
_FOREMOST = _WORDS["foremost"]
_WHOSE_PART = frozenset({"host", "source"})
AMONG = "among"
EACH = frozenset({"each", "every"})
THING_REACH = 4  # tokens after a superlative


def _ends_extreme(tokens: Tokens, at: int) -> bool:
    """Whether token `at` says over what time: "since", "ever", "on record", "in 40 years"."""
    word, after = tokens.words[at], tokens.words[at + 1]
    if word == "in":
        long = any(tokens.words[k] in _WORDS["long"] for k in range(at + 1, at + 6))
        return long and after not in {"the", "this", "its", "recent"}
    return word in {"since", "ever", "history"} or (word == "on" and after == "record")


def _record(tokens: Tokens, i: int) -> Cue | None:
    """Such as "a record", "a record $82,500", "hit a new record high"."""
    words, before, after = tokens.words, tokens.words[i - 1], tokens.words[i + 1]
    if before not in _WORDS["before_record"] or (before == "new" and words[i - 2] not in {"a", "set"}):
        return None
    if after in _WORDS["of_a_record"] or (after == "-" and words[i + 2] != "breaking"):
        return None
    if before == "a" and after in {".", ",", ""} and words[i - 2] not in _WORDS["set_a"]:
        return None
    last = i + 2 if after in {"high", "low", "number", "level"} else i + 1
    return Cue(i, last, "extreme", "lowest" if after == "low" else "highest")


def _peak(tokens: Tokens, i: int) -> Cue | None:
    """Such as "a 30-year low", "an all-time high"."""
    words, order = tokens.words, "lowest" if tokens.words[i] == "low" else "highest"
    if words[i - 3 : i] == ["all", "-", "time"] or (
        words[i - 2] == "-" and words[i - 1] in {"year", "decade", "month"}
    ):
        return Cue(max(i - 3, 0), i + 1, "extreme", order)
    return None


def _lag(tokens: Tokens, i: int) -> Cue | None:
    """Such as "lagging well behind", "fell short of", "missed its target"."""
    for length in (4, 3, 2):
        if tuple(tokens.words[i : i + length]) in _LAG:
            return Cue(i, i + length, "order", "less")
    missed = (tokens.words[i],) in _LAG and tokens.words[i + 1] in _WORDS["whose"]
    target = any(tokens.words[k] in _WORDS["targets"] for k in range(i + 1, i + 6))
    return Cue(i, i + 1, "order", "less") if missed and target else None


def _exceed(tokens: Tokens, i: int) -> Cue | None:
    after = tokens.words[i + 1]
    is_amount = (
        after[:1].isdecimal() or after in _WORDS["amounts"] or tokens.words[i + 2] in _WORDS["magnitudes"]
    )
    return None if is_amount else Cue(i, i + 1, "order", "greater")


def _compare(tokens: Tokens, i: int) -> Cue | None:
    """Such as "has fewer doctors than", "lower than Germany's", "would earn less than the poverty line"."""
    words, before = tokens.words, tokens.words[i - 1]
    if before[:1].isdecimal() or before in _WORDS["not_before_more"]:
        return None
    than = next(
        (at for at in range(i + 1, i + COMPARE_REACH) if words[at] == "than" or words[at] in _STOPS), i
    )
    if words[than] != "than":
        return None
    order = "less" if words[i] in {"fewer", "less", "lower", "smaller"} else "greater"
    led = than + (words[than + 1] in {"from", "in"})  # "from Ukraine than from any other country"
    if _beyond_all(tokens, led + 1):
        return Cue(i, led + 3, "extreme", "lowest" if order == "less" else "highest")
    return Cue(i, than + 1, "order", order) if _compares_amounts(tokens, i, than) else None


def _beyond_all(tokens: Tokens, at: int) -> bool:
    pair = tokens.words[at : at + 2]
    return pair == ["ever", "before"] or (pair[0] == "any" and pair[1] in _WORDS["any_other"])


def _compares_amounts(tokens: Tokens, i: int, than: int) -> bool:
    """Whether two amounts are compared, and "more than" is no hedge: not "more than 5", "more important than"."""
    words, after = tokens.words, tokens.words[than + 1]
    if after[:1].isdecimal() or after in _WORDS["numberish"]:
        return False
    if words[i] not in {"more", "less", "fewer"}:
        return True
    if than > i + 1:
        near = words[i + 1 : min(than, i + 4)]
        plural = any(is_plural(word) and not word.endswith("ous") for word in near)
        return words[i] == "fewer" or plural or words[i + 1] in _THINGS
    if any(words[k][:1].isdecimal() for k in range(than + 1, than + 4)):
        return False
    if words[i - 1] in {"that's", "it's"}:
        return after.isalpha()
    return words[i - 1] in _WORDS["spent"] and after in _WORDS["whose"] | {"the", "what", "that"}


def _share(tokens: Tokens, i: int) -> Cue | None:
    """Such as "a majority of", "virtually all migrants"."""
    words, before, after = tokens.words, tokens.words[i - 1], tokens.words[i + 1]
    if words[i] == "majority":
        if after != "of" or before not in _WORDS["before_majority"]:
            return None
        start = i - 1 if before in {"a", "the"} else i - 2
        return Cue(
            max(start, 0),
            i + 1,
            "share",
            form="nearly_all" if before in {"vast", "overwhelming"} else "majority",
        )
    if before in _WORDS["nearly"] and after.isalpha() and after not in _WORDS["not_all_of"]:
        return Cue(i - 1, i + 1, "share", form="nearly_all")
    return None


def _most(tokens: Tokens, i: int) -> Cue | None:
    """Such as "the most ever", or "most Americans", "most of"."""
    extreme = _extreme(tokens, i)
    before, after = tokens.words[i - 1], tokens.words[i + 1]
    if extreme is not None or before in _WORDS["before_superlative"]:
        return extreme
    return Cue(i, i + 1, "share", form="majority") if after == "of" or is_plural(after) else None


def _moving(tokens: Tokens, i: int) -> Cue | None:
    """Such as "has fallen", "are falling", "has been rising", said of a measure."""
    at = i + 1
    while tokens.words[at] in ADVERB or tokens.words[at] == "been":
        at += 1
    word = tokens.words[at]
    way = way_of(word) if word not in _WORDS["no_moves"] else None
    goes_on, been = word.endswith("ing"), tokens.words[at - 1] == "been"
    if way is None or goes_on != (tokens.words[i] in _IS or been):
        return None
    if MEASURE.isdisjoint(tokens.words[max(0, i - SUBJECT_REACH) : i]):
        return None
    return Cue(i, at + 1, "trend", direction="rising" if way == "increase" else "falling")


def _moved(tokens: Tokens, i: int) -> Cue | None:
    """Such as "GDP shrank in 2022", "unemployment rose again": a measure that moved, by nobody says how much."""
    way = way_of(tokens.words[i])
    steady = not EACH.isdisjoint(tokens.words[i + 1 : i + 4])
    near = (
        tokens.words[max(0, i - SUBJECT_REACH) : i]
        if steady or tokens.words[i + 1] == "between"
        else tokens.words[i - 1 : i]
    )
    if way is None or MEASURE.isdisjoint(near) or tokens.words[i + 1] not in _WORDS["after_move"]:
        return None
    return Cue(i, i + 1, "trend", direction="rising" if way == "increase" else "falling")


_READERS: dict[str, Callable[[Tokens, int], Cue | None]] = (
    dict.fromkeys(SUPERLATIVE, _extreme)
    | {"record": _record, "high": _peak, "low": _peak}
    | dict.fromkeys({phrase[0] for phrase in _LAG}, _lag)
    | dict.fromkeys(EXCEED, _exceed)
    | dict.fromkeys(COMPARATIVE, _compare)
    | dict.fromkeys(HAVE | _IS, _moving)
    | dict.fromkeys(_WORDS["moves"], _moved)
    | {"majority": _share, "all": _share, "every": _share, "most": _most}
)
