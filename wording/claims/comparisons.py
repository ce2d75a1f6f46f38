"""Claims that set two things side by side: so many times as much, more than, behind its goal, more than any other."""

from collections.abc import Sequence
from dataclasses import replace

from wording.claims.antecedents import figure_before, present_level, target_before
from wording.claims.draft import Draft
from wording.claims.listed_places import Place
from wording.claims.measures import attributed, verb_start
from wording.claims.phrases import Measured, noun_phrase, phrase_after, plain_noun, without_prepositions
from wording.claims.ranges import between_ends
from wording.claims.sentence import Sentence
from wording.claims.subjects import end_against_start, in_period, leaf, measure_before, with_subject
from wording.claims.times_of import period_of
from wording.claims.verbs import LEVEL, verb_before
from wording.lexicon import word_sets
from wording.quantities.said import QuantitySaid

_WORDS = word_sets("claims", "comparisons")
_AGAINST, _MARK = _WORDS["against"], _WORDS["mark"]
VERB_REACH = 6  # tokens between a multiple and the verb before it
_AS = frozenset({"as"})
SIDE_REACH = 8  # tokens between the two sides


def multiplied(draft: Draft, quantity: QuantitySaid, earlier: Sequence[Draft]) -> Draft:
    """So many times: of what stands before the verb, against what "as", "than", "over" or "the" lead to."""
    sentence, words = draft.sentence, draft.sentence.words
    verb = _verb_before(sentence, quantity.start)
    target = target_before(sentence, sentence.clause(quantity.start)[0], verb, earlier)
    found = noun_phrase(sentence, verb_start(sentence, verb))
    as_many = words[quantity.last] == "as" and words[quantity.last + 1] in {"many", "much"}
    if as_many:
        found = thing_compared(sentence, quantity.last + 1, quantity.last + 2) or found
    led = _leads(sentence, quantity)
    found = found if found and found.words else measure_before(draft, earlier) or found
    between = between_ends(draft, found)
    if between is not None:
        return between
    level = next((one for one in sentence.quantities if led is not None and one.start == led + 1), None)
    led = None if level is not None else led  # "more than doubled to 60,014 in 2023"
    draft = with_subject(draft, found, until=led)
    if level is not None and draft.period is None:
        draft = in_period(draft, period_of(sentence, level.first, level.last)[0])
    if target is not None and target.amount is not None:
        draft = replace(
            draft, subject={k: v for k, v in target.amount.items() if k not in {"measure", "area"}}
        )
    if led is None:
        return draft
    end = sentence.clause(led)[1]
    present = present_level(sentence, led, end, earlier)
    if present is not None:
        return replace(draft, reference=present, last=end)
    told = _other_side(draft, led + 1)
    return told if told.reference else replace(told, subject=None)


def _leads(sentence: Sentence, quantity: QuantitySaid) -> int | None:
    """The token before the other side of a multiple: "as" in "as many as", "the" in "four times the size of"."""
    words, at = sentence.words, quantity.last
    if sentence.place_at(at) is not None:
        return at - 1  # "1.5 times China's"
    if words[at] in {"the", "that", "those"}:
        return at
    as_much = sentence.has(_AS, at + 1, at + SIDE_REACH) if words[at] == "as" else None
    led = as_much if as_much is not None else sentence.has(_AGAINST, at, at + SIDE_REACH)
    return None if led is not None and words[led] == "since" else led


def _verb_before(sentence: Sentence, at: int) -> int:
    """The level verb, "mark" or "represents" near before token `at`; `at` itself where there is none."""
    for k in range(at, max(sentence.first, at - VERB_REACH), -1):
        if sentence.words[k] in LEVEL or sentence.words[k] in _MARK:
            return k
    return at


