"""Times that hang on another one in the same text: "a year earlier", "the 1988 quarter", "the latest period"."""

from dataclasses import replace
from datetime import date

from wording.times.days import moved, one_day, unit_around
from wording.times.found import NOT_IN_CALENDAR, Found, Scene
from wording.times.time_said import Days
from wording.times.vocabulary import PARTS_OF_A_DAY

_ANCHORS = frozenset(["quarter", "dated-quarter", "month", "month-year", "span", "part-of"])
_TOO_SHORT = PARTS_OF_A_DAY | {"day", "week", "fortnight", "weekend"}  # an anchor is moved by months
_Whole = tuple[date, date]


def anchored(items: list[Found], scene: Scene) -> list[Found]:
    """The times, those that are told from another one with its days moved; the last one before them is the anchor."""
    anchor: _Whole | None = None
    result: list[Found] = []
    for item in items:
        try:
            if item.shape == "that":
                result.append(_of_the_one_before(item, result[-1:], scene))
            else:
                result.append(_from_anchor(item, anchor, scene))
        except NOT_IN_CALENDAR:
            result.append(item)
        start, end = result[-1].days
        if item.shape in _ANCHORS and start is not None and end is not None and start.day == 1:
            anchor = start, end
    return result


def _of_the_one_before(item: Found, before: list[Found], scene: Scene) -> Found:
    """The year, month … in which the time before it lies, or the next or last one; from today where none is before it."""
    step, unit = item.day or 0, item.unit or "day"
    there = before[0].days[0] if before else None
    if there is None and step:
        there = scene.ref
    if there is None:
        return replace(item, unit=None)
    return replace(item, days=unit_around(there, unit, step), words=None, unit=None)


def _from_anchor(item: Found, anchor: _Whole | None, scene: Scene) -> Found:
    if item.shape == "earlier" or (item.words == "a year ago" and anchor is not None):
        return _earlier(item, anchor, scene)
    if item.shape == "year-part":
        return _in_its_year(item, anchor or (unit_around(scene.ref, "quarter", -1) if scene.ref else None))
    if item.shape == "latest" and anchor is not None:
        return replace(item, others=(anchor, *item.others))
    return item


def _in_its_year(item: Found, anchor: _Whole | None) -> Found:
    """The same months as the anchor's, in the year that is said; the year itself as a further reading."""
    year = item.days[0]
    if anchor is None or year is None:
        return item
    by = 12 * (year.year - anchor[0].year)
    return replace(item, days=_moved(anchor, "month", by), others=(item.days,))


def _earlier(item: Found, anchor: _Whole | None, scene: Scene) -> Found:
    """So much before the anchor; without one, before the day of reference."""
    unit, count = item.unit or "year", item.count or 1
    plain = replace(item, count=None, unit=None)
    if count != int(count) or unit in PARTS_OF_A_DAY or unit == "weekend":
        return plain
    if anchor is not None and unit not in _TOO_SHORT:
        return replace(plain, days=_moved(anchor, unit, -int(count)))
    if scene.ref is None:
        return plain
    there = moved(scene.ref, unit, -int(count))
    others: tuple[Days, ...] = (
        one_day(there),
        unit_around(there, "month"),
        unit_around(there, "quarter", -1),
    )
    return replace(plain, days=unit_around(there, unit), others=others)


def _moved(days: _Whole, unit: str, count: int) -> _Whole:
    return moved(days[0], unit, count), moved(days[1], unit, count)
