"""Amounts said in two units or more, made one: "5 feet 2 inches", "3 dollars 50 cents", "an hour and a half"."""

from dataclasses import replace
from decimal import Decimal

from factcheck.interval import over
from factcheck.unit import UNITS
from wording.quantities.said import QuantitySaid
from wording.tokens import Tokens

HUNDRED = Decimal(100)
DAYS = Decimal(365)
_GAPS = ((), ("and",), (",",), (",", "and"))
_SMALLER = {"hour": "minute", "minute": "second", "year": "month", "week": "day", "day": "hour"}
_IN_SMALLER = {"hour": 60, "minute": 60, "year": 12, "week": 7, "day": 24}
_CENTS = frozenset({"cent", "penny"})


def joined(tokens: Tokens, found: list[QuantitySaid]) -> list[QuantitySaid]:
    """The quantities, where those that are one amount in several units are one."""
    kept: list[QuantitySaid] = []
    for one in found:
        whole = _whole(tokens, kept[-1], one) if kept else None
        if whole is None:
            kept.append(one)
        else:
            kept[-1] = whole
    return kept


def _whole(tokens: Tokens, one: QuantitySaid, two: QuantitySaid) -> QuantitySaid | None:
    """The two as one amount, None where they are two."""
    if one.form != "number" or two.form not in {"number", "fraction"} or two.hedge or one.per:
        return None
    if tuple(tokens.words[one.last : two.first]) not in _GAPS:
        return None
    added = _added(tokens, one, two)
    if added is None:
        return None
    value, unit = added
    return replace(
        one, value=value, unit=unit, last=two.last, number=(one.number[0], two.number[1]), end=two.end
    )


def _added(tokens: Tokens, one: QuantitySaid, two: QuantitySaid) -> tuple[Decimal, str] | None:
    if one.kind == "money":
        cents = two.unit in _CENTS or (two.kind == "none" and _ends(tokens, two))
        whole = two.value == two.value.to_integral() and 0 < two.value < HUNDRED
        return (
            (one.value + two.value / HUNDRED, one.unit) if cents and whole and two.form == "number" else None
        )
    if one.kind == "duration" and one.unit in _SMALLER and two.kind in {"none", "percent"}:
        return _in_smaller(tokens, one, two)
    a, b = UNITS.get(one.unit.lower()), UNITS.get(two.unit.lower())
    if (
        a is None
        or b is None
        or a.kind != b.kind
        or a.kind not in {"duration", "length", "mass"}
        or b.factor >= a.factor
    ):
        return None
    ratio = over(a.factor, b.factor)
    if a.kind == "duration" and {one.unit, two.unit} & {"month", "year"}:
        if two.unit == "month":
            return one.value * 12 + two.value, "month"
        return (
            (one.value * over(DAYS * UNITS["day"].factor, b.factor) + two.value, two.unit)
            if one.unit == "year"
            else None
        )
    return one.value * ratio + two.value, two.unit


def _in_smaller(tokens: Tokens, one: QuantitySaid, two: QuantitySaid) -> tuple[Decimal, str] | None:
    """Such as "1 hour thirty", "one hour and a half"."""
    unit, steps = _SMALLER[one.unit], Decimal(_IN_SMALLER[one.unit])
    if two.form == "fraction":
        return (one.value + two.value / HUNDRED) * steps, unit
    if two.kind == "none" and two.value < steps and _ends(tokens, two) and steps == 60:
        return one.value * steps + two.value, unit
    return None


def _ends(tokens: Tokens, two: QuantitySaid) -> bool:
    """Whether the sentence or the clause ends with the quantity."""
    return tokens.words[two.last] in {"", ".", ",", ";", ")"} or tokens.words[two.last] == "."
