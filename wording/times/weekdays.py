"""Days of the week and of the month in progress: "Tuesday", "last Friday", "Tuesday the 13th", "the weekend"."""

import re
from datetime import date, timedelta

from wording.times.dates import BEFORE_A_NAME
from wording.times.days import months, one_day, unit_around, week
from wording.times.found import DAY_DIGITS, Found, Rule, Scene, found, rule
from wording.times.tense import nearest, nearest_day, side_of
from wording.times.vocabulary import (
    DAY,
    LISTS,
    MONTH,
    ORDINAL,
    WAY,
    WAYS,
    WEEKDAY,
    WEEKDAYS,
    is_short,
    one_of,
    ordinal_of,
    word_before,
)

_ALSO_WORDS, _RARE = frozenset(LISTS["cues"]["ambiguous_weekdays"]), frozenset(LISTS["cues"]["rare_weekdays"])
_NUMBER_FOLLOWS = re.compile(rf"\.?,? (?:\d|at \d|{MONTH})")
_MONTHS_AROUND = 24


def _number(match: re.Match[str]) -> int:
    return WEEKDAYS[match["weekday"].rstrip(".")]


def _weekday(match: re.Match[str], scene: Scene) -> Found | None:
    """The last one, today included, unless the verb says that it is the next one."""
    if not _is_weekday(match, scene):
        return None
    if match["plural"]:
        return found(match, "set", "set", words="")
    number = _number(match)
    if scene.ref is None:
        return found(match, "date", "weekday", day=number)
    past = scene.ref - timedelta((scene.ref.isoweekday() - number) % 7)
    side = -1 if past == scene.ref else side_of(scene, match.span()) or -1
    spans = one_day(past), one_day(past + timedelta(7))
    days, other = spans if side < 0 else (spans[1], spans[0])
    return found(match, "date", "weekday", days, others=(other,), day=number)


def _is_weekday(match: re.Match[str], scene: Scene) -> bool:
    """Whether an abbreviation is that of a day: "Sun" and "sat" only where a number or a month follows."""
    name = match["weekday"].rstrip(".")
    if name in _RARE and not _NUMBER_FOLLOWS.match(scene.low, match.end()):
        return False
    if name not in _ALSO_WORDS or word_before(scene.low, match.start()) in BEFORE_A_NAME:
        return True
    return scene.text[match.start()].isupper()


def _near_weekday(match: re.Match[str], scene: Scene) -> Found:
    """The last one before today, that of this week, or that of the next week; a coming one is the first to come."""
    number, way = _number(match), WAYS[match["way"]]
    if scene.ref is None:
        return found(match, "date", "weekday", day=number)
    of_week = week(scene.ref)[0] + timedelta(number - 1)
    ahead = scene.ref + timedelta((number - scene.ref.isoweekday() - 1) % 7 + 1)
    behind = scene.ref - timedelta((scene.ref.isoweekday() - number - 1) % 7 + 1)
    if way < 0:
        meant, other = behind, of_week - timedelta(7)
    elif way == 0:
        meant, other = of_week, ahead
    else:
        meant, other = of_week + timedelta(7), ahead
    if "coming" in match["way"]:
        meant, other = ahead, meant
    return found(match, "date", "weekday", one_day(meant), others=(one_day(other),), day=number)


def _weekday_nth(match: re.Match[str], scene: Scene) -> Found | None:
    """The nearest month in which that day of the month is that day of the week."""
    weekday, day = _number(match), ordinal_of(match["day"])
    if scene.ref is None:
        return found(match, "date", "day")
    like = [each for each in _same_day(scene.ref, day, _MONTHS_AROUND) if each.isoweekday() == weekday]
    days, others = nearest_day(scene, match.span(), like)
    return found(match, "date", "day", days, others=others)


def _same_day(ref: date, day: int, around: int) -> list[date]:
    """That day of the month in so many months before and after, where they have it."""
    count = ref.year * 12 + ref.month - 1
    firsts = [date(each // 12, each % 12 + 1, 1) for each in range(count - around, count + around + 1)]
    return [
        first.replace(day=day) for first in firsts if day <= (months(first.year, first.month)[1] - first).days
    ]


def _nth_alone(match: re.Match[str], scene: Scene) -> Found | None:
    """A day of this month, the last or the next one."""
    if word_before(scene.low, match.start()) not in {"the", "on"}:
        return None  # she came in 5th
    like = _same_day(scene.ref, ordinal_of(match["day"]), 1) if scene.ref else []
    days, others = nearest_day(scene, match.span(), like)
    return found(match, "date", "day", days, others=others)


def _weekend(match: re.Match[str], scene: Scene) -> Found:
    if scene.ref is None:
        return found(match, "period", "weekend")
    this = unit_around(scene.ref, "weekend")
    past = this if this[0] <= scene.ref else unit_around(scene.ref, "weekend", -1)
    future = unit_around(past[0], "weekend", 1)
    days, others = nearest(past, future, side_of(scene, match.span()), scene.ref)
    return found(match, "period", "weekend", days, others=others)


_NAME = rf"(?P<weekday>{WEEKDAY})"
_WHOLE = [name for name in WEEKDAYS if not is_short(name, WEEKDAYS)]
_NTH = rf"(?:the )?(?P<day>{DAY}(?:st|nd|rd|th)|3[01]|{ORDINAL})"
RULES: list[Rule] = [
    rule(WEEKDAYS, rf"{_NAME},? {_NTH}(?![\d:/.-]|,\d| [ap]\.?m)", _weekday_nth),
    rule(
        [*_WHOLE, *(f"{name}s" for name in _WHOLE)],
        rf"(?P<weekday>{one_of(_WHOLE)})(?P<plural>s\b(?!'))?\b",
        _weekday,
    ),
    rule(WEEKDAYS, rf"{_NAME}(?P<plural>(?!))?", _weekday),
    rule(WAYS, rf"{WAY} {_NAME}", _near_weekday),
    rule([DAY_DIGITS], r"(?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))(?=[.,;!?)]|$)", _nth_alone),
    rule(["weekend"], r"weekend\b", _weekend),
]
