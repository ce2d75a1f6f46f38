"""So many times: "threefold", "n times as many", "tripled", "half as many"."""

import re
from dataclasses import replace
from decimal import Decimal

from factcheck.quantity import ONE, Quantity, digits
from factcheck.unit import PERCENT, TIMES
from wording.later import Later
from wording.numbers import CARDINAL, DENOMINATORS, LISTS, PART, Number, count_of, find_number, of_digits
from wording.said import CHANGE, Said, any_of, change_in


def multiple(said: Said) -> Quantity | None:
    """Such as "threefold", "n times as many", "tripled", "half as many"."""
    for form in (_fold, _factor, _again_as_many, _part_as_many, _times, _by_itself):
        found = form(said)
        if found is not None:
            return found
    return None


_N = rf"(?:\d[\d,]*(?:\.\d+)?|{CARDINAL})"
_FOLD = Later(rf"(?:(?P<lower>{_N})[ -]*(?:to|or)[ -]*)?(?P<n>{_N})[ -]?fold(?![a-z])")


def _fold(said: Said) -> Quantity | None:
    match = _FOLD.search(said.text)
    return _between(match["lower"], match["n"], said.change) if match else None


def _between(lower: str | None, upper: str, change: str | None) -> Quantity | None:
    """So many times, or a range of it; None where the words are no number."""
    last = find_number(upper)
    if last is None:
        return None
    first = find_number(lower) if lower else None
    if first is None or first.amount >= last.amount:
        return _of_number(last, change)
    return replace(_of_number(first, change), upper=_of_number(last, change))


def _of_number(number: Number, change: str | None) -> Quantity:
    form = "inverse" if change == "decrease" else "multiple"
    bare = Quantity(number.amount, TIMES, form, in_digits=number.in_digits, change=change)
    return of_digits(number.digits, bare)


_FACTOR = Later(rf"\bfactor of (?P<n>{_N})")


def _factor(said: Said) -> Quantity | None:
    """By a factor of n: n times, or one n-th, and no other reading."""
    match = _FACTOR.search(said.text)
    number = find_number(match["n"]) if match else None
    if number is None:
        return None
    return replace(_of_number(number, said.change), change=None)


_TIMES = Later(rf"^(?:[ -]*(?:to|-|or)[ -]*(?P<upper>{_N}))?[ -]?(?:times|x|×)(?![a-z])(?P<after>.*)$")


def _times(said: Said) -> Quantity | None:
    text = re.sub(r"\btwice (?=(?:or|to) )", "2 ", said.text)
    number = find_number(text)
    match = _TIMES.match(text[number.end :]) if number else None
    if number is None or match is None:
        return None
    change = _times_change(text[: number.start], match["after"])
    first = _of_number(number, change)
    second = find_number(match["upper"] or "")
    return replace(first, upper=_of_number(second, change)) if second else first


def _times_change(before: str, after: str) -> str | None:
    """Which way n times goes: "n times more", "rose n times"; none for "n times as many", "to n times"."""
    if any(after.strip().startswith(level) for level in CHANGE["level"]) or before.strip().endswith(" to"):
        return None
    return change_in(after) or change_in(before)


_BY_ITSELF = Later(
    rf"\b(?:(?P<up>{any_of(LISTS['multiples'])})|(?P<down>halv(?:e|es|ed|ing)))\b(?![- ]digit)(?P<after>.*)"
)
_FEWER = Later(r"^ (?:less|fewer|lower|smaller|as few|as little)\b")


def _by_itself(said: Said) -> Quantity | None:
    match = _BY_ITSELF.search(said.text)
    if match is None:
        return None
    if match["down"]:
        return Quantity(Decimal(2), TIMES, "inverse", in_digits=False)
    amount = Decimal(LISTS["multiples"][match["up"]])
    if _FEWER.match(match["after"]):
        return Quantity(amount, TIMES, "inverse", in_digits=False, change="decrease")
    return Quantity(amount, TIMES, "multiple", in_digits=False)


_AS = r"(?:as (?:many|much|high|large|big|likely|often)|the (?:size|number|rate|level|amount))\b"
_AGAIN = Later(r"\bhalf again (?:as|more)\b")
_AS_MANY = Later(rf"(?<![\w-]){PART} {_AS}")


def _again_as_many(said: Said) -> Quantity | None:
    """Half again as many: one and a half times."""
    if not _AGAIN.search(said.text):
        return None
    return of_digits(digits("1.5"), Quantity(ONE, TIMES, "multiple", in_digits=False))


def _part_as_many(said: Said) -> Quantity | None:
    """Such as "half as many": one n-th, to which a hedge applies; "two thirds as many" a fraction."""
    match = _AS_MANY.search(said.text)
    if match is None:
        return None
    k, n = count_of(match["k"]), DENOMINATORS[match["d"]]
    if k == ONE:
        return Quantity(n, TIMES, "part", in_digits=False)
    return Quantity(k, PERCENT, "fraction", out_of=n, in_digits=False)
