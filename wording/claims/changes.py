"""Claims of a change: by so much, by so many percent or points, from an earlier time."""

from collections.abc import Sequence
from dataclasses import replace

from wording.claims.draft import Draft
from wording.claims.measures import attributed, counted, object_of
from wording.claims.phrases import Measured, phrase_after
from wording.claims.sentence import Sentence
from wording.claims.subjects import measure_before, with_subject
from wording.lexicon import word_sets
from wording.quantities.around import way_of
from wording.quantities.said import QuantitySaid
from wording.times import TimeSaid

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
    led = sentence.has(_COMPARED, draft.last, sentence.clause(draft.last)[1])
    told = with_subject(draft, found, until=led)
    return told if led is None else _from_earlier(told, led)


def _of_noun(sentence: Sentence, at: int) -> Measured | None:
    """What "a 600 % increase in" is in."""
    after_noun = sentence.words[at] in {"in", "of"} and way_of(sentence.words[at - 1]) is not None
    found = phrase_after(sentence, at + 1) if after_noun else None
    return found if found and found.words else None


def _from_earlier(draft: Draft, led: int) -> Draft:
    """The draft with the time it is measured from, where token `led` leads to one: "than in 2019", "from last year".

    Words that count from the subject's own period ("from a month earlier") say no more than that it is a change.
    """
    sentence = draft.sentence
    time = next((t for t in sentence.times if led < t[0] <= led + NEAR and t[2].words), None)
    if time is None or "/" in str(time[2].words) or not draft.subject or "measure" not in draft.subject:
        return draft
    end = max(draft.last, time[1])
    if draft.period and _counts_back(sentence, time):
        return replace(draft, last=end)
    return replace(draft, reference={**draft.subject, "period": str(time[2].words)}, last=end)


def _counts_back(sentence: Sentence, time: tuple[int, int, TimeSaid]) -> bool:
    return not _BACK.isdisjoint(sentence.words[time[0] - 1 : time[1] + 2])
