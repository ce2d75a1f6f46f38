"""Noun phrases: the words for a measure before a verb, after "of", on the other side of a comparison."""

from dataclasses import dataclass

from factcheck.unit import PERSON, same_population, unit_named
from wording.claims.listed_places import Place
from wording.claims.sentence import Sentence
from wording.claims.times_of import is_base_year
from wording.claims.verbs import ADVERB, AUXILIARY, EMPTY, FORECAST, LEVEL, participle_of
from wording.lexicon import word_sets
from wording.quantities.nouns import is_plural

_WORDS = word_sets("claims", "phrases")
DETERMINERS, CUTS, PREPOSITIONS = _WORDS["determiners"], _WORDS["cuts"], _WORDS["prepositions"]
GENERAL = _WORDS["general"]  # "a total of", "a rise of": no measures
_COUNT_OF = _WORDS["count_of"]  # "the number of X" is X
_GENERIC, _REDUCED, _BEFORE_NUMBER = _WORDS["generic"], _WORDS["reduced"], _WORDS["before_number"]
_PEOPLED = frozenset({"country", "nation"})  # "a country of 5 million people" has that population
_BEFORE_VERB = frozenset({"more", "than", "nearly", "almost", "about", "roughly"})  # "more than doubled"
_WITH = frozenset({"with"})
MOVERS = word_sets("claims", "counted")["movers"]  # people who are told by where they come from
_GOING_HOME, _INSIDE, ARRIVING = _WORDS["going_home"], _WORDS["inside"], _WORDS["arriving"]
_ASIDES = frozenset({"which", "who", "whose"})
_BEFORE_TIME = _WORDS["before_time"]
_SIGNS = frozenset([",", ";", ":", "\u2014", "(", ")", '"', "."])
_NO_WORDS = frozenset(["'", '"', "'s", "-"])
GAP = 8  # words before "and" in which "the gap between" may stand
MOST_WORDS = 14  # of the words before a verb that are looked at
MOST_AFTER = 7  # of the words that say more of what is counted
MOST_OF = 4  # of the words before "of"
MOST_ASIDE = 30  # tokens of ", which …,"
MOST_CHARACTERS = 300  # of the words for a measure


@dataclass(frozen=True, slots=True)
class Measured:
    """Words for a measure and the area it is taken in, and the tokens [first, last) that say so."""

    words: str
    area: str | None
    first: int
    last: int


def noun_phrase(sentence: Sentence, end: int) -> Measured | None:
    """The noun phrase that ends before token `end`, without its determiners, times and places.

    Before an aside ("Unemployment, which peaked at …, is now") it is what the aside belongs to.
    """
    start = _start(sentence, end)
    if start == end:
        aside = _aside_before(sentence, end)
        start, end = (_start(sentence, aside), aside) if aside is not None else (start, end)
    return measured(sentence, start, end) if start < end else None


def _start(sentence: Sentence, end: int) -> int:
    """The first token of the noun phrase that ends before `end`."""
    start, words = end, sentence.words
    while start > max(sentence.first, end - MOST_WORDS):
        word = words[start - 1]
        joined = word == "and" and (
            sentence.place_at(start - 1) is not None
            or "between" in words[max(sentence.first, start - GAP) : start]
            or _both_move(words[start - 2 : start + 2])
        )
        if (word in _SIGNS or word in CUTS) and not joined:
            break
        start -= 1
    return start


def _both_move(words: list[str]) -> bool:
    """Whether "and" joins two groups of people who are counted together: "refugees and asylum seekers"."""
    return words[:1] != [] and words[0] in MOVERS and not MOVERS.isdisjoint(words[2:])


def _aside_before(sentence: Sentence, end: int) -> int | None:
    """The comma before ", which" where an aside ends before token `end`, or begins with its verb there."""
    words, first = sentence.words, max(sentence.first, end - MOST_ASIDE)
    if words[end - 1] in _ASIDES and words[end - 2] == ",":
        return end - 2
    if words[end - 1] != ",":
        return None
    return next(
        (k - 1 for k in range(end - 2, first, -1) if words[k] in _ASIDES and words[k - 1] == ","), None
    )


