"""Two numbers that are one quantity, and two amounts that are two ends of a change."""

import re
from dataclasses import replace

from wording.claims.draft import Draft
from wording.claims.phrases import Measured
from wording.claims.sentence import Sentence
from wording.claims.subjects import in_period, period_before, with_subject, years_on
from wording.claims.unnumbered import EACH
from wording.quantities.said import QuantitySaid

FROM_REACH = 4  # tokens before a number in which "from" makes it the first of two levels
_BETWEEN = re.compile(r"between (.+) and (.+)")


def with_ranges(sentence: Sentence) -> list[QuantitySaid]:
    """The quantities of the sentence, where "between 160 and 200" and "10 to 12 million" are one."""
    kept: list[QuantitySaid] = []
    for one in sentence.quantities:
        if kept and _is_range(sentence, kept[-1], one):
            kept[-1] = replace(kept[-1], upper=one.value, last=one.last, end=max(one.end, one.last), unit=one.unit, kind=one.kind,
                               noun=one.noun, per=one.per)  # fmt: skip
        else:
            kept.append(one)
    return kept


def _is_range(sentence: Sentence, one: QuantitySaid, two: QuantitySaid) -> bool:
    if (
        one.form != "number"
        or two.form != "number"
        or one.upper is not None
        or two.hedge
        or "name" in {one.kind, two.kind}
    ):
        return False
    if one.value >= two.value or one.kind not in {two.kind, "none"}:
        return False
    gap = [word for word in sentence.words[one.last : two.first] if word not in {"$", "\u00a3", "\u20ac"}]
    before = sentence.words[one.start - 1]
    if gap == ["and"]:
        return before == "between"
    two_levels = (
        "from" in sentence.words[max(sentence.first, one.start - FROM_REACH) : one.start]
    )  # "from 86 % to 88 %"
    return gap in (["to"], ["-"]) and one.change is None and not two_levels


def in_their_years(drafts: list[Draft]) -> list[Draft]:
    """The claims, where "from 40 to 34 between 2015 and 2019" gives the one the first year, the other the last."""
    for i in range(1, len(drafts)):
        one, two = drafts[i - 1], drafts[i]
        years = _BETWEEN.fullmatch(two.period or one.period or "")
        if years and _two_ends(one, two):
            drafts[i - 1], drafts[i] = (in_period(draft, years[n]) for n, draft in enumerate((one, two), 1))
        elif _two_ends(one, two) and two.period in {None, one.period} and _leads_from(one):
            # "fell in 2025, from 5.8 million to 2.7 million"
            before = period_before(one.period or "", ())
            drafts[i - 1] = in_period(one, before) if before else replace(one, subject=None)
            told = replace(two, subject=one.subject, measure=one.measure, area=one.area, period=one.period)
            drafts[i] = told if two.subject is None and before else two
    return [_unless_loose(_a_year_later(draft)) for draft in drafts]


def _a_year_later(draft: Draft) -> Draft:
    """The claim in the year after the one it was given, where "a year later" stands behind its amount."""
    at = draft.quantity.last if draft.quantity else 0
    if not at or draft.sentence.words[at : at + 3] != ["a", "year", "later"] or not draft.period:
        return draft
    return in_period(draft, years_on(draft.period, 1))


def _leads_from(draft: Draft) -> bool:
    return draft.quantity is not None and draft.sentence.words[draft.quantity.start - 1] == "from"


def _unless_loose(draft: Draft) -> Draft:
    """The claim, without its subject where the text does not tell when, or to what, the amount belongs.

    Such as an end of a change without its time, "up from 600", "another 20,000".
    """
    if draft.quantity is None or draft.relation != "equals":
        return draft
    words, at = draft.sentence.words, draft.quantity.start
    aside = tuple(words[at - 2 : at]) in _ASIDES and not any(
        draft.sentence.time_at(k) for k in range(draft.quantity.last, draft.quantity.last + 3)
    )
    undated = draft.period is None and two_ends(draft.sentence) is not None
    added = words[at - 1] == "another"  # to what, the sentence does not say
    loose = aside or undated or added or _of_each(draft)
    return replace(draft, subject=None) if loose else draft


def _of_each(draft: Draft) -> bool:
    """Whether it is said of each of several periods, which their total says nothing of: "in each of the last four years"."""
    words = draft.sentence.words[draft.sentence.first : draft.sentence.last]
    never = draft.stance == "denied" and (draft.period or "").startswith(
        "since"
    )  # "have not topped 300,000 since May"
    in_a_row = " in a row " in f" {' '.join(words)} "
    each = any(
        word in _EACH and not _STEPS.isdisjoint(words[k + 1 : k + EACH_REACH]) for k, word in enumerate(words)
    )
    return never or words[:2] == ["not", "since"] or in_a_row or each


_EACH = EACH | {"all"}
_STEPS = frozenset(
    {"year", "years", "month", "months", "quarter", "quarters", "week", "weeks", "fiscal", "day", "days"}
)
EACH_REACH = 7  # tokens: "each of the past four fiscal years"


_ASIDES = frozenset({("up", "from"), ("down", "from"), ("compared", "with"), ("compared", "to")})


def two_ends(sentence: Sentence) -> tuple[QuantitySaid, QuantitySaid] | None:
    """The level a change leads from and the one it leads to, in this order: "from 84,994 to 11,814", "to 3.9 % from 3.7 %"."""
    levels = {
        sentence.words[one.start - 1]: one
        for one in sentence.quantities
        if sentence.words[one.start - 1] in {"from", "to"}
    }
    if levels.keys() != {"from", "to"} or levels["from"].unit != levels["to"].unit:
        return None
    apart = abs(levels["to"].start - levels["from"].last)
    return (levels["from"], levels["to"]) if apart <= ENDS_REACH else None


def between_ends(draft: Draft, measured: Measured | None) -> Draft | None:
    """The change between two levels that the claimant gives, both as amounts; None where there are none."""
    ends = two_ends(draft.sentence)
    if ends is None:
        return None
    low, high = ({"amount": draft.sentence.text(end.start, end.last)} for end in ends)
    return replace(with_subject(draft, measured), subject=high, reference=low)


ENDS_REACH = 16  # tokens between the two levels of a change


def _two_ends(one: Draft, two: Draft) -> bool:
    if one.quantity is None or two.quantity is None or not one.relation == two.relation == "equals":
        return False
    return one.sentence.words[one.quantity.last : two.quantity.first] == ["to"]
