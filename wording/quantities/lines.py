"""Quantities of one text as a line of JSON, in the form of the public test sets of quantity readers.

Dates, years, ordinals and numbers that only name are told too, with a kind that says so: the sets ask for
every number of a headline, and leave those kinds out of account where they have none.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from wording.plain_text import Plain, plain_text
from wording.quantities.find import find_quantities
from wording.quantities.number_at import digits_value
from wording.quantities.said import QuantitySaid
from wording.times import find_times
from wording.tokens import Tokens, tokens_of

_MODS = {
    "about": "~", "nearly": "<", "more than": ">", "at least": ">=", "just over": ">", "less than": "<", "at most": "<=",
    "as many as": "<=",
}  # fmt: skip
_SAID = {"USD": "dollar", "EUR": "euro", "GBP": "pound"}
# A length of time that is not whole is told in the next smaller unit, as the sets have it.
_SMALLER = {
    "hour": ("minute", 60), "minute": ("second", 60), "year": ("month", 12), "week": ("day", 7), "day": ("hour", 24),
}  # fmt: skip
_DIGITS = re.compile(r"\d+")
_PARTS = frozenset({"fraction", "one_in", "k_in"})


def quantities_line(case: Mapping[str, Any]) -> dict[str, Any]:
    """The prediction for one case: {"id", "q": [{"span", "value", "hi", "unit", "mod", "kind"}]}."""
    plain = plain_text(case["text"])
    tokens = tokens_of(plain)
    ref = date.fromisoformat(case["ref_date"]) if case.get("ref_date") else None
    blocked = [(time.start, time.end) for time in find_times(plain, ref) if time.count is None]
    found = [_told(tokens, quantity) for quantity in find_quantities(tokens, blocked) if not _vague(quantity)]
    found += [*_in_dates(plain, blocked), *_in_addresses(tokens)]
    return {"id": case["id"], "q": sorted(found, key=lambda told: told["span"])}


def _in_addresses(tokens: Tokens) -> Iterator[dict[str, Any]]:
    """The numbers of what is no number as a whole: "192.168.1.2", "10.3.1"."""
    for start, word in zip(tokens.starts, tokens.words, strict=False):
        if word[0].isdecimal() and digits_value(word) is None:
            for match in _DIGITS.finditer(word):
                span = list(tokens.plain.place(start + match.start(), start + match.end()))
                yield {
                    "span": span,
                    "value": float(match[0][:30]),
                    "hi": None,
                    "unit": None,
                    "mod": "=",
                    "kind": "ordinal",
                }


def _vague(quantity: QuantitySaid) -> bool:
    """Whether it is "a few" or "several", which say no number."""
    return quantity.form == "small" and quantity.upper is not None and quantity.value < 20


def _told(tokens: Tokens, quantity: QuantitySaid) -> dict[str, Any]:
    value, unit = quantity.value, _unit(tokens, quantity)
    if quantity.form in _PARTS:
        value /= 100
    if (
        quantity.kind == "duration"
        and quantity.unit in _SMALLER
        and value != value.to_integral()
        and not _has_point(tokens, quantity)
    ):
        unit, steps = _SMALLER[quantity.unit]
        value *= Decimal(steps)
    change = (
        {"increase": "up", "decrease": "down"}.get(quantity.change or "")
        if _moves(tokens, quantity)
        else None
    )
    hedge = _MODS.get(quantity.hedge or "", "=")
    return {
        "span": list(tokens.plain.place(tokens.starts[quantity.first], tokens.ends[quantity.last - 1])),
        "value": float(value),
        "hi": float(quantity.upper) if quantity.upper is not None else None,
        "unit": unit or None,
        "mod": hedge if hedge not in {"=", "~"} else change or hedge,  # a bound says more than a direction
        "kind": {"times": "multiplicative", "name": "ordinal"}.get(quantity.kind, quantity.kind),
    }


def _moves(tokens: Tokens, quantity: QuantitySaid) -> bool:
    """Whether a verb before the number says the change, not a noun: "rose 5 %", not "a rise of 5 %"."""
    return quantity.start < quantity.first and tokens.words[quantity.start - 1] not in {"a", "an", "the"}


def _has_point(tokens: Tokens, quantity: QuantitySaid) -> bool:
    return "." in tokens.words[quantity.number[0]]


def _unit(tokens: Tokens, quantity: QuantitySaid) -> str:
    """The unit with the words that say it."""
    if quantity.kind == "percent" and quantity.form not in _PARTS:
        return "percentage"
    said = (
        tokens.words[slice(*quantity.noun)]
        if quantity.noun
        else tokens.words[quantity.number[1] : quantity.last]
    )
    parts = [
        _SAID.get(quantity.unit, quantity.unit),
        *said,
        quantity.per or "",
        "of age" if quantity.kind == "age" else "",
    ]
    return " ".join(filter(None, parts))


def _in_dates(plain: Plain, blocked: list[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    """The numbers of dates and times."""
    for start, end in blocked:
        for match in _DIGITS.finditer(plain.low, start, end):
            yield {"span": list(plain.place(match.start(), match.end())), "value": float(match[0]), "hi": None, "unit": None,
                   "mod": "=", "kind": "date"}  # fmt: skip
