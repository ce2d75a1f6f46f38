"""Mappings in TOML: which entries one has, and what must hold of them together."""

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from publishers.errors import SourceError
from publishers.tables.entries import (
    factor,
    fault,
    flag,
    header,
    listed,
    month,
    one_of,
    pattern,
    rule,
    table,
    text,
    texts,
)  # fmt: skip
from publishers.tables.mapping import AreaRule, RowRule, StatusRule, SumRule, TableMapping, ValueRule
from publishers.tables.periods import PeriodRule, PublishedRule
from publishers.tables.written_numbers import MEANINGS, Notation

FOLDER = Path(__file__).parents[1] / "mappings"
LARGEST = 64 << 10  # bytes of a mapping
LONGEST_LINE = 4_000  # characters: a key of very many parts takes tomllib very long


def read_mapping(said: str) -> TableMapping:
    """The mapping that the TOML declares; of those that come with Addsup, their name does.

    Raises SourceError naming the entry, what was found and what was expected.
    """
    if re.fullmatch("[a-z0-9-]{1,60}", said):
        return shipped(said)
    if len(said.encode("utf-8", "replace")) > LARGEST:
        raise SourceError(f"found a mapping of more than {LARGEST:,} bytes; expected less")
    if max(map(len, said.splitlines()), default=0) > LONGEST_LINE:
        raise SourceError(
            f"found a mapping with a line of more than {LONGEST_LINE:,} characters; expected shorter ones"
        )
    try:
        tables = tomllib.loads(said)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"found a mapping that is no TOML: {str(error)[:200]}") from error
    mapping = _made(table(tables, _ENTRIES, ""))
    for entry, found_in, expected in _TOGETHER:
        if found := found_in(mapping):
            raise fault(entry, found, expected)
    return mapping


@cache
def shipped(name: str) -> TableMapping:
    """The mapping of that name that comes with Addsup. Raises SourceError."""
    path = FOLDER / f"{name}.toml"
    if not path.exists():
        names = ", ".join(sorted(found.stem for found in FOLDER.glob("*.toml")))
        raise SourceError(f"found no mapping {name!r}; expected one of {names}")
    return read_mapping(path.read_text("utf-8"))


def _made(said: dict[str, Any]) -> TableMapping:
    for entry in ("format", "area", "values"):
        if entry not in said:
            raise SourceError(f"{entry}: found nothing; expected it in the mapping")
    return TableMapping(**said)


def _notation(**said: Any) -> Notation:
    said.setdefault("group", "." if said.get("decimal") == "," else ",")
    if said["group"] == said.get("decimal", "."):
        raise fault("numbers.group", said["group"], "another sign than numbers.decimal")
    return Notation(**said)


_ROW = rule(
    RowRule,
    {"column": text, "pattern": pattern, "of": one_of("section", "sheet", "figure")},
    ("column", "pattern"),
)
_ENTRIES: dict[str, Any] = {
    "format": one_of("csv", "xlsx", "ods"),
    "separator": one_of(",", ";", "\t", "|"),
    "sheets": pattern,
    "header": header,
    "section": _ROW,
    "where": {"*": texts},
    "drop": listed(_ROW),
    "totals": listed(_ROW),
    "sum": rule(SumRule, {"absent": one_of("zero"), "whole": texts}),
    "published": rule(
        PublishedRule, {"pattern": pattern, "found": one_of("cells", "address"), "fiscal_month": month}, ("pattern",)
    ),
    "period": rule(
        PeriodRule,
        {"read": {"*": pattern}, "fiscal_month": month, "until_published": flag, "known_after_months": month},
    ),
    "area": rule(
        AreaRule,
        {"fixed": texts, "column": texts, "lookup": {"*": texts}, "countries": flag, "others": text, "name": text},
    ),
    "values": rule(
        ValueRule,
        {
            "column": text, "columns": pattern, "series": {"*": {"*": text}}, "low": text, "high": text,
            "margin_of_error": text, "status": text, "total": text, "leading_zeros": flag,
        },
    ),
    "status": rule(StatusRule, {"closed": text, "open": text, "words": {"*": text}}),
    "numbers": rule(
        _notation,
        {
            "decimal": one_of(".", ","), "group": one_of(",", ".", " ", "'", "’"), "marks": {"*": one_of(*MEANINGS)},
            "footnotes": {"*": text}, "ignored": texts, "parentheses": flag, "ranges": flag, "multiply": factor,
        },
    ),
    "series": {"*": text},
}  # fmt: skip


# --- what must hold of several entries ------------------------------------------------------------

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*:\S+")


def _other_than_one_place(values: ValueRule) -> str:
    given = [name for name in ("column", "columns", "series") if getattr(values, name)]
    return "" if len(given) == 1 else " and ".join(given) or "nothing"


def _not_beside_one_column(values: ValueRule) -> str:
    beside = [name for name in ("low", "high", "margin_of_error") if getattr(values, name)]
    fits = bool(values.low) == bool(values.high) and (not beside or (values.column and not values.total))
    return "" if fits else " and ".join(beside)


def _without_year(published: PublishedRule | None) -> str:
    if published is None or {"year", "period"} & published.pattern.groupindex.keys():
        return ""
    return published.pattern.pattern


def _without_scheme(area: AreaRule) -> str:
    codes = [*area.fixed[:1], *(said[0] for said in area.lookup.values() if said and said[0])]
    return ", ".join(code for code in codes if not _CODE.fullmatch(code))


def _others_without_scheme(area: AreaRule) -> str:
    return "" if _CODE.fullmatch(area.others) and "{}" in area.others else area.others


def _made_of(signs: str, marks: Iterable[str]) -> str:
    """The marks that are empty or made of those signs alone, which numbers are made of, too."""
    return ", ".join(repr(mark) for mark in marks if re.fullmatch(f"[{signs}]*", mark))


# An entry, what is found in it that does not go together, and what is expected.
_TOGETHER: tuple[tuple[str, Callable[[TableMapping], str], str], ...] = (
    ("values", lambda one: _other_than_one_place(one.values), "one of column, columns and series, with a column"),
    ("values", lambda one: _not_beside_one_column(one.values),
     "low and high together, and they and margin_of_error beside column, without total"),
    ("area", lambda one: "" if one.area.column or len(one.area.fixed) == 2 else "neither",
     "column, or fixed with a code and a name"),
    ("area", lambda one: _without_scheme(one.area), "a code with its scheme (iso3166-1:USA)"),
    ("area.others", lambda one: _others_without_scheme(one.area), "a code with its scheme and {} for the text (wb:{})"),
    ("totals", lambda one: "" if one.sum or all(each.of != "figure" for each in one.totals) else "of figure, without sum",
     "section or sheet, as figures are no sums"),
    ("published.pattern", lambda one: _without_year(one.published), "a group year or period in it"),
    ("numbers.footnotes", lambda one: _made_of("0-9.,", one.numbers.footnotes), "marks that are no part of numbers"),
    ("numbers.ignored", lambda one: _made_of("-\u2212+()0-9., ", one.numbers.ignored), "signs that are no part of numbers"),
)  # fmt: skip
