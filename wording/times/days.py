"""Days of the calendar: a first one and the one after the last, for every kind of named time.

What the calendar does not hold raises ValueError, OverflowError or PeriodError; `find` answers them.
"""

from datetime import date, timedelta

from factcheck.period import add_months
from wording.lexicon import words

Span = tuple[date, date]
LISTS = words("times")
_MONTHS_IN: dict[str, int] = LISTS["months_in"]
_DAYS_IN: dict[str, int] = LISTS["days_in"]


def one_day(day: date) -> Span:
    """The day alone."""
    return day, day + timedelta(1)


def months(year: int, month: int, count: int = 1) -> Span:
    """So many months from the one of that number."""
    first = date(year, month, 1)
    return first, add_months(first, count)


def years(year: int, count: int = 1) -> Span:
    """So many calendar years."""
    return months(year, 1, 12 * count)


def century(number: int) -> Span:
    """The 21st century is the years from 2000 to 2099, as newspapers count."""
    return years(max(100 * (number - 1), 1), 100)


def week(day: date) -> Span:
    """The week from Monday to Sunday that the day lies in."""
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(7)


def weekend(day: date, step: int = 0) -> Span:
    """The Saturday and Sunday of the day's week, or of a week so many later."""
    saturday = week(day)[0] + timedelta(5 + 7 * step)
    return saturday, saturday + timedelta(2)


def unit_around(day: date, unit: str, step: int = 0) -> Span:
    """The calendar unit that the day lies in, or one so many units later."""
    if unit == "weekend":
        return weekend(day, step)
    if unit in _DAYS_IN:
        first = week(day)[0] if unit == "week" else day
        first += timedelta(step * _DAYS_IN[unit])
        return first, first + timedelta(_DAYS_IN[unit])
    size = _MONTHS_IN[unit]
    if size > 12:
        year = day.year // (size // 12) * (size // 12) + step * size // 12
        return years(year, size // 12)
    first = add_months(date(day.year, (day.month - 1) // size * size + 1, 1), step * size)
    return first, add_months(first, size)


def moved(day: date, unit: str, count: int) -> date:
    """The day so many units later, earlier if negative; ValueError for parts of a day."""
    if unit in _DAYS_IN:
        return day + timedelta(count * _DAYS_IN[unit])
    if unit not in _MONTHS_IN:
        raise ValueError(unit)
    return add_months(day, count * _MONTHS_IN[unit])


def whole_units(day: date, unit: str, count: int, ahead: bool) -> Span:
    """The last or next so many units as `factcheck.timewords` counts them: in whole months from a month on."""
    if unit in _DAYS_IN:
        first = day + timedelta(1) if ahead else moved(day, unit, -count)
        return (first, moved(first, unit, count)) if ahead else (first, day)
    this_month = day.replace(day=1)
    size = count * _MONTHS_IN[unit]
    first = add_months(this_month, 1 if ahead else -size)
    return first, add_months(first, size)


def rolling(day: date, unit: str, count: int, ahead: bool) -> Span:
    """The last or next so many units to the day; quarters are those of the calendar."""
    if unit == "quarter":
        first = unit_around(day, unit, 1 if ahead else -count)[0]
        return first, moved(first, unit, count)
    if ahead:
        first = day + timedelta(1)
        return first, moved(first, unit, count)
    return moved(day, unit, -count), day


def fiscal_year(year: int, start_month: int) -> Span:
    """The fiscal year that is named after the calendar year in which it ends."""
    return months(year if start_month == 1 else year - 1, start_month, 12)


def fiscal_year_around(day: date, start_month: int) -> int:
    """The name of the fiscal year in which the day lies."""
    return day.year + (1 if 1 < start_month <= day.month else 0)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The first, second … weekday of a month; -1 is the last. Weekdays count from 1, Monday."""
    first, end = months(year, month)
    if number < 0:
        last = end - timedelta(1)
        return last - timedelta((last.isoweekday() - weekday) % 7)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (number - 1))


def easter(year: int) -> date:
    """Easter Sunday of the western churches, by the rule of Meeus, Jones and Butcher."""
    golden, (century_, rest) = year % 19, divmod(year, 100)
    shift = (19 * golden + century_ - century_ // 4 - (century_ - (century_ + 8) // 25 + 1) // 3 + 15) % 30
    left = (32 + 2 * (century_ % 4) + 2 * (rest // 4) - shift - rest % 4) % 7
    late = (golden + 11 * shift + 22 * left) // 451
    month, day = divmod(shift + left - 7 * late + 114, 31)
    return date(year, month, day + 1)
