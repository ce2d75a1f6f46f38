"""Codes of status, unit, adjustment and frequency, of SDMX and of those who use it: what they say.

The tables are rules/statuses.toml and rules/units.toml.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from publishers.errors import ShapeError
from publishers.sdmx.record import rules

GREATEST_POWER = 15
_NUMBER = re.compile(r"[+-]?(?:\d{1,60}(?:\.\d{0,60})?|\.\d{1,60})(?:[eE][+-]?\d{1,2})?", re.ASCII)
NO_VALUE = frozenset(["", "NaN", "nan", "NAN", "#N/A", "-", ":", "null"])
is_number = _NUMBER.fullmatch


class Status(NamedTuple):
    """What a status says: nature and status of a value; missing: why there is none, where there is none."""

    nature: str
    status: str
    missing: str


def status_of(observed: str, confidential: str = "") -> Status:
    """What the codes of status and of confidentiality say together.

    observed: of CL_OBS_STATUS ("P"), or Eurostat's small letters, several of them perhaps ("bp"). A code
    that is not known is told as it stands.
    """
    tables = rules("statuses")
    known = tables["obs_status"].get(observed)
    parts = [known] if known is not None else _flags(observed, tables["flags"])
    if confidential in tables["confidentiality"]:
        parts.append(tables["confidentiality"][confidential])
    natures = [part["nature"] for part in parts if "nature" in part]
    nature = min(natures, key=tables["natures"]["order"].index) if natures else ""
    status = ", ".join(dict.fromkeys(part["status"] for part in parts if "status" in part))
    missing = [part["missing"] for part in parts if "missing" in part]
    # Withheld goes before all other reasons: only then is there a figure that somebody knows.
    reason = "suppressed" if "suppressed" in missing else (missing[0] if missing else "missing")
    return Status(nature, status, reason)


def _flags(observed: str, table: Mapping[str, dict[str, str]]) -> list[dict[str, str]]:
    letters = observed.replace(" ", "").replace(",", "")
    if all(letter in table for letter in letters):
        return [table[letter] for letter in letters]
    return [{"status": f"status {observed[:40]}"}]


def power_of(text: str, what: str) -> int:
    """The power of ten that UNIT_MULT or DECIMALS says, 0 where it says nothing. Raises ShapeError."""
    text = text.strip()
    if not text:
        return 0
    if not re.fullmatch(r"[+-]?\d{1,3}", text, re.ASCII) or abs(int(text)) > GREATEST_POWER:
        raise ShapeError(f"found {text[:40]!r} for {what}; expected a power of ten up to {GREATEST_POWER}")
    return int(text)


def quantum_of(decimals: str, power: int) -> str:
    """The step to which values are given, by the number of their decimals: "0.1"; "" where nothing says it."""
    if not decimals.strip():
        return ""
    return f"{Decimal(1).scaleb(power - power_of(decimals, 'DECIMALS')):f}"


@cache
def _patterns() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    return [(re.compile(row["match"], re.ASCII), row["says"]) for row in rules("units")["patterns"]]


def unit_of(code: str, filled: Mapping[str, str]) -> dict[str, str] | None:
    """What the code of a unit says: unit, power (of ten), and columns of a series; None where it is not known.

    filled: what stands for {currency} and {step}; where something is wanted that is not there, None. A
    currency that was filled in is told as "currency" too: the code alone does not say it.
    """
    table = rules("units")
    says: dict[str, Any] | None = table["codes"].get(code)
    words = dict(filled)
    if says is None and code in table["currencies"]["codes"]:
        says = {"unit": code}
    for pattern, meant in _patterns() if says is None else ():
        if match := pattern.fullmatch(code):
            says = meant
            words["year"] = _year(match["year"])
            break
    if says is None:
        return None
    try:
        made = {name: str(text).format_map(words) for name, text in says.items()}
    except KeyError:
        return None
    return made | {"currency": words["currency"]} if says["unit"] == "{currency}" else made


def _year(digits: str) -> str:
    """The year that two digits end: 2020 or 1996, since no base year is more than a few years ahead."""
    return f"19{digits}" if int(digits) >= 60 else f"20{digits}"


def currency_of(area: str) -> str | None:
    """The currency of the country with that code ("iso3166-1:USA"); None where it is not known or has changed."""
    found: str | None = rules("units")["currency_of"].get(area.removeprefix("iso3166-1:"))
    return found


def stock_or_flow(words: str) -> str | None:
    """Whether a measure with these words is a rate, a stock or a flow; None where they do not tell.

    A rate is one whatever it is of. Words of stocks and of flows together tell nothing: what is spent on
    the unemployed is no number of them.
    """
    text = words.lower()
    said = {each: bool(pattern.search(text)) for each, pattern in _kinds()}
    if said["rate"]:
        return "rate"
    if said["stock"] == said["flow"]:
        return None
    return "stock" if said["stock"] else "flow"


@cache
def _kinds() -> list[tuple[str, re.Pattern[str]]]:
    table = rules("units")["stock_flow"]
    return [
        (kind, re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")) for kind, words in table.items()
    ]


def frequency_of(code: str) -> str | None:
    """day, week, month, quarter or year; None for a code that is none of these."""
    found: str | None = rules("statuses")["frequencies"].get(code)
    return found


def adjustment_of(code: str, measure: str = "") -> str | None:
    """How a series is adjusted for seasons, in words; None where the code is not known.

    measure: what it measures: prices and rates that are always quoted as they are have nothing to adjust.
    """
    found: str | None = rules("statuses")["adjustments"].get(code)
    quoted = rules("statuses")["never_adjusted"]
    if found == quoted["not"] and any(word in measure.lower() for word in quoted["words"]):
        return str(quoted["but"])
    return found


def transformation_of(code: str, frequency: str) -> dict[str, str]:
    """What a code of transformation makes of a series of that frequency; nothing where it is not known."""
    said = rules("statuses")["transformations"].get(code, {})
    step = rules("statuses")["steps"].get(frequency)
    return {name: text.format(step=step) for name, text in said.items() if step or "{step}" not in text}


def price_basis_of(code: str, base: str) -> str | None:
    """At which prices: "chain-linked volumes, reference year 2015"; None where the code is not known."""
    said: str | None = rules("statuses")["prices"].get(code)
    if said and base and code not in ("V", "Y"):
        return f"{said}, reference year {base}"
    return said
