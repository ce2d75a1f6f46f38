"""From what a sentence asserts to its claims: operands, periods, stance, each in its place."""

import re
from collections.abc import Sequence
from dataclasses import replace

from wording.claims.antecedents import figure_before, present_level, target_before
from wording.claims.draft import Draft, Operand
from wording.claims.measures import (
    GENERAL,
    Measured,
    attributed,
    counted,
    named,
    noun_phrase,
    of_phrase,
    phrase_after,
    spent_on,
    verb_start,
)
from wording.claims.quiet import says_nothing
from wording.claims.relation_of import Asserted, relation_of
from wording.claims.sentence import Sentence
from wording.claims.stances import stance_of
from wording.claims.times_of import period_of, span_since
from wording.claims.unnumbered import Cue, cues
from wording.claims.verbs import LEVEL, TARGET, verb_before
from wording.lexicon import word_sets
from wording.quantities.around import way_of
from wording.quantities.said import QuantitySaid

_WORDS = word_sets("claims", "build")

NEAR = 9  # tokens after "has fallen" in which its amount may follow
_CHANGES = frozenset({"difference", "percent_change", "point_change", "multiple"})
_LEVELS = _WORDS["levels"]
_AGAINST = _WORDS["against"]


def claims_of(sentence: Sentence, earlier: Sequence[Draft]) -> list[Draft]:
    """The claims of a sentence in order, with those of the sentences before it to come back to."""
    drafts: list[Draft] = []
    for quantity in _ranges(sentence):
        asserted = relation_of(sentence.tokens, quantity)
        if asserted is None or (
            asserted.relation not in {"trend", "rank"} and says_nothing(sentence.tokens, quantity)
        ):
            continue
        drafts.append(_numbered(sentence, quantity, asserted, [*earlier, *drafts]))
    starts = [draft.quantity.first for draft in drafts if draft.quantity]
    for cue in cues(sentence.tokens, sentence.first, sentence.last):
        told = cue.relation == "trend" and any(
            cue.last <= start + 2 and start < cue.last + NEAR for start in starts
        )
        if not told and not any(
            d.quantity and d.quantity.first <= cue.first < d.quantity.last and cue.relation == "share"
            for d in drafts
        ):
            drafts.append(_unnumbered(sentence, cue, [*earlier, *drafts]))
    return _apart(
        _from_to(sorted(drafts, key=lambda draft: draft.quantity.first if draft.quantity else draft.first))
    )


def _from_to(drafts: list[Draft]) -> list[Draft]:
    """The claims, where "from 40 to 34 between 2015 and 2019" gives the one the first year, the other the last."""
    for i in range(1, len(drafts)):
        one, two = drafts[i - 1], drafts[i]
        years = _BETWEEN.fullmatch(two.period or "")
        if (
            years
            and one.quantity
            and two.quantity
            and one.relation == two.relation == "equals"
            and one.sentence.words[one.quantity.last : two.quantity.first] == ["to"]
        ):
            drafts[i - 1], drafts[i] = (_in_period(draft, years[n]) for n, draft in enumerate((one, two), 1))
    return drafts


_BETWEEN = re.compile(r"between (.+) and (.+)")


def _in_period(draft: Draft, period: str) -> Draft:
    return replace(
        draft, period=period, subject={**draft.subject, "period": period} if draft.subject else None
    )


def _ranges(sentence: Sentence) -> list[QuantitySaid]:
    """The quantities, where "between 160 and 200" and "10 to 12 million" are one."""
    kept: list[QuantitySaid] = []
    for one in sentence.quantities:
        before = kept[-1] if kept else None
        if (
            before is not None
            and before.form == one.form == "number"
            and before.upper is None
            and _is_range(sentence, before, one)
        ):
            kept[-1] = replace(
                before,
                upper=one.value,
                last=one.last,
                end=max(one.end, one.last),
                unit=one.unit,
                kind=one.kind,
                noun=one.noun,
                per=one.per,
            )
        else:
            kept.append(one)
    return kept


def _is_range(sentence: Sentence, one: QuantitySaid, two: QuantitySaid) -> bool:
    gap = [word for word in sentence.words[one.last : two.first] if word not in {"$", "\u00a3", "\u20ac"}]
    if (
        two.hedge
        or one.value >= two.value
        or (one.kind != two.kind and one.kind != "none")
        or "name" in {one.kind, two.kind}
    ):
        return False
    before = sentence.tokens.words[one.start - 1]
    if gap == ["and"]:
        return before == "between"
    moved = before == "from" and any(
        way_of(sentence.words[k]) for k in range(max(sentence.first, one.start - 6), one.start)
    )
    return gap in (["to"], ["-"]) and not moved and one.change is None


