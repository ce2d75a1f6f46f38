"""Claims without a number: a record, the highest since, more than, outnumbered, most of, has fallen."""

from dataclasses import dataclass

from wording.claims.verbs import ADVERB, LOWEST, MEASURE, SUPERLATIVE
from wording.lexicon import word_sets, words
from wording.quantities.around import way_of
from wording.quantities.units_at import is_plural
from wording.tokens import Tokens

_WORDS = word_sets("claims", "unnumbered")

_PHRASES = words("claims")["orders"]
_LAG = frozenset(tuple(phrase.split()) for phrase in _PHRASES["lag"].split("|"))
_EXCEED = frozenset(phrase.strip() for phrase in _PHRASES["exceed"].split("|"))
_LAG_FIRST = frozenset(phrase[0] for phrase in _LAG)
_SINCE = frozenset(["since", "ever", "recorded", "history"])
_REACH = 14  # tokens after a superlative in which "since", "ever", "in ten years" make it an extreme
_MORE = _WORDS["more"]
_HAS = frozenset(["has", "have", "had"])
_IS = frozenset(["is", "are", "was", "were"])


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
        cue = reader(tokens, i, last) if reader else None
        if cue is not None:
            found.append(cue)
        i = cue.last if cue else i + 1
    return found


def _extreme(tokens: Tokens, i: int, last: int) -> Cue | None:
    word = tokens.words[i]
    order = "lowest" if word in LOWEST else "highest"
    if tokens.words[i - 1] in {"at", "second", "third", "fourth", "fifth"} or (
        tokens.words[i - 1] == "-"
        and tokens.words[i - 2] in {"second", "third", "fourth", "fifth", "nd", "rd", "th"}
    ):
        return None
    if tokens.words[i + 1] == "-" and tokens.words[i + 2] == "ever":
        return Cue(i, i + 3, "extreme", order)
    if word == "most" and tokens.words[i - 1] not in {"the", "its", "their"}:
        return None
    for at in range(i + 1, min(last, i + _REACH)):
        after = tokens.words[at]
        if after in {".", ";", ",", ":", "\u2014"}:
            return None
        if after in {"since", "ever", "history"} or (after == "on" and tokens.words[at + 1] == "record"):
            return Cue(i, at + 1, "extreme", order)
        if after == "in" and _long(tokens, at + 1):
            return Cue(i, at + 1, "extreme", order)
        if after == "we've" and tokens.words[at + 1] == "ever":
            return Cue(i, at + 2, "extreme", order)
    return None


def _long(tokens: Tokens, at: int) -> bool:
    """Such as "in 40 years", "in more than a decade", "in decades"."""
    return any(
        tokens.words[k] in {"years", "decades", "decade", "months", "generations", "centuries", "century"}
        for k in range(at, at + 5)
    ) and tokens.words[at] not in {"the", "this", "its", "recent"}


def _record(tokens: Tokens, i: int, last: int) -> Cue | None:
    before, after = tokens.words[i - 1], tokens.words[i + 1]
    if before not in {"a", "new", "all-time", "hit", "set", "at", "to"} or (
        before == "new" and tokens.words[i - 2] not in {"a", "set"}
    ):
        return None
    if (
        after in {"of", "label", "company", "books", "deal", "player", "keeping", "number", "holder"}
        and after != "number"
    ) or (after == "-" and tokens.words[i + 2] != "breaking"):
        return None
    if (
        before == "a"
        and after in {".", ",", ""}
        and tokens.words[i - 2] not in {"set", "is", "was", "broke", "hit"}
    ):
        return None
    return Cue(
        i,
        i + 2 if after in {"high", "low", "number", "level"} else i + 1,
        "extreme",
        "lowest" if after == "low" else "highest",
    )


def _lag(tokens: Tokens, i: int, last: int) -> Cue | None:
    for length in (4, 3, 2, 1):
        if tuple(tokens.words[i : i + length]) in _LAG and i + length <= last:
            if length == 1 and tokens.words[i + 1] not in {"its", "the", "their", "that", "his", "her"} | {
                "targets"
            }:
                return None
            if length == 1 and not any(
                tokens.words[k] in {"target", "targets", "goal", "goals"} for k in range(i + 1, i + 6)
            ):
                return None
            return Cue(i, i + length, "order", "less")
    return None


def _exceed(tokens: Tokens, i: int, last: int) -> Cue | None:
    after = tokens.words[i + 1]
    if (
        after[:1].isdigit()
        or after in {"$", "\u00a3", "\u20ac", "expectations", "all"}
        or (
            after in {"a", "one", "two"}
            and tokens.words[i + 2] in {"million", "billion", "hundred", "thousand"}
        )
    ):
        return None
    return Cue(i, i + 1, "order", "greater")


