"""Dates in digits: ISO, "9/11/2001" in the order of a country, "5/1-5/7/2020", "week 10"."""

import re
from datetime import date, timedelta

from wording.times.dates import dated, day_of
from wording.times.days import months, week
from wording.times.found import DAY_DIGITS, DIGITS, YEAR_DIGITS, Found, Rule, Scene, found, rule
from wording.times.vocabulary import LISTS, WEEKDAYS, YEAR, word_before, year_of

_CUES = frozenset([*LISTS["cues"]["numeric"], *WEEKDAYS])
_BEFORE_A_DOT = frozenset(["on", *WEEKDAYS])  # "to 7.8" is a number


def _iso_day(match: re.Match[str], _scene: Scene) -> Found:
    return found(match, "date", "day", day_of(int(match["m"]), int(match["d"]), int(match["y"])))


def _iso_month(match: re.Match[str], _scene: Scene) -> Found:
    return found(match, "period", "month-year", months(int(match["y"]), int(match["m"])))


def _with_year(match: re.Match[str], scene: Scene) -> Found:
    """In the order of the country; in the other one where only that is a date."""
    first, second = int(match["a"]), int(match["b"])
    month, day = (first, second) if scene.month_first else (second, first)
    if month > 12:
        month, day = day, month
    return dated(match, scene, month, day, match["year"])


def _without_year(match: re.Match[str], scene: Scene) -> Found | None:
    """A month and a day, where a word before them or a day above 12 says that they are no fraction and no score."""
    first, second = int(match["a"]), int(match["b"])
    month, day = (first, second) if (scene.month_first and first <= 12) or second > 12 else (second, first)
    if match[0] == "24/7":
        return None
    before = word_before(scene.low, match.start())
    cued = before in _CUES
    if match["mark"] == ".":
        possible = (
            cued
            and before in _BEFORE_A_DOT
            and not scene.low[match.end() : match.end() + 2].strip()[:1].isalpha()
        )
    else:
        possible = cued or (match["mark"] == "/" and day > 12 and month > 4)
    return dated(match, scene, month, day, None) if possible else None


def _days_through(match: re.Match[str], scene: Scene) -> Found | None:
    """Both days included."""
    order = ("a", "b", "c", "d") if scene.month_first else ("b", "a", "d", "c")
    month, day, last_month, last_day = (int(match[name]) for name in order)
    year = year_of(match["year"])
    first, last = date(year, month, day), date(year, last_month, last_day)
    if last <= first:
        return None
    return found(match, "period", "span", (first, last + timedelta(1)), others=((first, last),))


def _week_of_year(match: re.Match[str], scene: Scene) -> Found | None:
    """By ISO 8601; of the year of reference where none is said."""
    year = int(match["year"]) if match["year"] else scene.ref and scene.ref.year
    return (
        found(match, "period", "span", week(date.fromisocalendar(year, int(match["n"]), 1))) if year else None
    )


_MONTH, _DAY = r"(?P<m>1[0-2]|0?[1-9])", r"(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"
_AB, _CD = r"(?P<a>\d\d?)/(?P<b>\d\d?)", r"(?P<c>\d\d?)/(?P<d>\d\d?)"
_YEAR4 = r"(?P<year>(?:1[89]|2[01])\d\d)"
RULES: list[Rule] = [
    rule([YEAR_DIGITS], rf"(?P<y>{YEAR.split('(?!')[0]})(?P<s>[-/.]){_MONTH}(?P=s){_DAY}", _iso_day),
    rule([DIGITS], r"(?P<y>(?:19|20)\d\d)(?P<m>1[0-2]|0[1-9])(?P<d>3[01]|[12]\d|0[1-9])(?!\d)", _iso_day),
    rule([YEAR_DIGITS], r"(?P<y>(?:1\d|20)\d\d)-(?P<m>1[0-2]|0[1-9])(?![\d-])", _iso_month),
    rule([DAY_DIGITS], rf"{_MONTH}[-/](?P<y>(?:19|20)\d\d)(?!\d)", _iso_month),
    rule([DAY_DIGITS], rf"{_AB} ?- ?{_CD}(?:/|, ?){_YEAR4}(?!\d)", _days_through),
    rule([DAY_DIGITS], rf"(?P<a>\d\d?)(?P<s>[-/.])(?P<b>\d\d?)(?:(?P=s)|, ?){_YEAR4}(?!\d|\.\d)", _with_year),
    rule([DAY_DIGITS], r"(?P<a>\d\d?)(?P<s>[-/.])(?P<b>\d\d?)(?P=s)(?P<year>\d\d)(?!\d|[-/.]\d)", _with_year),
    rule([DAY_DIGITS], r"(?P<a>\d\d?)(?P<mark>[-/.])(?P<b>\d\d?)(?!\d|[-/.,:]\d|%)", _without_year),
    rule(["week"], r"week (?P<n>\d\d?)(?!\d)(?: of (?P<year>\d{4}))?(?!\d)", _week_of_year),
]
