"""Which values a figure had, and from which day on: from rows that each hold for a real-time period.

Where a series has more vintages than one answer may hold, its real time is asked for in windows. A
row that holds beyond its window is cut there: its first day is then no day of publication, and its
last day no withdrawal.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from publishers.errors import ShapeError

DAY = timedelta(days=1)


class Row(NamedTuple):
    """A value for the period of `day`, held from `start` to `end`, both included, as far as its window shows."""

    window: tuple[date, date]
    day: date
    start: date
    end: date
    value: Decimal | None


class Vintage(NamedTuple):
    """A value for the period of `day` as published; withdrawn: from that day on there was none any more."""

    day: date
    published: date
    value: Decimal | None
    withdrawn: bool = False


def vintages(rows: Iterable[Row], ends: Collection[date]) -> Iterator[Vintage]:
    """Each value once, on the day on which it was first published; and each withdrawal.

    rows: of one window after the other, in each by day. ends: the last days of all windows, also of those
    without rows; looked at once all rows are read. Raises ShapeError where rows are not in that order, or
    a figure has two values at one time.
    """
    held: dict[date, Row] = {}
    before = (date.min, date.min), date.min
    for place, group in groupby(rows, key=lambda row: (row.window, row.day)):
        if place <= before:
            raise ShapeError(
                f"found the observation of {place[1]} after that of {before[1]}; expected the earlier first"
            )
        before = place
        for row in sorted(group, key=lambda row: row.start):
            yield from _following(held.get(row.day), row)
            held[row.day] = row
    last = max(ends, default=date.min)
    for row in held.values():
        if row.end < last:
            yield Vintage(row.day, row.end + DAY, None, withdrawn=True)


def _following(held: Row | None, row: Row) -> Iterator[Vintage]:
    """What the row adds to the one before it for the same period."""
    if held is not None and row.start <= held.end:
        raise ShapeError(
            f"found two values of {row.day} on {row.start}, {held.value} and {row.value}; expected one at a time"
        )
    gap = held is not None and held.end + DAY < row.start
    if held is not None and gap:
        yield Vintage(row.day, held.end + DAY, None, withdrawn=True)
    if held is None or gap or row.value != held.value:
        yield Vintage(row.day, row.start, row.value)
