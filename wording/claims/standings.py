"""Claims of a place in an order or a run: third-highest, a record, the lowest since, five years running, has fallen."""

import re
from collections.abc import Sequence
from dataclasses import replace

from wording.claims.comparisons import beyond_all
from wording.claims.draft import Draft
from wording.claims.measures import attributed
from wording.claims.phrases import PREPOSITIONS, Measured, noun_phrase, phrase_after, plain_noun
from wording.claims.relation_of import Asserted
from wording.claims.subjects import claim_before, in_period, measure_before, with_subject
from wording.claims.times_of import span_since
from wording.claims.unnumbered import AMONG, EACH, EXCEED, Cue
from wording.claims.verbs import verb_before
from wording.quantities.around import way_of
from wording.quantities.said import QuantitySaid

WAY_REACH = 12  # tokens before "five years running" in which a verb says which way it went
_SPAN = re.compile(r"(?:between )?(?P<first>[^/ ]+)(?:/| and )(?P<last>[^/ ]+)")
_OF_WHOM = (["host"], ["source"])  # "the largest host of refugees"
EACH_REACH = 5  # tokens after "rose" in which "every year" may follow
_BARE = frozenset({"number", "level", "figure", "total", "count", "rate", "amount", "one"})
_STEPS = frozenset({"day", "week", "month", "quarter", "year", "decade"})


def ranked(draft: Draft, asserted: Asserted) -> Draft:
    """A place in an order: of what is ranked, among the areas named, else in all its own past."""
    sentence = draft.sentence
    before = [p for p in sentence.places if p.last <= draft.first]
    of = before.pop() if before and before[-1].last == draft.first and not before[-1].people else None
    at_as = "as" in sentence.words[max(sentence.first, draft.first - 3) : draft.first]
    # "Germany overtook Japan to become"
    passed = sentence.has(EXCEED, sentence.first, draft.first) is not None
    owner = before[0 if at_as or passed else -1] if before else None
    measured = phrase_after(sentence, asserted.last)
    found = with_subject(draft, replace(measured, area=owner.name) if measured and owner else measured)
    among = of or next((p for p in sentence.places if p.first >= asserted.last), None)
    if among is None and owner is not None and sentence.words[draft.first - 1] == "the":
        among = replace(owner, name="World")  # "India is the fifth-largest economy"
    return replace(
        found, more={"order": asserted.order} | ({"among": among.name} if among else {"over": "ever"})
    )


def _foremost(draft: Draft, cue: Cue) -> Draft:
    """The most or the least among all places: "hosted the most refugees of any country", "Africa's most populous country"."""
    sentence = draft.sentence
    group = next(
        (p for p in sentence.places if p.last == cue.first or p.first in {cue.last, cue.last + 1}), None
    )
    owner = next((p for p in sentence.places if p.last <= cue.first and p is not group), None)
    verb = verb_before(sentence.tokens, cue.first, sentence.first)
    words = plain_noun(sentence, cue.first + 1, cue.last).split()
    end = next(
        (k for k, word in enumerate(words) if word in PREPOSITIONS and words[k - 1 : k] not in _OF_WHOM),
        len(words),
    )
    measure = " ".join([*words[:end], *([verb[1]] if verb and verb[1] else [])])
    whose = Measured(measure, owner.name, owner.first, cue.last) if owner and end else None
    named = whose or attributed(sentence, cue.first)
    if named is None:
        return draft
    found = with_subject(draft, named)
    return replace(found, form=None, more={"extreme": cue.order, "among": group.name if group else "World"})


