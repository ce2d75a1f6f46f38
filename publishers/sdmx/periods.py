"""Periods of time as SDMX writes them, in ISO 8601 as periods are written here.

Weeks become their first and last day, and half-years and thirds their first and last month. Periods of a
reporting year that does not begin in January become their days or months too: the label of such a year
means different things to different readers.
"""

import re
from datetime import date, timedelta

from factcheck.period import add_months, label_of

_FORM = re.compile(
    r"(?P<year>\d{4})(?:-?(?P<letter>[ASHBTQMWD])(?P<number>\d{1,3})"
    r"|-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T00:00(?::00(?:\.0+)?)?Z?)?)?)?",
    re.ASCII,
)
_SPAN = re.compile(
    r"(?P<start>\d{4}-\d\d(?:-\d\d)?)(?:T[0-9:.]+Z?)?/"
    r"(?:P(?P<count>\d{1,3})(?P<unit>[YMWD])|(?P<end>\d{4}-\d\d(?:-\d\d)?)(?:T[0-9:.]+Z?)?)",
    re.ASCII,
)
_SHORT_DAY = re.compile(r"(\d\d)/(\d\d)/(\d\d)\b", re.ASCII)
_YEAR_START = re.compile(r"--(\d\d)-(\d\d)", re.ASCII)
_MONTHS = {"A": 12, "S": 6, "H": 6, "B": 6, "T": 4, "Q": 3, "M": 1}
JANUARY = "--01-01"


def period_of(text: str, year_start: str = JANUARY) -> str | None:
    """The period in ISO 8601; None where the text names none, or not without doubt.

    year_start: the day with which a reporting year begins, "--10-01". A reporting year is named after the
    calendar year in which it begins (SDMX 2.1, section 6); a plain "2022" beside another first day than
    that of January may be a calendar year or a reporting year, and is not taken for either.
    """
    try:
        days = _days(text.strip(), year_start)
    except (ValueError, OverflowError):
        return None
    return label_of(*days) if days else None


def _days(text: str, year_start: str) -> tuple[date, date] | None:
    """First day, and the day after the last. Raises ValueError where there is no such day."""
    if "/" in text:
        span = _SPAN.fullmatch(text)
        return _of_span(span) if span else None
    form = _FORM.fullmatch(text)
    if not form or not 1000 <= int(form["year"]) <= 9990:
        return None
    if form["letter"]:
        return _of_reporting_year(form, year_start)
    if form["day"]:
        day = date(int(form["year"]), int(form["month"]), int(form["day"]))
        return day, day + timedelta(days=1)
    if form["month"]:
        start = date(int(form["year"]), int(form["month"]), 1)
        return start, add_months(start, 1)
    if year_start != JANUARY:
        return None
    return date(int(form["year"]), 1, 1), date(int(form["year"]) + 1, 1, 1)


def _of_reporting_year(form: re.Match[str], year_start: str) -> tuple[date, date] | None:
    year, letter, number = int(form["year"]), form["letter"], int(form["number"])
    start = _YEAR_START.fullmatch(year_start)
    if not start or number < 1:
        return None
    first = date(year, int(start[1]), int(start[2]))
    if letter in _MONTHS:
        months = _MONTHS[letter]
        if number * months > 12:
            return None
        return add_months(first, (number - 1) * months), add_months(first, number * months)
    if letter == "D":
        day = first + timedelta(days=number - 1)
        return (day, day + timedelta(days=1)) if day < add_months(first, 12) else None
    if year_start != JANUARY:
        return None  # weeks of a year that does not begin in January are counted in more than one way
    monday = date.fromisocalendar(year, number, 1)
    return monday, monday + timedelta(days=7)


def _of_span(span: re.Match[str]) -> tuple[date, date]:
    start = _first_day(span["start"])
    if span["end"]:
        last = _first_day(span["end"])
        end = last + timedelta(days=1) if len(span["end"]) == 10 else add_months(last, 1)
    else:
        count = int(span["count"])
        months = {"Y": 12, "M": 1}.get(span["unit"])
        days = {"W": 7, "D": 1}.get(span["unit"], 0)
        end = add_months(start, count * months) if months else start + timedelta(days=count * days)
    if end <= start:
        raise ValueError("a period that ends before it begins")
    return start, end


def _first_day(text: str) -> date:
    return date.fromisoformat(text if len(text) == 10 else f"{text}-01")


def day_of(text: str) -> str | None:
    """The day of "28/08/26 23:00:00" (Eurostat's; no zone is said), or of ISO 8601; None where it is none."""
    short = _SHORT_DAY.match(text.strip())
    try:
        if short:
            return date(2000 + int(short[3]), int(short[2]), int(short[1])).isoformat()
        return date.fromisoformat(text.strip()[:10]).isoformat()
    except ValueError:
        return None
