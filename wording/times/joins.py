"""Two times that are one: what each kind of pair says. `pairs` tells which pair is of which kind."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from wording.times.days import fiscal_year, moved, one_day, unit_around
from wording.times.found import Found, Scene
from wording.times.time_said import UNKNOWN, Days
from wording.times.vocabulary import word_before

_LOOSE = frozenset(["month", "yearless", "season", "quarter"])  # their year is a guess
_FIXED = frozenset(["day", "month-year", "dated-quarter"])


def as_second(first: Found, second: Found, _scene: Scene) -> Found:
    """The second time alone: "Tuesday, Oct. 19"."""
    return replace(second, start=first.start, shape="timed" if first.shape == "timed" else second.shape)


def timed(first: Found, second: Found, _scene: Scene) -> Found:
    """The day of a time of the clock: "Tuesday morning", "noon Saturday", whatever stands before the clock time."""
    day = second if first.shape == "clock" else first
    return replace(day, start=first.start, end=second.end, shape="timed")


def in_year(first: Found, second: Found, _scene: Scene) -> Found | None:
    """The first time in the year of the second: "June last year", "the first quarter of this year"."""
    year = second.days[0]
    if year is None or first.days == UNKNOWN:
        return replace(first, end=second.end, days=UNKNOWN, words="", others=())
    shape = {"quarter": "dated-quarter", "yearless": "day"}.get(first.shape, "month-year")
    return replace(
        first, end=second.end, days=_moved_to(first, year.year), words=None, others=(), shape=shape
    )


def of_year(first: Found, second: Found, scene: Scene) -> Found | None:
    """The second time in the year of the first: "this year's third quarter"."""
    return in_year(replace(second, start=first.start), replace(first, end=second.end), scene)


def _moved_to(found: Found, year: int) -> Days:
    start, end = found.days
    if start is None or end is None:
        return found.days
    if found.month is not None and found.day is not None:
        return one_day(date(year, found.month, found.day))
    by = (year - start.year) * 12
    return moved(start, "month", by), moved(end, "month", by)


def span(first: Found, second: Found, scene: Scene) -> Found | None:
    """From one to the other, both included; as two points in time, from the start of one to that of the other."""
    first, second = _in_order(_present_as(first, scene), _present_as(second, scene))
    if first.shape == "fiscal" and second.shape == "year" and second.days[0] is not None:
        year = second.days[0].year
        second = replace(
            second, days=fiscal_year(year, scene.fiscal_month), words=f"FY{year}", shape="fiscal"
        )
    (start, _), (last, end) = first.days, second.days
    if start is None or last is None or end is None:
        return None if scene.ref else Found(first.start, second.end, "period", "span", words="")
    if end <= start:
        return None
    years = first.shape == second.shape == "year" and _between(first, scene)
    words = f"between {start.year} and {last.year}" if years else None
    if first.shape == second.shape == "fiscal":
        words = f"{first.words}/{second.words}"
    others: tuple[Days, ...] = ((start, last),) if last > start else ()
    return Found(first.start, second.end, "period", "span", (start, end), words, others=others)


def between(first: Found, second: Found, scene: Scene) -> Found | None:
    """A span, where "between" stands before it."""
    return span(first, second, scene) if _between(first, scene) else None


def _between(first: Found, scene: Scene) -> bool:
    before = word_before(scene.low, first.start)
    return before == "between" or (before == "the" and word_before(scene.low, first.start - 4) == "between")


def _present_as(found: Found, scene: Scene) -> Found:
    return replace(found, days=one_day(scene.ref)) if found.shape == "present" and scene.ref else found


def _in_order(first: Found, second: Found) -> tuple[Found, Found]:
    """The two, with the year that only one of them says, and the year or the week that keeps them in order."""
    start, last = first.days[0], second.days[0]
    if start is None or last is None:
        return first, second
    if first.shape in _LOOSE and second.shape in _FIXED:
        days = _moved_to(first, last.year)
        late = days[0] is not None and days[0] > last
        return replace(first, days=_moved_to(first, last.year - 1) if late else days), second
    if second.shape in _LOOSE:
        days = _moved_to(second, start.year)
        early = days[0] is not None and days[0] < start
        return first, replace(second, days=_moved_to(second, start.year + 1) if early else days)
    if second.shape == "weekday" and second.day is not None:
        return first, replace(second, days=one_day(start + timedelta((second.day - start.isoweekday()) % 7)))
    return first, second


def up_to(first: Found, second: Found, _scene: Scene) -> Found | None:
    """The length that ends with the other time: "the 12 months through June", "the year ended Sept. 30"."""
    unit = "quarter" if first.shape == "quarter" else first.unit
    count = first.count if first.count is not None else Decimal(1)
    end = second.days[1]
    if end is None or unit is None or count != int(count):
        return None
    start = moved(end, unit, -int(count))
    return Found(first.start, second.end, "period", "span", (start, end), count=count, unit=unit)


def after(first: Found, second: Found, _scene: Scene) -> Found | None:
    """The day so long after the other time; after a day of the week that is to come, as "three days from Tuesday"."""
    readings = [days[0] for days in (second.days, *second.others[:1]) if days[0] is not None]
    there = max(readings, default=None) if second.shape == "weekday" else second.days[0]
    return _counted_from(first, second, there, 1)


def before(first: Found, second: Found, _scene: Scene) -> Found | None:
    """The day so long before the other time."""
    return _counted_from(first, second, second.days[0], -1)


def _counted_from(first: Found, second: Found, there: date | None, sign: int) -> Found | None:
    if there is None or first.count is None or first.unit is None or first.count != int(first.count):
        return None
    day = moved(there, first.unit, sign * int(first.count))
    return Found(first.start, second.end, "date", "day", one_day(day))


def part_of(first: Found, second: Found, _scene: Scene) -> Found | None:
    """A part of the other time, from its start or its end: "the first nine months of 1989", "the last week of July"."""
    start, end = second.days
    unit, size, number = first.unit, int(first.count or 1), first.day or 1
    if start is None or end is None or unit is None:
        return None
    if unit == "week":  # the one with the Thursday is the first or the last, as ISO 8601 counts
        thursday_near = start + timedelta(3) if number > 0 else end - timedelta(4)
        from_day = unit_around(thursday_near, "week", number - 1 if number > 0 else 1 - size)[0]
    else:
        from_day = moved(start, unit, size * (number - 1)) if number > 0 else moved(end, unit, -size)
    to_day = moved(from_day, unit, size)
    if to_day > end + timedelta(7):
        return None
    kind = "date" if unit == "day" and size == 1 else "period"
    said_unit = unit if first.count is not None else None
    return Found(
        first.start, second.end, kind, "part-of", (from_day, to_day), count=first.count, unit=said_unit
    )


def half_of(first: Found, second: Found, _scene: Scene) -> Found:
    """The half; of more than a year, which nobody takes to the day, also the whole."""
    start, end = second.days
    if start is None or end is None:
        return replace(first, end=second.end)
    months = (end.year - start.year) * 12 + end.month - start.month
    middle = moved(start, "month", months // 2)
    days = (start, middle) if first.day == 1 else (middle, end)
    others: tuple[Days, ...] = ((start, end),) if months > 12 else ()
    return Found(first.start, second.end, "period", "dated-quarter", days, others=others)


def week_of(first: Found, second: Found, _scene: Scene) -> Found | None:
    """The week or the weekend that the other time lies in."""
    there = second.days[0]
    unit = "weekend" if first.shape == "weekend" else "week"
    return Found(first.start, second.end, "period", "span", unit_around(there, unit)) if there else None


def weekday_in(first: Found, second: Found, _scene: Scene) -> Found | None:
    """The day of the week in which the other time lies: "next week Monday", "Monday two weeks from now"."""
    there, weekday = (second, first) if first.shape == "weekday" else (first, second)
    day = there.others[0][0] if there.shape == "ago" and there.others else there.days[0]
    if day is None or weekday.day is None:
        return None
    monday = unit_around(day, "week")[0]
    return Found(first.start, second.end, "date", "day", one_day(monday + timedelta(weekday.day - 1)))
