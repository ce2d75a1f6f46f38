"""Years by number and what they make up: fiscal and school years, spans of years, decades, centuries."""

import re

from wording.times.days import century, fiscal_year, fiscal_year_around, months, years
from wording.times.found import DAY_DIGITS, YEAR_DIGITS, Found, Rule, Scene, found, rule
from wording.times.time_said import UNKNOWN, Days
from wording.times.vocabulary import (
    LISTS,
    ORDINAL,
    ORDINALS,
    WAY,
    WAYS,
    YEAR,
    YEAR_IN_WORDS,
    one_of,
    ordinal_of,
    word_before,
    year_of,
)

_BEFORE_A_YEAR = frozenset(LISTS["cues"]["year_before"])
_IN_NAMES = frozenset(LISTS["names"]["with_numbers"])
_COUNTED, _NO_PLURAL = frozenset(LISTS["names"]["counted"]), frozenset(LISTS["names"]["no_plurals"])
_DECADES: dict[str, int] = LISTS["decades"]
_BEFORE_A_DECADE = frozenset(["the", "early", "mid", "late"])
_NEXT_WORD = re.compile(r" ?-?([a-z]+)")
_RECENT = range(1900, 2050)  # a count so large would have a comma
_USUAL = range(1800, 2100)  # four digits outside are a year only where a word before them says so


def _plain_year(match: re.Match[str], scene: Scene) -> Found | None:
    """Four digits, unless what stands around them makes them a count or part of a name."""
    low, year, before = scene.low, int(match[0]), word_before(scene.low, match.start())
    following = _NEXT_WORD.match(low, match.end())
    thing = following[1] if following else ""
    cued = before in _BEFORE_A_YEAR
    plural = year not in _RECENT and thing.endswith("s") and thing not in _NO_PLURAL
    if before.rstrip(".") in _IN_NAMES or low[max(0, match.start() - 1) : match.start()] in _MARKS:
        return None
    if (thing in _COUNTED and before not in {"in", "since"}) or not (cued or (year in _USUAL and not plural)):
        return None
    return found(match, "period", "year", years(year))


_MARKS = frozenset("$#/.:+_@\N{POUND SIGN}\N{EURO SIGN}")


def _said_year(match: re.Match[str], _scene: Scene) -> Found:
    return found(match, "period", "year", years(year_of(match["year"])))


def _fiscal_year(match: re.Match[str], scene: Scene) -> Found:
    """The one that ends in the year said, or in the second of two: "fiscal 2022", "fiscal year 2021/22"."""
    number = year_of(match["year"]) + (1 if match["second"] else 0)
    return found(match, "period", "fiscal", fiscal_year(number, scene.fiscal_month), words=f"FY{number}")


def _near_fiscal_year(match: re.Match[str], scene: Scene) -> Found:
    way = WAYS[match["way"]]
    words = f"{('this', 'next', 'last')[way]} fiscal year"
    if scene.ref is None:
        return found(match, "period", "near-year", words=words)
    number = fiscal_year_around(scene.ref, scene.fiscal_month) + way
    return found(match, "period", "near-year", fiscal_year(number, scene.fiscal_month), words=words)


def _the_fiscal_year(match: re.Match[str], scene: Scene) -> Found | None:
    if word_before(scene.low, match.start()) not in {"the", "full"}:
        return None
    days: Days = UNKNOWN
    if scene.ref is not None:
        days = fiscal_year(fiscal_year_around(scene.ref, scene.fiscal_month), scene.fiscal_month)
    return found(match, "period", "unit", days, words="this fiscal year", unit="year")


def _school_year(match: re.Match[str], _scene: Scene) -> Found | None:
    """From September to June, as most school years of the north."""
    first, second = int(match["year"]), match["second"]
    if second and (first + 1) % 100 != int(second[-2:]):
        return None
    return found(match, "period", "span", months(first, 9, 10))


def _years_through(match: re.Match[str], _scene: Scene) -> Found | None:
    """Both years included; as two points in time, from the start of one to that of the other."""
    first, second = int(match["year"]), match["second"]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if last <= first or (match["mark"] == "/" and last != first + 1):
        return None
    start, last_start = years(first)[0], years(last)[0]
    words = f"{first}-{last}"
    return found(match, "period", "span", (start, years(last)[1]), words=words, others=((start, last_start),))