def measured(sentence: Sentence, start: int, end: int) -> Measured | None:
    """The words of the tokens [start, end) without determiners, adverbs, times and places, and the first place named."""
    found, area = _words_and_area(sentence, start, end)
    words = without_prepositions(found, _BEFORE_VERB)
    if len(words) > 2 and words[0] in _COUNT_OF and words[1] == "of":
        words = words[2:]
    if len(words) > 1 and words[-1] == "numbers" and same_population(unit_named(words[-2]), PERSON):
        words[-2:] = [f"{words[-2]}s"]  # "refugee numbers in Germany"
    if area is not None and words and _people_in(sentence, words[-1], end):
        words.append("living")
    text = " ".join(words)[:MOST_CHARACTERS]
    if not text or text in _GENERIC:
        return Measured("", area, start, end) if area else None
    return Measured(text, area, start, end)


def _words_and_area(sentence: Sentence, start: int, end: int) -> tuple[list[str], str | None]:
    words: list[str] = []
    area, k = None, start
    while k < end:
        place, word = sentence.place_at(k), sentence.words[k]
        past = _past_time_or_place(sentence, place, k)
        time = sentence.time_at(k)
        if time is not None and is_base_year(sentence, time):
            words.append("constant")
        if past is None:
            if word == "not" or not (word in DETERMINERS or word in ADVERB or word in _NO_WORDS):
                words.append(word)
        elif place is not None and _comes_from(sentence, place):
            area = place.name
        elif place is not None and _is_quality(sentence, place, area, end):
            led = [] if place.people else ["from"]
            words = [*without_prepositions(words), *led, place.name.lower()]
        else:
            words = without_prepositions(words, _BEFORE_TIME if place is None else frozenset())
            if place is not None and area is None and not compound(sentence, place):
                area = place.name
        k = past or k + 1
    return words, area


def _comes_from(sentence: Sentence, place: Place) -> bool:
    """Whether it is told of people who arrive from the place: "refugees admitted to the U.S. from Africa"."""
    return (
        led(sentence, place) == "from" and sentence.has(ARRIVING, sentence.first, sentence.last) is not None
    )


def led(sentence: Sentence, place: Place) -> str:
    """The word that leads to the place, an article apart: "from" in "refugees from the Sudan"."""
    at = place.first - 1
    return sentence.words[at - 1 if sentence.words[at] == "the" else at]


def _is_quality(sentence: Sentence, place: Place, area: str | None, end: int) -> bool:
    """Whether the place tells which people are meant, not where: "Afghan refugees in Iran", "in Kenya from Somalia"."""
    later = [p for p in sentence.places if place.last < p.first < end and p.name != "World"]
    if place.people and area is not None and sentence.words[place.first - 1].endswith("'s"):
        return True  # "Germany's Syrian refugees"
    if place.people and any(led(sentence, p) == "from" for p in later):
        return (
            sentence.has(_GOING_HOME, place.last, end) is not None
        )  # "Afghan refugees who returned from Iran"
    if place.people:  # "Syrian refugees in Turkey", "hosted by Turkey"
        return any(led(sentence, p) in _INSIDE or led(sentence, p) == "by" for p in later)
    comes_from = led(sentence, place) == "from"
    return (
        comes_from
        and (area is not None or any(led(sentence, p) in _INSIDE for p in later))
        and not _went_home(sentence, place)
    )


def _went_home(sentence: Sentence, place: Place) -> bool:
    """Whether people came back from the place: it is then where they were."""
    return sentence.has(_GOING_HOME, sentence.first, place.first) is not None


def _people_in(sentence: Sentence, noun: str, end: int) -> bool:
    """Whether the words before token `end` are people in a place: "refugees in Germany", "refugees worldwide"."""
    place = next((p for p in sentence.places if p.last == end), None)
    return place is not None and live_there(sentence, noun, place)


