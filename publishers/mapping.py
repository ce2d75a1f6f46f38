"""How a table is to be read: declared in TOML, checked here, and never code.

Columns are named as their header has them, spaces collapsed; "column B" is the second, whatever its name;
"sheet" is the name of the sheet, and "section" what the last row that opens a section has in its column.
Patterns are regular expressions over the whole text. Their named groups say of which period a figure is:
year, month, quarter, day, or period, already in ISO 8601; open, where the year is not yet over.
"""

import re
import tomllib
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from publishers.errors import ShapeError, SourceError
from publishers.places import Place, countries
from publishers.written_numbers import MEANINGS, Notation

FOLDER = Path(__file__).parent / "mappings"
LARGEST = 64 << 10  # bytes of a mapping
LONGEST_PATTERN = 200  # characters
GROUPS = {"year", "month", "quarter", "day", "period", "open"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-3][0-9]))?|-(?P<quarter>Q[1-4])|-W[0-5][0-9])?"
    r"|FY(?P<fiscal>[0-9]{4})"
)
Pattern = re.Pattern[str]


class Period(NamedTuple):
    """A period: as it is written, its first day, the last day of its (fiscal) year, and whether it is said to be open."""

    text: str
    first_day: str
    year_ends: str
    open: bool


@dataclass(frozen=True, slots=True)
class AreaRule:
    """Of which area a figure is.

    fixed: code and name, the same for all. column: where its text stands, the first of several that has
    one. lookup: texts to code and name; an empty code leaves the row out. countries: ISO 3166-1 by two or
    three letters or three digits. others: the code of what is in neither, "wb:{}". name: the column of
    its name.
    """

    fixed: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    lookup: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    countries: bool = False
    others: str = ""
    name: str = ""

    def place(self, text: str, name: str) -> Place | None:
        """The area, None where it is to be left out. Raises ShapeError where nobody says which it is."""
        if self.fixed:
            return Place(*self.fixed)
        if text in self.lookup:
            code, *names = self.lookup[text] or ("",)
            return Place(code, names[0] if names else name or text) if code else None
        known = countries().get(text) if self.countries else None
        if known is None and self.others and text:
            return Place(self.others.replace("{}", text.replace(" ", "-")), name or text)
        if known is None:
            raise ShapeError(
                f"found the area {text[:60]!r}; expected one that area.lookup of the mapping knows"
            )
        return known


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """Of which period a figure is.

    read: patterns for the texts of columns. fiscal_month: the month with which fiscal years begin, where
    years are fiscal: October of fiscal 2022 is then 2021-10. until_published: periods that begin after the
    day of publication are left out, whatever is printed for them.
    """

    read: Mapping[str, Pattern] = field(default_factory=dict)
    fiscal_month: int = 0
    until_published: bool = False

    def period(self, said: Mapping[str, str]) -> Period:
        """The period that the groups of the patterns say. Raises ShapeError."""
        if "period" in said:
            return _written(said["period"], self, bool(said.get("open")))
        year, month, day = _year(said.get("year", "")), _month(said.get("month", "")), _small(said, "day", 31)
        quarter, starts = _small(said, "quarter", 4), self.fiscal_month or 1
        if quarter:
            month = (starts - 1 + 3 * (quarter - 1)) % 12 + 1
        shifted = year - (starts > 1 and (month or starts) >= starts)
        text = f"FY{year}" if self.fiscal_month else f"{year}"
        if quarter:
            text = f"{shifted}-Q{(month + 2) // 3}"
        elif month:
            text = f"{shifted}-{month:02}" + (f"-{day:02}" if day else "")
        first, last = f"{shifted:04}-{month or starts:02}-{day or 1:02}", (starts - 2) % 12 + 1
        ends = f"{year:04}-{last:02}-{monthrange(year, last)[1]:02}"
        return Period(text, _day(first) if day else first, ends, bool(said.get("open")))


