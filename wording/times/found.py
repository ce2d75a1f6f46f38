"""What the rules are made of: a time before its neighbours are looked at, what it is read in, and a rule."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from factcheck.errors import PeriodError
from wording.times.time_said import UNKNOWN, Days

NOT_IN_CALENDAR = (ValueError, OverflowError, PeriodError)  # 31 June, or a year beyond the calendar: no time
# What stands for a number among the words of a rule: any, one of one or two digits, one of four.
DIGITS, DAY_DIGITS, YEAR_DIGITS = "0", "00", "0000"
_FIRST_WORD = re.compile(r"[^\W\d_]+|\d+|'")


@dataclass(frozen=True, slots=True)
class Scene:
    """What a time is read in: the text, the day of reference, and the habits of a country."""

    text: str
    low: str
    ref: date | None
    month_first: bool = True
    fiscal_month: int = 10
    southern: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A time found, at [start, end).

    shape: what it is to its neighbours ("month", "weekday", "length" …). words: as in TimeSaid, but None where
    the ISO name of the days will do and "" where nothing will. month, day: what is said of a date without a
    year; day is also the number of a weekday or of a part ("the third quarter").
    """

    start: int
    end: int
    kind: str
    shape: str
    days: Days = UNKNOWN
    words: str | None = None
    count: Decimal | None = None
    unit: str | None = None
    others: tuple[Days, ...] = ()
    month: int | None = None
    day: int | None = None
    age: bool = False


Reading = Callable[[re.Match[str], Scene], Found | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """words: those with which the pattern can begin, in small letters. read: what a match says, None for no time."""

    words: frozenset[str]
    pattern: str
    read: Reading


def rule(phrases: Iterable[str], pattern: str, read: Reading) -> Rule:
    """A rule for the first words of the phrases."""
    firsts = {match[0] for phrase in phrases if (match := _FIRST_WORD.match(phrase))}
    numbers = {DIGITS, DAY_DIGITS, YEAR_DIGITS} if DIGITS in firsts else set()
    return Rule(frozenset(firsts | numbers), pattern, read)


def found(match: re.Match[str], kind: str, shape: str, days: Days = UNKNOWN, **more: Any) -> Found:
    """The time that the whole match says; `more` are further fields of Found."""
    return Found(match.start(), match.end(), kind, shape, days, **more)
