"""Lengths of time and what repeats: two years, a three-day trip, a 24-year-old, every week, 900 a day."""

import re
from decimal import Decimal

from wording.times.days import moved, one_day, unit_around
from wording.times.found import DIGITS, Found, Rule, Scene, found, rule
from wording.times.time_said import Days
from wording.times.vocabulary import (
    COUNT,
    LISTS,
    MONTH,
    NUMBER_WORDS,
    PARTS_OF_A_DAY,
    UNIT,
    UNITS,
    WEEKDAY,
    count_of,
    in_a_name,
    one_of,
    word_before,
)

_REPEATED: dict[str, str] = LISTS["repeated"]
_SHORT: dict[str, str] = LISTS["short_units"]
_SMALLER: dict[str, list[str]] = LISTS["smaller"]
_BEFORE_A_LENGTH = frozenset(LISTS["cues"]["length_before"])
_PLURALS: list[str] = LISTS["plurals"]["words"]
_HALF, _QUARTER = Decimal("0.5"), Decimal("0.25")


def _length(match: re.Match[str], scene: Scene) -> Found | None:
    """A length; or a step, as in "50,000 a year"."""
    count, unit, one = count_of(match["count"]), UNITS[match["unit"]], match["count"] in {"a", "an"}
    part = unit == "quarter" and scene.low.startswith(" of", match.end())  # three quarters of the voters
    if count is None or part or (unit == "second" and (one or count == 1)):
        return None
    age = match["age"] is not None
    if one and not age and _is_rate(match, scene):
        return found(match, "set", "set", count=count, unit=unit)
    if match["more"]:
        count += _QUARTER if "quarter" in match["more"] else _HALF
    others = _from_now(count, unit, scene) if word_before(scene.low, match.start()) == "in" else ()
    return found(match, "duration", "length", count=count, unit=unit, age=age, others=others)


def _is_rate(match: re.Match[str], scene: Scene) -> bool:
    """Whether "a year" is each year; what "for a year" and "a year of war" say is a length."""
    before = word_before(scene.low, match.start())
    if before[:1].isdigit():
        return True
    if scene.low.startswith((" of ", " after ", " before ", " in "), match.end()):
        return False
    return before != "" and before not in _BEFORE_A_LENGTH and not before.endswith((",", ".", "ing"))


def _from_now(count: Decimal, unit: str, scene: Scene) -> tuple[Days, ...]:
    """Further readings of "in two weeks", which may be how long it takes: the day two weeks from now, and its week."""
    if scene.ref is None or count != int(count) or unit in PARTS_OF_A_DAY or unit == "weekend":
        return ()
    there = moved(scene.ref, unit, int(count))
    return one_day(there), unit_around(there, unit)


def _two_units(match: re.Match[str], _scene: Scene) -> Found | None:
    """A length in a unit and the next smaller one, told in the smaller one: "1 hour and 30 minutes"."""
    first, second = count_of(match["count"]), count_of(match["count2"])
    smaller, size = _SMALLER.get(UNITS[match["unit"]], ["", "0"])
    if first is None or second is None or smaller != UNITS[match["unit2"]]:
        return None
    return found(match, "duration", "length", count=first * int(size) + second, unit=smaller)


def _and_a_half(match: re.Match[str], _scene: Scene) -> Found | None:
    count = count_of(match["count"])
    part = _QUARTER if match["part"] == "quarter" else _HALF
    return (
        found(match, "duration", "length", count=count + part, unit=UNITS[match["unit"]]) if count else None
    )


def _from_to(match: re.Match[str], _scene: Scene) -> Found | None:
    """The shorter of the two: "two to three weeks"."""
    count = count_of(match["count"])
    return found(match, "duration", "length", count=count, unit=UNITS[match["unit"]]) if count else None


def _half(match: re.Match[str], _scene: Scene) -> Found:
    return found(match, "duration", "length", count=_HALF, unit=UNITS[match["unit"]])


