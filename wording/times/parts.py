"""Parts of a time that stands beside them or elsewhere: "the first nine months", "the last week of", "the quarter"."""

import re
from decimal import Decimal

from wording.times.days import unit_around
from wording.times.found import DAY_DIGITS, Found, Rule, Scene, found, rule
from wording.times.time_said import Days
from wording.times.vocabulary import COUNT, LISTS, ORDINALS, UNIT, UNITS, count_of, ordinal_of, word_before

_BEFORE_A_UNIT = frozenset(LISTS["cues"]["unit_before"])


def _part(match: re.Match[str], _scene: Scene) -> Found:
    """A part of what follows "of", from its start, or from its end where the number is negative."""
    number = -1 if match["n"] in {"last", "final"} else ordinal_of(match["n"])
    count = count_of(match["count"]) if match["count"] else None
    return found(match, "period", "part", words="", count=count, unit=UNITS[match["unit"]], day=number)


def _first_many(match: re.Match[str], _scene: Scene) -> Found:
    return found(
        match, "period", "first-many", words="", count=count_of(match["count"]), unit=UNITS[match["unit"]]
    )


def _unit(match: re.Match[str], scene: Scene) -> Found | None:
    """The unit in progress, or the last one; of quarters the last one, as results are of the past."""
    unit = match["unit"]
    ended = scene.low.startswith((" ended", " ending"), match.end())
    if not ended and word_before(scene.low, match.start()) not in _BEFORE_A_UNIT:
        return None
    if scene.ref is None:
        return found(match, "period", "unit", unit=unit)
    this, last = unit_around(scene.ref, unit), unit_around(scene.ref, unit, -1)
    days: Days = last if unit == "quarter" else this
    return found(match, "period", "unit", days, unit=unit, others=(this if unit == "quarter" else last,))


def _that_unit(match: re.Match[str], _scene: Scene) -> Found:
    """The unit of the time before it, which `anchors` knows, or the one after that: "that year", "the following year"."""
    step = {"that": 0, "previous": -1}.get(match["which"], 1)
    return found(
        match, "date" if match["unit"] == "day" else "period", "that", words="", unit=match["unit"], day=step
    )


def _after_the(match: re.Match[str], scene: Scene) -> Found | None:
    return _that_unit(match, scene) if word_before(scene.low, match.start()) == "the" else None


def _a_day(match: re.Match[str], _scene: Scene) -> Found:
    """The day before or after another time."""
    return found(match, "date", "a-day", count=Decimal(1), unit="day")


_NTH = rf"(?P<n>{'|'.join(ORDINALS)}|\d\d?(?:st|nd|rd|th)|last|final)"
_OF = r"(?= of )(?! of (?:a|an|his|her|their|my) )"
PARTS: list[Rule] = [
    rule(
        [*ORDINALS, DAY_DIGITS, "last", "final"],
        rf"{_NTH} (?:(?P<count>{COUNT}) )?(?P<unit>{UNIT}){_OF}",
        _part,
    )
]
ANAPHORS: list[Rule] = [
    rule(["that"], r"(?P<which>that) (?:same )?(?P<unit>year|quarter|month|week|day)\b(?!-)", _that_unit),
    rule(["following"], r"(?P<which>following) (?P<unit>year|quarter|month|week|day)\b(?!-)", _after_the),
    rule(["next", "previous"], r"(?P<which>next|previous) (?P<unit>day)\b(?!-)", _after_the),
]
RULES: list[Rule] = [
    rule(["day"], r"day(?= (?:before|after) (?!yesterday|tomorrow))", _a_day),
    rule(["first"], rf"first (?P<count>{COUNT}) (?P<unit>{UNIT})", _first_many),
    rule(["year", "quarter", "month", "week"], r"(?P<unit>year|quarter|month|week)\b(?!-)", _unit),
]
