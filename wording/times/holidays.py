"""Holidays, seasons and days known by a name."""

import re
from datetime import date, timedelta
from functools import partial

from wording.times.dates import once_a_year
from wording.times.days import Span, easter, months, nth_weekday, one_day
from wording.times.found import DAY_DIGITS, Found, Rule, Scene, found, rule
from wording.times.tense import in_year_near
from wording.times.vocabulary import LISTS, SEASON, SEASONS, WAY, WAYS, YEAR, in_a_name, one_of, word_before

_FIXED: dict[str, list[int]] = LISTS["holidays"]
_MOVING: dict[str, list[int]] = LISTS["moving_holidays"]
_EASTER: dict[str, int] = LISTS["from_easter"]
_EVENTS: dict[str, date] = LISTS["events"]
_BEFORE_A_SEASON = frozenset(LISTS["cues"]["season_before"])


def _holiday_in(name: str, year: int) -> Span:
    if name in _FIXED:
        return one_day(date(year, *_FIXED[name]))
    if name in _EASTER:
        return one_day(easter(year) + timedelta(_EASTER[name]))
    month, weekday, number, after = _MOVING[name]
    return one_day(nth_weekday(year, month, weekday, number) + timedelta(after))


def _holiday(match: re.Match[str], scene: Scene) -> Found:
    make = partial(_holiday_in, match["name"])
    if match["year"]:
        return found(match, "date", "day", make(int(match["year"])))
    days, others = in_year_near(scene, match.span(), make)
    return found(match, "date", "yearless", days, others=others)


def _near_holiday(match: re.Match[str], scene: Scene) -> Found:
    if scene.ref is None:
        return found(match, "date", "day")
    days = once_a_year(scene.ref, WAYS[match["way"]], partial(_holiday_in, match["name"]))
    return found(match, "date", "day", days)


def _season_in(first: int, southern: bool, year: int) -> Span:
    return months(year, (first + 5) % 12 + 1 if southern else first, 3)


def _season(match: re.Match[str], scene: Scene) -> Found | None:
    """Of the year that is meant; "fall" and "spring" only where they are no verb, and "the fall of" no loss."""
    if match["season"] in {"fall", "spring"}:
        lost = scene.low.startswith((" of ", " in ", " from ", " to "), match.end())
        if lost or word_before(scene.low, match.start()) not in _BEFORE_A_SEASON:
            return None
    if in_a_name(scene.text, *match.span()):
        return None
    make = partial(_season_in, SEASONS[match["season"]], scene.southern)
    days, others = in_year_near(scene, match.span(), make)
    return found(match, "period", "season", days, others=others)


def _dated_season(match: re.Match[str], scene: Scene) -> Found:
    days = _season_in(SEASONS[match["season"]], scene.southern, int(match["year"]))
    return found(match, "period", "dated-quarter", days)


def _near_season(match: re.Match[str], scene: Scene) -> Found:
    if scene.ref is None:
        return found(match, "period", "season")
    make = partial(_season_in, SEASONS[match["season"]], scene.southern)
    return found(match, "period", "dated-quarter", once_a_year(scene.ref, WAYS[match["way"]], make))


def _event(match: re.Match[str], _scene: Scene) -> Found:
    return found(match, "date", "day", one_day(_EVENTS[match["name"]]))


_NAMES = [*_FIXED, *_MOVING, *_EASTER]
_NAME = rf"(?P<name>{one_of(_NAMES)})\b"
_S = rf"(?P<season>{SEASON})"
_YEAR = rf"(?:,? (?:of |in )?(?P<year>{YEAR}))"
RULES: list[Rule] = [
    rule([DAY_DIGITS, *_EVENTS], rf"(?P<name>{one_of(_EVENTS)})(?![/\w])", _event),
    rule(WAYS, rf"{WAY} {_NAME}", _near_holiday),
    rule(_NAMES, rf"{_NAME}{_YEAR}?", _holiday),
    rule(WAYS, rf"{WAY} {_S}", _near_season),
    rule(SEASONS, rf"{_S}{_YEAR}", _dated_season),
    rule(SEASONS, _S, _season),
]
