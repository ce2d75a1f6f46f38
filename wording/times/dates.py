"""Dates in which the month has its name: "Oct. 19", "the 5th of May 1999", "June 2022", "last June"."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from wording.times.days import Span, months, one_day
from wording.times.found import DAY_DIGITS, YEAR_DIGITS, Found, Rule, Scene, found, rule
from wording.times.tense import in_year_near
from wording.times.vocabulary import (
    BELOW_100,
    LISTS,
    MONTH,
    MONTHS,
    NTH_DAY,
    NUMBER_WORDS,
    ORDINALS,
    WAY,
    WAYS,
    YEAR,
    YEAR_IN_WORDS,
    count_of,
    ordinal_of,
    word_before,
    year_of,
)

_CUES = LISTS["cues"]
BEFORE_A_NAME, _SURE = frozenset(_CUES["before"]), frozenset(_CUES["sure"])
_ALSO_WORDS, _ALSO_VERBS = frozenset(_CUES["ambiguous_months"]), frozenset(_CUES["verbs"])
_UNLIKE_NAMES = frozenset(["march", "august"])  # months, with a capital in a sentence: "weak March sales"
_MONTH_FOLLOWS = re.compile(rf"(?: ?- ?| to | through | and | or |/){MONTH}")


def month_of(match: re.Match[str]) -> int:
    """The number of the month in the group "month"."""
    return MONTHS[match["month"].rstrip(".")]


def day_of(month: int, day: int, year: int) -> Span:
    """The day of that month and year."""
    return one_day(date(year, month, day))


def _months_of(month: int, year: int) -> Span:
    return months(year, month)


def dated(match: re.Match[str], scene: Scene, month: int, day: int, year: str | None) -> Found:
    """A day of a month, of the year that is meant where none is said."""
    if year:
        return found(match, "date", "day", day_of(month, day, year_of(year)), month=month, day=day)
    days, others = in_year_near(scene, match.span(), partial(day_of, month, day))
    return found(match, "date", "yearless", days, others=others, month=month, day=day)


def _month_day(match: re.Match[str], scene: Scene) -> Found | None:
    verb = match["month"] in _ALSO_VERBS and not scene.text[match.start("month")].isupper()
    if verb and match["year"] is None and not match["day"].endswith(("st", "nd", "rd", "th")):
        return None  # they may 5 times
    return dated(match, scene, month_of(match), ordinal_of(match["day"]), match["year"])


def _days_of_month(match: re.Match[str], scene: Scene) -> Found | None:
    """Days of one month, both included: "Nov. 18-19", "between 3 and 12 of September"."""
    first_day, last_day = ordinal_of(match["day"]), ordinal_of(match["last"])
    if last_day <= first_day:
        return None
    start = dated(match, scene, month_of(match), first_day, match["year"]).days[0]
    if start is None:
        return found(match, "period", "span", words="")
    last = start.replace(day=last_day)
    return found(match, "period", "span", (start, last + timedelta(1)), others=((start, last),))


def _day_in_words(match: re.Match[str], _scene: Scene) -> Found | None:
    """As it is spoken: "January twenty five nineteen eighty-six"."""
    day = count_of(match["day"])
    if day is None:
        return None
    return found(match, "date", "day", day_of(month_of(match), int(day), year_of(match["year"])))


def _month_year(match: re.Match[str], _scene: Scene) -> Found:
    return found(match, "period", "month-year", months(year_of(match["year"]), month_of(match)))


def _month_alone(match: re.Match[str], scene: Scene) -> Found | None:
    if not _is_month(match, scene):
        return None
    month = month_of(match)
    days, others = in_year_near(scene, match.span(), partial(_months_of, month))
    words = None if scene.ref else match["month"].rstrip(".")
    return found(match, "period", "month", days, words=words, others=others, month=month)


def _is_month(match: re.Match[str], scene: Scene) -> bool:
    """Whether the word is the name of a month, not a verb and not a first name."""
    name, before = match["month"].rstrip("."), word_before(scene.low, match.start())
    capital = scene.text[match.start()].isupper()
    following = scene.text[match.end() : match.end() + 2]
    first_name = following[:1] == " " and following[1:].isupper()
    if before in _SURE or (before in BEFORE_A_NAME and not first_name):
        return capital or name not in _ALSO_VERBS
    if name in _UNLIKE_NAMES and capital and not first_name:
        words = scene.text[max(0, match.start() - 16) : match.start()].split()
        return (
            words[-1:] != []
            and words[-1][0].islower()
            and not scene.low.startswith((" on", " for"), match.end())
        )
    if name in _ALSO_WORDS:
        return capital and (
            match["month"].endswith(".") or bool(_MONTH_FOLLOWS.match(scene.low, match.end()))
        )
    return not first_name and (capital or before != "")


def _near_month(match: re.Match[str], scene: Scene) -> Found | None:
    """The last June that is over, the next one to begin, or that of this year."""
    month, way = month_of(match), WAYS[match["way"]]
    if match["month"] in _ALSO_VERBS and not scene.text[match.start("month")].isupper():
        return None  # this may be so
    if scene.ref is None:
        words = match["month"].rstrip(".") if way < 0 else None
        return found(match, "period", "month-year", words=words)
    return found(match, "period", "month-year", once_a_year(scene.ref, way, partial(_months_of, month)))


def once_a_year(ref: date, way: int, make: Callable[[int], Span]) -> Span:
    """What comes once a year: the last one that is over, the next one to begin, or that of this year."""
    this = make(ref.year)
    if way < 0 and this[1] > ref:
        return make(ref.year - 1)
    return make(ref.year + 1) if way > 0 and this[0] <= ref else this


_M, _D = rf"(?P<month>{MONTH})", rf"(?P<day>{NTH_DAY})"
_TO = r"(?: ?- ?| (?:to|through|until|till|thru|and) (?:the )?)"
_LAST = rf"(?P<last>{NTH_DAY})"
_NO_CLOCK = r"(?! ?(?:[ap]\.?m\b|[:.]\d\d))"
_NO_NUMBER = r"(?!:\d|%|[.,]\d|-\w|,\d)"
_LINK = r"(?: ?, ?| of | in | |-|/)"
_YEAR = rf"{_LINK}(?P<year>{YEAR}|'\d\d(?!\d)|{YEAR_IN_WORDS})"
_SPOKEN = rf"(?P<day>{BELOW_100})"
_NTH = [DAY_DIGITS, *ORDINALS, "twenty", "thirty"]
RULES: list[Rule] = [
    rule(MONTHS, rf"{_M}(?: ?, ?| the |[ /-])?{_D}{_TO}{_LAST}{_NO_CLOCK}(?:{_YEAR})?", _days_of_month),
    rule(MONTHS, rf"{_M}(?: ?, ?| the |[ /-])?{_D}{_NO_NUMBER}(?:{_YEAR})?", _month_day),
    rule(MONTHS, rf"{_M} {_SPOKEN},? (?P<year>{YEAR_IN_WORDS})", _day_in_words),
    rule(NUMBER_WORDS, rf"{_SPOKEN} {_M},? (?P<year>{YEAR_IN_WORDS})", _day_in_words),
    rule(MONTHS, rf"{_M}{_YEAR}", _month_year),
    rule(MONTHS, rf"{_M}(?![-/]?\d)", _month_alone),
    rule(WAYS, rf"{WAY} {_M}(?!\.? ?\d)", _near_month),
    rule(_NTH, rf"{_D}{_TO}{_LAST}(?: of| day of)? {_M}(?:{_YEAR})?", _days_of_month),
    rule(_NTH, rf"{_D}(?:[ /.-]| of | day of ){_M}(?![a-z])(?:{_YEAR})?", _month_day),
    rule([YEAR_DIGITS], rf"(?P<year>{YEAR})[-/ ]{_M}[-/ ]{_D}", _month_day),
    rule([YEAR_DIGITS], rf"(?P<year>{YEAR}|'\d\d)[-/ ,]{_M}", _month_year),
]