def _numbered(
    sentence: Sentence, quantity: QuantitySaid, asserted: Asserted, earlier: Sequence[Draft]
) -> Draft:
    stance = stance_of(sentence, quantity.start)
    nature = _nature(sentence, quantity, stance)
    bare = Draft(
        sentence, asserted.relation, min(quantity.start, quantity.first), max(quantity.last, asserted.last), quantity,
        asserted.change, asserted.unit, quantity.form, nature=nature, stance=stance,
    )  # fmt: skip
    if asserted.relation == "rank":
        return _ranked(bare, asserted)
    if asserted.relation == "trend":
        return _running(bare)
    if asserted.relation == "share":
        return _shared(bare, earlier)
    if asserted.relation == "multiple":
        return _multiplied(bare, earlier)
    if asserted.relation in _CHANGES:
        return _changed(bare, earlier)
    return _levelled(bare, earlier)


def _nature(sentence: Sentence, quantity: QuantitySaid, stance: str) -> str | None:
    if stance == "promised" or sentence.has(TARGET, quantity.start - 4, quantity.start) is not None:
        return "target"
    return "projection" if stance == "projected" else None


def _leaf(measured: Measured | None, period: str | None, nature: str | None) -> Operand | None:
    """The operand that the words name; None where they name nothing."""
    if measured is None or not measured.words:
        return None
    told = {"measure": measured.words, "area": measured.area, "period": period, "nature": nature}
    return {name: value for name, value in told.items() if value}


def _with_subject(draft: Draft, measured: Measured | None) -> Draft:
    """The draft with the measure as its subject, in its period."""
    quantity = draft.quantity
    first = min(draft.first, measured.first) if measured else draft.first
    last = max(draft.last, measured.last) if measured and measured.last <= draft.last + 14 else draft.last
    at = (quantity.first, quantity.last) if quantity else (draft.first, draft.last)
    period, end = period_of(draft.sentence, *at)
    return replace(
        draft, first=first, last=max(last, min(end, draft.sentence.last)), subject=_leaf(measured, period, draft.nature),
        measure=measured.words if measured else None, area=measured.area if measured else None, period=period,
    )  # fmt: skip


