"""Periods of time: half-open intervals of days inside, ISO 8601 and "FY2022" outside.

A period that starts and ends on month boundaries is measured in whole months, any other in days
(semantics §4): February is as long as March, and a year is 365.2425 days.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from factcheck.errors import PeriodError

OPEN_START = date.min
OPEN_END = date.max
FIRST_YEAR = 1000
LAST_YEAR = 9990  # beyond these two calendars, and the dates of Python, come to an end
DAYS_A_YEAR = Decimal("365.2425")  # the mean Gregorian year
MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
# First month of the fiscal year, by ISO 3166-1 alpha-2 country. The fiscal year is named after
# the calendar year in which it ends.
FISCAL_START_MONTH = {
    "US": 10, "GB": 4, "CA": 4, "IN": 4, "JP": 4, "NZ": 7, "AU": 7, "PK": 7, "EG": 7, "ZA": 4,
    "HK": 4, "SG": 4, "TH": 10, "BD": 7, "KE": 7, "NP": 7, "ET": 7,
}  # fmt: skip
DEFAULT_FISCAL_START_MONTH = 10


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `start`, included, to `end`, excluded; OPEN_START and OPEN_END where it has none.

    Raises PeriodError where the end does not come after the start.
    """

    start: date
    end: date
    label: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise PeriodError(
                f"found a period that ends ({self.end}) before it has begun ({self.start}); "
                "expected the earlier day first"
            )
        if not self.label:
            object.__setattr__(self, "label", label_of(self.start, self.end))

    @property
    def last_day(self) -> date:
        """The last day of the period, included."""
        return self.end if self.end == OPEN_END else self.end - timedelta(days=1)

    @property
    def open_ended(self) -> bool:
        """Whether one of its ends is left open."""
        return self.start == OPEN_START or self.end == OPEN_END

    def covers(self, other: "Period") -> bool:
        """Whether every day of `other` is a day of this period."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Length:
    """How long a period is: a number of whole months, or else of days."""

    count: int
    unit: str  # "months" or "days"

    @property
    def years(self) -> Decimal:
        """Its length in years, exact for months, to 28 digits for days."""
        return Decimal(self.count) / (Decimal(12) if self.unit == "months" else DAYS_A_YEAR)


def length_of(periods: Iterable[Period]) -> Length:
    """The length of the union of the periods, in months where all lie on month boundaries."""
    merged = union(periods)
    if all(_on_month_boundaries(period) for period in merged):
        return Length(sum(_months_between(p.start, p.end) for p in merged), "months")
    return Length(sum((p.end - p.start).days for p in merged), "days")


def union(periods: Iterable[Period]) -> list[Period]:
    """The same days as fewest periods, in order of time."""
    merged: list[Period] = []
    for period in sorted(periods):
        if merged and period.start <= merged[-1].end:
            merged[-1] = Period(merged[-1].start, max(merged[-1].end, period.end))
        else:
            merged.append(period)
    return merged


def _on_month_boundaries(period: Period) -> bool:
    return period.start.day == 1 and period.end.day == 1


def _months_between(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month


def add_months(day: date, months: int) -> date:
    """The day `months` later (earlier if negative), the last of its month where it is shorter.

    Raises PeriodError outside the years 1 to 9998.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9998:
        raise PeriodError(f"found the year {year}; expected one from 1 to 9998")
    days_in_month = (date(year + month // 11, (month + 1) % 12 + 1, 1) - date(year, month + 1, 1)).days
    return date(year, month + 1, min(day.day, days_in_month))


def month(year: int, number: int) -> Period:
    """A calendar month, counted from 1."""
    start = date(year, number, 1)
    return Period(start, add_months(start, 1))


def months_from(start: date, count: int) -> Period:
    """The `count` months that begin on `start`."""
    return Period(start, add_months(start, count))


def calendar_year(year: int) -> Period:
    """The calendar year."""
    return months_from(date(year, 1, 1), 12)


def fiscal_year(year: int, start_month: int = DEFAULT_FISCAL_START_MONTH) -> Period:
    """The fiscal year that is named `year` and begins with `start_month`."""
    first = date(year if start_month == 1 else year - 1, start_month, 1)
    return Period(first, add_months(first, 12), f"FY{year:04d}")


def shifted(period: Period, months: int) -> Period:
    """The period moved by whole months, its label made anew; ends of months stay ends of months."""
    return period if period.open_ended else _shifted(period.start, period.end, period.label, months)


@lru_cache(maxsize=4096)  # every comparison over time moves the same few periods
def _shifted(start: date, end: date, label: str, months: int) -> Period:
    moved_start = add_months(start, months)
    if start.day == 1 and end.day == 1:
        moved_end = add_months(end, months)
    else:
        moved_end = add_months(end - timedelta(days=1), months) + timedelta(days=1)
    fiscal = label.startswith("FY") and label[2:].isdigit() and months % 12 == 0
    return Period(moved_start, moved_end, f"FY{int(label[2:]) + months // 12:04d}" if fiscal else "")


def fiscal_start_month(country: str | None) -> int:
    """The month with which the fiscal year of a country begins; that of the United States if unknown."""
    return FISCAL_START_MONTH.get((country or "US").upper(), DEFAULT_FISCAL_START_MONTH)


def label_of(start: date, end: date, fiscal_month: int | None = None) -> str:
    """The ISO 8601 name of the days from start to before end, "FY2022" for a fiscal year.

    fiscal_month: the month with which the publisher's fiscal year begins, None if it counts none.
    """
    if start == OPEN_START or end == OPEN_END:
        first = ".." if start == OPEN_START else start.isoformat()
        return f"{first}/{'..' if end == OPEN_END else (end - timedelta(days=1)).isoformat()}"
    if start.day == 1 and end.day == 1:
        months = _months_between(start, end)
        if months == 1:
            return _month_label(start)
        if months == 12 and fiscal_month == start.month:
            return f"FY{end.year if start.month != 1 else start.year:04d}"
        if months == 12 and start.month == 1:
            return f"{start.year:04d}"
        if months == 3 and start.month % 3 == 1:
            return f"{start.year:04d}-Q{start.month // 3 + 1}"
        if start.month == 1 and end.month == 1:
            return f"{start.year:04d}/{end.year - 1:04d}"
        return f"{_month_label(start)}/{_month_label(add_months(end, -1))}"
    last = end - timedelta(days=1)
    return start.isoformat() if last == start else f"{start.isoformat()}/{last.isoformat()}"


def _month_label(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def in_words(period: Period) -> str:
    """The period as a newspaper would write it: "June 2022", "October 2017 to June 2022"."""
    if period.label.startswith("FY") and period.label[2:].isdigit():
        return f"fiscal {period.label[2:]}"
    if period.end == OPEN_END:
        return "all time" if period.start == OPEN_START else f"since {_day_in_words(period.start)}"
    if period.start == OPEN_START:
        return f"until {_day_in_words(period.last_day)}"
    if not _on_month_boundaries(period):
        first, last = _day_in_words(period.start), _day_in_words(period.last_day)
        return first if first == last else f"{first} to {last}"
    if re.fullmatch(r"\d{4}(-Q\d)?", canonical := label_of(period.start, period.end)):
        return (
            canonical
            if len(canonical) == 4
            else f"the {_ORDINALS[int(canonical[-1])]} quarter of {canonical[:4]}"
        )
    first, last = _month_in_words(period.start), _month_in_words(period.last_day)
    return first if first == last else f"{first} to {last}"


_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth"}


def _month_in_words(day: date) -> str:
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def _day_in_words(day: date) -> str:
    return f"{day.day} {_month_in_words(day)}"


_POINT = re.compile(
    r"(?P<fy>FY ?)?(?P<year>\d{4})"
    r"(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?|Q(?P<quarter>[1-4])|W(?P<week>\d{2})))?",
    re.IGNORECASE | re.ASCII,
)
_EXPECTED = (
    'expected a year ("2022"), a quarter ("2022-Q2"), a month ("2022-06"), a day ("2022-06-13"), '
    'a fiscal year ("FY2022"), or two of these with a slash between ("2017-10/2022-06"), '
    '".." for an open end'
)


def parse_period(text: str, fiscal_month: int = DEFAULT_FISCAL_START_MONTH) -> Period:
    """The period that ISO 8601 text or "FY2022" names; both ends of "A/B" are included.

    fiscal_month: the month with which the fiscal years meant by "FY" begin.
    Raises PeriodError where the text is none of the forms.
    """
    first, slash, second = (part.strip() for part in text.strip().partition("/"))
    if not slash:
        return _point(first, text, fiscal_month)
    start = OPEN_START if first == ".." else _point(first, text, fiscal_month).start
    end = OPEN_END if second == ".." else _point(second, text, fiscal_month).end
    named = _fiscal_label(first, second, Period(start, end))
    return Period(start, end, named)


def _fiscal_label(first: str, second: str, period: Period) -> str:
    """The label of a span: as it was written where it speaks of fiscal years, else its ISO name."""
    if first.upper().startswith("FY") and second.upper().startswith("FY"):
        return f"{first.upper().replace(' ', '')}/{second.upper().replace(' ', '')}"
    return period.label


def _point(text: str, whole: str, fiscal_month: int) -> Period:
    match = _POINT.fullmatch(text)
    if match is None:
        raise PeriodError(f"found {whole[:80]!r}; {_EXPECTED}")
    year = int(match["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise PeriodError(f"found {whole[:80]!r}; expected a year from {FIRST_YEAR} to {LAST_YEAR}")
    try:
        return _named(match, year, fiscal_month)
    except (ValueError, OverflowError) as error:
        raise PeriodError(f"found {whole[:80]!r}, and there is no such day; {_EXPECTED}") from error


def _named(match: re.Match[str], year: int, fiscal_month: int) -> Period:
    if match["fy"]:
        whole = fiscal_year(year, fiscal_month)
        if match["quarter"]:
            return months_from(add_months(whole.start, 3 * int(match["quarter"]) - 3), 3)
        if match["month"] or match["week"]:
            raise PeriodError("a fiscal year has quarters, not months")
        return whole
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return Period(day, day + timedelta(days=1))
    if match["month"]:
        return month(year, int(match["month"]))
    if match["quarter"]:
        return months_from(date(year, 3 * int(match["quarter"]) - 2, 1), 3)
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        return Period(monday, monday + timedelta(days=7), f"{year:04d}-W{match['week']}")
    return calendar_year(year)