def ordered(draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """One thing above or below another: against a goal, its outcome; else the two sides of the words."""
    sentence, end = draft.sentence, draft.sentence.clause(draft.last)[1]
    goal = target_before(sentence, draft.last, end, earlier)
    if goal is not None and goal.measure:
        told = {"measure": goal.measure, "area": goal.area, "period": goal.period}
        subject = {name: value for name, value in told.items() if value}
        return replace(draft, subject=subject, reference={**subject, "nature": "target"}, last=end, measure=goal.measure,
                       area=goal.area, period=goal.period)  # fmt: skip
    at, between = draft.last, draft.last > draft.first + 2  # "more refugees than"
    thing = thing_compared(sentence, draft.first, draft.last) if between else None
    outdone = _no_other(draft, thing) if thing is not None else None
    if outdone is not None:
        return outdone
    figure = figure_before(sentence, draft.last, end, earlier)
    found = thing or attributed(sentence, draft.first) or noun_phrase(sentence, draft.first)
    draft = with_subject(draft, found, until=at)
    if figure is not None and figure.amount is not None:
        return replace(draft, reference=figure.amount, last=end)
    return _other_side(draft, at)


def _no_other(draft: Draft, thing: Measured) -> Draft | None:
    """The claim that "no country hosted more refugees than Germany": it had the most of all."""
    sentence = draft.sentence
    no = sentence.has(frozenset({"no"}), draft.first - NO_REACH, draft.first)
    most = place_after(sentence, draft.last) if no is not None else None
    if no is None or most is None or _ANY.isdisjoint(sentence.words[no + 1 : no + 4]):
        return None if no is None else replace(draft, subject=None)
    group = sentence.place_at(no + 1) or _place_inside(sentence, no + 1)
    told = with_subject(draft, replace(thing, area=most.name))
    order = "lowest" if draft.more.get("order") == "less" else "highest"
    more = {"extreme": order, "among": group.name if group else "World"}
    return replace(told, relation="extreme", more=more, last=max(told.last, most.last))


def _place_inside(sentence: Sentence, at: int) -> Place | None:
    """The place of "any other country in Africa" from token `at` on."""
    led = next((k for k in range(at, at + INSIDE_REACH) if sentence.words[k] == "in"), None)
    return None if led is None else sentence.place_at(led + 1) or sentence.place_at(led + 2)


INSIDE_REACH = 3  # tokens: "other country in"
_BUT = frozenset({"except", "besides", "excluding", "bar"})
NO_REACH = 9  # tokens between "no country" and "more"
_ANY = frozenset({"country", "nation", "state", "economy"})


def beyond_all(draft: Draft, order: str | None, earlier: Sequence[Draft]) -> Draft:
    """More than any other: of what stands between "more" and "than", or of what was said before, among all countries."""
    sentence, at = draft.sentence, draft.last
    thing = thing_compared(sentence, draft.first, at) if sentence.words[draft.first + 1] != "than" else None
    compared = with_subject(draft, thing or measure_before(draft, earlier))
    among = sentence.place_at(at) or _place_inside(sentence, at)
    if sentence.has(_BUT, at, sentence.last) is not None:
        return replace(compared, subject=None)
    return replace(
        compared,
        more={"extreme": order, "among": among.name if among else "World"},
        last=max(compared.last, at + 1),
    )


def thing_compared(sentence: Sentence, first: int, last: int) -> Measured | None:
    """What "hosts more refugees than", "as many refugees as" compare, and whose it is."""
    end = next((k for k in range(first + 1, last + SIDE_REACH) if sentence.words[k] in {"than", "as"}), first)
    noun = " ".join(without_prepositions(plain_noun(sentence, first + 1, end).split()))
    verb = verb_before(sentence.tokens, first, sentence.first)
    inside = next(
        (p for p in sentence.places if first < p.first < end), None
    )  # "as many refugees in Germany as"
    before = next((p for p in reversed(sentence.places) if p.last <= first), None)
    if inside is not None and inside.people and before is not None and not before.people:
        noun = f"{' '.join(sentence.words[inside.first : inside.last])} {noun}"  # "more Syrian refugees"
        inside = None
    owner = inside or before
    words = f"{noun} {(verb[1] or '') if verb else ''}".strip()
    if not words:
        return None
    return Measured(
        words, owner.name if owner else None, owner.first if owner and not inside else first, last
    )


def place_after(sentence: Sentence, at: int) -> Place | None:
    """The place that "Hamburg", "the size of Poland's", "that of the United States" name from token `at` on."""
    place = next((p for p in sentence.places if p.first >= at), None)
    between = sentence.words[at : place.first] if place and place.first <= at + SIDE_REACH else [""]
    return place if all(word in _WORDS["size_of"] for word in between) else None


def _combined(sentence: Sentence, at: int) -> tuple[int, list[Place]] | None:
    """The places of "France and Italy combined" from token `at` on, and where it ends; no places for "all others combined"."""
    end = sentence.has(_WORDS["combined"], at, sentence.clause(at)[1])
    return None if end is None else (end + 1, [p for p in sentence.places if at <= p.first < end])


def against_place(draft: Draft, place: Place) -> Draft:
    """The draft set against the same in another place, in the period behind it: "a bigger economy than Brazil in 2023"."""
    if draft.period is None:
        draft = in_period(draft, period_of(draft.sentence, place.first, place.last)[0])
    reference = {**(draft.subject or {}), "area": place.name}
    return replace(draft, reference=reference, last=max(draft.last, place.last))


def _other_side(draft: Draft, at: int) -> Draft:
    """The draft with what starts at token `at` as its reference: a place, a time or another measure."""
    sentence = draft.sentence
    place = place_after(sentence, at)
    time = sentence.time_at(at) or sentence.time_at(at + 1)
    stored = bool(draft.subject) and "measure" in (draft.subject or {})
    if stored and draft.subject and (combined := _combined(sentence, at)):
        end, places = combined
        sides = [{**draft.subject, "area": one.name} for one in places]
        return replace(draft, reference={"sum": sides} if sides else None, last=max(draft.last, end))
    if stored and place is not None:
        return against_place(draft, place)
    if stored and draft.subject and time is not None and time[2].words:
        between = end_against_start(draft, time[2].words, time[1])
        return between or replace(
            draft, reference={**draft.subject, "period": time[2].words}, last=max(draft.last, time[1])
        )
    found = phrase_after(sentence, at)
    reference = leaf(found, None)
    return (
        replace(draft, reference=reference, last=max(draft.last, found.last))
        if found and reference
        else draft
    )
