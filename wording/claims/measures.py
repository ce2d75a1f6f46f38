"""What an amount is an amount of: what a level verb speaks of, what a verb acts on, sets or spends."""

from dataclasses import replace

from wording.claims.listed_places import Place
from wording.claims.owners import area_of
from wording.claims.phrases import (
    CUTS,
    DETERMINERS,
    MOST_AFTER,
    MOST_CHARACTERS,
    Measured,
    measured,
    noun_phrase,
    of_phrase,
    without_prepositions,
)
from wording.claims.sentence import Sentence
from wording.claims.verbs import ADVERB, AUXILIARY, BE, EMPTY, HAVE, LEVEL, participle_of, verb_before
from wording.lexicon import word_sets
from wording.quantities.around import way_of
from wording.quantities.said import QuantitySaid

_WORDS = word_sets("claims", "measures")
_MAKE = _WORDS["make"]
BY_REACH = 5  # tokens between "by" and its amount
OBJECT_REACH = 14  # tokens between a verb and "by"
VERB_REACH = 9  # tokens between a level verb and its amount


def attributed(sentence: Sentence, at: int) -> Measured | None:
    """The measure that a level verb before token `at` speaks of: "The population of Kenya was", "unemployment rose to"."""
    word = sentence.words[at]
    moves = word in LEVEL or (way_of(word) is not None and word not in {"up", "down", "more", "less"})
    verb = verb_start(sentence, at) if moves else _level_verb(sentence, at)
    found = of_phrase(sentence, at) if verb is None else noun_phrase(sentence, verb)
    where = _in_front(sentence, at) if found is not None and found.area is None else None
    return replace(found, area=where.name) if found is not None and where is not None else found


def _in_front(sentence: Sentence, at: int) -> Place | None:
    """The place of "In Ohio, the unemployment rate was" before token `at`."""
    place = next((p for p in sentence.places if p.last < at), None)
    if place is not None and place.name == "World" and sentence.words[place.last] == ",":
        return place if place.first == sentence.first else None  # "Worldwide, the number of refugees"
    led = place is not None and place.first == sentence.first + 1 and sentence.words[place.last] == ","
    return place if led and sentence.words[sentence.first] in {"in", "across"} else None


def _level_verb(sentence: Sentence, at: int) -> int | None:
    """The first token of the level verb that governs the amount at token `at`."""
    words = sentence.words
    if words[at - 1] == "up" and words[at - 2] in _MAKE:
        return at - 2
    for k in range(at - 1, max(sentence.clause(at)[0], at - VERB_REACH) - 1, -1):
        if words[k] in LEVEL or (words[k] in AUXILIARY and words[k] not in HAVE):
            return verb_start(sentence, k)
        if participle_of(words[k]) and words[k - 1] in BE:
            return verb_start(sentence, k - 1)
        if participle_of(words[k]) or words[k] in EMPTY:
            return None
    return None


def verb_start(sentence: Sentence, k: int) -> int:
    """The first token of the verb that ends at token k, with its auxiliaries and adverbs."""
    words = sentence.words
    while k > sentence.first and (
        words[k - 1] in AUXILIARY or words[k - 1] in ADVERB or words[k - 1] in LEVEL
    ):
        k -= 1
    return k


def object_of(sentence: Sentence, quantity: QuantitySaid) -> Measured | None:
    """What the verb acts on in "increased its staffing by 300 %", "lowered the ceiling to 18,000"."""
    words = sentence.words
    set_to = _set_to(sentence, quantity)
    if set_to is not None:
        return set_to
    by = next(
        (
            k
            for k in range(quantity.first - 1, max(sentence.first, quantity.first - BY_REACH), -1)
            if words[k] == "by"
        ),
        None,
    )
    if by is None or way_of(words[by - 1]) or participle_of(words[by - 1]):
        return None  # "fell by 3 %" acts on nothing
    first = max(sentence.first, by - OBJECT_REACH)
    first = next((k + 1 for k in range(by - 1, first, -1) if words[k] in {".", ";", ":", ","}), first)
    verb = next((k for k in range(by - 2, first - 1, -1) if way_of(words[k])), None)
    verb = (
        verb
        if verb is not None
        else next((k for k in range(by - 2, first - 1, -1) if participle_of(words[k])), None)
    )
    found = measured(sentence, verb + 1, by) if verb is not None else None
    return replace(found, first=verb or by) if found and found.words else None


def _set_to(sentence: Sentence, quantity: QuantitySaid) -> Measured | None:
    """What somebody sets in "cut refugee admissions to 11,814"."""
    at = quantity.start - 1
    verb = sentence.has(_WORDS["set_to"], at - OBJECT_REACH, at) if sentence.words[at] == "to" else None
    if verb is None or not _SIGNS.isdisjoint(sentence.words[verb:at]):
        return None
    stop = next((k for k in range(verb + 1, at) if sentence.words[k] == "from"), at)
    found = measured(sentence, verb + 1, stop)
    return replace(found, first=verb) if found and found.words else None


_SIGNS = frozenset({",", ";", ":", "\u2014", "."})


def fixed_at(sentence: Sentence, quantity: QuantitySaid) -> Measured | None:
    """What somebody fixes in "set the refugee cap at 125,000"."""
    at = quantity.start - 1
    if sentence.words[at] != "at":
        return None
    verb = sentence.has(_WORDS["fix"], at - OBJECT_REACH, at)
    if verb is not None and verb == at - 1 and sentence.words[verb - 1] in BE:
        return noun_phrase(sentence, verb - 1)  # "the ceiling was set at 125,000"
    found = measured(sentence, verb + 1, at) if verb is not None else None
    return replace(found, first=verb or at) if found and found.words else None


def spent_on(sentence: Sentence, quantity: QuantitySaid) -> Measured | None:
    """What money or a measure went to: "spent on office renovations", "produced", "owed to the city"."""
    verb = verb_before(sentence.tokens, quantity.start, sentence.first)
    if verb is None or verb[1] is None:
        return None
    words, k = [verb[1]], quantity.last
    while k < sentence.last and len(words) < MOST_AFTER and _goes_on(sentence, k):
        if sentence.place_at(k) is None and sentence.words[k] not in DETERMINERS:
            words.append(sentence.words[k])
        k += 1
    area, last = area_of(sentence, quantity, quantity.last)
    return Measured(" ".join(without_prepositions(words))[:MOST_CHARACTERS], area, verb[0], max(k, last))


def _goes_on(sentence: Sentence, k: int) -> bool:
    return sentence.words[k][0].isalpha() and sentence.time_at(k) is None and sentence.words[k] not in CUTS
