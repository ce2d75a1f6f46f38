"""Whose an amount is: the place that it is told of, before it, in its noun or after it."""

from dataclasses import replace

from wording.claims.listed_places import Place
from wording.claims.phrases import ARRIVING, Measured, compound, live_there
from wording.claims.sentence import Sentence
from wording.claims.verbs import ADVERB, BE, HAVE, SUPERLATIVE, participle_of
from wording.lexicon import word_sets
from wording.quantities.said import QuantitySaid

_WORDS = word_sets("claims", "owners")
_WHERE = _WORDS["where"]


def area_of(sentence: Sentence, quantity: QuantitySaid, last: int) -> tuple[str | None, int]:
    """The area the amount is of: named in the noun, after it, before it; and the last token that says so."""
    first, end = quantity.noun or (quantity.last, quantity.last)
    inside, owner = named_inside(sentence, first, end), owner_before(sentence, quantity.first)
    if owner is not None and owner.small:
        return owner.name, last
    if inside and owner is None and not is_elsewhere(sentence, quantity):
        return inside.name, max(last, inside.last)
    after = place_of(sentence, quantity) or _in_front(sentence)
    if after is not None:
        return after.name, max(last, after.last)
    before = main_places(sentence, quantity.first)
    if len(before) > 1 and sentence.words[before[-2].last : before[-1].first] == ["and"]:
        return f"{before[-2].name} and {before[-1].name}", last  # the two together
    return (before[-1].name if before else None), last


def _in_front(sentence: Sentence) -> Place | None:
    """The place with which "From Africa, the office admitted" begins."""
    place = sentence.place_at(sentence.first + 1)
    led = place is not None and sentence.words[sentence.first] == "from" and sentence.words[place.last] == ","
    return place if led else None


def main_places(sentence: Sentence, at: int) -> list[Place]:
    """The places before token `at`, without those of an aside: "Uganda, the largest host in Africa, had"."""
    kept: list[Place] = []
    aside = 0  # the token where an aside ends
    for place in sentence.places:
        if place.first >= at:
            break
        beside = (
            compound(sentence, place) or sentence.words[place.last] in _RANKING
        )  # "Africa's largest host"
        if beside or place.first < aside:
            continue
        kept.append(place)
        if sentence.words[place.last] == ",":
            ends = (
                k + 1 for k in range(place.last + 2, min(at, place.last + ASIDE)) if sentence.words[k] == ","
            )
            aside = next(ends, 0)
    return kept


NEAR_WORLD = 4  # tokens between an amount and "around the world"
ASIDE = 14  # tokens between the commas of an aside


def place_of(sentence: Sentence, quantity: QuantitySaid) -> Place | None:
    """The place after an amount that it is of: "5,300 refugees from Latin America"."""
    until = sentence.clause(quantity.first)[1]
    places = [place for place in sentence.places if quantity.last <= place.first < until]
    return next((place for place in places if _belongs(sentence, place, quantity)), None)


def in_its_place(sentence: Sentence, quantity: QuantitySaid, found: Measured | None) -> Measured | None:
    """The measure, where it names no area in that after the amount: "rents rose 3 percent in Oslo"."""
    place = place_of(sentence, quantity) if found is not None and found.area is None else None
    if found is None or place is None:
        return found
    living = " living" if live_there(sentence, found.words, place) else ""
    return replace(found, words=found.words + living, area=place.name, last=max(found.last, place.last))


def place_beside(sentence: Sentence, quantity: QuantitySaid) -> Place | None:
    """The place that a bare amount is of: "and 6,262 from East Asia", "and Spain's $1.6 trillion"."""
    after = place_of(sentence, quantity) or sentence.place_at(quantity.last + 1)
    ends = {quantity.start, quantity.start - (sentence.words[quantity.start - 1] == "at")}
    return after or next((place for place in sentence.places if place.last in ends), None)


def is_elsewhere(sentence: Sentence, quantity: QuantitySaid) -> bool:
    """Whether a place after an amount says where they are: "Syrian refugees in Turkey"."""
    after = place_of(sentence, quantity)
    at = after.first - 1 if after is not None else 0
    return after is not None and (sentence.words[at] == "in" or _by_a_host(sentence, at))


def _by_a_host(sentence: Sentence, at: int) -> bool:
    """Whether token `at` leads to who has them: "were hosted by Turkey"."""
    return sentence.words[at] == "by" and sentence.words[at - 1] in _HOSTED


_HOSTED = ARRIVING | _WORDS["hosted"]


def named_inside(sentence: Sentence, first: int, last: int) -> Place | None:
    """The first place that begins in the tokens [first, last)."""
    return next((p for p in sentence.places if first <= p.first < last), None)


def owner_before(sentence: Sentence, at: int) -> Place | None:
    """The last place named before token `at` in its clause that is no word for people."""
    first = sentence.clause(at)[0]
    owners = [p for p in sentence.places if first <= p.first < at and not (p.people or compound(sentence, p))]
    owners = [p for p in owners if sentence.words[p.last] not in _RANKING]  # "the world's top host"
    return owners[-1] if owners else _before_an_aside(sentence, first)


_RANKING = SUPERLATIVE | {"top", "leading", "main"}


def _before_an_aside(sentence: Sentence, at: int) -> Place | None:
    """The place with which a sentence begins, whose verb follows an aside at token `at`: "Lebanon, a small country, hosts"."""
    place = sentence.place_at(sentence.first)
    at += sentence.words[at] in ADVERB
    aside = place is not None and sentence.words[place.last] == "," and "," in sentence.words[at - 2 : at]
    verb = (
        participle_of(sentence.words[at]) is not None
        or sentence.words[at] in BE
        or sentence.words[at] in HAVE
    )
    return (
        place if place is not None and aside and verb and at > place.last + 1 and not place.people else None
    )


def _belongs(sentence: Sentence, place: Place, quantity: QuantitySaid) -> bool:
    """Whether a place after an amount belongs to it: "in Ohio", "from Latin America"; not "the U.S.-Mexico border"."""
    at = place.first - 1
    while sentence.words[at] in {"the", "all", "of"} and at > quantity.last:
        at -= 1
    said_of_them = sentence.words[at - 1] in BE  # "the refugees admitted were from Africa"
    where = (sentence.words[at] in _WHERE and not said_of_them) or _by_a_host(sentence, at)
    near = place.name == "World" and place.first - quantity.last <= NEAR_WORLD
    return near or (where and not compound(sentence, place))
