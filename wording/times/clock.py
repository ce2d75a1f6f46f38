"""Times of the clock and parts of the day."""

import re

from wording.times.found import DAY_DIGITS, YEAR_DIGITS, Found, Rule, Scene, found, rule
from wording.times.vocabulary import in_a_name, word_before


def _clock(match: re.Match[str], _scene: Scene) -> Found:
    return found(match, "clock", "clock")


def _part_of_day(match: re.Match[str], scene: Scene) -> Found | None:
    greeting = word_before(scene.low, match.start()) == "good"
    return None if greeting or in_a_name(scene.text, *match.span()) else found(match, "clock", "clock")


_ZONE = r"(?: ?(?:gmt|utc|est|edt|cst|cdt|pst|pdt|bst|cet|et|pt|local time)\b)?"
_HALF_DAY = r"(?:[ap]\.m\.?|[ap]m\b|[ap] \. m)"
_AT = r"(?:(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?|(?:1[0-2]|0?[1-9]))"
_PARTS = ["morning", "afternoon", "evening", "night", "overnight", "noon", "midnight", "lunchtime"]
_PART = rf"(?:{'|'.join(_PARTS)})s?"
RULES: list[Rule] = [
    rule([DAY_DIGITS], rf"{_AT}(?: ?(?:{_HALF_DAY}|-|to) ?{_AT})? ?{_HALF_DAY}{_ZONE}", _clock),
    rule([DAY_DIGITS], rf"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?!\d|:\d){_ZONE}", _clock),
    rule([YEAR_DIGITS], rf"(?:[01]\d|2[0-3])[0-5]\d (?:gmt|utc|hours\b|{_HALF_DAY})", _clock),
    rule([DAY_DIGITS], r"\d{1,2} o'?clock\b", _clock),
    rule([DAY_DIGITS], r"(?:1[0-2]|[1-9]) in the (?:morning|afternoon|evening)\b", _clock),
    rule(["in", "during"], rf"(?:in|during) the (?:early |late )?{_PART}\b", _clock),
    rule(_PARTS, rf"{_PART}\b", _part_of_day),
]