def _written(text: str, rule: PeriodRule, is_open: bool) -> Period:
    """The period that is written as it will be stored. Raises ShapeError where it is not."""
    found = _ISO.fullmatch(text)
    if found is None:
        raise ShapeError(f"found the period {text[:60]!r}; expected ISO 8601 or FY2022")
    said = {name.replace("fiscal", "year"): part for name, part in found.groupdict().items() if part}
    counted = rule if text.startswith("FY") else PeriodRule()
    return counted.period(said)._replace(text=text, open=is_open)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ShapeError(f"found the day {text!r}; expected one that there is") from error


def _small(said: Mapping[str, str], name: str, most: int) -> int:
    """The number of a group, 0 where it is not said; of "Q3" its digit."""
    digits = said.get(name, "").removeprefix("Q")
    if digits and not (re.fullmatch("[0-9]{1,2}", digits) and 1 <= int(digits) <= most):
        raise ShapeError(f"found the {name} {digits[:60]!r}; expected a number from 1 to {most}")
    return int(digits or 0)


def _year(text: str) -> int:
    if not re.fullmatch("[0-9]{2}|[0-9]{4}", text) or text == "0000":
        raise ShapeError(f"found the year {text[:60]!r}; expected one of two or four digits")
    return int(text) + (2000 if len(text) == 2 else 0)


def _month(text: str) -> int:
    """The month of a name, an abbreviation or a number; 0 where none is said."""
    if not text or (re.fullmatch("[0-9]{1,2}", text) and 1 <= int(text) <= 12):
        return int(text or 0)
    if text[:3].lower() not in _MONTHS:
        raise ShapeError(f"found the month {text[:60]!r}; expected a name or a number")
    return _MONTHS.index(text[:3].lower()) + 1


@dataclass(frozen=True, slots=True)
class PublishedRule:
    """On which day the table was published. found: in the "cells" above the header, or in its "address".

    Without a day in the pattern, the first day after the month is the day; fiscal_month as for periods.
    """

    pattern: Pattern
    found: str = "cells"
    fiscal_month: int = 0

    def day(self, text: str) -> str:
        """The day, ISO 8601; "" where the text does not say it."""
        said = self.pattern.search(text)
        if said is None:
            return ""
        groups = {name: part for name, part in said.groupdict().items() if part}
        first = PeriodRule(fiscal_month=self.fiscal_month).period(groups).first_day
        if "day" in groups:
            return first
        year, month = int(first[:4]), int(first[5:7])
        return f"{year + month // 12}-{month % 12 + 1:02}-01"


@dataclass(frozen=True, slots=True)
class ValueRule:
    """Where the values stand: in one column, or in all columns whose names match the pattern columns.

    low, high, margin_of_error, status: columns beside one of values. total: the column of their sum, to
    check it. series: for a table with several measures, what is said of the series in each column.
    """

    column: str = ""
    columns: Pattern | None = None
    series: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    low: str = ""
    high: str = ""
    margin_of_error: str = ""
    status: str = ""
    total: str = ""


@dataclass(frozen=True, slots=True)
class StatusRule:
    """The status of figures of years that are over and of those that are not; words: of the status column's texts."""

    closed: str = ""
    open: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowRule:
    """Rows whose text in the column matches. of: for totals, whether of their section, sheet or figure."""

    column: str
    pattern: Pattern
    of: str = "section"


