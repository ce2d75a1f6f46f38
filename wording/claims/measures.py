"""What is counted or measured: the words for it, where, and which tokens say so."""

from dataclasses import dataclass

from wording.claims.places import Place
from wording.claims.sentence import Sentence
from wording.claims.verbs import ADVERB, AUXILIARY, EMPTY, LEVEL, participle_of, predicate_after, verb_before
from wording.lexicon import word_sets
from wording.quantities.around import way_of
from wording.quantities.said import QuantitySaid
from wording.quantities.units_at import is_plural

_WORDS = word_sets("claims", "measures")

MOST_WORDS = 14  # of the words before a verb that are looked at
MOST_AFTER = 7  # of the words that say more of what is counted
_DETERMINERS = _WORDS["determiners"]
_CUTS = _WORDS["cuts"]
_PREPOSITIONS = _WORDS["prepositions"]
GENERAL = _WORDS["general"]
_OF = (
    "number",
    "numbers",
    "total",
    "amount",
    "level",
    "count",
    "rate",
    "share",
    "proportion",
    "percentage",
    "size",
    "value",
    "average",
)
_PASSIVE = _WORDS["passive"]
_GENERIC = _WORDS["generic"]


@dataclass(frozen=True, slots=True)
class Measured:
    """Words for a measure and the area it is taken in, and the tokens [first, last) that say so."""

    words: str
    area: str | None
    first: int
    last: int


def counted(sentence: Sentence, quantity: QuantitySaid) -> Measured | None:
    """What a count counts: "refugees admitted", from the noun and the verb that governs it."""
    if quantity.noun is None:
        return None
    people = next((p for p in sentence.places if quantity.noun[0] <= p.first < quantity.noun[1]), None)
    noun = named(sentence, *quantity.noun)
    if people and _owner(sentence, quantity.first):
        noun = f"{' '.join(sentence.words[people.first : people.last])} {noun}"
    tokens, first, last = sentence.tokens, quantity.start, quantity.last
    done = ""
    predicate = predicate_after(tokens, _past_places(sentence, quantity.noun[1]), sentence.last)
    if predicate is not None:
        done, last = predicate[1], predicate[0] + 1
    else:
        verb = verb_before(tokens, quantity.start, sentence.first)
        if verb is not None:
            done, first = verb[1] or "", verb[0]
    area, last = _area(sentence, quantity, last)
    rest, end = _rest_of(sentence, quantity.noun[1])
    words = f"{noun} {done}".strip() + rest
    return Measured(words, area, first, max(last, end)) if words else None


def _rest_of(sentence: Sentence, at: int) -> tuple[str, int]:
    """What says more of the noun counted that ends before token `at`: " at southwest border" of "encounters at the southwest border"."""
    if sentence.tokens.words[at] not in _MORE_OF:
        return "", at
    end = at + 1
    while end < sentence.last and end - at < MOST_REST and sentence.words[end][0].isalpha():
        word = sentence.words[end]
        if (
            sentence.time_at(end)
            or sentence.place_at(end)
            or word in _CUTS | AUXILIARY | _PREPOSITIONS | LEVEL
            or participle_of(word)
        ):
            break
        end += 1
    rest = named(sentence, at + 1, end)
    return (f" {sentence.words[at]} {rest}", end) if rest else ("", at)


MOST_REST = 6  # words
_MORE_OF = _WORDS["more_of"]


def _past_places(sentence: Sentence, at: int) -> int:
    """The token after "in Ohio", "from the Americas" that starts at `at`."""
    place = next((p for p in sentence.places if at < p.first <= at + 2), None)
    return place.last if place and sentence.words[at] in _PREPOSITIONS else at


def named(sentence: Sentence, first: int, last: int) -> str:
    """The words of a noun phrase without its places and times."""
    kept = [
        sentence.words[k] for k in range(first, last)
        if sentence.place_at(k) is None and sentence.time_at(k) is None and sentence.words[k] not in _DETERMINERS | {"'", '"'}
    ]  # fmt: skip
    return " ".join(kept).replace(" - ", "-").strip(" -,")


