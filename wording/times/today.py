"""Words that mean now, up to now, the latest, or no time in particular."""

import re
from datetime import date, timedelta

from wording.times.days import months, one_day, unit_around
from wording.times.found import Found, Rule, Scene, found, rule
from wording.times.time_said import UNKNOWN, Days
from wording.times.vocabulary import LISTS, one_of, word_before

_PRESENT: list[str] = LISTS["present"]["words"]
_RECORD: list[str] = LISTS["record"]["words"]
_BEFORE_A_TIME = frozenset(["the", "recent", "near", "foreseeable"])
_VAGUE: list[str] = LISTS["vague"]["words"]


def _present(match: re.Match[str], _scene: Scene) -> Found:
    return found(match, "period", "present", words="current")


def _record(match: re.Match[str], _scene: Scene) -> Found:
    return found(match, "period", "record", words="on record")


def _vague(match: re.Match[str], _scene: Scene) -> Found:
    return found(match, "period", "vague", words="")


def _after_the(match: re.Match[str], scene: Scene) -> Found | None:
    return _vague(match, scene) if word_before(scene.low, match.start()) in _BEFORE_A_TIME else None


def _year_to_date(match: re.Match[str], scene: Scene) -> Found:
    """The year in progress up to the day before, or all of it."""
    if scene.ref is None:
        return found(match, "period", "span", words="so far this year")
    first = date(scene.ref.year, 1, 1)
    end = max(scene.ref, first + timedelta(1))
    return found(
        match,
        "period",
        "span",
        (first, end),
        words="so far this year",
        others=(unit_around(scene.ref, "year"),),
    )


def _to_date(match: re.Match[str], scene: Scene) -> Found:
    if scene.ref is None:
        return found(match, "period", "span", words="ever")
    return found(match, "period", "span", (None, scene.ref + timedelta(1)), others=((None, scene.ref),))


def _latest(match: re.Match[str], scene: Scene) -> Found:
    """The last one that is over; "the latest period", which may be any, a quarter."""
    unit = {"period": "quarter", "fiscal year": "year"}.get(match["unit"], match["unit"])
    return found(match, "period", "latest", unit_around(scene.ref, unit, -1) if scene.ref else UNKNOWN)


def _year_end(match: re.Match[str], scene: Scene) -> Found:
    """The year, whose last value counts; or its last day, month or half."""
    words = "end of this year"
    if scene.ref is None:
        return found(match, "period", "span", words=words)
    days = unit_around(scene.ref, "year")
    last = days[1] - timedelta(1)
    others: tuple[Days, ...] = (one_day(last), months(last.year, 12), months(last.year, 7, 6))
    return found(match, "period", "span", days, words=words, others=others)


RULES: list[Rule] = [
    rule(["so", "year"], r"(?:so far this year|year[- ]to[- ]date)\b", _year_to_date),
    rule(["to", "till"], r"(?:to|till) date(?=[,.;:?!)]|$| (?:in|this|has|have|the)\b)", _to_date),
    rule(["latest"], r"latest (?P<unit>quarter|period|fiscal year|year|month|week)\b", _latest),
    rule(["year", "eoy", "end"], r"(?:year(?:'s |[- ])end|eoy|end of year)\b", _year_end),
    rule(_PRESENT, rf"(?:{one_of(_PRESENT)})\b", _present),
    rule(["current"], r"current(?= [a-z\d])(?! (?:and|of|in|that)\b)", _present),
    rule(_RECORD, rf"(?:{one_of(_RECORD)})\b(?! as\b)", _record),
    rule(_VAGUE, rf"(?:{one_of(_VAGUE)})\b(?! as\b| of\b)", _vague),
    rule(["past", "future"], r"(?:past|future)\b(?! \w)", _after_the),
]
