"""Periods and days as tables print them: "FY 22", "OCT", "Q3", "as of 31-December-2024"."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from publishers.errors import ShapeError
from publishers.tables.patterns import LONGEST_TEXT, Pattern

CENTURY = 69  # as of which years of two digits are of the last century, as POSIX has it
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_ISO = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-3][0-9]))?|-(?P<quarter>Q[1-4])|-W(?P<week>[0-5][0-9]))?"
    r"|FY(?P<fiscal>[0-9]{4})"
)


class Period(NamedTuple):
    """A period: as it is written, its first day, the last day of its (fiscal) year, and whether it is said to be open."""

    text: str
    first_day: str
    year_ends: str
    open: bool

    @property
    def is_day(self) -> bool:
        """Whether it is a single day."""
        return self.text == self.first_day

    @property
    def day_after(self) -> str:
        """The first day after it."""
        first = date.fromisoformat(self.first_day)
        if self.is_day or "W" in self.text:
            return (first + timedelta(days=1 if self.is_day else 7)).isoformat()
        length = 3 if "Q" in self.text else 1 if "-" in self.text else 12
        month = first.year * 12 + first.month - 1 + length
        return f"{month // 12:04}-{month % 12 + 1:02}-01"


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """Of which period a figure is.

    read: patterns for the texts of columns. fiscal_month: the month with which fiscal years begin, where
    years are fiscal: October of fiscal 2022 is then 2021-10. until_published: periods that begin on the
    day of publication or after are left out, whatever is printed for them; not so that day itself.
    known_after_months: so long after its end a year is left out: its figures may be of its middle yet.
    """

    read: Mapping[str, Pattern] = field(default_factory=dict)
    fiscal_month: int = 0
    until_published: bool = False
    known_after_months: int = 0

    def period(self, said: Mapping[str, str]) -> Period:
        """The period that the groups of the patterns say. Raises ShapeError."""
        if "period" in said:
            return _written(said["period"], self, bool(said.get("open")))
        year, month, day = _year(said.get("year", "")), _month(said.get("month", "")), _small(said, "day", 31)
        quarter, starts = _small(said, "quarter", 4), self.fiscal_month or 1
        if (quarter and (month or starts % 3 != 1)) or (day and not month):
            raise ShapeError(
                f"found {dict(said)}; expected a year, with a month and day or a quarter of the calendar"
            )
        if quarter:
            month = (starts - 1 + 3 * (quarter - 1)) % 12 + 1
        shifted = year - (starts > 1 and (month or starts) >= starts)
        text = f"FY{year:04}" if self.fiscal_month else f"{year:04}"
        if quarter:
            text = f"{shifted:04}-Q{(month + 2) // 3}"
        elif month:
            text = f"{shifted:04}-{month:02}" + (f"-{day:02}" if day else "")
        first, last = f"{shifted:04}-{month or starts:02}-{day or 1:02}", (starts - 2) % 12 + 1
        ends = f"{year:04}-{last:02}-{monthrange(year, last)[1]:02}"
        return Period(text, _day(first), ends, bool(said.get("open")))

    def is_to_come(self, period: Period, published_on: str) -> bool:
        """Whether the period is to be left out of what was published on that day."""
        if self.known_after_months:
            year, month, _ = map(int, period.year_ends.split("-"))
            at = year * 12 + month + self.known_after_months
            return published_on < f"{at // 12:04}-{at % 12 + 1:02}-01"
        begins = period.first_day
        return self.until_published and (
            begins > published_on or (begins == published_on and not period.is_day)
        )


@dataclass(frozen=True, slots=True)
class PublishedRule:
    """On which day the table was published. found: in the "cells" above the header, or in its "address".

    Where the pattern says a month, quarter or year, the first day after it is the day; fiscal_month as for
    periods.
    """

    pattern: Pattern
    found: str = "cells"
    fiscal_month: int = 0

    def day(self, text: str) -> str:
        """The day, ISO 8601; "" where the text does not say it. Raises ShapeError where there is no such day."""
        said = self.pattern.search(text[:LONGEST_TEXT])
        if said is None:
            return ""
        groups = {name: part for name, part in said.groupdict().items() if part}
        period = PeriodRule(fiscal_month=self.fiscal_month).period(groups)
        return period.first_day if period.is_day else period.day_after


def _written(text: str, rule: PeriodRule, is_open: bool) -> Period:
    """The period that is written as it will be stored. Raises ShapeError where it is not."""
    found = _ISO.fullmatch(text)
    if found is None:
        raise ShapeError(f"found the period {text[:60]!r}; expected ISO 8601 or FY2022")
    said = {name.replace("fiscal", "year"): part for name, part in found.groupdict().items() if part}
    week = int(said.pop("week", 0))
    period = (rule if text.startswith("FY") else PeriodRule()).period(said)._replace(text=text, open=is_open)
    if "W" not in text:
        return period
    try:
        return period._replace(first_day=date.fromisocalendar(int(said["year"]), week, 1).isoformat())
    except ValueError as error:
        raise ShapeError(f"found the week {text!r}; expected one that there is") from error


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ShapeError(f"found the day {text!r}; expected one that there is") from error


def _small(said: Mapping[str, str], name: str, most: int) -> int:
    """The number of a group, 0 where it is not said; of "Q3" its digit."""
    digits = said.get(name, "").removeprefix("Q")
    if digits and not (re.fullmatch("[0-9]{1,2}", digits) and 1 <= int(digits) <= most):
        raise ShapeError(f"found the {name} {digits[:60]!r}; expected a number from 1 to {most}")
    return int(digits or 0)


def _year(text: str) -> int:
    if not re.fullmatch("[0-9]{2}|[0-9]{4}", text) or text == "0000":
        raise ShapeError(f"found the year {text[:60]!r}; expected one of two or four digits")
    return int(text) + ((1900 if int(text) >= CENTURY else 2000) if len(text) == 2 else 0)


def _month(text: str) -> int:
    """The month of a name, an abbreviation of three letters or more, or a number; 0 where none is said."""
    if not text or (re.fullmatch("[0-9]{1,2}", text) and 1 <= int(text) <= 12):
        return int(text or 0)
    name = text.lower().removesuffix(".")
    found = [number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)]
    if len(name) < 3 or not found:
        raise ShapeError(f"found the month {text[:60]!r}; expected a name or a number")
    return found[0]
