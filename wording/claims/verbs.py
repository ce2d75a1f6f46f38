"""Verbs, as far as claims need them: which word is one, and the participle that tells what was done."""

from functools import lru_cache

from wording.lexicon import word_sets, words
from wording.tokens import Tokens

_WORDS = word_sets("claims", "verbs")

_LEXICON = words("claims")
_LISTS = word_sets("claims", "words")
LEVEL, EMPTY, ADVERB = _LISTS["level"], _LISTS["empty"], _LISTS["adverb"]
PROMISE, TARGET, FORECAST = _LISTS["promise"], _LISTS["target"], _LISTS["forecast"]
DENY, MEASURE, SUPERLATIVE, LOWEST = (
    _LISTS["deny"],
    _LISTS["measure"],
    _LISTS["superlative"],
    _LISTS["lowest"],
)
_PARTICIPLES = _LEXICON["participles"]
AUXILIARY = _WORDS["auxiliary"]
BE, HAVE, COMPARATIVE = _WORDS["be"], _WORDS["have"], _WORDS["comparative"]
_NOT_PARTICIPLES = _WORDS["not_participles"]


def _same_rows() -> dict[str, str]:
    rows = {}
    for name, row in _LEXICON["same"].items():
        for group in row.split("|"):
            for other in (group,) if " " in group and group.split()[-1] in {"in", "out"} else group.split():
                rows[other] = name
    return rows


_SAME = _same_rows()


@lru_cache(maxsize=8192)
def participle_of(word: str, *, infinitive: bool = False) -> str | None:
    """The participle of a verb: "deployed" of "deployed", "taken" of "took"; None of other words."""
    if word in _PARTICIPLES:
        return str(_PARTICIPLES[word])
    if word in _NOT_PARTICIPLES or not word.isalpha():
        return None
    if infinitive:
        return (
            word + "d"
            if word.endswith("e")
            else word[:-1] + "ied"
            if word.endswith("y") and word[-2:-1] not in "aeiou"
            else word + "ed"
        )
    if word.endswith("ed") and len(word) > 4:
        return word
    if word in _PARTICIPLES.values():
        return word
    return None


def same(participle: str) -> str:
    """The participle that says the same and is used for the measure."""
    return _SAME.get(participle, participle)


def verb_before(tokens: Tokens, at: int, first: int) -> tuple[int, str | None] | None:
    """The verb that governs what starts at token `at`: its token, and its participle (None for an empty verb).

    first: the first token of the sentence. None where no verb is found within a few words.
    """
    i, steps = at - 1, 0
    while i >= first and steps < 8:
        word = tokens.words[i]
        if word in {",", ";", ":", "\u2014", "(", ")", '"'} and steps > 0 and not (word == '"' and steps < 2):
            return None
        if word in EMPTY or word in AUXILIARY or word in LEVEL:
            return i, None
        particle = (
            tokens.words[i + 1] if i + 1 < at and tokens.words[i + 1] in {"in", "out", "up", "off"} else ""
        )
        participle = participle_of(
            word, infinitive=tokens.words[i - 1] == "to" and steps < 4 and _may_be_infinitive(word)
        )
        if participle is not None:
            return i, f"{participle} {particle}" if particle == "in" else participle
        if word in {"to", "of", "from", "for", "by", "at", "with", "than"} and steps > 0 and word != "to":
            return None
        i, steps = i - 1, steps + 1
    return None


def _may_be_infinitive(word: str) -> bool:
    return (
        word.isalpha()
        and len(word) > 2
        and word
        not in {
            "the",
            "over",
            "about",
            "more",
            "nearly",
            "almost",
            "some",
            "around",
            "just",
            "only",
            "its",
            "their",
            "his",
            "her",
            "our",
        }
    )


def _with_in(tokens: Tokens, i: int, participle: str) -> tuple[int, str]:
    """The participle at token i with the "in" of "were let in", where that belongs to it."""
    let_in = f"{participle} in"
    return (i + 1, let_in) if tokens.words[i + 1] == "in" and let_in in _SAME else (i, participle)


def predicate_after(tokens: Tokens, at: int, last: int) -> tuple[int, str] | None:
    """The participle said of the noun that ends before token `at`, and its token: "people were arrested", "people killed"."""
    i, end = at, min(last, at + 9)
    participle = participle_of(tokens.words[i]) if i < last else None
    if participle is not None and tokens.words[i] not in LEVEL:
        return _with_in(tokens, i, participle)
    while i < end:
        word = tokens.words[i]
        if word in AUXILIARY:
            i += 1
            while i < last and (tokens.words[i] in AUXILIARY or tokens.words[i] in ADVERB):
                i += 1
            participle = participle_of(tokens.words[i]) if i < last else None
            moves = participle is None or tokens.words[i] in LEVEL
            return None if participle is None or moves else _with_in(tokens, i, participle)
        if word in {",", ";", ":", "\u2014", ".", '"', "and", "but"}:
            return None
        i += 1
    return None