def _quarter_century(match: re.Match[str], _scene: Scene) -> Found:
    return found(match, "duration", "length", count=_QUARTER, unit="century")


def _short(match: re.Match[str], _scene: Scene) -> Found:
    return found(match, "duration", "length", count=Decimal(match["count"]), unit=_SHORT[match["unit"]])


def _whole(match: re.Match[str], _scene: Scene) -> Found:
    return found(match, "duration", "length", count=Decimal(1), unit=UNITS[match["unit"]])


def _uncounted(match: re.Match[str], _scene: Scene) -> Found:
    return found(match, "duration", "uncounted", unit=UNITS[match["unit"]])


def _whole_step(match: re.Match[str], _scene: Scene) -> Found:
    return found(match, "set", "set", count=Decimal(1), unit=UNITS[match["unit"]])


def _each(match: re.Match[str], _scene: Scene) -> Found:
    unit = UNITS[match["unit"]] if match["unit"] else "week" if match["weekday"] else None
    count = count_of(match["count"]) if match["count"] else Decimal(2 if match["other"] else 1)
    return found(match, "set", "set", count=count, unit=unit)


def _repeated(match: re.Match[str], scene: Scene) -> Found | None:
    if in_a_name(scene.text, *match.span()):
        return None
    return found(match, "set", "set", count=Decimal(1), unit=_REPEATED[match[0]])


_COUNTED = [DIGITS, *NUMBER_WORDS]
_C, _U = rf"(?P<count>{COUNT})", rf"(?P<unit>{UNIT})"
_KIND = one_of(LISTS["lengths"]["kinds"])
_MORE = r"(?P<more> and (?:a )?(?:half|quarter)\b)?"
_SEVERAL = ["several", "some", "many", "multi"]
_AGE = r"(?P<age>[- ]olds?\b| of age\b)?"
_EACH = rf"(?:{_U}|(?P<weekday>{WEEKDAY})|{MONTH}|(?:morning|afternoon|evening|night|weekday|summer|winter|spring|fall)\b)"
RULES: list[Rule] = [
    rule(["a", "one", "quarter"], r"(?:(?:a|one) )?quarter[- ](?:of a )?century\b", _quarter_century),
    rule(_COUNTED, rf"{_C} {_U}(?:,? and|,)? (?P<count2>{COUNT}) (?P<unit2>{UNIT})", _two_units),
    rule(_COUNTED, rf"{_C} and (?:a )?(?P<part>half|quarter) {_U}", _and_a_half),
    rule(_COUNTED, rf"{_C}(?:[- ](?:to|or)[- ]|-){COUNT}[- ]{_U}", _from_to),
    rule(_COUNTED, rf"{_C}[- ](?:(?:{_KIND}) )?{_U}(?!-(?:ago|earlier)){_MORE}{_AGE}", _length),
    rule([DIGITS], rf"(?P<count>\d{{1,4}}(?:\.\d)?){_U}{_MORE}{_AGE}", _length),
    rule([DIGITS], rf"(?P<count>\d{{1,3}}(?:\.\d)?) ?(?P<unit>{one_of(_SHORT)})\b", _short),
    rule(["half"], rf"half[- ](?:an?|of an?|the)?[- ]?{_U}", _half),
    rule(["all", "entire", "whole"], r"(?:all|entire|whole) (?P<unit>year|month|week|day)\b", _whole),
    rule(_SEVERAL, rf"(?:{one_of(_SEVERAL)})[- ](?:more )?(?P<unit>{one_of(_PLURALS)}|year|month|week|day)\b", _uncounted),
    rule(["per"], r"per (?P<unit>year|month|week|day|quarter|decade)\b", _whole_step),
    rule(["every", "each"], rf"(?:every|each) (?P<other>other )?(?:(?P<count>{COUNT}) )?{_EACH}", _each),
    rule(_REPEATED, rf"(?:{one_of(_REPEATED)})\b", _repeated),
    rule(_PLURALS, rf"(?P<unit>{one_of(_PLURALS)})\b(?:-long)?", _uncounted),
]  # fmt: skip
