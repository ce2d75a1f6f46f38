"""What an amount is an amount of: what is counted and what was done with it, or what a level verb speaks of."""

from dataclasses import replace

from factcheck.unit import PERSON, same_population, unit_named
from wording.claims.phrases import (
    CUTS,
    DETERMINERS,
    MOST_AFTER,
    MOST_CHARACTERS,
    PREPOSITIONS,
    Measured,
    compound,
    measured,
    noun_phrase,
    of_phrase,
    plain_noun,
    without_prepositions,
)
from wording.claims.places import Place
from wording.claims.sentence import Sentence
from wording.claims.verbs import (
    ADVERB,
    AUXILIARY,
    EMPTY,
    LEVEL,
    SUPERLATIVE,
    participle_of,
    predicate_after,
    same,
    verb_before,
)
from wording.lexicon import word_sets
from wording.quantities.around import way_of
from wording.quantities.said import QuantitySaid

_WORDS = word_sets("claims", "measures")
_PASSIVE, _MORE_OF, _WHERE, _MAKE = _WORDS["passive"], _WORDS["more_of"], _WORDS["where"], _WORDS["make"]
_HAVE = frozenset({"have", "has", "had"})
_OF_AN_AGE = frozenset({"over", "under", "aged", "age", "above", "below"})
MOST_REST = 6  # words that say more of the noun counted
BY_REACH = 5  # tokens between "by" and its amount
OBJECT_REACH = 14  # tokens between a verb and "by"
VERB_REACH = 9  # tokens between a level verb and its amount


def counted(sentence: Sentence, quantity: QuantitySaid) -> Measured | None:
    """What a count counts: "refugees admitted", from the noun and the verb that governs it."""
    if quantity.noun is None:
        return None
    first, last, done = quantity.start, quantity.last, ""
    predicate = predicate_after(sentence.tokens, _past_place(sentence, quantity.noun[1]), sentence.last)
    verb = verb_before(sentence.tokens, quantity.start, sentence.first)
    if predicate is not None:
        done, last = predicate[1], predicate[0] + 1
    elif verb is not None:
        done, first = verb[1] or "", verb[0]
    if sentence.words[quantity.start - 2 : quantity.start] == ["home", "to"]:
        done = "hosted"
    done = done or _staying(sentence, quantity)
    if same_population(unit_named(quantity.unit), PERSON):
        done = same(done)  # "took in 5,300 refugees" is about refugees admitted
    area, last = _area(sentence, quantity, last)
    rest, end = _rest_of(sentence, quantity.noun[1])
    if not rest and predicate is not None and sentence.words[predicate[0] + 1 :][:2] == ["in", "the"]:
        rest, end = _rest_of(sentence, predicate[0] + 1)  # "were encountered in the desert"
    area, last, rest = _host_and_origin(sentence, quantity, done) or (area, last, rest)
    words = f"{f'{_noun(sentence, quantity)} {done}'.strip()}{rest}"[:MOST_CHARACTERS]
    if words.removesuffix(" hosted").removesuffix(" living") in _WORDS["heads"]:
        words = "population" if area and _has_them(sentence, quantity) else ""
    return Measured(words, area, first, max(last, end)) if words else None


def _host_and_origin(sentence: Sentence, quantity: QuantitySaid, done: str) -> tuple[str, int, str] | None:
    """The host, and where its guests are from: "Germany hosts 1.2 million refugees from Ukraine"."""
    owner, after = _owner(sentence, quantity.first), place_of(sentence, quantity)
    if owner is None or after is None or done not in {"hosted", "living"}:
        return None
    if sentence.words[after.first - 1] != "from":
        return None
    return owner.name, after.last, f" from {after.name.lower()}"


def _staying(sentence: Sentence, quantity: QuantitySaid) -> str:
    """The word "living" for people who are only said to be somewhere: "refugees in Jordan", "Poland had 971,129 refugees"."""
    after = place_of(sentence, quantity)
    there = (
        after is not None
        and sentence.words[after.first - 1] in {"in", "the"}
        and "from" not in (sentence.words[quantity.last : after.first])
    )
    people = same_population(unit_named(quantity.unit), PERSON)
    return "living" if people and (there or _has_them(sentence, quantity)) else ""


def _has_them(sentence: Sentence, quantity: QuantitySaid) -> bool:
    """Whether a place has the people: "Kenya has 55 million inhabitants", "home to 5 million people"."""
    before = range(max(sentence.first + 1, quantity.start - 3), quantity.start)
    has = any(sentence.words[k] in _HAVE and sentence.place_at(k - 1) for k in before)
    led = sentence.words[quantity.start - 2 : quantity.start]
    return has or led in (["home", "to"], [",", "with"])


def _noun(sentence: Sentence, quantity: QuantitySaid) -> str:
    """The noun counted; people of a place keep their name where another place has them: "Ukrainian refugees"."""
    first, last = quantity.noun or (0, 0)
    people = _named_inside(sentence, first, last)
    noun = plain_noun(sentence, first, last)
    if people is None or not (_owner(sentence, quantity.first) or _elsewhere(sentence, quantity)):
        return noun
    return f"{' '.join(sentence.words[people.first : people.last])} {noun}"


