"""The words before a time: early, late, the end of; since, until, before, after, by."""

from dataclasses import replace
from datetime import timedelta

from wording.times.days import moved
from wording.times.found import NOT_IN_CALENDAR, Found, Scene
from wording.times.time_said import UNKNOWN, Days, named
from wording.times.vocabulary import LISTS

_PARTS = {words: part for part, phrases in LISTS["part_of"].items() for words in phrases}
_OPENS = {words: side for side, phrases in LISTS["opens"].items() for words in phrases}
_PART_ENDS, _OPEN_ENDS = tuple(_PARTS), tuple(_OPENS)
_PARTED = frozenset([
    "month", "month-year", "year", "decade", "century", "quarter", "dated-quarter", "fiscal", "season", "unit", "near", "weekday",
    "day", "yearless", *(f"near-{unit}" for unit in ("week", "weekend", "month", "quarter", "year", "decade", "century")),
])  # fmt: skip
_OPENED = _PARTED | {"span", "part-of", "ago", "term"}
_THIRDS = {"first_third": 0, "middle_third": 1, "last_third": 2, "end": 2}
_LONGEST = max(map(len, [*_PARTS, *_OPENS]))


def with_part(found: Found, scene: Scene, free: int) -> Found:
    """The time with "early" or "late" before it, from the place `free` on: that part, the whole as a further reading.

    "The end of 2020" is the whole, whose last value counts, and "later this year" all of the year; there the
    part is the further reading.
    """
    before = scene.low[max(free, found.start - _LONGEST) : found.start]
    if found.shape not in _PARTED or not before.endswith(_PART_ENDS):
        return found
    prefix = _longest(before, _PART_ENDS)
    start = found.start - len(prefix)
    try:
        part = _part(found.days, _PARTS[prefix])
    except NOT_IN_CALENDAR:
        part = None
    if _PARTS[prefix] in {"first_third", "middle_third", "last_third"}:
        if part is None:
            return replace(found, start=start)
        return replace(found, start=start, days=part, words=None, others=(found.days, *found.others))
    words = found.words
    if _PARTS[prefix] == "end":
        said = words or named(found.days)
        words = f"end of {said}" if said else ""
    return replace(found, start=start, others=(*([part] if part else []), *found.others), words=words)


def _longest(before: str, prefixes: tuple[str, ...]) -> str:
    return max((prefix for prefix in prefixes if before.endswith(prefix)), key=len)


def _part(days: Days, part: str) -> Days | None:
    """The third or half that is meant; of a month a half or its middle ten days; None of what is too short."""
    start, end = days
    if start is None or end is None or (end - start).days < 3:
        return None
    if (end - start).days < 32:
        middle = start + timedelta(3 if (end - start).days == 7 else 15)
        if part == "middle_third":
            return start + timedelta(9), start + timedelta(20)
        return (start, middle) if part.startswith("first") else (middle, end)
    size = (end.year - start.year) * 12 + end.month - start.month
    if part.endswith("half"):
        middle = moved(start, "month", size // 2)
        return (start, middle) if part == "first_half" else (middle, end)
    marks = [start, moved(start, "month", size // 3), moved(start, "month", size - size // 3), end]
    return marks[_THIRDS[part]], marks[_THIRDS[part] + 1]


def opened(found: Found, scene: Scene, free: int) -> Found:
    """The time with "since", "until" … before it, from `free` on: open to one side, itself as a further reading."""
    before = scene.low[max(free, found.start - _LONGEST) : found.start]
    if found.shape not in _OPENED or not before.endswith(_OPEN_ENDS):
        return found
    prefix = _longest(before, _OPEN_ENDS)
    side, start = _OPENS[prefix], found.start - len(prefix)
    if side == "by":
        up_to_it = [] if found.days == UNKNOWN else [(None, found.days[1])]
        return replace(found, start=start, others=(*found.others, *up_to_it))
    words = _since(found) if prefix.startswith("since") else None
    if found.days == UNKNOWN:
        return replace(found, start=start, kind="period", words=words or "")
    others = (found.days, *found.others)
    if side.startswith("to"):
        others = (*others, _open(found.days, "to_end" if side == "to_start" else "to_start"))
    return replace(
        found,
        start=start,
        kind="period",
        days=_open(found.days, side),
        words=words,
        others=others,
        shape="open",
    )


def _since(found: Found) -> str | None:
    """The words "since 2017" as they were said, for what it leaves open; None where its ISO name says it better."""
    said = found.words or named(found.days)
    return f"since {said}" if said and "/" not in said and found.shape != "ago" else None


def _open(days: Days, side: str) -> Days:
    edge = days[0] if side.endswith("start") else days[1]
    return (edge, None) if side.startswith("from") else (None, edge)
