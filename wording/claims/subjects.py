"""The subject of a claim: its measure, in its area and period, as an operand."""

from collections.abc import Sequence
from dataclasses import replace

from wording.claims.draft import Draft, Operand
from wording.claims.phrases import Measured
from wording.claims.times_of import period_of

FAR = 14  # tokens after a claim up to which words belong to it


def leaf(measured: Measured | None, period: str | None, nature: str | None = None) -> Operand | None:
    """The operand that the words name; None where they name nothing."""
    if measured is None or not measured.words:
        return None
    told = {"measure": measured.words, "area": measured.area, "period": period, "nature": nature}
    return {name: value for name, value in told.items() if value}


def with_subject(draft: Draft, measured: Measured | None) -> Draft:
    """The draft with the measure as its subject, in the period that its sentence gives it."""
    at = (draft.quantity.first, draft.quantity.last) if draft.quantity else (draft.first, draft.last)
    period, end = period_of(draft.sentence, *at)
    first, last = draft.first, max(draft.last, min(end, draft.sentence.last))
    if measured is None:
        return replace(draft, last=last, period=period)
    return replace(
        draft, first=min(first, measured.first), last=max(last, measured.last if measured.last <= draft.last + FAR else last),
        subject=leaf(measured, period, draft.nature), measure=measured.words, area=measured.area, period=period,
    )  # fmt: skip


def measure_before(draft: Draft, earlier: Sequence[Draft]) -> Measured | None:
    """The measure of the claim before it in the same sentence; None where there is none."""
    for before in reversed(earlier):
        if before.sentence is not draft.sentence:
            return None
        if before.measure:
            return Measured(before.measure, before.area, draft.first, draft.last)
    return None
