"""The words of time as pieces of patterns, and the numbers that they say."""

import re
from collections.abc import Iterable
from decimal import Decimal

from wording.lexicon import longest_first, words

LISTS = words("times")
_NUMBERS = words("numbers")
MONTHS: dict[str, int] = LISTS["months"]
WEEKDAYS: dict[str, int] = LISTS["weekdays"]
SEASONS: dict[str, int] = LISTS["seasons"]
UNITS: dict[str, str] = LISTS["units"]
WAYS: dict[str, int] = LISTS["ways"]
PARTS_OF_A_DAY = frozenset(["hour", "minute", "second"])
_CARDINALS = {name: int(value) for name, value in _NUMBERS["cardinals"].items()}
_COUNTS = {name: Decimal(value) for name, value in LISTS["counts"].items()}
ORDINALS = {name: int(value) for name, value in _NUMBERS["ordinals"].items()} | {"thirtieth": 30}


def one_of(names: Iterable[str]) -> str:
    """An alternation of the names, none of which hides a longer one."""
    return "|".join(re.escape(name) for name in longest_first(list(names)))


def is_short(name: str, names: Iterable[str]) -> bool:
    """Whether the name is short for a longer one among the names."""
    return any(each.startswith(name) and each != name for each in names)


def _abbreviated(names: Iterable[str]) -> str:
    """An alternation of names, short ones with or without a dot."""
    whole = one_of(name for name in names if not is_short(name, names))
    short = one_of(name for name in names if is_short(name, names))
    return rf"(?:(?:{whole}|(?:{short})(?![a-z])\.?)(?![a-z]))"


_TENS = one_of(name for name, value in _CARDINALS.items() if value >= 20)
_ONES = one_of(name for name, value in _CARDINALS.items() if 0 < value < 20)
_TEENS = one_of(name for name, value in _CARDINALS.items() if 9 < value < 20)
BELOW_100 = rf"(?:(?:{_TENS})(?:[- ](?:{_ONES}))?|(?:{_ONES}))"
NUMBER_WORDS = [*_CARDINALS, *_COUNTS]
COUNT = (
    r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,4}(?:\.\d{1,2}| 1/2)?"
    rf"|{BELOW_100}(?: hundred)?|{one_of(_COUNTS)})"
)
MONTH = _abbreviated(MONTHS)
WEEKDAY = _abbreviated(WEEKDAYS)
SEASON = rf"(?:{one_of(SEASONS)})\b"
UNIT = rf"(?:{one_of(UNITS)})\b"
WAY = rf"(?P<way>{one_of(WAYS)})"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
ORDINAL = rf"(?:(?:twenty|thirty)[- ](?:{one_of(name for name in ORDINALS if ORDINALS[name] < 10)})|{one_of(ORDINALS)})\b"
NTH_DAY = rf"(?:{DAY}(?:st|nd|rd|th)?|{ORDINAL})"
YEAR = r"(?:1\d|20|21)\d\d(?![\d%]|[.,]\d)"
_TWO_DIGITS = rf"(?:(?:{_TENS})(?:[- ](?:{_ONES}))?|{_TEENS})"
YEAR_IN_WORDS = (
    rf"(?:two thousand(?:(?: and)?[- ]{BELOW_100})?"
    rf"|(?:nineteen(?: hundred)?|eighteen(?: hundred)?|twenty)[- ]{_TWO_DIGITS})\b"
)


def count_of(said: str) -> Decimal | None:
    """The number that digits or words say, None for none."""
    if said[:1].isdigit():
        whole, half, _ = said.replace(",", "").partition(" 1/2")
        return Decimal(whole) + (Decimal("0.5") if half else 0)
    if said in _COUNTS:
        return _COUNTS[said]
    parts = said.removesuffix(" hundred").replace("-", " ").split()
    if not parts or not all(part in _CARDINALS for part in parts):
        return None
    return Decimal(sum(_CARDINALS[part] for part in parts)) * (100 if said.endswith(" hundred") else 1)


def ordinal_of(said: str) -> int:
    """The number of an ordinal, in digits or in words."""
    if said[0].isdigit():
        return int(said.rstrip("stndrh"))
    tens, _, ones = said.replace("-", " ").rpartition(" ")
    return _CARDINALS.get(tens, 0) + ORDINALS[ones]


def year_of(said: str) -> int:
    """The year that digits or words say; two digits lie between 1940 and 2039."""
    digits = said.lstrip("'")
    if digits.isdecimal():
        year = int(digits)
        return year if year > 99 else year + (1900 if year >= 40 else 2000)
    parts = [part for part in said.replace("-", " ").split() if part != "and"]
    if parts[:2] == ["two", "thousand"]:
        return 2000 + sum(_CARDINALS[part] for part in parts[2:])
    return 100 * _CARDINALS[parts[0]] + sum(_CARDINALS.get(part, 0) for part in parts[1:])


def in_a_name(text: str, start: int, end: int) -> bool:
    """Whether the word has a capital, as the one before or after it: "the Daily Beast", "Entertainment Weekly"."""
    if not text[start].isupper():
        return False
    before = text[max(0, start - 16) : start].split()
    return text[end : end + 2].strip()[:1].isupper() or (
        bool(before) and before[-1][0].isupper() and before[-1].isalpha()
    )


def word_before(low: str, at: int) -> str:
    """The last word before a place, without brackets and quotation marks; "" where none is near."""
    before = low[max(0, at - 16) : at].replace("-", " ").split()
    return before[-1].strip("(\"'[") if before else ""
