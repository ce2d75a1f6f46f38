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

_COMPARED = word_sets("claims", "changes")["compared"]
NEAR = 6  # tokens after the change in which its reference is named


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
    return _from_earlier(with_subject(draft, found), draft.last)


def _of_noun(sentence: Sentence, at: int) -> Measured | None:
    """What "a 600 % increase in" is in."""
    after_noun = sentence.words[at] in {"in", "of"} and way_of(sentence.words[at - 1]) is not None
    found = phrase_after(sentence, at + 1) if after_noun else None
    return found if found and found.words else None


def _from_earlier(draft: Draft, at: int) -> Draft:
    """The draft with the time it is measured from, where the sentence names one: "than in 2019", "from last year"."""
    sentence = draft.sentence
    time = next((t for t in sentence.times if at <= t[0] <= at + NEAR and t[2].words), None)
    told = sentence.has(_COMPARED, at, at + NEAR - 2) is not None
    if (
        not told
        or time is None
        or "/" in str(time[2].words)
        or not draft.subject
        or "measure" not in draft.subject
    ):
        return draft
    subject = {name: value for name, value in draft.subject.items() if name != "period"}
    reference = {**draft.subject, "period": str(time[2].words)}
    return replace(draft, subject=subject, reference=reference, last=max(draft.last, time[1]))
