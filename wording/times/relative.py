"""Times told from today, in units: yesterday, this year, the past two years, three weeks ago, a year earlier."""

import re
from datetime import timedelta
from decimal import Decimal

from wording.times.days import (
    fiscal_year,
    fiscal_year_around,
    moved,
    one_day,
    rolling,
    unit_around,
    whole_units,
)
from wording.times.found import DIGITS, Found, Rule, Scene, found, rule
from wording.times.time_said import UNKNOWN, Days
from wording.times.vocabulary import (
    COUNT,
    LISTS,
    NUMBER_WORDS,
    PARTS_OF_A_DAY,
    UNIT,
    UNITS,
    WAY,
    WAYS,
    count_of,
    one_of,
    word_before,
)

_NEAR: dict[str, int] = LISTS["near"]
# What `factcheck.timewords.meanings` reads: this, last and next of these …
_KNOWN = frozenset(["week", "month", "quarter", "year", "decade"])
# … "a year earlier" and "the previous year" of these, and the last so many of these.
_TOLD_BEFORE = frozenset(["month", "quarter", "year"])
_MOST = {"day": 999, "week": 999, "month": 999, "quarter": 999, "year": 500, "decade": 50}
_A_YEAR = Decimal(1)


def _near(match: re.Match[str], scene: Scene) -> Found | None:
    if word_before(scene.low, match.start()) == "usa":
        return None  # the newspaper
    words = "yesterday" if match["near"] == "yesterday" else None
    days = one_day(scene.ref + timedelta(_NEAR[match["near"]])) if scene.ref else UNKNOWN
    return found(match, "date", "near", days, words=words)


def _unit(match: re.Match[str], scene: Scene) -> Found | None:
    """This, last or next year, month, week …; "the last year" and "the past year" are the twelve months before."""
    unit, way = UNITS[match["unit"]], WAYS[match["way"]]
    the_last = match["way"] == "last" and word_before(scene.low, match.start()) == "the"
    if (the_last or match["way"] == "past") and unit in _KNOWN:
        return _last_so_many(match, scene, 1, "in the last year" if unit == "year" else f"the last {unit}")
    if match["way"] in {"previous", "prior", "preceding"} and unit in _TOLD_BEFORE:
        words: str | None = f"the previous {unit}"
    else:
        words = f"{('this', 'next', 'last')[way]} {unit}" if unit in _KNOWN else None
    if scene.ref is None:
        days = UNKNOWN
    elif unit in {"day", "fortnight"} and way:
        days = rolling(scene.ref, unit, 1, ahead=way > 0)
    else:
        days = unit_around(scene.ref, unit, way)
    return found(match, "period", f"near-{unit}", days, words=words)


def _last_so_many(match: re.Match[str], scene: Scene, count: int, words: str | None) -> Found:
    """The last or next so many units, in whole months as `meanings` counts them, or to the day."""
    unit, ahead = UNITS[match["unit"]], WAYS[match["way"]] > 0
    days: Days = UNKNOWN
    others: tuple[Days, ...] = ()
    if scene.ref is not None:
        days = whole_units(scene.ref, unit, count, ahead)
        others = (rolling(scene.ref, unit, count, ahead),)
        if count == 1 and not ahead:
            others += (unit_around(scene.ref, unit, -1),)
    return found(
        match, "period", "rolling", days, words=words, others=others, count=Decimal(count), unit=unit
    )


def _so_many(match: re.Match[str], scene: Scene) -> Found | None:
    unit, count = UNITS[match["unit"]], count_of(match["count"])
    if not count or WAYS[match["way"]] == 0:
        return None
    if unit in PARTS_OF_A_DAY or unit == "weekend" or count != int(count):
        return found(match, "duration", "length", count=count, unit=unit)
    if "fiscal" in match[0] and unit == "year":
        return _fiscal_years(match, scene, int(count))
    said = "few" if "few" in match["count"] else int(count)
    way = "next" if WAYS[match["way"]] > 0 else "last"
    words = f"the {way} {said} {unit}s" if count <= _MOST.get(unit, 0) else None
    return _last_so_many(match, scene, int(count), words)


def _fiscal_years(match: re.Match[str], scene: Scene, count: int) -> Found:
    """The last or next so many whole fiscal years."""
    if scene.ref is None:
        return found(match, "period", "rolling", words="", count=Decimal(count), unit="year")
    this = fiscal_year_around(scene.ref, scene.fiscal_month)
    first, last = (this + 1, this + count) if WAYS[match["way"]] > 0 else (this - count, this - 1)
    days = fiscal_year(first, scene.fiscal_month)[0], fiscal_year(last, scene.fiscal_month)[1]
    return found(
        match, "period", "rolling", days, words=f"FY{first}/FY{last}", count=Decimal(count), unit="year"
    )