def _area(sentence: Sentence, quantity: QuantitySaid, last: int) -> tuple[str | None, int]:
    """The area the amount is of: named in the noun, after it, before it; and the last token that says so."""
    noun = quantity.noun or (quantity.last, quantity.last)
    inside = next((p for p in sentence.places if noun[0] <= p.first < noun[1]), None)
    if inside and not _owner(sentence, quantity.first):
        return inside.name, max(last, inside.last)
    clause = sentence.clause(quantity.first)
    after = [
        p
        for p in sentence.places
        if quantity.last <= p.first < clause[1] + 0 and _is_joined(sentence, p, quantity)
    ]
    if after:
        return after[0].name, max(last, after[0].last)
    before = [
        p
        for p in sentence.places
        if sentence.first <= p.first < quantity.first and not _compound(sentence, p)
    ]
    return (before[-1].name if before else None), last


def _owner(sentence: Sentence, at: int) -> Place | None:
    """The last place named before token `at` in its clause that is no word for people."""
    first = sentence.clause(at)[0]
    return next(
        (
            p
            for p in reversed(sentence.places)
            if first <= p.first < at and not p.people and not _compound(sentence, p)
        ),
        None,
    )


def _is_joined(sentence: Sentence, place: Place, quantity: QuantitySaid) -> bool:
    """Whether a place after an amount belongs to it: "in Ohio", "from Latin America"; not "the U.S.-Mexico border"."""
    at = place.first - 1
    while sentence.words[at] in {"the", "all", "of"} and at > quantity.last:
        at -= 1
    return place.name == "World" or (
        sentence.words[at]
        in {"in", "from", "across", "within", "of", "throughout", "around", "fled", "entered", "left"}
        and not _compound(sentence, place)
    )


def _compound(sentence: Sentence, place: Place) -> bool:
    return sentence.tokens.words[place.last] == "-" or sentence.tokens.words[place.first - 1] == "-"


def attributed(sentence: Sentence, at: int) -> Measured | None:
    """The measure that a level verb before token `at` speaks of: "The population of Kenya was", "unemployment rose to"."""
    moves = sentence.words[at] in LEVEL or (
        way_of(sentence.words[at]) is not None and sentence.words[at] not in {"up", "down", "more", "less"}
    )
    verb = verb_start(sentence, at) if moves else _level_verb(sentence, at)
    if verb is None:
        return of_phrase(sentence, at)
    return noun_phrase(sentence, verb)


def _level_verb(sentence: Sentence, at: int) -> int | None:
    first, _ = sentence.clause(at)
    if sentence.words[at - 1] == "up" and sentence.words[at - 2] in {"make", "makes", "made", "making"}:
        return at - 2
    for k in range(at - 1, max(first, at - 9) - 1, -1):
        word = sentence.words[k]
        if word in LEVEL or (word in AUXILIARY and word not in {"have", "has", "had"}):
            return verb_start(sentence, k)
        if participle_of(word) and sentence.words[k - 1] in _PASSIVE:
            return verb_start(sentence, k - 1)
        if participle_of(word) or word in EMPTY:
            return None
    return None


def verb_start(sentence: Sentence, k: int) -> int:
    """The first token of the verb that ends at token k, with its auxiliaries and adverbs."""
    while k > sentence.first and (
        sentence.words[k - 1] in AUXILIARY
        or sentence.words[k - 1] in ADVERB
        or sentence.words[k - 1] in LEVEL
    ):
        k -= 1
    return k


def noun_phrase(sentence: Sentence, end: int) -> Measured | None:
    """The noun phrase that ends before token `end`, without its determiners, times and places."""
    start = end
    while start > max(sentence.first, end - MOST_WORDS):
        word = sentence.words[start - 1]
        if word in {",", ";", ":", "\u2014", "(", ")", '"', "."} or word in _CUTS:
            if word == "and" and sentence.place_at(start - 1):
                start -= 1
                continue
            break
        start -= 1
    if (
        start == end and start - 1 > sentence.first and sentence.words[start - 1] == ","
    ):  # "Unemployment, which peaked at …, is now"
        aside = next(
            (
                k
                for k in range(start - 2, sentence.first, -1)
                if sentence.words[k] in _ASIDES and sentence.words[k - 1] == ","
            ),
            None,
        )
        return noun_phrase(sentence, aside - 1) if aside else None
    if (start < end and sentence.words[end - 1] in _ASIDES) or (
        sentence.words[start - 1] in _ASIDES and start == end
    ):
        return noun_phrase(sentence, start - 2)
    return _measured(sentence, start, end)