def _elsewhere(sentence: Sentence, quantity: QuantitySaid) -> bool:
    """Whether a place after an amount says where they are: "Syrian refugees in Turkey"."""
    after = place_of(sentence, quantity)
    return after is not None and sentence.words[after.first - 1] == "in"


def _rest_of(sentence: Sentence, at: int) -> tuple[str, int]:
    """What says more of the noun that ends before token `at`, such as " at southwest border", and where it ends."""
    if sentence.words[at] in _OF_AN_AGE and sentence.words[at + 1][:1].isdecimal():
        return f" aged {sentence.words[at]} {sentence.words[at + 1]}", at + 2
    if sentence.words[at] not in _MORE_OF:
        return "", at
    end = at + 1
    while end < sentence.last and end - at < MOST_REST and not _breaks_off(sentence, end):
        end += 1
    rest = plain_noun(sentence, at + 1, end)
    return (f" {sentence.words[at]} {rest}", end) if rest else ("", at)


def _breaks_off(sentence: Sentence, k: int) -> bool:
    word = sentence.words[k]
    if not word[0].isalpha() or sentence.time_at(k) or sentence.place_at(k):
        return True
    return (
        word in CUTS
        or word in AUXILIARY
        or word in PREPOSITIONS
        or word in LEVEL
        or participle_of(word) is not None
    )


def _past_place(sentence: Sentence, at: int) -> int:
    """The token after "in Ohio", "from the Americas" that starts at `at`; `at` itself where no place does."""
    place = next((p for p in sentence.places if at < p.first <= at + 2), None)
    return place.last if place and sentence.words[at] in PREPOSITIONS else at


def _area(sentence: Sentence, quantity: QuantitySaid, last: int) -> tuple[str | None, int]:
    """The area the amount is of: named in the noun, after it, before it; and the last token that says so."""
    first, end = quantity.noun or (quantity.last, quantity.last)
    inside, owner = _named_inside(sentence, first, end), _owner(sentence, quantity.first)
    if owner is not None and owner.small:
        return owner.name, last
    if inside and owner is None and not _elsewhere(sentence, quantity):
        return inside.name, max(last, inside.last)
    after = place_of(sentence, quantity)
    if after is not None:
        return after.name, max(last, after.last)
    before = [
        p
        for p in sentence.places
        if p.first < quantity.first
        and not (compound(sentence, p) or sentence.words[p.last] in SUPERLATIVE)  # "Africa's largest host"
    ]
    return (before[-1].name if before else None), last


def place_of(sentence: Sentence, quantity: QuantitySaid) -> Place | None:
    """The place after an amount that it is of: "5,300 refugees from Latin America"."""
    until = sentence.clause(quantity.first)[1]
    places = [place for place in sentence.places if quantity.last <= place.first < until]
    return next((place for place in places if _belongs(sentence, place, quantity)), None)


def _named_inside(sentence: Sentence, first: int, last: int) -> Place | None:
    return next((p for p in sentence.places if first <= p.first < last), None)


def _owner(sentence: Sentence, at: int) -> Place | None:
    """The last place named before token `at` in its clause that is no word for people."""
    first = sentence.clause(at)[0]
    owners = [p for p in sentence.places if first <= p.first < at and not (p.people or compound(sentence, p))]
    return owners[-1] if owners else None


def _belongs(sentence: Sentence, place: Place, quantity: QuantitySaid) -> bool:
    """Whether a place after an amount belongs to it: "in Ohio", "from Latin America"; not "the U.S.-Mexico border"."""
    at = place.first - 1
    while sentence.words[at] in {"the", "all", "of"} and at > quantity.last:
        at -= 1
    said_of_them = sentence.words[at - 1] in _PASSIVE  # "the refugees admitted were from Africa"
    where = sentence.words[at] in _WHERE and not said_of_them
    return place.name == "World" or (where and not compound(sentence, place))


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
    led = place is not None and place.first == sentence.first + 1 and sentence.words[place.last] == ","
    return place if led and sentence.words[sentence.first] in {"in", "across"} else None


def _level_verb(sentence: Sentence, at: int) -> int | None:
    """The first token of the level verb that governs the amount at token `at`."""
    words = sentence.words
    if words[at - 1] == "up" and words[at - 2] in _MAKE:
        return at - 2
    for k in range(at - 1, max(sentence.clause(at)[0], at - VERB_REACH) - 1, -1):
        if words[k] in LEVEL or (words[k] in AUXILIARY and words[k] not in _HAVE):
            return verb_start(sentence, k)
        if participle_of(words[k]) and words[k - 1] in _PASSIVE:
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
    area, last = _area(sentence, quantity, quantity.last)
    return Measured(" ".join(without_prepositions(words))[:MOST_CHARACTERS], area, verb[0], max(k, last))


def _goes_on(sentence: Sentence, k: int) -> bool:
    return sentence.words[k][0].isalpha() and sentence.time_at(k) is None and sentence.words[k] not in CUTS
