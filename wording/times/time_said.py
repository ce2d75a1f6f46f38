"""What comes back: a time in a text, its days, and the length it speaks of."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from factcheck.period import FIRST_YEAR, LAST_YEAR, OPEN_END, OPEN_START, label_of
from wording.lexicon import words

Days = tuple[date | None, date | None]
UNKNOWN: Days = (None, None)
_TIMEX: dict[str, tuple[int, str]] = words("times")["timex"]


@dataclass(frozen=True, slots=True)
class TimeSaid:
    """A time as said, at the place [start, end) of the plain text.

    kind: "date" (a day), "period", "duration" (an amount of time; ages too), "clock" (a part of a day),
    "set" (each of a row: "every week"). first, last_excluded: its days as resolved from the day of
    reference; None where that end is open, both None where nothing is known. words: what
    `factcheck.timewords.meanings` reads as the period of an operand, None where it can be none. count, unit:
    the length said, of a duration, of a period ("the past two years") or of the step of a set; count is None
    in "for years". others: further readings of its days. age: whether it is how old somebody is.
    """

    start: int
    end: int
    kind: str
    first: date | None = None
    last_excluded: date | None = None
    words: str | None = None
    count: Decimal | None = None
    unit: str | None = None
    others: tuple[Days, ...] = ()
    age: bool = False

    @property
    def timex(self) -> str | None:
        """The length of a duration in TIMEX3 ("P2Y", "PT3H", "PXY"); None for what is no duration."""
        return self.length if self.kind == "duration" else None

    @property
    def length(self) -> str | None:
        """The length said, in TIMEX3: of a period and of the step of a set too."""
        if self.unit is None:
            return None
        size, letter = _TIMEX[self.unit]
        count = "X" if self.count is None else f"{(self.count * size).normalize():f}"
        return f"PT{count}{letter[1:]}" if letter.startswith("T") else f"P{count}{letter}"


def named(days: Days) -> str | None:
    """The ISO name of the days; None where nothing is known, or beyond the calendar of periods."""
    first, end = days
    if days == UNKNOWN or not all(day is None or FIRST_YEAR <= day.year <= LAST_YEAR for day in days):
        return None
    start, end = first or OPEN_START, end or OPEN_END
    return label_of(start, end) if start < end else None
