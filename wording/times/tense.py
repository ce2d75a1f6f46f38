"""On which side of today a time lies that does not say its year, or its week."""

from collections.abc import Callable, Iterable
from datetime import date

from wording.lexicon import words
from wording.times.days import Span, one_day
from wording.times.found import Scene
from wording.times.time_said import UNKNOWN, Days

_FUTURE = frozenset(words("times")["tense"]["future"])
_PAST = frozenset(words("times")["tense"]["past"])
_BEFORE, _AFTER = 70, 40  # how far a verb may stand from the time it speaks of
_MUCH = 9  # so much nearer, a day is meant whatever the verb says
_LEAP = 8  # so many years may lie between one 29 February and the next
Resolved = tuple[Days, tuple[Days, ...]]  # the days that are meant, and further readings
Place = tuple[int, int]


def side_of(scene: Scene, place: Place) -> int:
    """-1 where the nearest verb is of the past, 1 where it is of the future, 0 where there is none."""
    start, end = place
    before = scene.low[max(0, start - _BEFORE) : start]
    before = before[max(before.rfind(mark) for mark in (". ", "; ", "? ", "! ")) + 1 :]
    after = scene.low[end : end + _AFTER]
    marks = [at for mark in (". ", "; ", ", ") if (at := after.find(mark)) >= 0]
    sides = [before.split()[::-1], after[: min(marks, default=_AFTER)].split()]
    for distance in range(max(map(len, sides))):
        for said in sides:
            if distance < len(said) and (side := _side_of_word(said[distance].strip(".,\"'()"))):
                return side
    return 0


def _side_of_word(word: str) -> int:
    if word in _FUTURE or word.endswith("'ll"):
        return 1
    return -1 if word in _PAST or (word.endswith("ed") and len(word) > 4) else 0


def nearest(past: Span | None, future: Span | None, side: int, ref: date) -> Resolved:
    """The one of two like times that is meant, and the other as a further reading.

    Without a verb to go by it is the past one, unless the future one is much nearer.
    """
    if past is None or future is None:
        return past or future or UNKNOWN, ()
    ahead, behind = (future[0] - ref).days, (ref - past[0]).days
    if ahead * _MUCH < behind * (1 if side else 3):
        side = 1
    elif behind * _MUCH < ahead or side == 0:
        side = -1
    return (future, (past,)) if side > 0 else (past, (future,))


def nearest_day(scene: Scene, place: Place, days: list[date]) -> Resolved:
    """The one of several like days that is meant; nothing without a day of reference."""
    ref = scene.ref
    if ref is None:
        return UNKNOWN, ()
    past = max((one_day(day) for day in days if day <= ref), default=None)
    future = min((one_day(day) for day in days if day > ref), default=None)
    return nearest(past, future, side_of(scene, place), ref)


def in_year_near(scene: Scene, place: Place, make: Callable[[int], Span]) -> Resolved:
    """A time that comes once a year, in the year that is meant; nothing without a day of reference.

    Raises ValueError where there is no such day in any year.
    """
    ref = scene.ref
    if ref is None:
        return UNKNOWN, ()
    past = _first_of(make, range(ref.year, ref.year - _LEAP - 1, -1), lambda span: span[0] <= ref)
    future = _first_of(make, range(ref.year, ref.year + _LEAP + 1), lambda span: span[0] > ref)
    if past is None and future is None:
        raise ValueError(ref)
    if past is not None and past[1] > ref:
        return nearest(past, future, -1, ref)  # it is going on
    return nearest(past, future, side_of(scene, place), ref)


def _first_of(
    make: Callable[[int], Span], years: Iterable[int], wanted: Callable[[Span], bool]
) -> Span | None:
    for year in years:
        try:
            span = make(year)
        except ValueError:
            continue  # no 29 February in that year
        if wanted(span):
            return span
    return None