_ASIDES = frozenset({"which", "who", "whose"})


def _measured(sentence: Sentence, start: int, end: int) -> Measured | None:
    words, area, k = [], None, start
    while k < end:
        time, place = sentence.time_at(k), sentence.place_at(k)
        if time is not None or place is not None:
            while words and words[-1] in _PREPOSITIONS | {"the"}:
                words.pop()
            if place is not None and area is None and not _compound(sentence, place):
                area = place.name
            k = max(k + 1, time[1] if time else place.last if place else k + 1)
            continue
        word = sentence.words[k]
        if word not in _DETERMINERS and word not in {"'", '"', "'s", "-"} and word not in ADVERB:
            words.append(word)
        k += 1
    while words and words[-1] in _PREPOSITIONS:
        words.pop()
    if len(words) > 2 and words[0] in _OF[:6] and words[1] == "of":
        words = words[2:]
    text = " ".join(words)
    if not text or text in _GENERIC:
        return None if area is None else Measured("", area, start, end)
    return Measured(text, area, start, end)


def of_phrase(sentence: Sentence, at: int) -> Measured | None:
    """The measure before "of": "a population of 83 million", "an unemployment rate of 5 %"."""
    k = at - 1
    while k > sentence.first and sentence.words[k] in {
        "about",
        "around",
        "nearly",
        "almost",
        "over",
        "only",
        "just",
        "some",
        "more",
        "than",
        "least",
        "at",
        "roughly",
    }:
        k -= 1
    if sentence.words[k] != "of":
        return None
    start = k
    while start > sentence.first and k - start < 4:
        word = sentence.words[start - 1]
        if (
            not word[0].isalpha()
            or word in _DETERMINERS
            or word in EMPTY
            or word in AUXILIARY
            or word in LEVEL
            or word in _PREPOSITIONS
        ):
            break
        start -= 1
    found = _measured(sentence, start, k) if start < k else None
    if found is None or not found.words:
        return None
    owner = next(
        (p for p in reversed(sentence.places) if p.last <= start and not _compound(sentence, p)), None
    )
    return Measured(found.words, found.area or (owner.name if owner else None), start, at)


def spent_on(sentence: Sentence, quantity: QuantitySaid) -> Measured | None:
    """What money or a measure went to: "spent on office renovations", "produced", "owed to the city"."""
    verb = verb_before(sentence.tokens, quantity.start, sentence.first)
    if verb is None or verb[1] is None:
        return None
    words, k = [verb[1]], quantity.last
    while k < sentence.last and len(words) < MOST_AFTER and sentence.words[k][0].isalpha():
        if sentence.time_at(k) is not None or sentence.words[k] in _CUTS:
            break
        if sentence.place_at(k) is None and sentence.words[k] not in _DETERMINERS:
            words.append(sentence.words[k])
        k += 1
    while len(words) > 1 and words[-1] in _PREPOSITIONS:
        words.pop()
    area, last = _area(sentence, quantity, quantity.last)
    return Measured(" ".join(words), area, verb[0], max(k, last))


_REDUCED = _WORDS["reduced"]


def phrase_after(sentence: Sentence, at: int) -> Measured | None:
    """The noun phrase that starts at token `at`: the whole of a share, the other side of a comparison."""
    k = at
    while k < sentence.last and k - at < MOST_AFTER:
        word = sentence.words[k]
        if not word[0].isalnum() and word not in {"-", "'"}:
            break
        reduced = k > at and is_plural(sentence.words[k - 1]) and sentence.tokens.words[k + 1] in _REDUCED
        if (
            k > at
            and sentence.place_at(k) is None
            and (word in AUXILIARY or word in _CUTS or word in LEVEL or participle_of(word))
            and not (participle_of(word) and reduced)
        ):
            break
        k += 1
    return _measured(sentence, at, k) if k > at else None
