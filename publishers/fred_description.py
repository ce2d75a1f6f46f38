"""What FRED says of a series: units, frequency and seasonal adjustment, in words that are rules here."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from publishers.errors import ShapeError, SourceError
from publishers.json_body import field
from publishers.rules import columns_of, rules, table

DECIDING = ("units", "frequency", "seasonal_adjustment")
EARLIEST = 1000  # the first year that a period can be of
_MAGNITUDE = re.compile(r"(Hundreds|Thousands|Millions|Billions|Trillions) of ")


def description(said: Sequence[dict[str, Any]]) -> tuple[dict[str, str], Decimal, date]:
    """Columns of the figures CSV, the factor of the values, and since when both hold (date.min: always).

    said: the descriptions that the series has had, each with its real-time period.
    """
    spans = sorted(said, key=lambda row: day_of(field(row, "realtime_start", str, "series"), "series"))
    now = {name: field(spans[-1], name, str, "series") for name in (*DECIDING, "title", "id")}
    others = [
        span for span in spans if any(field(span, name, str, "series") != now[name] for name in DECIDING)
    ]
    since = date.min
    if others:
        since = day_of(field(others[-1], "realtime_end", str, "series"), "series") + timedelta(days=1)
    magnitude = _MAGNITUDE.match(now["units"])
    factor = Decimal(table("fred")["magnitudes"][magnitude[1]]) if magnitude else Decimal(1)
    plain = now["units"][magnitude.end() :] if magnitude else now["units"]
    columns = {
        "series": f"fred.{now['id']}",
        "title": " ".join(now["title"].split()),
        "measure": " ".join(now["title"].split()),
        "frequency": _frequency(now["frequency"]),
        "url": f"https://fred.stlouisfed.org/series/{now['id']}",
        **columns_of(now["seasonal_adjustment"], rules("fred", "adjustment")),
        **columns_of(plain, rules("fred", "unit")),
    }
    return columns, factor, since


def _frequency(text: str) -> str:
    """The frequency that the text begins with. Raises SourceError where figures here cannot have it."""
    known = table("fred")["frequencies"]
    found = known.get(text) or known.get(text.partition(",")[0])
    if found is None:
        raise SourceError(f"found the frequency {text[:40]!r}; expected one of {', '.join(known)}")
    return str(found)


def period_of(day: date, frequency: str, where: str) -> str:
    """The period of an observation, in ISO 8601 or as "FY2024".

    FRED dates it by its first day, but a week by its last, and a fiscal year by its last. Raises ShapeError.
    """
    match _frequency(frequency), day.month, day.day:
        case "day", _, _:
            return day.isoformat()
        case "week", _, _:
            return f"{(day - timedelta(days=6)).isoformat()}/{day.isoformat()}"
        case "month", month, 1:
            return f"{day.year}-{month:02d}"
        case "quarter", 1 | 4 | 7 | 10 as month, 1:
            return f"{day.year}-Q{(month + 2) // 3}"
        case "year", 1, 1:
            return f"{day.year}"
        case "fiscal_year", 9, 30:
            return f"FY{day.year}"
    raise ShapeError(f"found {day} at {where}; expected the day by which a period of {frequency!r} is dated")


def day_of(text: object, where: str) -> date:
    """The day. Raises ShapeError where the text is none, or is too long ago."""
    try:
        day = date.fromisoformat(str(text))
    except ValueError as error:
        raise ShapeError(f"found {str(text)[:40]!r} at {where}; expected a day, YYYY-MM-DD") from error
    if day.year < EARLIEST:
        raise ShapeError(f"found the year {day.year} at {where}; expected one from {EARLIEST} on")
    return day
