"""What FRED says of a series: units, frequency and seasonal adjustment, in words that are rules here."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from publishers.errors import ShapeError, SourceError
from publishers.json_body import field
from publishers.rules import columns_of, rules, table
from publishers.series_ids import joined

DECIDING = ("units", "frequency", "seasonal_adjustment")
EARLIEST = 1000  # the first year that a period can be of
UNTIL_JUNE = 1976  # the last fiscal year of the United States that ended with June
_MAGNITUDE = re.compile(r"^(?:Level in )?(Hundreds|Thousands|Millions|Billions|Trillions)(?: of |$)")


class Description(NamedTuple):
    """Columns of the figures CSV, and what goes with them.

    factor: of the values, None where no rule knows the units. area_name: of the place that the title ends
    with, else "". since: the day from which on all holds (date.min: always).
    """

    columns: dict[str, str]
    factor: Decimal | None
    area_name: str
    since: date


def description(said: Sequence[dict[str, Any]]) -> Description:
    """What is said of the series today. Raises ShapeError where two descriptions hold at one time.

    said: the descriptions that the series has had, each with its real-time period.
    """
    spans = sorted(said, key=lambda row: day_of(field(row, "realtime_start", str, "series"), "series"))
    now = {name: field(spans[-1], name, str, "series") for name in (*DECIDING, "title", "id")}
    magnitude = _MAGNITUDE.match(now["units"])
    plain = now["units"][magnitude.end() :] if magnitude else now["units"]
    factor = Decimal(table("fred")["magnitudes"][magnitude[1]]) if magnitude else None
    title, frequency = " ".join(now["title"].split()), _frequency(now["frequency"])
    found = _in_words(now["seasonal_adjustment"], plain, frequency)
    if factor is None and "unit" in found:
        factor = Decimal(1)
    base = found.pop("base", "")
    columns = {
        "series": joined(f"fred.{now['id']}", *([base] if base else [])),
        "title": title,
        "measure": title,
        "frequency": frequency,
        "url": f"https://fred.stlouisfed.org/series/{now['id']}",
        **found,
    }
    area_name = columns_of(title, rules("fred", "area")).get("area_name", "")
    return Description(columns, factor, area_name, _since(spans, now))


def _in_words(adjustment: str, units: str, frequency: str) -> dict[str, str]:
    """What seasonal adjustment and units say, together with the frequency."""
    found = columns_of(adjustment, rules("fred", "adjustment")) | columns_of(units, rules("fred", "unit"))
    if frequency == "day" and found.get("adjustment", "").startswith("not"):
        found["adjustment"] = "not adjusted"
    if found.get("transformation") == "preceding":
        del found["transformation"]
        known = table("fred")["preceding"].get(frequency)
        annual_rate = "annual rate" in adjustment.lower() and frequency != "year"
        found |= (
            {"transformation": "annualised"} if annual_rate else {"transformation": known} if known else {}
        )
    return found


def _since(spans: Sequence[dict[str, Any]], now: dict[str, str]) -> date:
    """The day after the last one on which units, frequency or adjustment were others than now."""
    ends = [
        day_of(field(span, "realtime_end", str, "series"), "series")
        for span in spans
        if any(field(span, name, str, "series") != now[name] for name in DECIDING)
    ]
    if not ends:
        return date.min
    if max(ends) >= day_of(spans[-1]["realtime_start"], "series"):
        raise ShapeError(
            f"found two descriptions of {now['id'][:40]} at one time; expected one after the other"
        )
    return max(ends) + timedelta(days=1)


def _frequency(text: str) -> str:
    """The frequency that the text begins with. Raises SourceError where figures here cannot have it."""
    known = table("fred")["frequencies"]
    found = known.get(text) or known.get(text.partition(",")[0])
    if found is None:
        raise SourceError(f"found the frequency {text[:40]!r}; expected one of {', '.join(known)}")
    return str(found)


def period_of(day: date, frequency: str, where: str) -> str:
    """The period of an observation, in ISO 8601 or as "FY2024"; "" for a fiscal year of another form than the two known.

    FRED dates it by its first day, but a week by its last, and a fiscal year by its last. One that ended with
    June, as they did until 1976, is the twelve months until then. Raises ShapeError.
    """
    match frequency, day.month, day.day:
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
        case "fiscal_year", _, _:
            return _fiscal_year(day)
    raise ShapeError(f"found {day} at {where}; expected the day by which a period of {frequency!r} is dated")


def _fiscal_year(day: date) -> str:
    if (day.month, day.day) == (9, 30):
        return f"FY{day.year}"
    until_june = (day.month, day.day) == (6, 30) and day.year <= UNTIL_JUNE
    return f"{day.year - 1}-07-01/{day.year}-06-30" if until_june else ""


def day_of(text: object, where: str) -> date:
    """The day. Raises ShapeError where the text is none, or is too long ago."""
    try:
        day = date.fromisoformat(str(text))
    except ValueError as error:
        raise ShapeError(f"found {str(text)[:40]!r} at {where}; expected a day, YYYY-MM-DD") from error
    if day.year < EARLIEST:
        raise ShapeError(f"found the year {day.year} at {where}; expected one from {EARLIEST} on")
    return day
