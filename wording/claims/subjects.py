"""The subject of a claim: its measure, in its area and period, as an operand."""

import re
from collections.abc import Sequence
from dataclasses import replace

from wording.claims.draft import Draft, Operand
from wording.claims.phrases import MOVERS, Measured, led
from wording.claims.sentence import Sentence
from wording.claims.times_of import YEAR_BEFORE, period_of
from wording.claims.verbs import HAVE, TARGET
from wording.lexicon import word_sets
from wording.lexicon import words as lexicon_words

_COUNTED = word_sets("claims", "counted")
_COME, _SCATTERED = _COUNTED["come"], _COUNTED["scattered"]  # what is said of them
_PER_HEAD_OF = "per capita "
_PER_HEAD = (" per capita", " per head", " per person")
_QUALITIES: dict[str, list[str]] = lexicon_words("claims")["qualities"]
MOVED = 2  # words: "refugees scattered"
FAR = 14  # tokens after a claim up to which words belong to it


def leaf(measured: Measured | None, period: str | None, nature: str | None = None) -> Operand | None:
    """The operand that the words name; None where they name nothing."""
    if measured is None or not measured.words:
        return None
    words, per_head = measured.words, measured.words.endswith(_PER_HEAD)
    if per_head:
        words = words.removesuffix(next(end for end in _PER_HEAD if words.endswith(end)))
    if words.startswith(_PER_HEAD_OF):
        words, per_head = words.removeprefix(_PER_HEAD_OF), True
    words = "population" if words == "people" and measured.area else words
    told = {"measure": words, "area": measured.area, "period": period, "nature": nature}
    named = {name: value for name, value in told.items() if value}
    return {"per": "capita", "of": named} if per_head else named


def from_where(sentence: Sentence, measured: Measured) -> Measured:
    """The measure with "from" behind people whose area is where they come from: "refugees from Syria", "Syrian refugees".

    Those of an area of whom it is not said are living there: "Kenya's refugees".
    """
    words = measured.words.split()
    named = [place for place in sentence.places if place.name == measured.area]
    comes_from = any(place.people or led(sentence, place) == "from" for place in named)
    if comes_from and len(words) > 1 and words[-1] in _COME:
        words.pop()
        words = words[:-1] if words[-1] in HAVE else words
    led_from = any(led(sentence, place) == "from" for place in named)
    if led_from and len(words) == MOVED and words[0] in MOVERS and words[1] in _SCATTERED:
        return replace(measured, words=f"{measured.words} from")  # "refugees from Eritrea were scattered"
    if measured.area is None or not words or words[-1] not in MOVERS:
        return measured
    return replace(measured, words=f"{' '.join(words)} {'from' if comes_from else 'living'}")


def is_of_movers(measured: Measured) -> bool:
    """Whether it counts people who are told by where they come from."""
    return not MOVERS.isdisjoint(measured.words.split())


def _qualified(sentence: Sentence, measured: Measured) -> Measured:
    """The measure with what its sentence says of how it is measured: "at purchasing-power parity"."""
    text = " ".join(sentence.words[sentence.first : sentence.last])
    told = [quality for quality, phrases in _QUALITIES.items() if any(one in text for one in phrases)]
    more = [quality for quality in told if not set(quality.split()) & set(measured.words.split())]
    return replace(measured, words=" ".join([measured.words, *more])) if measured.words else measured


def with_subject(
    draft: Draft, measured: Measured | None, earlier: Sequence[Draft] = (), until: int | None = None
) -> Draft:
    """The draft with the measure as its subject, in the period that its sentence gives it.

    earlier: claims before it, from whose period "a year earlier" counts. until: the token from which on
    times are of something else.
    """
    at = (draft.quantity.first, draft.quantity.last) if draft.quantity else (draft.first, draft.last)
    period, end = period_of(draft.sentence, *at, until)
    if period == YEAR_BEFORE:
        period = _a_year_before(draft, measured, earlier) or "a year earlier"
    first, last = draft.first, max(draft.last, min(end, draft.sentence.last))
    if measured is None:
        return replace(draft, last=last, period=period)
    measured = _qualified(draft.sentence, from_where(draft.sentence, measured))
    if draft.nature is None and not TARGET.isdisjoint(measured.words.split()):
        draft = replace(draft, nature="target")  # "the refugee ceiling was 125,000"
    return replace(
        draft, first=min(first, measured.first), last=max(last, measured.last if measured.last <= draft.last + FAR else last),
        subject=leaf(measured, period, draft.nature), measure=measured.words, area=measured.area, period=period,
    )  # fmt: skip


_SPAN = re.compile(r"((?:FY)?\d{4}(?:-\d{2})?)/((?:FY)?\d{4}(?:-\d{2})?)")


def end_against_start(draft: Draft, words: str, last: int) -> Draft | None:
    """The draft with the end of a span set against its start: "from fiscal 2022 to fiscal 2023"; None of other words."""
    span = _SPAN.fullmatch(words)
    if span is None or not draft.subject or "measure" not in draft.subject:
        return None
    told = in_period(draft, span[2])
    return replace(told, reference={**draft.subject, "period": span[1]}, last=max(draft.last, last))


def in_period(draft: Draft, period: str | None) -> Draft:
    """The draft with its subject in the period."""
    subject = {**draft.subject, "period": period} if draft.subject and period else draft.subject
    return replace(draft, period=period, subject=subject)


_YEAR = re.compile(r"\d{4}")


_MONTH = re.compile(r"(\d{4})-(\d{2})")


def period_before(period: str, words: Sequence[str]) -> str | None:
    """The period a year, or with "month" among the words a month, before one that is named by its year or month."""
    month = _MONTH.fullmatch(period)
    if month and "month" in words:
        months = int(month[1]) * 12 + int(month[2]) - 2
        return f"{months // 12:04}-{months % 12 + 1:02}"
    if "month" in words or _YEAR.search(period) is None:
        return None
    return years_on(period, -1)


def years_on(period: str, count: int) -> str:
    """The period so many years later; before, where the count is negative."""
    return _YEAR.sub(lambda year: str(int(year[0]) + count), period)


def _a_year_before(draft: Draft, measured: Measured | None, earlier: Sequence[Draft]) -> str | None:
    """The period a year before that of the claim before it, in its sentence or of its measure, that names its year."""
    last = earlier[-1] if earlier else None
    if last is None or not last.period:
        return None
    same = measured is not None and last.measure == measured.words
    return period_before(last.period, ()) if same or last.sentence is draft.sentence else None


def claim_before(draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """The claim before it in its sentence."""
    return earlier[-1] if earlier and earlier[-1].sentence is draft.sentence else None


def measure_before(draft: Draft, earlier: Sequence[Draft], *, any_sentence: bool = False) -> Measured | None:
    """The measure of the claim before it in the same sentence, or in any; None where there is none."""
    for before in reversed(earlier):
        if before.sentence is not draft.sentence and not any_sentence:
            return None
        if before.measure:
            return Measured(before.measure, before.area, draft.first, draft.last)
    return None
