"""The unit of a number in a text: a sign of currency before it, a unit or the noun counted after it, "a day"."""

from dataclasses import dataclass, replace

from factcheck.unit import AMBIGUOUS, UNITS, singular_of
from wording.lexicon import word_sets, words
from wording.quantities.nouns import noun_at
from wording.tokens import Tokens

_WORDS = word_sets("quantities", "units_at")

_LEXICON = words("quantities")


def _spellings(rows: dict[str, str]) -> dict[str, str]:
    return {spelling: code for code, row in rows.items() for spelling in row.split("|")}


def _with_kind(code: str) -> tuple[str, str]:
    known = UNITS.get(code)
    return code, "duration" if known and known.kind == "duration" else "measure"


CURRENCIES = _spellings(_LEXICON["currencies"])
# Unit by spelling: (code, kind). Money keeps "dollar" and "pound" open: the country decides later.
_NAMED = (
    {
        spelling: (unit.code, unit.kind)
        for spelling, unit in UNITS.items()
        if unit.kind not in {"none", "count"}
    }
    | {spelling: _with_kind(code) for spelling, code in _spellings(_LEXICON["units"]).items()}
    | {spelling: (code, "money") for spelling, code in CURRENCIES.items()}
    | {name: (name, "money" if name != "ton" else "mass") for name in AMBIGUOUS}
)
_MONEY_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₦": "NGN", "₽": "RUB", "₩": "KRW",
                "₪": "ILS", "₺": "TRY", "₴": "UAH", "₱": "PHP", "฿": "THB", "₫": "VND", "¢": "cent"}  # fmt: skip
_LETTERED = {"us": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "can": "CAD", "nz": "NZD", "hk": "HKD",
             "s": "SGD", "nt": "TWD", "r": "BRL", "mx": "MXN"}  # fmt: skip
_CODES_BEFORE = {code for code in CURRENCIES if code.isalpha() and len(code) <= 3} | {
    "rs",
    "rm",
    "ksh",
    "n",
    "r",
}
_SOLD_BY = _WORDS["sold_by"]
_BASES = {
    "day": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year", "hour": "hour",
    "minute": "minute", "second": "second", "capita": "person", "person": "person", "head": "person", "night": "day",
    "annum": "year",
}  # fmt: skip
_ADVERBS = {"annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day",
            "nightly": "day", "hourly": "hour"}  # fmt: skip
_SCALES_OF_HEAT = _spellings(_LEXICON["degrees"])


@dataclass(frozen=True, slots=True)
class UnitAt:
    """The unit of a number. code: as factcheck.unit has it, else the noun counted, in the singular.

    kind: percent, points, money, times, duration, measure, count, age or none. first, last: the tokens of the number
    with its unit. noun: the tokens [a, b) of the noun counted. per: what it is for each of.
    """

    code: str
    kind: str
    first: int
    last: int
    noun: tuple[int, int] | None = None
    per: str | None = None


def unit_at(tokens: Tokens, first: int, last: int) -> UnitAt:
    """The unit of the number in the tokens [first, last)."""
    found = _found(tokens, first, last)
    return replace(found, last=min(found.last, len(tokens))) if found.last > len(tokens) else found


def _found(tokens: Tokens, first: int, last: int) -> UnitAt:
    start, money = _currency_before(tokens, first)
    if money is not None:
        return _with_per(tokens, UnitAt(money, "money", start, last))
    found = _percent(tokens, first, last) or _named_unit(tokens, first, last)
    if found is None:
        noun = (
            noun_at(tokens, last) if not (tokens.touches(last) and tokens.words[last][:1].isalpha()) else None
        )
        if noun is None:
            return _with_per(tokens, UnitAt("", "none", first, last))
        code = singular_of(" ".join(tokens.words[noun[0] : noun[1]]).replace(" - ", "-"))
        found = UnitAt(code, "count", first, noun[1], noun)
    return _with_per(tokens, found)


def _currency_before(tokens: Tokens, first: int) -> tuple[int, str | None]:
    """Where the sign of currency before the number starts, and which it is."""
    at = first - 1
    while at > 0 and tokens.words[at] in {"-", "."} and tokens.touches(at + 1):
        at -= 1
    sign = _MONEY_SIGNS.get(tokens.words[at])
    if sign is not None:
        letters = tokens.words[at - 1].replace(".", "")
        if letters in _LETTERED and (tokens.touches(at) or letters in {"us", "hk", "nz"}):
            return at - 1, _LETTERED[letters]
        return at, sign
    word = tokens.words[at].rstrip(".")
    if word == "" and tokens.words[at] == ".":
        word, at = tokens.words[at - 1], at - 1
    if word == "us" and tokens.words[at - 1] == "$" and tokens.touches(at):
        return at - 1, "USD"
    if (
        word in _CODES_BEFORE
        and at >= 0
        and tokens.written(at)[:1].isupper()
        and not tokens.words[at - 1][-1:].isdecimal()
    ):
        if word in {"n", "r"}:
            return (
                (at, {"n": "NGN", "r": "ZAR"}[word])
                if tokens.touches(first) and tokens.words[first][:1].isdecimal()
                else (first, None)
            )
        return at, CURRENCIES.get(word)
    return first, None


