"""Claims of an amount: so much of the measure that a level verb speaks of, of what is counted, of what money went to."""

from collections.abc import Sequence
from dataclasses import replace

from wording.claims.counted import HEADS, counted
from wording.claims.draft import Draft
from wording.claims.measures import attributed, fixed_at, object_of, spent_on
from wording.claims.owners import in_its_place, owner_before, place_beside, place_of
from wording.claims.phrases import GENERAL, Measured, of_phrase
from wording.claims.sentence import Sentence
from wording.claims.subjects import in_period, measure_before, with_subject
from wording.claims.verbs import LEVEL
from wording.lexicon import word_sets
from wording.quantities.said import QuantitySaid

NEAR = 4  # tokens before an amount in which a level verb governs it
_STEPS = frozenset({"daily", "weekly", "monthly"})
_MEAN = frozenset({"average", "averaged", "mean", "typical"})
_CAPS = frozenset({"cap", "caps", "capped"})
_OTHERS = frozenset({"more", "fewer", "others", "who"})


def levelled(draft: Draft, quantity: QuantitySaid, earlier: Sequence[Draft]) -> Draft:
    """The claim that something amounts to the quantity."""
    sentence = draft.sentence
    again = measure_before(draft, earlier) if _counts_the_same(draft, quantity) else None
    if again is not None:
        place = place_of(sentence, quantity)
        told = with_subject(draft, replace(again, area=place.name) if place else again, earlier)
        return told if told.period or not told.subject else in_period(told, earlier[-1].period)
    owned = _size_of(sentence, quantity) or of_phrase(sentence, quantity.start)
    owned = None if owned is not None and _of_some(sentence, quantity, owned) else owned
    if owned is not None and GENERAL.isdisjoint(owned.words.split()):
        return with_subject(draft, owned, earlier)
    named = in_its_place(sentence, quantity, attributed(sentence, quantity.start))
    governed = quantity.noun is None or sentence.has(LEVEL, quantity.start - NEAR, quantity.start) is not None
    if named is not None and named.words and governed:
        told = with_subject(draft, named, earlier)
        # "monthly admissions averaged 5,000": how much a month, which no operand says
        return replace(told, subject=None) if _is_of_steps(sentence, named, quantity) else told
    fixed = fixed_at(sentence, quantity)
    if fixed is not None and draft.nature is None and sentence.words[fixed.first] in _CAPS:
        draft = replace(draft, nature="target")
    found = object_of(sentence, quantity) or fixed or counted(sentence, quantity)
    found = found or spent_on(sentence, quantity) or named
    if found is None or not found.words:
        before = measure_before(draft, earlier)
        own = found.area if found is not None else None  # "and North Korea's is 26 million"
        place = place_beside(sentence, quantity)
        area = place.name if place else own
        found = replace(before, area=area or before.area) if before else found
        told = with_subject(draft, found, earlier)
        return in_period(told, earlier[-1].period) if before and told.period is None else told
    return with_subject(draft, found, earlier)


def _of_some(sentence: Sentence, quantity: QuantitySaid, owned: Measured) -> bool:
    """Whether a place is only said to be one of so many of some kind: "a country of 13 million immigrants"."""
    noun = sentence.words[quantity.noun[0] : quantity.noun[1]] if quantity.noun else []
    return owned.words == "population" and not all(word in HEADS for word in noun)


def _is_of_steps(sentence: Sentence, named: Measured, quantity: QuantitySaid) -> bool:
    """Whether it is told how much there is in a step of the period: "monthly admissions averaged", "average monthly"."""
    said = sentence.words[named.first : quantity.start]
    mean = not (_MEAN.isdisjoint(said) or _STEPS.isdisjoint(said))
    return mean or sentence.words[named.first] in _STEPS


def _size_of(sentence: Sentence, quantity: QuantitySaid) -> Measured | None:
    """The measure whose size is told before its name: "a $3.5 trillion economy", "its $36 trillion national debt"."""
    if quantity.kind != "money":
        return None
    at = sentence.has(_SIZED, quantity.last, quantity.last + SIZED_REACH)
    if at is None or sentence.clause(at)[0] > quantity.last:
        return None
    named = [place for place in sentence.places if place.last <= quantity.start]
    owner = owner_before(sentence, quantity.start) or (named[-1] if named else None)
    words = [word for word in sentence.words[quantity.last : at + 1] if word[0].isalpha()]
    return Measured(" ".join(words), owner.name if owner else None, quantity.start, at + 1)


_SIZED = word_sets("claims", "levels")["sized"]
SIZED_REACH = 3  # tokens after an amount


def _counts_the_same(draft: Draft, quantity: QuantitySaid) -> bool:
    """Whether an amount without a noun counts what the one before it does: "and 1,800 more", "95,800 of them"."""
    if quantity.noun is not None:
        return quantity.noun[0] < quantity.first
    words = draft.sentence.words
    return words[quantity.last] in _OTHERS or words[quantity.last : quantity.last + 2] == ["of", "them"]
