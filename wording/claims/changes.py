"""Claims of a change: by so much, by so many percent or points, from an earlier time."""

from collections.abc import Sequence
from dataclasses import replace

from wording.claims.comparisons import against_place, place_after, thing_compared
from wording.claims.counted import AT, counted, rest_of
from wording.claims.draft import Draft
from wording.claims.measures import attributed, object_of
from wording.claims.owners import in_its_place
from wording.claims.phrases import Measured, phrase_after
from wording.claims.ranges import between_ends
from wording.claims.sentence import Sentence
from wording.claims.subjects import (
    claim_before,
    end_against_start,
    in_period,
    measure_before,
    period_before,
    with_subject,
)
from wording.claims.verbs import COMPARATIVE
from wording.lexicon import word_sets
from wording.quantities.around import way_of
from wording.quantities.said import QuantitySaid

_COMPARED = word_sets("claims", "changes")["compared"]
_BACK = frozenset({"earlier", "before", "previous", "prior"})
NEAR = 4  # tokens after "than" or "from" in which the reference is named


def changed(draft: Draft, quantity: QuantitySaid, earlier: Sequence[Draft]) -> Draft:
    """The claim that a measure rose or fell by the quantity."""
    sentence = draft.sentence
    found = (
        object_of(sentence, quantity)
        or _of_noun(sentence, draft.last)
        or attributed(sentence, quantity.start)
    )
    if found is None or not found.words:
        found = counted(sentence, quantity) or measure_before(draft, earlier) or found
    found = in_its_place(sentence, quantity, found)
    if found is not None and found.words and sentence.words[quantity.last] in AT:
        where, last = rest_of(sentence, quantity.last)  # "fell 10 % at the northern border"
        found = replace(found, words=found.words + where, last=max(found.last, last))
    between = between_ends(draft, found) if draft.relation != "difference" else None
    if between is not None:
        return between
    led = _led(sentence, draft.last)
    than = led is not None and sentence.words[led] == "than"
    if led is not None and than and sentence.words[draft.last - 1] in COMPARATIVE:
        found = thing_compared(sentence, draft.last - 1, led) or found  # "27 % fewer refugees than"
    told = with_subject(draft, found, until=led)
    before = claim_before(draft, earlier)
    if told.period is None and before is not None and before.measure == told.measure:
        told = in_period(told, before.period)  # "were 130,415, a 29 % decrease from May"
    if led is None:
        return told
    place = place_after(sentence, led + 1) if than else None
    if place is not None:  # "55 % larger than that of Russia"
        return (
            against_place(told, place) if "measure" in (told.subject or {}) else replace(told, subject=None)
        )
    told = _from_earlier(told, led)
    return told if told.reference or not than else replace(told, subject=None)


def _led(sentence: Sentence, at: int) -> int | None:
    """The "than", "from", "compared" after token `at` that leads to what the change is measured from."""
    end = sentence.clause(at)[1]
    plainly = sentence.has(frozenset({"than", "compared", "versus"}), at, end)
    if plainly is not None:
        return plainly
    led = (k for k in range(at, end) if sentence.words[k] in _COMPARED)
    return next((k for k in led if any(sentence.time_at(k + n) for n in range(1, NEAR))), None)


def _of_noun(sentence: Sentence, at: int) -> Measured | None:
    """What "a 600 % increase in" is in."""
    after_noun = sentence.words[at] in {"in", "of"} and way_of(sentence.words[at - 1]) is not None
    found = phrase_after(sentence, at + 1) if after_noun else None
    return found if found and found.words else None


def _from_earlier(draft: Draft, led: int) -> Draft:
    """The draft with the time it is measured from, where token `led` leads to one: "than in 2019", "from last year".

    "A month earlier" counts from the subject's own period.
    """
    sentence = draft.sentence
    time = next((t for t in sentence.times if led < t[0] <= led + NEAR and t[2].words), None)
    between = end_against_start(draft, str(time[2].words), time[1]) if time else None
    if between is not None:
        return between
    if time is None or "/" in str(time[2].words) or not draft.subject or "measure" not in draft.subject:
        return draft
    end = max(draft.last, time[1])
    said = str(time[2].words)
    if draft.period and not _BACK.isdisjoint(sentence.words[time[0] - 1 : time[1] + 2]):
        before = period_before(draft.period, sentence.words[time[0] - 1 : time[1] + 2])
        if before is None:
            return replace(draft, last=end)
        said = before
    return replace(draft, reference={**draft.subject, "period": said}, last=end)