def live_there(sentence: Sentence, noun: str, place: Place) -> bool:
    """Whether the noun names people and the words of the place say where they are."""
    if noun in {"population", "people"} or not same_population(unit_named(noun), PERSON):
        return False
    return is_plural(noun) and (sentence.words[place.first - 1] == "in" or place.name == "World")


def _past_time_or_place(sentence: Sentence, place: Place | None, k: int) -> int | None:
    """The token after the time or place that covers token k; None where none does."""
    time = sentence.time_at(k)
    return max(k + 1, time[1]) if time else max(k + 1, place.last) if place else None


def without_prepositions(words: list[str], more: frozenset[str] = frozenset()) -> list[str]:
    """The words without the prepositions at their end, and without those of `more`."""
    end = len(words)
    while end and (words[end - 1] in PREPOSITIONS or words[end - 1] == "the" or words[end - 1] in more):
        end -= 1
    return words[:end]


def compound(sentence: Sentence, place: Place) -> bool:
    """Whether a hyphen joins the place to another word: "the U.S.-Mexico border"."""
    return sentence.words[place.last] == "-" or sentence.words[place.first - 1] == "-"


def plain_noun(sentence: Sentence, first: int, last: int) -> str:
    """The words of the tokens [first, last) as they stand, without determiners, times and places."""
    kept = [
        word
        for k, word in enumerate(sentence.words[first:last], first)
        if sentence.place_at(k) is None
        and sentence.time_at(k) is None
        and word not in DETERMINERS
        and word not in {"'", '"'}
    ]
    return " ".join(kept).replace(" - ", "-").strip(" -,")[:MOST_CHARACTERS]


def of_phrase(sentence: Sentence, at: int) -> Measured | None:
    """The measure before "of": "a population of 83 million", "an unemployment rate of 5 %"."""
    words, k = sentence.words, at - 1
    while k > sentence.first and words[k] in _BEFORE_NUMBER:
        k -= 1
    if words[k] != "of":
        return None
    start = k
    while start > sentence.first and k - start < MOST_OF and _names_something(words[start - 1]):
        start -= 1
    found = measured(sentence, start, k) if start < k else None
    if found is None or not found.words:
        return None
    peopled = found.words in _PEOPLED
    if peopled:
        found = Measured("population", found.area, found.first, found.last)
    owner = next(
        (
            p
            for p in reversed(sentence.places)
            if p.last <= start
            and not (compound(sentence, p) or (peopled and p.people))
            and words[p.first - 2 : p.first] != [",", "in"]
        ),
        None,
    )
    if sentence.has(_WITH, start - 2, start) is not None:  # "India overtook China with a population of"
        owner = next((p for p in sentence.places if p.last <= start and not p.people), owner)
    return Measured(found.words, found.area or (owner.name if owner else None), start, at)


def _names_something(word: str) -> bool:
    return (
        word[0].isalpha()
        and word not in FORECAST
        and not (
            word in DETERMINERS or word in EMPTY or word in AUXILIARY or word in LEVEL or word in PREPOSITIONS
        )
    )


def phrase_after(sentence: Sentence, at: int) -> Measured | None:
    """The noun phrase that starts at token `at`: the whole of a share, the other side of a comparison."""
    k = at
    while k < sentence.last and k - at < MOST_AFTER and not _ends_phrase(sentence, at, k):
        k += 1
    return measured(sentence, at, k) if k > at else None


def _ends_phrase(sentence: Sentence, first: int, k: int) -> bool:
    """Whether token k is no part of the noun phrase that starts at `first`: a sign, a verb, a new clause."""
    words, word = sentence.words, sentence.words[k]
    if not word[0].isalnum():
        return word not in {"-", "'"}
    if k == first or sentence.place_at(k) is not None:
        return False
    if word in AUXILIARY or word in CUTS or word in LEVEL:
        return True
    plural = is_plural(words[k - 1])
    if participle_of(word) is not None:
        return not (plural and words[k + 1] in _REDUCED)  # "refugees admitted in 2019"
    return (
        plural and words[k - 1] not in LEVEL and not (word in PREPOSITIONS or is_plural(word))
    )  # "teachers plan to leave"
