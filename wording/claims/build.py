"""From what a sentence asserts to its claims: operands, periods, stance, each in its place."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from wording.claims.changes import changed
from wording.claims.comparisons import multiplied, ordered
from wording.claims.draft import Draft
from wording.claims.levels import levelled
from wording.claims.quiet import says_nothing
from wording.claims.ranges import in_their_years, with_ranges
from wording.claims.relation_of import Asserted, relation_of
from wording.claims.sentence import Sentence
from wording.claims.shares import shared
from wording.claims.stances import stance_of
from wording.claims.standings import counted_periods, ranked, running, standing
from wording.claims.unnumbered import Cue, cues
from wording.claims.verbs import TARGET
from wording.quantities.said import QuantitySaid
from wording.quantities.scales import HUNDRED

NEAR = 9  # tokens after "has fallen" in which its amount may follow
TARGET_REACH = 4  # tokens before an amount in which "a target of" makes it one


def claims_of(sentence: Sentence, earlier: Sequence[Draft]) -> list[Draft]:
    """The claims of a sentence in order, with those of the sentences before it to come back to."""
    drafts: list[Draft] = []
    for quantity in with_ranges(sentence):
        asserted = relation_of(sentence.tokens, quantity)
        if asserted is None or (
            asserted.relation not in {"trend", "rank"} and says_nothing(sentence.tokens, quantity)
        ):
            continue
        drafts.append(_numbered(sentence, quantity, asserted, [*earlier, *drafts]))
    for cue in cues(sentence.tokens, sentence.first, sentence.last):
        if not _told_already(cue, drafts):
            drafts.append(_unnumbered(sentence, cue, [*earlier, *drafts]))
    return _apart(in_their_years(sorted(drafts, key=_place)))


def _place(draft: Draft) -> int:
    return draft.quantity.first if draft.quantity else draft.first


def _told_already(cue: Cue, drafts: list[Draft]) -> bool:
    """Whether a claim with a number says what the cue does: "has fallen by half", "almost all of the 12"."""
    spans = [(draft.quantity.first, draft.quantity.last) for draft in drafts if draft.quantity]
    if cue.relation == "trend":
        return any(cue.last - 2 <= first < cue.last + NEAR for first, _ in spans)
    return cue.relation == "share" and any(first <= cue.first < last for first, last in spans)


def _numbered(
    sentence: Sentence, quantity: QuantitySaid, asserted: Asserted, earlier: Sequence[Draft]
) -> Draft:
    if asserted.relation in {"share", "percent_change"}:
        quantity = replace(quantity, end=max(quantity.end, asserted.last))
    if asserted.relation == "multiple" and quantity.form == "fraction":  # "half as many"
        quantity = replace(
            quantity, value=quantity.value / HUNDRED, kind="times", unit="times", end=asserted.last
        )
    stance = stance_of(sentence, quantity.start)
    draft = Draft(
        sentence, asserted.relation, min(quantity.start, quantity.first), max(quantity.last, asserted.last), quantity,
        asserted.change, asserted.unit, quantity.form, nature=_nature(sentence, quantity, stance), stance=stance,
    )  # fmt: skip
    return _BUILDERS.get(asserted.relation, _level)(draft, quantity, asserted, earlier)


Builder = Callable[[Draft, QuantitySaid, Asserted, Sequence[Draft]], Draft]


def _level(draft: Draft, quantity: QuantitySaid, _: Asserted, earlier: Sequence[Draft]) -> Draft:
    return levelled(draft, quantity, earlier)


def _change(draft: Draft, quantity: QuantitySaid, _: Asserted, earlier: Sequence[Draft]) -> Draft:
    return changed(draft, quantity, earlier)


# How the claims of a relation are made; all others are levels.
_BUILDERS: dict[str, Builder] = {
    "rank": lambda draft, _quantity, asserted, _earlier: ranked(draft, asserted),
    "trend": lambda draft, quantity, _asserted, _earlier: running(draft, quantity),
    "frequency": lambda draft, quantity, _asserted, _earlier: counted_periods(draft, quantity),
    "share": lambda draft, _quantity, _asserted, earlier: shared(draft, earlier),
    "multiple": lambda draft, quantity, _asserted, earlier: multiplied(draft, quantity, earlier),
    **dict.fromkeys(("difference", "percent_change", "point_change"), _change),
}


def _nature(sentence: Sentence, quantity: QuantitySaid, stance: str) -> str | None:
    if (
        stance == "promised"
        or sentence.has(TARGET, quantity.start - TARGET_REACH, quantity.start) is not None
    ):
        return "target"
    return "projection" if stance == "projected" else None


def _unnumbered(sentence: Sentence, cue: Cue, earlier: Sequence[Draft]) -> Draft:
    draft = Draft(
        sentence, cue.relation, cue.first, cue.last, form=cue.form, stance=stance_of(sentence, cue.first)
    )
    if cue.relation == "share":
        return shared(draft, earlier)
    if cue.relation == "order":
        return ordered(replace(draft, more={"order": cue.order}), earlier)
    return standing(draft, cue, earlier)


def _apart(drafts: list[Draft]) -> list[Draft]:
    """The claims with their places cut so that none overlaps another, each with its own number in it."""
    for i in range(1, len(drafts)):
        one, two = drafts[i - 1], drafts[i]
        if one.last > two.first:
            own = two.quantity.start if two.quantity else two.first
            end = one.quantity.last if one.quantity else one.first + 1
            cut = max(end, min(one.last, own))
            drafts[i - 1], drafts[i] = (
                replace(one, last=max(cut, one.first + 1)),
                replace(two, first=max(cut, min(two.first, own))),
            )
    return drafts