def running(draft: Draft, quantity: QuantitySaid) -> Draft:
    """So many periods in a row in which a measure rose or fell."""
    sentence = draft.sentence
    before = sentence.words[max(sentence.first, quantity.first - WAY_REACH) : quantity.first]
    # Not the hedge of "more than five years running".
    moves = [word for word, then in zip(before, [*before[1:], ""], strict=True) if then != "than"]
    way = next((way for word in reversed(moves) if (way := way_of(word))), None)
    units = (word.rstrip("s") for word in sentence.words[quantity.first : draft.last + 1])
    step = next((unit for unit in units if unit in _STEPS), None)
    more = {"direction": "falling" if way == "decrease" else "rising"} | ({"step": step} if step else {})
    if way is None:  # "below 4 % for 27 straight months": no run of changes
        return replace(draft, more=more)
    return replace(with_subject(draft, attributed(sentence, quantity.start)), more=more)


def counted_periods(draft: Draft, quantity: QuantitySaid) -> Draft:
    """So many of so many periods: what they have in common is left open."""
    sentence = draft.sentence
    found = with_subject(draft, attributed(sentence, quantity.start))
    step = sentence.words[quantity.number[1]].rstrip("s")
    over = found.period or f"the last {sentence.words[quantity.number[1] - 1]} {step}s"
    subject = {name: value for name, value in (found.subject or {}).items() if name != "period"} or None
    return replace(found, subject=subject, more={"over": over} | ({"step": step} if step in _STEPS else {}))


def standing(draft: Draft, cue: Cue, earlier: Sequence[Draft]) -> Draft:
    """A record, the highest since, a bare "has fallen"."""
    sentence = draft.sentence
    if cue.form == AMONG:
        return _foremost(draft, cue)
    if "than" in sentence.words[cue.first : cue.last]:
        return beyond_all(draft, cue.order, earlier)
    found = attributed(sentence, cue.first) or (
        noun_phrase(sentence, cue.first) if cue.relation == "trend" else None
    )
    if found is None or not found.words:
        found = measure_before(draft, earlier) or phrase_after(sentence, cue.first + 1) or found
    before = claim_before(draft, earlier)
    if found is not None and found.words in _BARE and not found.area:
        found = measure_before(draft, earlier, any_sentence=True)  # "it was the highest number since"
        before = next((one for one in reversed(earlier) if one.measure), None)
    span, end = span_since(sentence, cue.last)
    number = next((one for one in sentence.quantities if one.start == cue.last), None)
    if number is not None:  # "a record 302,000 in December 2023"
        draft = replace(draft, last=number.last)
    draft = with_subject(draft, found, until=cue.first + 1 if span else None)
    if draft.period is None and before is not None:
        draft = in_period(draft, before.period)
    if cue.relation == "trend":
        return _moved(draft, cue, span, end)
    return replace(
        draft,
        more={"extreme": cue.order} | ({"over": span} if span else {}),
        last=max(draft.last, min(end, sentence.last)),
    )


def _moved(draft: Draft, cue: Cue, span: str | None, end: int) -> Draft:
    """A measure that rose or fell over the span, else over the period of its sentence; in each of its steps where it says so."""
    if span is None and draft.subject and (draft.period or "").isdecimal():
        # "GDP shrank in 2022": from the year before to that year
        span = f"{int(draft.period or 0) - 1}/{draft.period}"
    elif span is None and (years := _SPAN.fullmatch(draft.period or "")):
        span = f"{years['first']}/{years['last']}"  # "fell each year from 2020 to 2024"
        draft = replace(draft, period=span)
    if span == draft.period or (draft.period or "").isdecimal():
        draft = replace(
            draft, subject={k: v for k, v in (draft.subject or {}).items() if k != "period"} or None
        )
    words = draft.sentence.words[cue.last : cue.last + EACH_REACH]
    each = next((k for k, word in enumerate(words) if word in EACH), None)
    steps = [word for word in words[each + 1 :] if word in _STEPS] if each is not None else []
    said = (
        {"direction": cue.direction}
        | ({"over": span} if span else {})
        | ({"step": steps[0]} if steps else {})
    )
    return replace(draft, more=said, last=max(draft.last, min(end, draft.sentence.last)))
