"""Periods by their names in words: "June 2022", "fiscal 2022", "the first quarter of 2022"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from factcheck.errors import PeriodError
from factcheck.period import MONTH_NAMES, Period, calendar_year, fiscal_year, month, months_from


@dataclass(frozen=True, slots=True)
class Moment:
    """What words of time are resolved from.

    fiscal_month: the first month of the fiscal years the publisher counts, None where it counts
    none. country_fiscal_month: that of the country of the claim, for the words "fiscal 2022".
    """

    said_on: date
    fiscal_month: int | None = None
    country_fiscal_month: int = 10

    @property
    def fiscal(self) -> int:
        """The first month of the fiscal years that words about fiscal years mean."""
        return self.fiscal_month or self.country_fiscal_month

    def fiscal_year_in_progress(self) -> int:
        """The name of the fiscal year in which the day lies."""
        later = self.said_on.month >= self.fiscal and self.fiscal > 1
        return self.said_on.year + (1 if later else 0)


_COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "couple of": 2, "few": 3, "a": 1,
}  # fmt: skip


COUNT = r"(?P<n>\d{1,3}|a|" + "|".join(_COUNTS) + ")"


MONTH = "(?P<month>" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTH_NAMES) + r")\.?"


def _first_months(year: str, start_month: int, count: int) -> Period:
    return months_from(date(int(year), start_month, 1), count)


Naming = Callable[[re.Match[str], Moment], Period]
_FISCAL = "(?:fiscal|financial|budget)"
_NTH = "(?:the )?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)"
_SPOKEN: tuple[tuple[re.Pattern[str], Naming], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), naming)
    for pattern, naming in (
        (rf"{MONTH} (?P<year>\d{{4}})", lambda m, _: month(int(m["year"]), month_number(m["month"]))),
        (rf"{MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})", lambda m, _: _day(m)),
        (rf"(?P<day>\d{{1,2}}) {MONTH} (?P<year>\d{{4}})", lambda m, _: _day(m)),
        (
            rf"(?:the )?{_FISCAL}(?: year)? (?P<year>\d{{4}})",
            lambda m, at: fiscal_year(int(m["year"]), at.fiscal),
        ),
        (rf"(?:the )?(?P<year>\d{{4}}) {_FISCAL} year", lambda m, at: fiscal_year(int(m["year"]), at.fiscal)),
        (r"fy ?'?(?P<year>\d{2})", lambda m, at: fiscal_year(2000 + int(m["year"]), at.fiscal)),
        (rf"{_NTH} quarter(?: of)? (?P<year>\d{{4}})", lambda m, _: _quarter(m)),
        (r"q(?P<q>[1-4]) (?P<year>\d{4})", lambda m, _: _quarter(m)),
        (r"(?:the )?first half of (?P<year>\d{4})", lambda m, _: _first_months(m["year"], 1, 6)),
        (r"(?:the )?second half of (?P<year>\d{4})", lambda m, _: _first_months(m["year"], 7, 6)),
        (
            rf"(?:the )?first {COUNT} months of (?P<year>\d{{4}})",
            lambda m, _: _first_months(m["year"], 1, count_of(m)),
        ),
        (r"(?:the )?(?P<year>\d{3}0)s", lambda m, _: _first_months(m["year"], 1, 120)),
        (r"(?P<year>\d{4})", lambda m, _: calendar_year(int(m["year"]))),
    )
)


def named_point(text: str, moment: Moment) -> Period | None:
    """The period that words such as "June 2022" name, None for other words."""
    for pattern, make in _SPOKEN:
        match = pattern.fullmatch(text)
        if match:
            try:
                return make(match, moment)
            except ValueError as error:
                raise PeriodError(f"found {text!r}, and there is no such day in the calendar") from error
    return None


def month_number(name: str) -> int:
    """The number of the month, from 1, by the first letters of its name."""
    return next(i for i, full in enumerate(MONTH_NAMES, 1) if full.lower().startswith(name[:3]))


def _day(match: re.Match[str]) -> Period:
    start = date(int(match["year"]), month_number(match["month"]), int(match["day"]))
    return Period(start, date.fromordinal(start.toordinal() + 1))


def _quarter(match: re.Match[str]) -> Period:
    number = {"fir": 1, "sec": 2, "thi": 3, "fou": 4}.get(match["q"][:3]) or int(match["q"][0])
    return months_from(date(int(match["year"]), 3 * number - 2, 1), 3)


def count_of(match: re.Match[str]) -> int:
    """The number that digits or a word in the group "n" say; 1 where there are none."""
    said = match["n"] or "1"
    return int(said) if said.isdigit() else _COUNTS[said]
