"""Which two times side by side are one, by what stands between them and what they are to their neighbours."""

from collections.abc import Callable

from wording.times import joins
from wording.times.found import NOT_IN_CALENDAR, Found, Scene
from wording.times.vocabulary import LISTS

_A_DAY = frozenset(["day", "yearless", "weekday", "near"])
_PART_OF_A_YEAR = frozenset(["month", "yearless", "quarter", "season"])
_YEAR = frozenset(["year", "near-year"])
_LENGTH = frozenset(["length", "unit", "first-many"])
_DATED = (
    _A_DAY | _PART_OF_A_YEAR | _YEAR | {"month-year", "dated-quarter", "decade", "fiscal", "century"}
    | {"near-month", "near-week", "part-of", "present", "ago"}
)  # fmt: skip
_END = _DATED - {"weekday", "near-week", "present", "ago"}
_KINDS: list[
    tuple[list[str], frozenset[str], frozenset[str], Callable[[Found, Found, Scene], Found | None]]
] = [
    (["ended"], _LENGTH | {"quarter"}, _END | {"weekday"}, joins.up_to),
    (["to_its_end"], _LENGTH, _END, joins.up_to),
    (["beside"], frozenset(["weekday", "timed"]), frozenset(["day", "yearless"]), joins.as_second),
    (["after_a_weekday"], frozenset(["near-week"]), frozenset(["weekday"]), joins.weekday_in),
    (["after_a_weekday"], frozenset(["weekday"]), frozenset(["ago"]), joins.weekday_in),
    (["on"], frozenset(["ago", "day"]), frozenset(["weekday"]), joins.weekday_in),
    (["at"], _A_DAY, frozenset(["clock"]), joins.timed),
    (["at"], frozenset(["clock"]), _A_DAY, joins.timed),
    (["in"], _PART_OF_A_YEAR, _YEAR, joins.in_year),
    (["whose"], _YEAR, frozenset(["quarter"]), joins.of_year),
    (["of"], frozenset(["part"]), _DATED | {"unit"}, joins.part_of),
    (["of"], frozenset(["half"]), _YEAR | {"fiscal", "decade", "century", "unit"}, joins.half_of),
    (["week_of"], frozenset(["unit", "near-week", "weekend"]), frozenset(["day", "yearless"]), joins.week_of),
    (["after"], frozenset(["length", "a-day"]), _A_DAY | {"year"}, joins.after),
    (["before"], frozenset(["length", "a-day"]), _A_DAY, joins.before),
    (["to"], _DATED, _DATED, joins.span),
    (["and"], _DATED, _DATED, joins.between),
]
_BETWEEN: dict[str, list[str]] = LISTS["between"]
_PAIRS: dict[tuple[str, str, str], Callable[[Found, Found, Scene], Found | None]] = {}
for _names, _firsts, _seconds, _join in _KINDS:
    for _key in ((b, f, s) for name in _names for b in _BETWEEN[name] for f in _firsts for s in _seconds):
        _PAIRS.setdefault(_key, _join)
_LONGEST = max(len(between) for name in _BETWEEN for between in _BETWEEN[name])


def joined(first: Found, second: Found, scene: Scene) -> Found | None:
    """The one time that two make with the words between them, None where they are two."""
    if second.start - first.end > _LONGEST:
        return None
    join = _PAIRS.get((scene.low[first.end : second.start], first.shape, second.shape))
    if join is None:
        return None
    try:
        return join(first, second, scene)
    except NOT_IN_CALENDAR:
        return None