def _percent(tokens: Tokens, first: int, last: int) -> UnitAt | None:
    word, after = tokens.words[last], tokens.words[last + 1]
    if word == "-" and after in {"percent", "per", "percentage", "point", "basis"}:
        last += 1
        word, after = after, tokens.words[last + 1]
    if word == "per" and after == "cent":
        last += 1
    elif word == "basis" and after.startswith("point"):
        return UnitAt("basis point", "points", first, last + 2)
    elif word in {"bp", "bps"}:
        return UnitAt("basis point", "points", first, last + 1)
    elif word not in {"%", "percent", "percents", "pct", "percentage", "pc"}:
        return None
    last += 1
    last += tokens.words[last] == "-"
    if tokens.words[last] in {"point", "points"}:
        return UnitAt("percentage point", "points", first, last + 1)
    last -= tokens.words[last - 1] == "-"
    return UnitAt("percent", "percent", first, last) if word != "percentage" else None


def _named_unit(tokens: Tokens, first: int, last: int) -> UnitAt | None:
    """A unit of the tables right after the number, joined by a hyphen or not."""
    at = last + 1 if tokens.words[last] == "-" and tokens.touches(last) else last
    at += tokens.words[at] == "<"
    for length in range(_longest(tokens.words[at]), 0, -1):
        if tokens.words[at + length - 1] == ".":
            continue  # the end of the sentence
        name = _name(tokens, at, length)
        row = _NAMED.get(name) or _NAMED.get(singular_of(name))
        if row is None or not _is_unit(tokens, name, at, last):
            continue
        return _of_row(tokens, row, (first, at, at + length))
    return None


_FIRST_WORDS: dict[str, int] = {}
for _spelling in _NAMED:
    _first = _spelling.replace("-", " ").split(" ")[0]
    _FIRST_WORDS[_first] = max(_FIRST_WORDS.get(_first, 0), 3 if _spelling != _first else 1)


def _longest(word: str) -> int:
    """How many tokens a unit that starts with the word may have; 0 where none does."""
    bare = word.replace(".", "") or word
    return _FIRST_WORDS.get(bare) or _FIRST_WORDS.get(singular_of(bare), 0)


def _name(tokens: Tokens, at: int, length: int) -> str:
    parts = tokens.words[at : at + length]
    return (
        " ".join(part.replace(".", "") for part in parts)
        .replace(" - ", "-")
        .replace("us dollars", "us dollar")
    )


_LIKE_WORDS = _WORDS["like_words"]


def _is_unit(tokens: Tokens, name: str, at: int, last: int) -> bool:
    """Whether a spelling that is also a word, or a letter, is meant as a unit here."""
    if name in {"times", "time"}:
        return name == "times"
    if name in {"point", "points"}:
        return False
    if name in {"'", '"', "''"}:
        return tokens.touches(at) and tokens.words[at + 1] != "s"
    if name not in _LIKE_WORDS:
        return True
    if name in {"won", "rand", "real"}:
        return (
            name == "won" and tokens.words[at + 1] in {".", ",", ""} and tokens.words[last - 1][0].isdecimal()
        )
    if name == "l" and tokens.written(at) == "L":
        return True
    return tokens.touches(at) and tokens.words[last - 1][-1].isdecimal()


def _of_row(tokens: Tokens, row: tuple[str, str], places: tuple[int, int, int]) -> UnitAt:
    code, kind = row
    first, _, last = places
    if kind == "duration":
        return _age_or_duration(tokens, code, first, last)
    if code == "degree":
        at = last + (tokens.words[last] in {"°", "."})
        scale = _SCALES_OF_HEAT.get(tokens.words[at])
        return UnitAt(scale or "degree", "measure", first, at + 1 if scale else last)
    if code in {"cent", "penny"}:
        return UnitAt(code, "money", first, last)
    if kind in {"money", "percent", "points", "times"}:
        return UnitAt(code, kind, first, last)
    if tokens.words[last] in {"²", "^"} or tokens.words[last] == "squared":
        last += 2 if tokens.words[last] == "^" else 1
        code = f"square {code}"
    return UnitAt(code, "measure", first, last)


def _age_or_duration(tokens: Tokens, code: str, first: int, last: int) -> UnitAt:
    at = last + (tokens.words[last] == "-")
    if tokens.words[at] in {"old", "olds"} or (tokens.words[at] == "of" and tokens.words[at + 1] == "age"):
        return UnitAt(code, "age", first, at + (1 if tokens.words[at] != "of" else 2))
    return UnitAt(code, "duration", first, last)


def _with_per(tokens: Tokens, unit: UnitAt) -> UnitAt:
    """The unit with what it is for each of: "a day", "per barrel", "annually"."""
    at = unit.last
    word, after = tokens.words[at], tokens.words[at + 1]
    if word in _ADVERBS:
        return replace(unit, last=at + 1, per=_ADVERBS[word])
    if word == "/" and after.isalpha():
        return replace(unit, last=at + 2, per=_BASES.get(after, after))
    each = word in {"a", "an", "each", "every"} and tokens.words[at + 2] not in {
        "earlier",
        "ago",
        "before",
        "later",
    }
    if each and (after in _BASES or (unit.kind == "money" and after in _SOLD_BY)):
        return replace(unit, last=at + 2, per=_BASES.get(after, after))
    if word != "per" or after in {"cent", ""}:
        return unit
    if after[0].isdecimal():
        heads = tokens.words[at + 2] in {"people", "inhabitants", "residents", "population"}
        return replace(unit, last=at + 2 + heads, per=after.replace(",", ""))
    return replace(unit, last=at + 2, per=_BASES.get(after, singular_of(after)))