def _levelled(draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """An amount: of the measure that a level verb speaks of, of what is counted, of what money went to."""
    sentence, quantity = draft.sentence, draft.quantity
    assert quantity is not None
    if quantity.noun is None or quantity.noun[0] < quantity.first:
        again = _more_of_the_same(draft, earlier)
        if again is not None:
            return again
    owned = of_phrase(sentence, quantity.start)
    if owned is not None and not GENERAL & set(owned.words.split()):
        return _with_subject(draft, owned)
    named = attributed(sentence, quantity.start)
    verb = sentence.has(LEVEL, quantity.start - 4, quantity.start)
    if named is not None and named.words and (quantity.noun is None or verb is not None):
        return _with_subject(draft, named)
    found = counted(sentence, quantity) or spent_on(sentence, quantity)
    return _with_subject(draft, found or named)


def _more_of_the_same(draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """An amount that counts what the one before it does: "and 1,800 more", "95,800 of them"."""
    sentence, quantity = draft.sentence, draft.quantity
    assert quantity is not None
    more = sentence.tokens.words[quantity.last] in {"more", "fewer", "others", "who"} or sentence.words[
        quantity.last : quantity.last + 2
    ] == ["of", "them"]
    before = next(
        (d for d in reversed(earlier) if d.sentence is sentence and d.measure and d.relation == "equals"),
        None,
    )
    if not more or before is None or before.measure is None:
        return None
    return _with_subject(draft, Measured(before.measure, before.area, draft.first, draft.last))


def _said_before(draft: Draft, earlier: Sequence[Draft]) -> Measured | None:
    """The measure that the claim before it in the sentence is about."""
    before = next((d for d in reversed(earlier) if d.sentence is draft.sentence and d.measure), None)
    return Measured(before.measure or "", before.area, draft.first, draft.last) if before else None


def _shared(draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """A part of a whole; where no whole is named, the level of a rate."""
    sentence, quantity = draft.sentence, draft.quantity
    at = quantity.last if quantity else draft.last
    whole = phrase_after(sentence, at + 1) if sentence.tokens.words[at] == "of" else None
    if (
        quantity is not None
        and quantity.noun is not None
        and whole is None
        and quantity.form in {"one_in", "k_in"}
    ):
        whole = phrase_after(sentence, quantity.noun[0])
    if quantity is None and whole is None:
        whole = phrase_after(sentence, at)
    named = attributed(sentence, draft.first)
    if whole is None and quantity is not None:
        level = named or of_phrase(sentence, quantity.start) or _said_before(draft, earlier)
        return _with_subject(
            replace(draft, relation="equals" if level and _is_level(level) else "share"), level
        )
    shared = _with_subject(draft, named if named and named.words and whole is None else None)
    if whole is None or not whole.words:
        return shared
    period, end = period_of(sentence, draft.first, whole.last)
    place = _from_where(sentence, whole)
    part = (
        whole.words
        if place
        else _part(sentence, whole, draft.first)
        if named is None or not named.words
        else named.words
    )
    subject = (
        _leaf(Measured(part, place or whole.area, whole.first, whole.last), period, draft.nature)
        if part
        else None
    )
    return replace(shared, subject=subject, reference=_leaf(whole, period, None), last=max(shared.last, whole.last, min(end, sentence.last)),
                   measure=whole.words, area=whole.area, period=period)  # fmt: skip


def _from_where(sentence: Sentence, whole: Measured) -> str | None:
    """The place that those of a share are from: "62 % of refugees were from Africa"."""
    at = next(
        (
            k
            for k in range(whole.last, min(sentence.last, whole.last + 6))
            if sentence.words[k] in {"from", "in", "to"}
        ),
        None,
    )
    if at is None or not all(sentence.words[k] in _BEING for k in range(whole.last, at)):
        return None
    place = sentence.place_at(at + 1) or sentence.place_at(at + 2)
    return place.name if place and place.first <= at + 2 else None


_BEING = LEVEL | frozenset("have had has come live lived arrived settled".split())


def _is_level(measured: Measured) -> bool:
    return any(word in _LEVELS for word in measured.words.split())


def _part(sentence: Sentence, whole: Measured, before: int) -> str | None:
    """Those of a whole of whom the sentence speaks: "Muslim women who don't work"."""
    end = whole.last
    while (
        end < sentence.last
        and end - whole.last < 10
        and sentence.words[end] not in {",", ".", ";", ":", "\u2014", "!", "?"}
    ):
        end += 1
    said = sentence.words[whole.last : end]
    governed = verb_before(sentence.tokens, before, sentence.first)
    if governed is not None and governed[1]:
        return f"{whole.words} {governed[1]}"
    if not said or said[0] in {"and", "or", "but"}:
        return None
    return (
        f"{whole.words} who {' '.join(said)}".replace('"', "").replace(" who who ", " who ").strip()
        if said
        else None
    )


def _changed(draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """A change: of what stands between verb and "by", of what the level verb speaks of, of "an increase in X"."""
    sentence, quantity = draft.sentence, draft.quantity
    assert quantity is not None
    measured = (
        _between_verb_and_by(sentence, quantity)
        or _of_noun(sentence, draft.last)
        or attributed(sentence, quantity.start)
    )
    if (measured is None or not measured.words) and quantity.noun is not None:
        measured = counted(sentence, quantity)
    if measured is None or not measured.words:
        measured = _said_before(draft, earlier) or measured
    changed = _with_subject(draft, measured)
    return _compared(changed, draft.last)


def _between_verb_and_by(sentence: Sentence, quantity: QuantitySaid) -> Measured | None:
    """What goes up or down in "increased its staffing by 300 %"."""
    by = next(
        (
            k
            for k in range(quantity.first - 1, max(sentence.first, quantity.first - 5), -1)
            if sentence.words[k] == "by"
        ),
        None,
    )
    if by is None:
        return None
    for k in range(by - 1, max(sentence.first - 1, by - 14), -1):
        if sentence.words[k] in {".", ";", ":"}:
            return None
        if way_of(sentence.words[k]) and k < by - 1:
            found = noun_phrase(sentence, by)
            return replace(found, first=k, words=_after(found.words, sentence.words[k])) if found else None
    return None


def _after(words: str, verb: str) -> str:
    return words.rpartition(f"{verb} ")[2]


def _of_noun(sentence: Sentence, at: int) -> Measured | None:
    """What "a 600 % increase in" is in."""
    word = sentence.tokens.words[at]
    found = (
        phrase_after(sentence, at + 1)
        if word in {"in", "of"} and way_of(sentence.tokens.words[at - 1])
        else None
    )
    return found if found and found.words else None


def _compared(draft: Draft, at: int) -> Draft:
    """The draft with what it is measured from, where the sentence says it."""
    sentence = draft.sentence
    time = next((t for t in sentence.times if at <= t[0] <= at + 6 and t[2].words), None)
    told = sentence.has(
        frozenset({"than", "compared", "from", "over", "versus", "since", "against"}), at, at + 4
    )
    if (
        told is not None
        and sentence.words[told] != "since"
        and time is not None
        and draft.subject
        and "measure" in draft.subject
    ):
        reference = {**draft.subject, "period": str(time[2].words)}
        subject = {name: value for name, value in draft.subject.items() if name != "period"}
        return replace(draft, subject=subject, reference=reference, last=max(draft.last, time[1]))
    return draft


def _multiplied(draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """So many times: of what stands before the verb, against what "as", "than", "over" or "the" lead to."""
    sentence, quantity = draft.sentence, draft.quantity
    assert quantity is not None
    verb = next(
        (
            k
            for k in range(quantity.start, max(sentence.first, quantity.start - 6), -1)
            if sentence.words[k] in LEVEL
            or sentence.words[k] in {"mark", "marks", "represents", "means", "be"}
        ),
        quantity.start,
    )
    start = sentence.clause(quantity.start)[0]
    target = target_before(sentence, start, verb, earlier)
    measured = noun_phrase(sentence, verb_start(sentence, verb))
    if sentence.tokens.words[quantity.last] == "as" and sentence.tokens.words[quantity.last + 1] in {
        "many",
        "much",
    }:
        measured = _thing_compared(sentence, quantity.last + 1, quantity.last + 2) or measured
    multiplied = _with_subject(draft, measured)
    if target is not None and target.amount is not None:
        multiplied = replace(
            multiplied, subject={k: v for k, v in target.amount.items() if k not in {"measure", "area"}}
        )
    led = sentence.has(
        _AGAINST, quantity.last + (2 if sentence.tokens.words[quantity.last] == "as" else 0), quantity.last + 8
    )
    if led is None or sentence.words[led] == "since":
        return multiplied
    present = present_level(sentence, led, sentence.clause(led)[1], earlier)
    if present is not None:
        return replace(multiplied, reference=present, last=sentence.clause(led)[1])
    return _other_side(multiplied, led + 1)


def _other_side(draft: Draft, at: int) -> Draft:
    """The draft with the noun phrase at token `at` as its reference: a place, a time or another measure."""
    sentence = draft.sentence
    place, time = (
        sentence.place_at(at) or sentence.place_at(at + 1),
        sentence.time_at(at) or sentence.time_at(at + 1),
    )
    if (
        draft.subject
        and "measure" in draft.subject
        and (place is not None or (time is not None and time[2].words))
    ):
        other = {"area": place.name} if place else {"period": str(time[2].words) if time else ""}
        return replace(
            draft,
            reference={**draft.subject, **other},
            last=max(draft.last, place.last if place else time[1] if time else at),
        )
    found = phrase_after(sentence, at)
    reference = _leaf(found, None, None)
    return (
        replace(draft, reference=reference, last=max(draft.last, found.last))
        if found and reference
        else draft
    )


def _ranked(draft: Draft, asserted: Asserted) -> Draft:
    """A place in an order: of what is ranked, among areas."""
    sentence = draft.sentence
    measured = phrase_after(sentence, asserted.last)
    ranked = _with_subject(draft, measured)
    among = next((p for p in sentence.places if p.first >= asserted.last), None)
    more = {"order": asserted.order or "highest"} | ({"among": among.name} if among else {"over": "ever"})
    return replace(ranked, more=more)


def _running(draft: Draft) -> Draft:
    """So many periods in a row."""
    sentence, quantity = draft.sentence, draft.quantity
    assert quantity is not None
    way = next(
        (
            w
            for k in range(quantity.first, max(sentence.first, quantity.first - 12), -1)
            if (w := way_of(sentence.words[k]))
        ),
        None,
    )
    measured = attributed(sentence, quantity.start)
    step = next(
        (
            word.rstrip("s")
            for word in sentence.words[quantity.first : draft.last + 1]
            if word.rstrip("s") in {"day", "week", "month", "quarter", "year", "decade"}
        ),
        None,
    )
    more = {"direction": "falling" if way == "decrease" else "rising"} | ({"step": step} if step else {})
    return replace(_with_subject(draft, measured), more=more)


def _unnumbered(sentence: Sentence, cue: Cue, earlier: Sequence[Draft]) -> Draft:
    bare = Draft(
        sentence, cue.relation, cue.first, cue.last, form=cue.form, stance=stance_of(sentence, cue.first)
    )
    if cue.relation == "share":
        return _shared(bare, earlier)
    if cue.relation == "order":
        return _ordered(replace(bare, more={"order": cue.order}), earlier)
    if (
        sentence.words[cue.first : cue.last][-1:] == ["other"]
        or "than" in sentence.words[cue.first : cue.last]
    ):
        return _beyond_all(bare, cue)
    measured = attributed(sentence, cue.first) or noun_phrase(sentence, cue.first)
    if measured is None or not measured.words:
        measured = _said_before(bare, earlier) or measured
    span, end = span_since(sentence, cue.last)
    found = replace(_with_subject(bare, measured), last=max(bare.last, min(end, sentence.last)))
    if found.subject and span and str(found.subject.get("period")) in span:
        found = replace(found, subject={k: v for k, v in found.subject.items() if k != "period"}, period=None)
    if cue.relation == "trend":
        return replace(found, more={"direction": cue.direction} | ({"over": span} if span else {}))
    return replace(found, more={"extreme": cue.order} | ({"over": span} if span else {}))


def _beyond_all(draft: Draft, cue: Cue) -> Draft:
    """More than any other: of what stands between "more" and "than", among all countries."""
    compared = _with_subject(draft, _thing_compared(draft.sentence, cue.first, cue.last))
    return replace(compared, more={"extreme": cue.order, "among": "World"})


def _thing_compared(sentence: Sentence, first: int, last: int) -> Measured | None:
    """What "hosts more refugees than", "as many refugees as" compare, and whose it is."""
    end = next((k for k in range(first + 1, last + 8) if sentence.tokens.words[k] in {"than", "as"}), None)
    noun = named(sentence, first + 1, end).removesuffix(" in").removesuffix(" from") if end else ""
    verb = verb_before(sentence.tokens, first, sentence.first)
    owner = next((p for p in reversed(sentence.places) if p.last <= first), None)
    done = (verb[1] or "") if verb else ""
    words = f"{noun} {done}".strip()
    if not words:
        return None
    return Measured(words, owner.name if owner else None, owner.first if owner else first, last)


def _ordered(draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """One thing above or below another: with a goal before it, its outcome; else the two sides of the words."""
    sentence, end = draft.sentence, draft.sentence.clause(draft.last)[1]
    goal = target_before(sentence, draft.last, end, earlier)
    if goal is not None and goal.measure:
        told = {"measure": goal.measure, "area": goal.area, "period": goal.period}
        subject = {name: value for name, value in told.items() if value}
        return replace(
            draft,
            subject=subject,
            reference={**subject, "nature": "target"},
            last=end,
            measure=goal.measure,
            area=goal.area,
            period=goal.period,
        )
    figure = figure_before(sentence, draft.last, end, earlier)
    thing = _thing_compared(sentence, draft.first, draft.last) if draft.last > draft.first + 2 else None
    ordered = _with_subject(
        draft, thing or attributed(sentence, draft.first) or noun_phrase(sentence, draft.first)
    )
    if figure is not None and figure.amount is not None:
        return replace(ordered, reference=figure.amount, last=end)
    return _other_side(ordered, draft.last)


def _apart(drafts: list[Draft]) -> list[Draft]:
    """The claims with their places cut so that none overlaps another, each with its own number in it."""
    for i in range(1, len(drafts)):
        one, two = drafts[i - 1], drafts[i]
        own = two.quantity.start if two.quantity else two.first
        end = one.quantity.last if one.quantity else one.first + 1
        if one.last > two.first:
            cut = max(end, min(one.last, own))
            drafts[i - 1], drafts[i] = (
                replace(one, last=max(cut, one.first + 1)),
                replace(two, first=max(cut, min(two.first, own))),
            )
    return drafts