def _uncounted(match: re.Match[str], _scene: Scene) -> Found:
    return found(match, "period", "vague", words="", unit=UNITS[match["unit"]])


def _ago(match: re.Match[str], scene: Scene) -> Found | None:
    """The unit in which that day lies, or the day itself."""
    unit, count = UNITS[match["unit"]], count_of(match["count"])
    if count is None:
        return None
    a_year_ago = unit == "year" and count == 1 and match["way"] == "ago"
    words = "a year ago" if a_year_ago else None
    if unit in PARTS_OF_A_DAY:
        return found(match, "clock", "ago")
    if scene.ref is None or count != int(count):
        return found(match, "period", "ago", words=words or "")
    there = moved(scene.ref, unit, -int(count) if match["way"] == "ago" else int(count))
    days = unit_around(there, "week" if unit == "fortnight" else unit)
    others: tuple[Days, ...] = (one_day(there),)
    if a_year_ago:
        others += (unit_around(there, "month"), unit_around(there, "quarter", -1))
    return found(match, "date" if unit == "day" else "period", "ago", days, words=words, others=others)


def _from_another(match: re.Match[str], _scene: Scene) -> Found:
    """So long before or after a time that stands elsewhere, which `anchors` looks for."""
    unit, count = UNITS[match["unit"]], count_of(match["count"])
    if unit in PARTS_OF_A_DAY:
        return found(match, "clock", "later")
    known = count == 1 and unit in _TOLD_BEFORE and match["way"] != "later"
    words = f"a {unit} earlier" if known else ""
    shape = "later" if match["way"] == "later" else "earlier"
    return found(match, "period", shape, words=words, count=count, unit=unit)


def _unit_before(match: re.Match[str], _scene: Scene) -> Found:
    """The time of the subject, a year before: "the year-ago quarter", "year on year", "the same period last year"."""
    unit = match.groupdict().get("unit") or "year"
    return found(match, "period", "earlier", words=f"a {unit} earlier", count=_A_YEAR, unit=unit)


_KIND = "(?:(?:full|whole|consecutive|straight|successive|calendar|fiscal|trading|business|working|more|additional) )?"
_COUNTED = [DIGITS, *NUMBER_WORDS]
_C, _U = rf"(?P<count>{COUNT})", rf"(?P<unit>{UNIT})"
_ONE = r"(?P<unit>year|month|week|day|quarter|decade|century|fortnight|weekend)\b(?!-)"
_WAYS_OF_MANY = "(?:past|coming|recent|upcoming|next|last|following|previous|early)"
_LIKE = ["same", "corresponding", "comparable", "equivalent"]
_THING = "(?:period|quarter|month|time|week|level|figure)"
_LAST_YEAR = "(?:(?:last|the previous|the prior) year|year (?:ago|earlier|before))"
RULES: list[Rule] = [
    rule(_NEAR, rf"(?P<near>{one_of(_NEAR)})\b", _near),
    rule(WAYS, rf"{WAY} {_C}[- ](?:or so )?{_KIND}{_U}", _so_many),
    rule(_COUNTED, rf"{_C} {WAY} {_U}", _so_many),
    rule(WAYS, rf"{WAY} (?:calendar |full |whole )?{_ONE}", _unit),
    rule([*WAYS, "recent", "early"], rf"{_WAYS_OF_MANY} (?P<unit>{UNIT}(?<=s))(?: and months| and years)?", _uncounted),
    rule(["weeks", "months", "years", "days", "decades"], rf"{_U} (?:ahead|to come|gone by)\b", _uncounted),
    rule(["several", "many", "some"], rf"(?:several|many|some) {_U} (?:ago|earlier|later)\b", _uncounted),
    rule(_COUNTED, rf"{_C}[- ]{_KIND}{_U}(?: or so)?,? (?P<way>ago|from now|from today|hence)\b", _ago),
    rule(_COUNTED, rf"{_C}[- ]{_KIND}{_U}(?: or so)?,? (?P<way>earlier|previously|later)\b", _from_another),
    rule(_TOLD_BEFORE, rf"(?P<unit>year|month|quarter)[- ](?:ago|earlier)\b(?: {_THING}s?\b)?", _unit_before),
    rule(_TOLD_BEFORE, r"(?P<unit>year|month|quarter)[- ](?:on|over)[- ](?P=unit)\b", _unit_before),
    rule(_LIKE, rf"(?:{one_of(_LIKE)}) {_THING}s? (?:of |in |a |one )?{_LAST_YEAR}\b", _unit_before),
]  # fmt: skip
