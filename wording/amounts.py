"""Numbers with their unit, ranges of two, and vague amounts: "5 to 10 million", "thousands", "a few"."""

import re
from dataclasses import replace
from decimal import Decimal

from factcheck.quantity import ONE, Quantity, digits
from factcheck.unit import Unit
from wording.later import Later
from wording.numbers import BELOW_100, LISTS, MAGNITUDES, Number, find_number, of_digits
from wording.said import Said, any_of
from wording.units import CURRENCY_SIGN, unit_after, unit_around

_MAGNIFIED = Later(rf"(?:[\d.,]+|{BELOW_100})[ -]?(?P<m>{any_of(list(MAGNITUDES))})(?![a-z])")


_RANGE = Later(r"^ ?(?:to|-|and|or) ?(?=-?[\d$€£¥₹.]|[a-z])")


def plain_number(said: Said) -> Quantity | None:
    """A number, or a range of two, with the unit after it or the currency sign before it."""
    number = find_number(said.text)
    if number is None:
        return None
    before, after = said.text[: number.start], said.text[number.end :]
    unit, rest = unit_around(before, after)
    first = _quantity(number, unit, said.change)
    upper = _upper(before, rest if unit.kind == "percent" else after, unit, said.change)
    if upper is None:
        return first
    second, unit, factor = upper
    if factor != ONE and number.digits.written <= ONE:  # "5 to 10 million" are millions both
        first = of_digits(digits(format(first.amount, "f"), factor), first)
    first, second = replace(first, unit=unit), replace(second, unit=unit)
    if first.amount > second.amount:
        return replace(second, upper=first) if first.amount < 0 else first
    return replace(first, upper=second)


def _upper(before: str, after: str, unit: Unit, change: str | None) -> tuple[Quantity, Unit, Decimal] | None:
    match = _RANGE.match(after)
    joined = match is not None and (
        match[0].strip() in {"to", "-", "or"} or re.search(r"\bbetween\b", before) is not None
    )
    if match is None or not joined:
        return None
    tail = after[match.end() :]
    tail = CURRENCY_SIGN.sub("", tail, count=1) if CURRENCY_SIGN.match(tail) else tail
    number = find_number(tail)
    if number is None or number.start > 0:
        return None
    named, _ = unit_around(before, tail[number.end :])
    unit = unit if unit.kind != "none" and named.kind == "none" else named
    magnitude = _MAGNIFIED.match(tail)
    return _quantity(number, unit, change), unit, MAGNITUDES[magnitude["m"]] if magnitude else ONE


def _quantity(number: Number, unit: Unit, change: str | None) -> Quantity:
    return of_digits(number.digits, Quantity(number.amount, unit, in_digits=number.in_digits, change=change))


_PLURAL = Later(rf"\b(?P<words>{any_of(LISTS['plurals'])})\b")


_VAGUE = Later(
    rf"(?<![\w-])(?P<words>{any_of(list(LISTS['vague']))})\b"
    r"(?: (?P<magnitude>hundred|thousand|million|billion|dozen)\b)?"
)


def vague(said: Said) -> Quantity | None:
    """Vague amounts: "thousands", "a few", "several hundred"."""
    match = _PLURAL.search(said.text)
    if match and not (find_number(said.text[: match.start()])):
        unit = unit_after(said.text[match.end() :])
        return Quantity(
            Decimal(LISTS["plurals"][match["words"]]), unit, "plural", in_digits=False, change=said.change
        )
    match = _VAGUE.search(said.text)
    if match is None:
        return None
    factor = MAGNITUDES[match["magnitude"]] if match["magnitude"] else ONE
    low, high = (Decimal(value) * factor for value in LISTS["vague"][match["words"]])
    unit = unit_after(said.text[match.end() :])
    first = Quantity(low, unit, in_digits=False, change=said.change)
    return replace(first, upper=replace(first, amount=high)) if high > low else first
