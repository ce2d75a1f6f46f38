"""A claim written out in the form in which a check takes it."""

import re
from decimal import Decimal
from typing import Any

from factcheck.errors import QuantityError
from factcheck.interval import plain
from factcheck.quantity import PART_FORMS, Quantity
from factcheck.unit import comparable, unit_named
from wording.claim_in_text import ClaimInText, Open
from wording.claims.draft import Draft
from wording.claims.speakers import speaker_of
from wording.quantities.around import evaluatives_before
from wording.quantity import read_quantity

MOST_WORDING = 2000  # characters of a sentence that are told as the wording
_FORMS = {"majority": ("50", "most"), "nearly_all": ("90", "virtually all")}
_OPEN = {
    "/subject": "The text does not say in words that we can read what the amount is of.",
    "/reference": "The text does not say in words that we can read what it is compared with.",
}
# The relations that nothing can be said of without a reference, as factcheck.relations has them (a test compares).
WITH_REFERENCE = frozenset({"share", "order"})
_UNITS_OF = {
    "percent_change": "percent",
    "share": "percent",
    "point_change": "percentage point",
    "multiple": "times",
    "rank": "ordinal",
}


def written(draft: Draft, group: str | None) -> ClaimInText:
    """The claim of the draft in its place in the text."""
    sentence, plain_text = draft.sentence, draft.sentence.tokens.plain
    first, last = _trimmed(draft)
    start, end = plain_text.place(sentence.tokens.starts[first], sentence.tokens.ends[last - 1])
    begins, ends = plain_text.place(
        sentence.tokens.starts[sentence.first], sentence.tokens.ends[sentence.last - 1]
    )
    ends = min(ends, max(begins + MOST_WORDING, end))
    claim: dict[str, Any] = {"wording": plain_text.given[begins:ends], "relation": draft.relation}
    stated = _stated(draft, begins)
    if stated is not None:
        claim["stated"] = stated
    for name in ("subject", "reference"):
        operand = getattr(draft, name)
        if operand is not None:
            claim[name] = operand
    claim |= draft.more
    if draft.stance != "asserted":
        claim["stance"] = draft.stance
    return ClaimInText(start, end, claim, _left_open(draft), group, speaker_of(sentence, first))


def _trimmed(draft: Draft) -> tuple[int, int]:
    """The tokens of the claim without signs at either end, inside its sentence."""
    words, first, last = (
        draft.sentence.words,
        max(draft.first, draft.sentence.first),
        min(draft.last, draft.sentence.last),
    )
    while last - first > 1 and words[last - 1] in _SIGNS:
        last -= 1
    while last - first > 1 and words[first] in _SIGNS:
        first += 1
    first = min(first, draft.sentence.last - 1)
    return first, max(last, first + 1)


_SIGNS = frozenset([".", ",", ";", ":", '"', "(", ")", "'", "\u2014", "?", "!", "-"])


def _left_open(draft: Draft) -> tuple[Open, ...]:
    needed = ["/subject"] + (["/reference"] if draft.relation in WITH_REFERENCE else [])
    return tuple(Open(pointer, _OPEN[pointer]) for pointer in needed if getattr(draft, pointer[1:]) is None)


def _stated(draft: Draft, begins: int) -> dict[str, Any] | None:
    """The stated quantity as an object: a plain decimal, its unit, hedge and direction, its words and their place."""
    if draft.quantity is None:
        return _in_so_many_words(draft)
    sentence, quantity = draft.sentence, draft.quantity
    tokens = sentence.tokens
    first = max(evaluatives_before(tokens, min(quantity.start, quantity.first)), sentence.first)
    if quantity.upper is not None and tokens.words[first - 1] == "between":
        first -= 1
    last = max(quantity.last, min(quantity.end, draft.last))
    start, end = tokens.plain.place(tokens.starts[first], tokens.ends[last - 1])
    words = _SPACES.sub(" ", tokens.plain.given[start:end]).strip()
    read = _read(words, quantity.value, quantity.upper)
    told: dict[str, Any] = {"amount": _plain_amount(read) if read else plain(quantity.value.normalize())}
    unit = draft.unit or _unit(draft, read)
    if unit:
        told["unit"] = unit
    hedge = read.hedge if read else quantity.hedge
    if hedge:
        told["hedge"] = hedge
    change = draft.change or (read.change if read else None)
    if change and draft.relation in {"difference", "percent_change", "point_change", "multiple"}:
        told["change"] = change
    if read:
        told["wording"] = words
    return told | {"quote": {"start": start - begins, "end": end - begins}}


def _plain_amount(read: Quantity) -> str:
    """The number meant as a plain decimal: in percent for parts, 0.5 for "half as many"."""
    as_value = read.out_of is not None or read.form in PART_FORMS
    return plain(read.value if as_value else read.amount)


_SPACES = re.compile(r"\s+")


def _in_so_many_words(draft: Draft) -> dict[str, Any] | None:
    if draft.form not in _FORMS:
        return None
    amount, words = _FORMS[draft.form]
    return {"amount": amount, "unit": "percent", "wording": words}


def _read(words: str, value: Decimal, upper: Decimal | None) -> Quantity | None:
    """The quantity that the words state by themselves, where it is the one that was found."""
    try:
        read = read_quantity(words)
    except QuantityError:
        return None
    same = value in {read.amount, read.value} or plain(read.value) == plain(value)
    return read if same and (read.upper is None) == (upper is None) else None


def _unit(draft: Draft, read: Quantity | None) -> str | None:
    """The unit: of the relation, of the words, else the noun counted."""
    quantity = draft.quantity
    if draft.relation in _UNITS_OF and (read is None or read.unit.kind == "none"):
        return _UNITS_OF[draft.relation]
    if quantity is None or quantity.kind in {"none", "ordinal"}:
        return read.unit.code or None if read else None
    code = {"percent": "percent", "times": "times"}.get(quantity.kind, quantity.unit)
    if quantity.per:
        code = f"{code} per {quantity.per}"
    if read is not None and read.unit.kind != "none" and not comparable(read.unit, unit_named(code)):
        return read.unit.code
    return code
