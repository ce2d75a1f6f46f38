"""Amounts as tables print them: "20,000", "35,000 – 50,000", "(1,234)", "12 p", and the marks that stand for none.

Which signs a table uses, and what they mean there, is declared by its Notation: a dash is a zero in one
table, a suppressed figure in the next. What is neither a number nor declared is never guessed.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal
from functools import reduce
from typing import NamedTuple

from publishers.errors import ShapeError

# What a mark may stand for. zero is a figure; skip is no figure at all; the others are figures without a value.
MEANINGS = ("zero", "skip", "missing", "suppressed", "not_collected", "not_applicable")
# Marks that official tables use in one meaning only; a mapping may say otherwise.
USUAL_MARKS = {
    "D": "suppressed", "(D)": "suppressed", "X": "not_applicable", "(X)": "not_applicable", "N": "missing",
    "(NA)": "missing", "..": "missing", "*****": "not_applicable",
}  # fmt: skip
LONGEST = 28  # digits of a number
EXACT = Context(prec=100)  # multiplies and adds up numbers of so many digits without rounding
_THIN = dict.fromkeys(map(ord, "\u2009\u202f\u2007\u2008\u200a"), "\u00a0")
_BLANK = " \t\r\n\u00a0"


@dataclass(frozen=True, slots=True)
class Notation:
    """How a table writes amounts.

    decimal, group: the signs before decimals and between thousands; no-break and thin spaces always group.
    marks: texts that stand for no number, with one of MEANINGS. footnotes: marks after a number, with the
    status that they say, "" for none. ignored: signs around a number that say nothing here ("$", "%").
    parentheses: "(1,234)" is negative. ranges: "1 - 2" is a range. multiply: by what amounts are multiplied.
    """

    decimal: str = "."
    group: str = ","
    marks: Mapping[str, str] = field(default_factory=dict)
    footnotes: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    parentheses: bool = False
    ranges: bool = False
    multiply: Decimal = Decimal(1)


class Amount(NamedTuple):
    """What a cell says: a value, or a range low … high, or the reason why there is none; and the status it is given."""

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    missing: str = ""
    status: str = ""


Reading = Callable[[str], Amount | None]


def total(values: Iterable[Decimal]) -> Decimal:
    """Their sum, exactly."""
    return reduce(EXACT.add, values, Decimal(0))


def reading(notation: Notation) -> Reading:
    """What reads the text of a cell in that notation: an Amount, None where there is no figure.

    It raises ShapeError with what was found and what was expected; the place is its caller's to name.
    """
    marks = {**USUAL_MARKS, **notation.marks}
    footnotes = sorted(notation.footnotes.items(), key=lambda said: len(said[0]), reverse=True)
    # Digits alone, as most cells of a CSV are, are read without more ado.
    plainly = notation.multiply == 1 and not any(mark[-1:].isdecimal() for mark in notation.footnotes)
    number = re.compile(_pattern(notation), re.ASCII)

    def read(text: str) -> Amount | None:
        if plainly and text.isdecimal() and text.isascii() and len(text) <= LONGEST and text not in marks:
            return Amount(Decimal(text))
        shown = text.translate(_THIN).strip(_BLANK)
        if shown in marks:
            return _meant(marks[shown])
        bare, status = _without_footnote(shown, footnotes)
        if bare in marks:
            meant = _meant(marks[bare])
            return meant and meant._replace(status=status)
        for sign in notation.ignored:
            bare = bare.removeprefix(sign).removesuffix(sign).strip(_BLANK)
        found = number.fullmatch(bare) if len(bare) <= 4 * LONGEST else None
        if found is None:
            raise ShapeError(f"found {text[:60]!r}; expected a number{_or_marks(marks)}")
        return _amount(found, notation, status)

    return read


def _pattern(notation: Notation) -> str:
    """One amount, or two with a dash or "to" between them: a sign and digits each."""
    point, between = re.escape(notation.decimal), f"[{re.escape(notation.group)}\u00a0]"
    whole = rf"(?:[0-9]{{1,3}}(?:{between}[0-9]{{3}})+|[0-9]+)"
    digits = rf"{whole}(?:{point}[0-9]+)?|{point}[0-9]+"
    pattern = rf"(?P<sign>[-\u2212+]?)(?P<digits>{digits})"
    if notation.parentheses:
        pattern = rf"(?P<open>\()?{pattern}(?(open)\))"
    if notation.ranges:
        dash = "(?:[-\u2012\u2013\u2014]|to)"
        pattern += rf"(?:\s*{dash}\s*(?P<last_sign>[-\u2212+]?)(?P<last_digits>{digits}))?"
    return pattern


def _amount(found: re.Match[str], notation: Notation, status: str) -> Amount:
    said = found.groupdict(default="")
    negative = said["sign"] in {"-", "\u2212"} or bool(said.get("open"))
    first = _decimal(said["digits"], notation, negative=negative)
    if not said.get("last_digits"):
        return Amount(first, status=status)
    last = _decimal(said["last_digits"], notation, negative=said["last_sign"] in {"-", "\u2212"})
    if last < first:
        raise ShapeError(f"found {found.group()!r}; expected a range from its lower to its higher end")
    return Amount(None, first, last, status=status)


def _decimal(digits: str, notation: Notation, *, negative: bool) -> Decimal:
    plain = digits.replace(notation.group, "").replace("\u00a0", "").replace(notation.decimal, ".")
    if len(plain) > LONGEST:
        raise ShapeError(f"found {digits[:60]!r}; expected a number of at most {LONGEST} digits")
    value = Decimal(plain) if notation.multiply == 1 else EXACT.multiply(Decimal(plain), notation.multiply)
    return value.copy_negate() if negative and value else value


def _without_footnote(shown: str, footnotes: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The text before its footnote mark, the longest that fits, and the status that the mark says."""
    for mark, status in footnotes:
        if shown.endswith(mark) and shown != mark:
            return shown.removesuffix(mark).rstrip(_BLANK), status
    return shown, ""


def _meant(meaning: str) -> Amount | None:
    if meaning == "skip":
        return None
    return Amount(Decimal(0)) if meaning == "zero" else Amount(None, missing=meaning)


def _or_marks(marks: Mapping[str, str]) -> str:
    return f", or one of the marks {', '.join(map(repr, marks))}; what others mean is for the mapping to say"
