"""How a claim is put: denied, asked, promised, projected, conditional, or plainly asserted."""

from itertools import pairwise

from wording.claims.sentence import Sentence
from wording.claims.verbs import ADVERB, AUXILIARY, DENY, FORECAST, PROMISE
from wording.lexicon import word_sets

_WORDS = word_sets("claims", "stances")

_NEGATIONS = _WORDS["negations"]
_WONDER = _WORDS["wonder"]
_UNLESS = frozenset(["if", "unless"])
_WOULD = _WORDS["would"]
_PROJECT = FORECAST - frozenset(["would", "could", "might", "may", "set", "shall", "plan"])


def stance_of(sentence: Sentence, at: int) -> str:
    """The stance of the claim whose amount starts at token `at` of the sentence."""
    words, first = sentence.words, sentence.first
    start = first + (words[first] == '"')
    if words[start] in DENY or (words[start] == "no" and sentence.tokens.words[start + 1] in {",", ":"}):
        return "denied"
    clause = _governing(sentence, at)
    if _negated(sentence, clause, at) and not _only(sentence, clause, at):
        return "denied"
    if _no_evidence(sentence, at) or _called_false(sentence, at):
        return "denied"
    if "?" in words[max(at, sentence.last - 3) : sentence.last] and words[start] in _WONDER:
        return "asked"
    if _hangs_on_if(sentence, at) or _unreal(sentence, clause, at):
        return "conditional"
    if sentence.has(PROMISE, clause, at) is not None or _allowed(sentence, clause, at):
        return "promised"
    if sentence.has(_PROJECT, clause, at) is not None:
        return "projected"
    return "asserted"


def _negated(sentence: Sentence, first: int, at: int) -> bool:
    """Whether a negation governs what stands at `at`; "not" behind a noun only narrows it: "people not counted"."""
    words = sentence.words
    return any(
        words[k] in _NEGATIONS and (words[k] != "not" or k == first or words[k - 1] in _BEFORE_NOT)
        for k in range(first, at)
    )


_BEFORE_NOT = AUXILIARY | ADVERB | {"does", "do", "did", "it", "that", ",", "and", "but", "or", '"'}


def _hangs_on_if(sentence: Sentence, at: int) -> bool:
    """Whether the amount is part of "if …, it would …": the condition or what would follow, not "asked if"."""
    words = sentence.words
    real = [
        k
        for k in range(sentence.first, sentence.last)
        if words[k] in _UNLESS and words[k - 1] not in _WORDS["asks_if"]
    ]
    if not real or sentence.has(_WOULD, sentence.first, sentence.last) is None:
        return False
    return sentence.has(_WOULD, at - WOULD_REACH, at) is not None or any(
        0 <= at - k <= IF_REACH for k in real
    )


WOULD_REACH, IF_REACH = 10, 12  # tokens


def _governing(sentence: Sentence, at: int) -> int:
    """The first token of the words that govern what stands at `at`: back to a comma, a dash or a new subject."""
    k = at
    while k > sentence.first and at - k < 14:
        if sentence.words[k - 1] in {",", ";", ":", "\u2014", ".", "but", "and", "while", "which", "who"}:
            break
        k -= 1
    return k


def _only(sentence: Sentence, first: int, at: int) -> bool:
    """Whether the "not" only leads on: "not only", "not just", or belongs to "not one"."""
    return any(
        sentence.words[k] in _NEGATIONS
        and sentence.tokens.words[k + 1] in {"only", "just", "one", "a", "including", "count", "counting"}
        for k in range(first, at + 1)
    )


def _called_false(sentence: Sentence, at: int) -> bool:
    """Whether the sentence calls it false: "officials denied that …", "the claim that … is false"."""
    words = sentence.words
    for k in range(sentence.first, at):
        led = words[k + 1 : at]
        denies = words[k] in _WORDS["deniers"] and ("that" in led or words[k].endswith("ly"))
        fails = words[k] in _WORDS["fails"] and led[:1] == ["to"]
        if (denies or fails) and "but" not in led:
            return True
    false = sentence.has(_WORDS["falsehoods"], at, sentence.last)
    if false is None or sentence.has(frozenset({"that"}), sentence.first, at) is None:
        return False
    return words[false - 1] in {"is", "was", "a"} and "," not in words[at:false]


def _unreal(sentence: Sentence, clause: int, at: int) -> bool:
    """Whether it is only wished for or possible: "urged the U.S. to admit", "could have", "Had it admitted …, it would"."""
    words = sentence.words
    if words[sentence.first + (words[sentence.first] == '"')] in _WORDS["supposing"]:
        return True
    wished = sentence.has(_WORDS["wishes"], clause, at)
    if wished is not None and "to" in words[wished:at]:
        return True
    if ("would", "have") in pairwise(words[sentence.clause(at)[0] : at]):
        return True
    inverted = words[sentence.first] == "had" and "?" not in words[at : sentence.last]
    return (inverted and sentence.has(_WOULD, at, sentence.last) is not None) or (
        sentence.has(_MODAL, clause, min(sentence.clause(at)[1], at + MODAL_REACH)) is not None
    )


_MODAL = frozenset({"could", "should", "might"})
MODAL_REACH = 6  # tokens after an amount: "125,000 refugees could be admitted"


def _allowed(sentence: Sentence, clause: int, at: int) -> bool:
    """Whether it is what somebody may or means to do: "was allowed to", "has room for"; not "were allowed in"."""
    allowed = sentence.has(_WORDS["allowed"], clause, at)
    return allowed is not None and not _WORDS["to_do"].isdisjoint(sentence.words[allowed:at])


def _no_evidence(sentence: Sentence, at: int) -> bool:
    return any(
        sentence.words[k] == "no"
        and sentence.tokens.words[k + 1] in {"evidence", "proof", "indication", "truth"}
        for k in range(sentence.first, at)
    )
