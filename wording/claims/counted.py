"""What a count counts, and what was done with it: "refugees admitted", "people living aged over 65"."""

from factcheck.unit import PERSON, same_population, unit_named
from wording.claims.owners import area_of, is_elsewhere, named_inside, owner_before, place_of
from wording.claims.phrases import (
    CUTS,
    MOST_CHARACTERS,
    MOVERS,
    PREPOSITIONS,
    Measured,
    plain_noun,
)
from wording.claims.sentence import Sentence
from wording.claims.verbs import AUXILIARY, BE, HAVE, LEVEL, participle_of, predicate_after, same, verb_before
from wording.lexicon import word_sets
from wording.quantities.said import QuantitySaid

_WORDS = word_sets("claims", "counted")
_MORE_OF, _OF_AN_AGE = _WORDS["more_of"], _WORDS["of_an_age"]
HEADS = _WORDS["heads"]  # words for people that say no more of them
MOST_REST = 6  # words that say more of the noun counted


def counted(sentence: Sentence, quantity: QuantitySaid) -> Measured | None:
    """What a count counts: "refugees admitted", from the noun and the verb that governs it."""
    if quantity.noun is None:
        return None
    if (nation := _nation(sentence, quantity)) is not None:
        return nation
    if _counts_more(sentence, quantity):
        return None
    predicate = predicate_after(sentence.tokens, _past_place(sentence, quantity.noun[1]), sentence.last)
    done, first, last = _done(sentence, quantity, predicate)
    area, last = area_of(sentence, quantity, last)
    rest, end = rest_of(sentence, quantity.noun[1])
    if not rest and predicate is not None and _says_where(sentence.words[predicate[0] + 1 :][:2]):
        rest, end = rest_of(sentence, predicate[0] + 1)  # "were encountered in the desert"
    if rest and sentence.words[end] in AT:
        where, end = rest_of(sentence, end)  # "encounters with migrants at the border"
        rest += where
    area, last, rest = _host_and_origin(sentence, quantity, done) or (area, last, rest)
    rest = rest or _at_border(sentence, quantity)
    words = f"{f'{_noun(sentence, quantity)} {done}'.strip()}{rest}"[:MOST_CHARACTERS]
    if any(words.removesuffix(there) in HEADS for there in _THERE):
        words = "population" if area and _are_all_there(sentence, quantity) else ""
    return Measured(words, area, first, max(last, end)) if words else None


def _says_where(words: list[str]) -> bool:
    return words == ["in", "the"] or not AT.isdisjoint(words[:1])


AT = frozenset({"at", "along"})


def _counts_more(sentence: Sentence, quantity: QuantitySaid) -> bool:
    """Whether the amount is not that of its noun alone: "2 million refugees and asylum seekers", "Mali's refugees live in"."""
    first, last = quantity.noun or (0, 0)
    people = named_inside(sentence, first, last)
    bare = people is not None and people.people and (people.first, people.last) == (first, last)
    also = sentence.words[last] in {"and", "or"} and (
        bare or not MOVERS.isdisjoint(sentence.words[last + 1 : last + 3])
    )
    owner, after = sentence.words[quantity.start - 1], place_of(sentence, quantity)
    moved = not MOVERS.isdisjoint(sentence.words[first:last]) and sentence.words[last] in _LIVE
    return also or (owner.endswith("'s") and moved and after is not None)


_THERE = ("", " hosted", " living", " lived")


def _done(
    sentence: Sentence, quantity: QuantitySaid, predicate: tuple[int, str] | None
) -> tuple[str, int, int]:
    """What was done with what is counted, in one word ("admitted") or none, and the tokens [first, last) that say so."""
    first, last, done = quantity.start, quantity.last, ""
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
    return done, first, last


def _nation(sentence: Sentence, quantity: QuantitySaid) -> Measured | None:
    """All the people of a place: "there are 55 million Kenyans"."""
    first, last = quantity.noun or (0, 0)
    people = named_inside(sentence, first, last)
    there = sentence.words[quantity.start - 2 : quantity.start]
    if people is None or not people.people or (people.first, people.last) != (first, last):
        return None
    counts = there[:1] == ["there"] and there[1] in BE and sentence.words[last] not in _NARROWER
    return Measured("population", people.name, quantity.start, last) if counts else None


