"""So many times: "threefold", "n times as many", "tripled", "half as many"."""

import re
from dataclasses import replace
from decimal import Decimal

from factcheck.quantity import ONE, Quantity
from factcheck.unit import PERCENT, TIMES
from wording.numbers import CARDINALS, DENOMINATORS, LISTS, Number, find_number, of_digits
from wording.said import CHANGE, Said, any_of, change_in


def multiple(said: Said) -> Quantity | None:
    """Such as "threefold", "n times as many", "tripled", "half as many"."""
    for form in (_fold, _times, _by_itself, _part_as_many):
        found = form(said)
        if found is not None:
            return found
    return None


_FOLD = re.compile(rf"(?P<n>\d[\d,]*(?:\.\d+)?|{any_of(list(CARDINALS))})[ -]?fold(?![a-z])")


def _fold(said: Said) -> Quantity | None:
    match = _FOLD.search(said.text)
    if match is None:
        return None
    number = find_number(match["n"])
    return _of_number(number, said.change) if number else None


def _of_number(number: Number, change: str | None) -> Quantity:
    form = "inverse" if change == "decrease" else "multiple"
    bare = Quantity(number.amount, TIMES, form, in_digits=number.in_digits, change=change)
    return of_digits(number.digits, bare)


_TIMES = re.compile(r"^(?: ?-? ?(?:to|-|or) ?(?P<upper>[\w.]+))? ?-?(?:times|x\b|×)(?P<after>.*)$")


def _times(said: Said) -> Quantity | None:
    number = find_number(said.text)
    if number is None:
        return None
    match = _TIMES.match(said.text[number.end :])
    if match is None:
        return None
    change = change_in(match["after"]) if match["after"].strip() else None
    if any(match["after"].strip().startswith(level) for level in CHANGE["level"]):
        change = None
    elif change is None and not re.search(r"\bto$", said.text[: number.start].strip()):
        change = change_in(said.text[: number.start]) if " by" in said.text[: number.start] else None
    first = _of_number(number, change)
    second = find_number(match["upper"] or "")
    return replace(first, upper=_of_number(second, change)) if second else first


_BY_ITSELF = re.compile(rf"\b(?:(?P<up>{any_of(LISTS['multiples'])})|(?P<down>halv(?:e|es|ed|ing)))\b")


def _by_itself(said: Said) -> Quantity | None:
    match = _BY_ITSELF.search(said.text)
    if match is None:
        return None
    if match["down"]:
        return Quantity(Decimal(2), TIMES, "inverse", in_digits=False)
    return Quantity(Decimal(LISTS["multiples"][match["up"]]), TIMES, "multiple", in_digits=False)


PART = rf"(?P<k>{any_of(list(CARDINALS))}|a|\d+)?[ -]?(?P<d>{any_of(list(DENOMINATORS))})s?"


_AS_MANY = re.compile(
    rf"(?<![\w-]){PART} "
    r"(?:as (?:many|much|high|large|big|likely|often)|the (?:size|number|rate|level|amount))\b"
)


def _part_as_many(said: Said) -> Quantity | None:
    """Such as "half as many" is one n-th as a multiple; "two thirds as many" a fraction."""
    match = _AS_MANY.search(said.text)
    if match is None:
        return None
    k, n = count_of(match["k"]), DENOMINATORS[match["d"]]
    if k == 1:
        return Quantity(n, TIMES, "inverse", in_digits=False)
    return Quantity(k, PERCENT, "fraction", out_of=n, in_digits=False)


def count_of(text: str | None) -> Decimal:
    """How many parts: one for "a" and for nothing."""
    if text in (None, "a"):
        return ONE
    return CARDINALS.get(text or "", ONE) if not (text or "").isdigit() else Decimal(text or "1")
