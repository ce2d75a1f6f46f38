"""The unit of a number: a sign before it, a unit or the noun counted after it, "a day", "per 100,000"."""

import re

from factcheck.unit import NO_UNIT, PERCENT, POINTS, UNITS, Unit, rate_of, singular_of, unit_named
from wording.later import Later
from wording.said import any_of

_CURRENCY = {name for name, unit in UNITS.items() if unit.kind == "money"}


_CODES = frozenset({"rs", "usd", "eur", "gbp"})  # codes that are written before the number
CURRENCY_SIGN = Later(
    rf"(?:{any_of([name for name in _CURRENCY if not name.isalpha() or name in _CODES])})\s?(?=-?[\d.])"
)


_NOT_A_UNIT = frozenset(
    [
        "in",
        "of",
        "from",
        "per",
        "to",
        "by",
        "than",
        "over",
        "under",
        "since",
        "during",
        "between",
        "through",
        "for",
        "and",
        "or",
        "at",
        "on",
        "with",
        "as",
        "compared",
        "a",
        "an",
        "the",
        "last",
        "this",
        "next",
        "each",
        "every",
        "more",
        "fewer",
        "less",
        "higher",
        "lower",
        "larger",
        "smaller",
        "increase",
        "decrease",
        "rise",
        "fall",
        "drop",
        "decline",
        "jump",
        "growth",
        "cut",
        "reduction",
        "percent",
        "year-on-year",
        "annually",
        "yearly",
        "who",
        "which",
        "that",
        "were",
        "was",
        "are",
        "is",
        "had",
        "have",
        "has",
        "been",
        "will",
        "would",
        "times",
        "up",
        "down",
        "it",
        "they",
    ]
)


_PERCENT = Later(r"^[ -]?(?:%|per ?cent(?:age)?|pct\.?)(?P<points>[ -]?points?)?(?![a-z])")


_POINTS = Later(r"^[ -]?(?:(?:percentage |percent |per cent )?points?|pp|ppts?)(?![a-z])")


_BASIS = Later(r"^[ -]?(?:basis points?|bps?)(?![a-z])")


_PER = Later(
    r"\b(?:a|an|per|each|every)\s+(?P<base>day|week|month|quarter|year|hour|minute|capita|person|head"
    r"|(?:100,?000|1,?000|10,?000|million)(?: (?:people|inhabitants|residents|births|population))?)\b"
)


_SIGN_BEFORE = Later(rf"(?:^|[\s(])(?P<sign>{any_of(list(_CURRENCY))}) ?-?$")


def unit_around(before: str, after: str) -> tuple[Unit, str]:
    """The unit around a number and what follows it."""
    for pattern, unit in ((_BASIS, UNITS["basis point"]), (_POINTS, POINTS)):
        match = pattern.match(after)
        if match:
            return unit, after[match.end() :]
    match = _PERCENT.match(after)
    if match:
        return (POINTS if match["points"] else PERCENT), after[match.end() :]
    sign = _SIGN_BEFORE.search(before)
    if sign:
        return _per(unit_named(sign["sign"]), after), after
    return _per(unit_after(after), after), after


def _per(unit: Unit, after: str) -> Unit:
    """Such as "900 a day", "12 per 100,000 people": the unit counted, per the base."""
    match = _PER.search(after)
    if match is None:
        return unit
    base = match["base"].replace(",", "").split(" ")[0]
    base = {"capita": "person", "head": "person", "million": "1000000"}.get(base, base)
    return rate_of(unit.code, base)


def unit_after(after: str) -> Unit:
    """The unit that the words after a number name: a unit of the table, else the noun counted."""
    found: list[str] = []
    for word in re.findall(r"[^\s,;:()]+", after.lstrip(" -").removeprefix("of "))[:5]:
        bare = word.strip(".'\"!?")
        if bare in _NOT_A_UNIT or not bare or bare[0].isdigit():
            break
        found.append(bare)
    for length in range(min(3, len(found)), 0, -1):
        name = " ".join(found[:length])
        if name in UNITS or singular_of(name) in UNITS:
            return unit_named(name)
    return unit_named(" ".join(found[:3])) if found else NO_UNIT
