"""Claims of a share: a part of a whole, or the level of a rate where no whole is named."""

from collections.abc import Sequence
from dataclasses import replace

from wording.claims.draft import Draft
from wording.claims.measures import attributed
from wording.claims.owners import in_its_place, owner_before
from wording.claims.phrases import ARRIVING, Measured, of_phrase, phrase_after
from wording.claims.sentence import Sentence
from wording.claims.subjects import from_where, is_of_movers, leaf, measure_before, with_subject
from wording.claims.times_of import period_of
from wording.claims.verbs import LEVEL, verb_before
from wording.lexicon import word_sets

_WORDS = word_sets("claims", "shares")
_RATES, _BEING = _WORDS["rates"], LEVEL | _WORDS["being"]
MOST_SAID = 10  # tokens of what is said of a part
NEAR = 6  # tokens after the whole in which "from Africa" belongs to it
_ENDS = frozenset([",", ".", ";", ":", "\u2014", "!", "?"])


def shared(draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """The claim that a part of a whole has some property; an amount of a rate where there is no whole."""
    sentence = draft.sentence
    whole = _whole(draft)
    named = attributed(sentence, draft.first)
    if whole is None or not whole.words:
        level = (
            (named or of_phrase(sentence, draft.first) or measure_before(draft, earlier))
            if draft.quantity
            else named
        )
        level = in_its_place(sentence, draft.quantity, level) if draft.quantity else level
        if level is not None and level.area and level.words.startswith(_SHARE_OF):
            return _share_of(draft, level)
        is_level = (
            level is not None and not _RATES.isdisjoint(level.words.split()) and draft.quantity is not None
        )
        return with_subject(replace(draft, relation="equals") if is_level else draft, level)
    period, end = period_of(sentence, draft.first, whole.last)
    part = _part(draft, whole, named)
    if part is not None and whole.area is None and whole.words == "population":
        whole = replace(whole, area=part.area)
    part = from_where(sentence, part) if part is not None else None
    whole = whole if whole.area == "World" else from_where(sentence, whole)
    return replace(
        draft, subject=leaf(part, period, draft.nature), reference=leaf(whole, period), measure=whole.words, area=whole.area,
        period=period, last=max(draft.last, whole.last, min(end, sentence.last)),
    )  # fmt: skip


_SHARE_OF = ("share of ", "proportion of ", "percentage of ")


def _share_of(draft: Draft, level: Measured) -> Draft:
    """The claim that "the share of refugees from Africa" is so much: those from there, of all."""
    of = replace(level, words=level.words.partition(" of ")[2])
    told = with_subject(draft, of)
    return replace(told, relation="share", reference=leaf(replace(of, area=None), told.period))


def _whole(draft: Draft) -> Measured | None:
    """What the share is of: "of refugees admitted in 2019", the noun after "one in five", the one after "most"."""
    sentence, quantity = draft.sentence, draft.quantity
    at = quantity.last if quantity else draft.last
    if sentence.words[at] == "of":
        return phrase_after(sentence, at + 1)
    if quantity is None:
        return phrase_after(sentence, at)
    if quantity.noun is not None and quantity.form in {"one_in", "k_in", "fraction"}:
        of = sentence.has(frozenset({"of"}), quantity.number[1], quantity.noun[0])
        return phrase_after(sentence, quantity.noun[0] if of is None else of + 1)
    return None


def _part(draft: Draft, whole: Measured, named: Measured | None) -> Measured | None:
    """What the share is a share for: those from a place, those of whom something is said, or what stands before."""
    place = _from_where(draft.sentence, whole)
    if place is not None:  # "half of Germany's refugees came from Ukraine", or of all
        return _from(whole, place) if _is_hosted(whole) else replace(whole, area=place)
    guests = next((p for p in draft.sentence.places if p.people and p.name == whole.area), None)
    host = owner_before(draft.sentence, draft.first) if guests is not None and is_of_movers(whole) else None
    if guests is not None and host is not None:  # "Germany hosts 10 % of all Syrian refugees"
        return replace(_from(whole, guests.name), area=host.name)
    if named is not None and _are_guests(named, whole):  # "Syrians make up a quarter of Germany's refugees"
        return _from(whole, str(named.area))
    holder = _home_of(draft) or (named.area if named is not None and not named.words else None)
    if holder is not None:
        return replace(whole, area=holder)
    if named is not None and named.words and _the_same_things(named, whole):
        return replace(whole, area=named.area)
    if named is not None and named.words:
        return replace(named, area=named.area or whole.area, words=living_there(named, whole))
    said = _said_of(draft.sentence, whole, draft.first)
    owner = owner_before(draft.sentence, draft.first) if whole.area == "World" else None
    return replace(whole, words=said, area=owner.name if owner else whole.area) if said else None


def _from(whole: Measured, origin: str) -> Measured:
    """Those of the whole who come from there: "refugees from ukraine", in the place of the whole."""
    return replace(
        whole, words=f"{whole.words.removesuffix(' living').removesuffix(' from')} from {origin.lower()}"
    )


def _is_hosted(whole: Measured) -> bool:
    """Whether it is the refugees of one host, and not those who arrive there."""
    arrive = not ARRIVING.isdisjoint(whole.words.split())
    return whole.area not in {None, "World"} and is_of_movers(whole) and not arrive


def _are_guests(part: Measured, whole: Measured) -> bool:
    """Whether the part are those from a place among the refugees of a host."""
    same = not part.words or part.words.removesuffix(" from") in whole.words
    return _is_hosted(whole) and part.area not in {None, whole.area} and same


def _home_of(draft: Draft) -> str | None:
    """The place that is "home to a quarter of the world's population"."""
    sentence = draft.sentence
    if sentence.words[draft.first - 2 : draft.first] != ["home", "to"]:
        return None
    owner = owner_before(sentence, draft.first)
    return owner.name if owner else None


def _the_same_things(part: Measured, whole: Measured) -> bool:
    """Whether the part says no more of what is counted than the whole does, but where from: "refugees from Africa"."""
    own = set(part.words.split()) - _WORDS["where_from"]
    return part.area is not None and bool(own) and own < set(whole.words.split())


def living_there(part: Measured, whole: Measured) -> str:
    """The words of a part; "refugees" among the population of a country are those living there."""
    people = part.area is None and whole.area and whole.words == "population"
    return f"{part.words} living" if people and " " not in part.words else part.words


def _from_where(sentence: Sentence, whole: Measured) -> str | None:
    """The place that those of a share are from: "62 % of refugees were from Africa"."""
    until = min(sentence.last, whole.last + NEAR)
    at = next((k for k in range(whole.last, until) if sentence.words[k] in {"from", "in", "to"}), None)
    between = () if at is None else range(whole.last, at)
    if at is None or not all(sentence.words[k] in _BEING or sentence.time_at(k) for k in between):
        return None
    place = sentence.place_at(at + 1) or sentence.place_at(at + 2)
    return place.name if place and place.first <= at + 2 else None


def _said_of(sentence: Sentence, whole: Measured, first: int) -> str | None:
    """Those of a whole of whom the sentence speaks: "Muslim women who don't work", "migrants turned away"."""
    governed = verb_before(sentence.tokens, first, sentence.first)
    if governed is not None and governed[1]:
        return f"{whole.words} {governed[1]}"
    end = whole.last
    while end < sentence.last and end - whole.last < MOST_SAID and sentence.words[end] not in _ENDS:
        end += 1
    said = [word for word in sentence.words[whole.last : end] if word != '"']
    if not said or said[0] in {"and", "or", "but"}:
        return None
    return f"{whole.words} {' '.join(said)}" if said[0] == "who" else f"{whole.words} who {' '.join(said)}"