def _host_and_origin(sentence: Sentence, quantity: QuantitySaid, done: str) -> tuple[str, int, str] | None:
    """The host, and where its guests are from: "Germany hosts 1.2 million refugees from Ukraine"."""
    owner, after = owner_before(sentence, quantity.first), place_of(sentence, quantity)
    if owner is None or after is None or done not in {"hosted", "living"}:
        return None
    if sentence.words[after.first - 1] != "from":
        return None
    also = [p for p in sentence.places if after.last < p.first <= after.last + NEAR]
    more = f" and {also[0].name.lower()}" if also and sentence.words[after.last] in {"and", "or", ","} else ""
    return owner.name, after.last, f" from {after.name.lower()}{more}"


def _staying(sentence: Sentence, quantity: QuantitySaid) -> str:
    """The word "living" for people who are only said to be somewhere: "refugees in Jordan", "Poland had 971,129 refugees"."""
    after = place_of(sentence, quantity)
    inside = named_inside(sentence, *quantity.noun) if quantity.noun else None
    if inside is not None and inside.people and after is not None and after.name == "World":
        return ""  # "Syrian refugees around the world" live in no place of their own
    there = (
        after is not None
        and sentence.words[after.first - 1] in {"in", "the"}
        and "from" not in (sentence.words[quantity.last : after.first])
    )
    people = same_population(unit_named(quantity.unit), PERSON)
    return "living" if people and (there or _has_them(sentence, quantity)) else ""


def _at_border(sentence: Sentence, quantity: QuantitySaid) -> str:
    """The border that who counts stands at: "Agents at the northern border recorded 189,402 encounters"."""
    first = sentence.clause(quantity.first)[0]
    at = sentence.has(_BORDER, first + 1, quantity.first)
    if at is None or sentence.words[at - 1] not in _COMPASS:
        return ""
    return f" at {sentence.words[at - 1]} border"


_BORDER, _COMPASS = frozenset({"border"}), _WORDS["compass"]


def _are_all_there(sentence: Sentence, quantity: QuantitySaid) -> bool:
    """Whether the people counted are all those of a place: "22 million people live in Sri Lanka", "its 57,000 people"."""
    last, place = quantity.last, place_of(sentence, quantity)
    lives = sentence.words[last] in _LIVE or (place is not None and sentence.words[last] == "of")
    if place is not None and place.people:
        return False  # "2.9 million people of Turkish origin"
    if place is not None and lives and sentence.words[place.last] in BE:
        return False  # "13 million residents of Germany were foreigners"
    if place is not None and lives:
        narrowed = sentence.words[place.last] in _NARROWER and not sentence.time_at(place.last + 1)
        return last < place.first <= last + NEAR and not narrowed
    owner = sentence.words[quantity.start - 1].endswith("'s") or sentence.words[quantity.start - 1] == "its"
    there = any(sentence.time_at(k) or sentence.place_at(k) for k in (last + 1, last + 2))
    narrowed = sentence.words[last] in _NARROWER and not there
    owned = owner and sentence.place_at(quantity.start - 1) is not None
    return not narrowed and (owned or _has_them(sentence, quantity))


_LIVE, _NARROWER, _BOAST = _WORDS["live"], _WORDS["narrower"], _WORDS["boast"]
NEAR = 2  # tokens before a place: "in the"


def _has_them(sentence: Sentence, quantity: QuantitySaid) -> bool:
    """Whether a place has the people: "Kenya has 55 million inhabitants", "home to 5 million people"."""
    before = range(max(sentence.first + 1, quantity.start - 3), quantity.start)
    has = any(
        (sentence.words[k] in HAVE or sentence.words[k] in _BOAST)
        and (sentence.place_at(k - 1) or sentence.words[k - 1] == ",")
        for k in before
    )
    led = sentence.words[quantity.start - 2 : quantity.start]
    if led[:1] == ["there"] and led[1] in BE:
        # "There were 1.2 billion people in Africa in 2020", and no more is said
        place = place_of(sentence, quantity)
        ends = place is not None and (
            sentence.time_at(place.last + 1)
            or sentence.time_at(place.last)
            or sentence.words[place.last] in {".", ","}
        )
        return has or bool(ends)
    return has or led in (["home", "to"], [",", "with"])


def _noun(sentence: Sentence, quantity: QuantitySaid) -> str:
    """The noun counted; people of a place keep their name where another place has them: "Ukrainian refugees"."""
    first, last = quantity.noun or (0, 0)
    people = named_inside(sentence, first, last)
    noun = plain_noun(sentence, first, last)
    if people is None or not (owner_before(sentence, quantity.first) or is_elsewhere(sentence, quantity)):
        return noun
    named = [p for p in sentence.places if first <= p.first < last and p.people]
    return f"{' '.join(word for p in named for word in sentence.words[p.first : p.last])} {noun}"


def rest_of(sentence: Sentence, at: int) -> tuple[str, int]:
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
    if word == "-":
        return False  # "the south-west border"
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
