"""From a text to its times: places where one may begin, the rules for the word there, then the neighbours."""

import re
from collections import defaultdict
from datetime import date
from functools import cache

from factcheck.period import fiscal_start_month
from wording.plain_text import Plain
from wording.times import (
    clock,
    dates,
    holidays,
    lengths,
    numeric_dates,
    parts,
    quarters,
    relative,
    terms,
    today,
    weekdays,
    years,
)
from wording.times.anchors import anchored
from wording.times.edges import opened, with_part
from wording.times.found import DAY_DIGITS, DIGITS, NOT_IN_CALENDAR, YEAR_DIGITS, Found, Reading, Rule, Scene
from wording.times.pairs import joined
from wording.times.time_said import TimeSaid, named
from wording.times.vocabulary import LISTS

_TOKEN = re.compile(r"[^\W\d_]+|\d+|'")
_MONTH_FIRST = frozenset(LISTS["calendars"]["month_first"])
_SOUTHERN = frozenset(LISTS["calendars"]["southern"])
_NUMBERS = {1: DAY_DIGITS, 2: DAY_DIGITS, 4: YEAR_DIGITS}
_MONEY = frozenset("$#\N{POUND SIGN}\N{EURO SIGN}\N{YEN SIGN}\N{INDIAN RUPEE SIGN}\N{RUBLE SIGN}\N{WON SIGN}")


def _by_word(*modules: list[Rule]) -> dict[str, list[Rule]]:
    """The rules that may apply at each word, in the order in which they are tried."""
    rules: defaultdict[str, list[Rule]] = defaultdict(list)
    for each in (rule for module in modules for rule in module):
        for word in each.words:
            rules[word].append(each)
    return dict(rules)


_RULES = _by_word(
    terms.RULES, holidays.RULES, dates.RULES, weekdays.RULES, numeric_dates.RULES, clock.RULES, quarters.RULES,
    parts.PARTS, parts.ANAPHORS, years.RULES, relative.RULES, today.RULES, lengths.RULES, parts.RULES,
)  # fmt: skip


def find_times(plain: Plain, ref: date | None, country: str | None = None) -> list[TimeSaid]:
    """The times of a text, in order of place, none overlapping another.

    ref: the day on which it was said; None leaves times told from it without days. country (ISO 3166-1
    alpha-2): its order of numbers in a date, its fiscal year and its seasons; the United States if unknown.
    """
    code = (country or "US").upper()
    fiscal_month = fiscal_start_month(code)
    scene = Scene(plain.text, plain.low, ref, code in _MONTH_FIRST, fiscal_month, code in _SOUTHERN)
    together = _together(_alone(scene), scene)
    ends = [0, *(each.end for each in together)]
    return [
        _said(opened(each, scene, free)) for each, free in zip(anchored(together, scene), ends, strict=False)
    ]


@cache
def _rules_at(word: str) -> list[tuple[re.Pattern[str], Reading]]:
    """The rules that may apply at a word; compiled when it is first met, to keep the import quick."""
    return [(_compiled(rule.pattern), rule.read) for rule in _RULES[word]]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _alone(scene: Scene) -> list[Found]:
    """Each time by itself: at the first place where a rule of the word there matches, and on from its end."""
    items, done = [], 0
    for token in _TOKEN.finditer(scene.low):
        start, word = token.start(), token[0]
        if start < done:
            continue
        is_number = word[0].isdecimal()
        if is_number:
            word = _NUMBERS.get(len(word), DIGITS)
        if word in _RULES and _begins(scene.low, start, is_number):
            item = _first_match(word, scene, start)
            if item is not None:
                items.append(item)
                done = item.end
    return items


def _begins(low: str, start: int, is_number: bool) -> bool:
    """Whether a time may begin here: not inside a number or a word, and not with an amount of money."""
    before = low[start - 1 : start]
    if not is_number:
        return not before.isalnum()
    in_number = before in {".", ",", ":", "/"} and low[start - 2 : start - 1].isdigit()
    return not (in_number or before in _MONEY or before.isalpha())


def _first_match(word: str, scene: Scene, start: int) -> Found | None:
    for pattern, read in _rules_at(word):
        match = pattern.match(scene.low, start)
        if match is not None:
            try:
                item = read(match, scene)
            except NOT_IN_CALENDAR:
                continue
            if item is not None:
                return item
    return None


def _together(items: list[Found], scene: Scene) -> list[Found]:
    """The times with the words of a part before them, and those that are one with their neighbour."""
    kept: list[Found] = []
    for item in items:
        last = with_part(item, scene, kept[-1].end if kept else 0)
        while kept and (both := joined(kept[-1], last, scene)) is not None:
            kept.pop()
            last = both
        kept.append(last)
    return [
        each for each in kept if each.shape != "a-day" and (each.shape != "part" or each.count is not None)
    ]


def _said(found: Found) -> TimeSaid:
    may_be_period = found.kind in {"date", "period"} and found.words != ""
    words = (found.words or named(found.days)) if may_be_period else None
    length = found.count, found.unit
    return TimeSaid(found.start, found.end, found.kind, *found.days, words, *length, found.others, found.age)