@dataclass(frozen=True, slots=True)
class SumRule:
    """Figures are sums over all rows that have the same area and period.

    absent: "zero" where a period without a row means 0. leading_zeros: whether zeros before an area's first
    other figure are figures.
    """

    absent: str = ""
    leading_zeros: bool = True


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How a table is read; docs/publishers.md shows one."""

    format: str
    area: AreaRule
    values: ValueRule
    period: PeriodRule = field(default_factory=PeriodRule)
    separator: str = ""
    sheets: Pattern | None = None
    header: int | tuple[str, ...] = 1
    section: RowRule | None = None
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    drop: tuple[RowRule, ...] = ()
    totals: tuple[RowRule, ...] = ()
    sum: SumRule | None = None
    published: PublishedRule | None = None
    status: StatusRule = field(default_factory=StatusRule)
    numbers: Notation = field(default_factory=Notation)
    series: Mapping[str, str] = field(default_factory=dict)


def read_mapping(text: str) -> TableMapping:
    """The mapping that the TOML declares; of those that come with Addsup, their name does.

    Raises SourceError naming the entry, what was found and what was expected.
    """
    if re.fullmatch("[a-z0-9-]{1,60}", text):
        return shipped(text)
    if len(text.encode("utf-8", "replace")) > LARGEST:
        raise SourceError(f"found a mapping of more than {LARGEST:,} bytes; expected less")
    try:
        said = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SourceError(f"found a mapping that is no TOML: {error}") from error
    return _built(_read(said, _SHAPE, ""))


@cache
def shipped(name: str) -> TableMapping:
    """The mapping of that name that comes with Addsup. Raises SourceError."""
    path = FOLDER / f"{name}.toml"
    if not path.exists():
        names = ", ".join(sorted(found.stem for found in FOLDER.glob("*.toml")))
        raise SourceError(f"found no mapping {name!r}; expected one of {names}")
    return read_mapping(path.read_text("utf-8"))


def _built(said: dict[str, Any]) -> TableMapping:
    for entry in ("format", "area", "values"):
        if entry not in said:
            raise SourceError(f"{entry}: found nothing; expected it in the mapping")
    values, area = said["values"], said["area"]
    if ("column" in values) + ("columns" in values) + ("series" in values) != 1:
        raise SourceError("values: found not one; expected one of column, columns and series")
    if not (values.get("column") or values.get("columns") or values.get("series")):
        raise SourceError("values: found nothing in it; expected a column")
    if not area.column and len(area.fixed) != 2:
        raise SourceError("area: found neither; expected column, or fixed with a code and a name")
    for code in [*area.fixed[:1], *(said[0] for said in area.lookup.values() if said and said[0])]:
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*:\S+", code):
            raise _fault("area", code, "a code with its scheme (iso3166-1:USA)")
    return TableMapping(**{**said, "values": ValueRule(**values)})


# --- what each entry may be -----------------------------------------------------------------------

Check = Callable[[Any, str], Any]


def _fault(entry: str, found: object, expected: str) -> SourceError:
    return SourceError(f"{entry}: found {str(found)[:60]!r}; expected {expected}")


def _text(value: Any, entry: str) -> str:
    if not isinstance(value, str):
        raise _fault(entry, value, "a text")
    return value


def _texts(value: Any, entry: str) -> tuple[str, ...]:
    return tuple(_text(each, entry) for each in (value if isinstance(value, list) else [value]))


def _flag(value: Any, entry: str) -> bool:
    if not isinstance(value, bool):
        raise _fault(entry, value, "true or false")
    return value


def _month_number(value: Any, entry: str) -> int:
    if not isinstance(value, int) or not 1 <= value <= 12:
        raise _fault(entry, value, "a month, 1 to 12")
    return value


def _header(value: Any, entry: str) -> int | tuple[str, ...]:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 1000:
        return value
    if isinstance(value, list) and value:
        return _texts(value, entry)
    raise _fault(entry, value, "the number of a row, or names that stand in it")


def _factor(value: Any, entry: str) -> Decimal:
    try:
        return Decimal(_text(value, entry))
    except InvalidOperation as error:
        raise _fault(entry, value, 'a number in quotes, "1000"') from error


def _one_of(*words: str) -> Check:
    def check(value: Any, entry: str) -> str:
        if value not in words:
            raise _fault(entry, value, f"one of {', '.join(words)}")
        return str(value)

    return check


def _pattern(value: Any, entry: str) -> Pattern:
    """A regular expression that no text makes slow: nothing repeated twice over, and little at all."""
    text = _text(value, entry)
    bare = re.sub(r"\\.|\[[^\]]*\]", "_", text)
    open_ended = re.findall(r"[*+]|\{\d*,\d*\}", bare)
    if len(text) > LONGEST_PATTERN or len(open_ended) > 3 or re.search(r"\)[*+{]", bare):
        raise _fault(
            entry, text, "a short pattern, with at most three of *, + and {,}, none of them after a group"
        )
    try:
        pattern = re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
        raise _fault(entry, text, f"a regular expression ({error})") from error
    if unknown := pattern.groupindex.keys() - GROUPS:
        raise _fault(entry, ", ".join(unknown), f"groups named {', '.join(sorted(GROUPS))}")
    return pattern


def _notation(**said: Any) -> Notation:
    said.setdefault("group", "." if said.get("decimal") == "," else ",")
    if said["group"] == said.get("decimal", "."):
        raise _fault("numbers.group", said["group"], "another sign than numbers.decimal")
    return Notation(**said)


def _rule(kind: Callable[..., Any], entries: dict[str, Any], needed: tuple[str, ...] = ()) -> Check:
    """A table that makes a rule of that kind."""

    def check(value: Any, entry: str) -> Any:
        said = _read(value, entries, entry)
        for name in needed:
            if name not in said:
                raise _fault(f"{entry}.{name}", "nothing", "it in the mapping")
        return kind(**said)

    return check


def _list(each: Check) -> Check:
    def check(value: Any, entry: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _fault(entry, value, f"a list of tables, [[{entry}]]")
        return tuple(each(one, f"{entry}[{at}]") for at, one in enumerate(value, 1))

    return check


def _read(value: Any, entries: dict[str, Any], entry: str) -> dict[str, Any]:
    """The table, each entry as its check returns it; "*" stands for any name."""
    if not isinstance(value, dict):
        raise _fault(entry, value, "a table")
    checked: dict[str, Any] = {}
    for name, said in value.items():
        inside = f"{entry}.{name}" if entry else name
        check = entries.get(name, entries.get("*"))
        if check is None:
            raise _fault(inside, said, f"one of the entries {', '.join(entries)}")
        checked[name] = _read(said, check, inside) if isinstance(check, dict) else check(said, inside)
    return checked


_ROW = _rule(
    RowRule,
    {"column": _text, "pattern": _pattern, "of": _one_of("section", "sheet", "figure")},
    ("column", "pattern"),
)
_SHAPE: dict[str, Any] = {
    "format": _one_of("csv", "xlsx", "ods"),
    "separator": _one_of(",", ";", "\t", "|"),
    "sheets": _pattern,
    "header": _header,
    "section": _ROW,
    "where": {"*": _texts},
    "drop": _list(_ROW),
    "totals": _list(_ROW),
    "sum": _rule(SumRule, {"absent": _one_of("zero"), "leading_zeros": _flag}),
    "published": _rule(
        PublishedRule,
        {"pattern": _pattern, "found": _one_of("cells", "address"), "fiscal_month": _month_number},
        ("pattern",),
    ),
    "period": _rule(
        PeriodRule, {"read": {"*": _pattern}, "fiscal_month": _month_number, "until_published": _flag}
    ),
    "area": _rule(
        AreaRule,
        {"fixed": _texts, "column": _texts, "lookup": {"*": _texts}, "countries": _flag, "others": _text, "name": _text},
    ),
    "values": {
        "column": _text, "columns": _pattern, "series": {"*": {"*": _text}}, "low": _text, "high": _text,
        "margin_of_error": _text, "status": _text, "total": _text,
    },
    "status": _rule(StatusRule, {"closed": _text, "open": _text, "words": {"*": _text}}),
    "numbers": _rule(
        _notation,
        {
            "decimal": _one_of(".", ","), "group": _one_of(",", ".", " ", "'", "’"), "marks": {"*": _one_of(*MEANINGS)},
            "footnotes": {"*": _text}, "ignored": _texts, "parentheses": _flag, "ranges": _flag, "multiply": _factor,
        },
    ),
    "series": {"*": _text},
}  # fmt: skip
