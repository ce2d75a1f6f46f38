"""Quarters and halves of years: "the third quarter", "Q3 2019", "the last half of 1989"."""

import re

from wording.times.days import Span, months, moved
from wording.times.found import DAY_DIGITS, YEAR_DIGITS, Found, Rule, Scene, found, rule
from wording.times.tense import Resolved, side_of
from wording.times.time_said import UNKNOWN
from wording.times.vocabulary import ORDINALS, YEAR, ordinal_of, year_of

_SOON = 190  # days: a quarter so near may be one to come


def _dated_part(match: re.Match[str], scene: Scene) -> Found | None:
    part = _part(match, year_of(match["year"]))
    if part and re.search("fiscal|financial", match[0]) and scene.fiscal_month > 1:
        start, end = (
            moved(day, "month", scene.fiscal_month - 13) for day in part
        )  # named after its last year
        part = start, end
    return found(match, "period", "dated-quarter", part) if part else None


def _part(match: re.Match[str], year: int) -> Span | None:
    """The quarter or half of the year; None where it has no such part."""
    size = 3 if match["part"].startswith("q") else 6
    number = 12 // size if match["q"] in {"last", "final"} else ordinal_of(match["q"])
    return months(year, (number - 1) * size + 1, size) if number <= 12 // size else None


def _quarter(match: re.Match[str], scene: Scene) -> Found:
    days, others = _meant(match, scene)
    return found(match, "period", "quarter", days, others=others, day=ordinal_of(match["q"]))


def _meant(match: re.Match[str], scene: Scene) -> Resolved:
    """The last one to have begun, as results are of the past; a near one where the verb is of the future."""
    if scene.ref is None:
        return UNKNOWN, ()
    around = [_part(match, scene.ref.year + step) for step in (-1, 0, 1)]
    past = max(part for part in around if part and part[0] <= scene.ref)
    future = min(part for part in around if part and part[0] > scene.ref)
    near = (future[0] - scene.ref).days < _SOON and past[1] <= scene.ref
    return (future, (past,)) if near and side_of(scene, match.span()) > 0 else (past, (future,))


def _half(match: re.Match[str], _scene: Scene) -> Found | None:
    """A half of what follows "of", which `pairs` looks at."""
    number = 2 if match["q"] in {"last", "final"} else ordinal_of(match["q"])
    return found(match, "period", "half", words="", day=number) if number <= 2 else None


_FISCAL = "(?:(?:fiscal|financial) (?:year )?)?"
_NTH = r"(?P<q>first|second|third|fourth|1st|2nd|3rd|4th|last|final)"
_Y = rf"(?P<year>{YEAR}|'\d\d\b)"
_PART = r"(?P<part>quarters?|half)\b"
_OF = rf"(?:,? of (?:the year )?|,? in |,? |'s ){_FISCAL}"
_NUMBERED = r"(?P<part>[qh])(?P<q>[1-4])"
_FIRSTS = [*ORDINALS, DAY_DIGITS, "last", "final", "fiscal", "financial"]
RULES: list[Rule] = [
    rule([YEAR_DIGITS], rf"{_Y}(?:'s)?[- ]{_FISCAL}{_NTH}[- ]{_PART}", _dated_part),
    rule([YEAR_DIGITS], rf"{_Y}[- ]?{_NUMBERED}\b", _dated_part),
    rule(["q", "h"], rf"{_NUMBERED}(?: of | ){_FISCAL}{_Y}", _dated_part),
    rule(["q"], r"(?P<part>q)(?P<q>[1-4])\b", _quarter),
    rule(_FIRSTS, rf"{_FISCAL}{_NTH}[- ]{_FISCAL}{_PART}{_OF}{_Y}", _dated_part),
    rule(_FIRSTS, rf"{_FISCAL}(?P<q>first|second|third|fourth|[1-4](?:st|nd|rd|th))[- ]{_FISCAL}(?P<part>quarters?)\b", _quarter),
    rule(["first", "second", "last"], rf"{_NTH}[- ](?P<part>half)(?= of )", _half),
]  # fmt: skip