def _decade(match: re.Match[str], _scene: Scene) -> Found:
    said = match["d"]
    first = _DECADES.get(said) or int(said.strip("'s"))
    first += 0 if first > 99 else 1900 if first >= 30 else 2000
    if first % 100 == 0 and first < 2000:  # "the 1600s" are a century more often than its first decade
        return found(match, "period", "century", years(first, 100), others=(years(first, 10),))
    return found(match, "period", "decade", years(first, 10))


def _short_decade(match: re.Match[str], scene: Scene) -> Found | None:
    """Two digits without an apostrophe, which may be somebody's age: "the 80s", "mid-80s"."""
    return _decade(match, scene) if word_before(scene.low, match.start()) in _BEFORE_A_DECADE else None


def _century(match: re.Match[str], _scene: Scene) -> Found:
    return found(match, "period", "century", century(ordinal_of(match["n"])))


def _part_of_a_year(match: re.Match[str], _scene: Scene) -> Found:
    """The days of the year; `anchors` finds which quarter of it the text speaks of."""
    return found(match, "period", "year-part", years(year_of(match["year"])))


_FISCAL = "(?:fiscal|financial|budget)"
_Y = rf"(?P<year>{YEAR}|'\d\d(?!\d))"
_Y2 = rf"(?P<year>{YEAR}|'?\d\d(?!\d))"
_Y4 = r"(?P<year>(?:19|20)\d\d)"
_SECOND = r"(?P<second>[-/](?:\d\d)?\d\d(?!\d))"
_OF_SCHOOL = "(?:school|academic)"
RULES: list[Rule] = [
    rule(["fiscal", "financial", "fy"], rf"(?:(?:fiscal|financial)(?: years?)?|fy) ?-?{_Y2}{_SECOND}?", _fiscal_year),
    rule(["budget"], rf"budget years? {_Y4}{_SECOND}?", _fiscal_year),
    rule([YEAR_DIGITS], rf"{_Y}{_SECOND}? {_FISCAL} year\b", _fiscal_year),
    rule(WAYS, rf"{WAY} {_FISCAL} year\b", _near_fiscal_year),
    rule(["fiscal", "financial", "budget"], rf"{_FISCAL} year\b", _the_fiscal_year),
    rule([YEAR_DIGITS], rf"{_Y4}{_SECOND}? {_OF_SCHOOL} years?\b", _school_year),
    rule(["school", "academic"], rf"{_OF_SCHOOL} year {_Y4}{_SECOND}?(?!\d)", _school_year),
    rule([YEAR_DIGITS], rf"(?P<year>{YEAR}) ?(?P<mark>[-~/]) ?(?P<second>(?:1\d|20|21)?\d\d)(?![\d-])", _years_through),
    rule([YEAR_DIGITS], r"(?P<d>(?:1\d|20)\d0'?s)\b", _decade),
    rule(["'"], r"'(?P<d>[2-9]0s)\b", _decade),
    rule([DAY_DIGITS], r"(?P<d>[2-9]0s)\b", _short_decade),
    rule(_DECADES, rf"(?P<d>{one_of(_DECADES)})\b", _decade),
    rule([DAY_DIGITS, *ORDINALS, "twenty"], rf"(?P<n>\d\d?(?:st|nd|rd|th)|{ORDINAL})[- ]centur(?:y|ies)\b", _century),
    rule(["year", "calendar", "cy"], rf"(?:(?:calendar )?year(?: of)?|cy) (?P<year>{YEAR}|{YEAR_IN_WORDS})", _said_year),
    rule(["'"], r"'(?P<year>[4-9]\d|[0-3]\d)(?![\d\w'])", _said_year),
    rule(["nineteen", "two", "twenty", "eighteen"], rf"(?P<year>{YEAR_IN_WORDS})", _said_year),
    rule([YEAR_DIGITS], rf"{_Y}[- ](?:quarter|period)\b", _part_of_a_year),
    rule([YEAR_DIGITS], YEAR + r"(?![-/]\d|\w)", _plain_year),
]  # fmt: skip