def _compare(tokens: Tokens, i: int, last: int) -> Cue | None:
    """Such as "spends more on defence than", "has fewer doctors than", "lower than Germany's"."""
    before = tokens.words[i - 1]
    if before[:1].isdigit() or (
        before in {"times", "no", "or", "much", "once", "any", "the", "percent", "%", "even", "far", "one"}
        and before not in {"much", "far", "even"}
    ):
        return None
    word = tokens.words[i]
    for at in range(i + 1, min(last, i + _COMPARE_REACH)):
        after = tokens.words[at]
        if after in {".", ";", ",", ":", "\u2014"}:
            return None
        if after == "than":
            if at == i + 1 and word in {"more", "less", "fewer"} and not _amounts_to(tokens, i, at):
                return None
            if tokens.words[at + 1][:1].isdigit() or tokens.words[at + 1] in _NUMBERISH:
                return None
            if at > i + 1 and word in {"more", "less"} and not _countable(tokens, i + 1, at):
                return None
            order = "less" if word in {"fewer", "less", "lower", "smaller"} else "greater"
            any_other = (
                tokens.words[at + 1] == "any"
                and tokens.words[at + 2] in {"other", "time", "year", "country", "president", "state"}
            ) or tokens.words[at + 1 : at + 3] == ["ever", "before"]
            if any_other:
                return Cue(i, at + 3, "extreme", "lowest" if order == "less" else "highest")
            return Cue(i, at + 1, "order", order)
    return None


_COMPARE_REACH = 10  # tokens from "more" to "than"
_SPENT = _WORDS["spent"]


def _amounts_to(tokens: Tokens, i: int, at: int) -> bool:
    """Whether "more than" compares two amounts: "would earn less than the poverty line"."""
    digits_near = any(tokens.words[k][:1].isdigit() for k in range(at + 1, at + 4))
    after = tokens.words[at + 1]
    if (
        tokens.words[i - 1] in {"that's", "it's"}
        and after.isalpha()
        and after not in _NUMBERISH
        and not digits_near
    ):
        return True
    return (
        tokens.words[i - 1] in _SPENT
        and tokens.words[at + 1] in {"the", "what", "that", "his", "her", "their", "its"}
        and not digits_near
    )


_NUMBERISH = _WORDS["numberish"]


def _countable(tokens: Tokens, first: int, last: int) -> bool:
    """Whether what is "more" is a thing: "more jobs", "more to the debt", not "more important"."""
    word = tokens.words[first]
    if any(
        is_plural(tokens.words[k]) and not tokens.words[k].endswith("ous")
        for k in range(first, min(last, first + 3))
    ):
        return True
    return (
        word in {"to", "on", "for", "in", "of"}
        or (word.endswith("s") and not word.endswith(("ous", "less", "ss")))
        or word
        in {
            "money",
            "people",
            "oil",
            "gas",
            "debt",
            "water",
            "energy",
            "power",
            "women",
            "men",
            "children",
            "crime",
            "land",
            "tax",
            "revenue",
            "income",
            "illness",
            "waste",
            "coal",
            "pollution",
        }
    )


def _share(tokens: Tokens, i: int, last: int) -> Cue | None:
    """Such as "most of", "most Americans", "a majority of", "virtually all migrants"."""
    word, before, after = tokens.words[i], tokens.words[i - 1], tokens.words[i + 1]
    if word == "majority":
        if after != "of" or before not in {
            "a",
            "the",
            "vast",
            "overwhelming",
            "clear",
            "large",
            "slim",
            "great",
        }:
            return None
        start = i - 1 if before in {"a", "the"} else i - 2
        return Cue(
            max(start, 0),
            i + 1,
            "share",
            form="nearly_all" if before in {"vast", "overwhelming"} else "majority",
        )
    if word == "most":
        if (
            before
            in {"the", "at", "its", "his", "her", "their", "our", "is", "are", "was", "what", "who", "and"}
            or not after
        ):
            return None
        plural = (
            after == "of"
            or (after.endswith("s") and not after.endswith(("ous", "ss", "is")))
            or after in {"people", "women", "men", "children"}
            or (tokens.written(i + 1)[:1].isupper() and after.endswith("s"))
        )
        return Cue(i, i + 1, "share", form="majority") if plural else None
    if (
        word in {"all", "every"}
        and before in {"virtually", "nearly", "almost", "practically"}
        and after.isalpha()
        and after not in {"the", "day", "time", "night", "year", "week", "over"}
    ):
        return Cue(i - 1, i + 1, "share", form="nearly_all")
    return None


def _moving(tokens: Tokens, i: int, last: int) -> Cue | None:
    """Such as "has fallen", "are falling", "has been rising", said of a measure."""
    at = i + 1
    while at < last and (tokens.words[at] in ADVERB or tokens.words[at] == "been"):
        at += 1
    word = tokens.words[at]
    way = (
        way_of(word)
        if word
        not in {
            "up",
            "down",
            "more",
            "less",
            "cut",
            "lost",
            "raised",
            "boosted",
            "higher",
            "lower",
            "reduced",
            "expanded",
        }
        else None
    )
    if (
        way is None
        or (tokens.words[i] in _IS and not word.endswith("ing"))
        or (tokens.words[i] in _HAS and word.endswith("ing") and tokens.words[at - 1] != "been")
    ):
        return None
    if not any(tokens.words[k] in MEASURE for k in range(max(0, i - 4), i)):
        return None
    return Cue(i, at + 1, "trend", direction="rising" if way == "increase" else "falling")


_READERS = (
    dict.fromkeys(SUPERLATIVE, _extreme)
    | {"record": _record}
    | dict.fromkeys(_LAG_FIRST, _lag)
    | dict.fromkeys(_EXCEED, _exceed)
    | dict.fromkeys(_MORE, _compare)
    | dict.fromkeys(_HAS | _IS, _moving)
    | {"majority": _share, "all": _share, "every": _share}
)


def _most(tokens: Tokens, i: int, last: int) -> Cue | None:
    return _extreme(tokens, i, last) or _share(tokens, i, last)


_READERS["most"] = _most

__all__ = ["Cue", "cues"]
