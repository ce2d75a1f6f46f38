"""Cells of a table of Statistics Canada: its places, periods, magnitudes and signs of quality."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from publishers.errors import ShapeError
from publishers.places import Place, canadian_provinces, countries
from publishers.rules import table

_DGUID = re.compile(r"\d{4}([A-Z]\d{4})(\w{1,20})", re.ASCII)  # year of the map, level, place
_WHOLE_COUNTRY, _PROVINCE = "A0000", "A0002"
_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])", re.ASCII)
_FORMS = (
    ("year", re.compile(r"[12]\d{3}", re.ASCII)),
    ("month", _MONTH),
    ("day", re.compile(r"[12]\d{3}-\d\d-\d\d", re.ASCII)),
)


class Span(NamedTuple):
    """A period and the frequency that it is of."""

    frequency: str
    text: str


@lru_cache(maxsize=4096)
def place_of(dguid: str, name: str) -> Place | None:
    """The place by its DGUID, else by its name; None where neither is known.

    Canada and its provinces have codes of ISO; others the DGUID without its year, so that a new map
    does not make a new place.
    """
    match = _DGUID.fullmatch(dguid)
    if match is None:
        known = [*canadian_provinces().values(), countries()["CAN"]]
        return next((place for place in known if place.name == name), None)
    if match[1] == _WHOLE_COUNTRY:
        return countries()["CAN"]
    province = canadian_provinces().get(match[2]) if match[1] == _PROVINCE else None
    return province or Place(f"statcan:{match[1]}{match[2]}", name)


@lru_cache(maxsize=4096)
def period_of(text: str, frequency: str) -> Span | None:
    """The period: a quarter is dated by its first month. frequency: of the table, in its own word.

    None where the two do not agree, or the date is of another form ("2022/2023").
    """
    own = table("statcan")["frequencies"].get(frequency)
    match = _MONTH.fullmatch(text)
    if own == "quarter":
        return (
            Span(own, f"{match[1]}-Q{(int(match[2]) + 2) // 3}") if match and int(match[2]) % 3 == 1 else None
        )
    for form, pattern in _FORMS:
        if pattern.fullmatch(text):
            return Span(form, text) if own in {None, form} and (form != "day" or _is_day(text)) else None
    return None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def factor_of(text: str) -> Decimal:
    """What values are to be multiplied by: "thousands " is 1000. Raises ShapeError."""
    found = table("statcan")["magnitudes"].get(text.strip())
    if found is None:
        raise ShapeError(f"found the scalar factor {text[:40]!r}; expected units, thousands, millions …")
    return Decimal(found)


def quality_of(row: dict[str, str], where: str) -> tuple[str, str, str]:
    """Why the value of the row is missing, else ""; nature and status of the figure. Raises ShapeError.

    A sign that is not known is its status, as it stands.
    """
    sign = row["STATUS"].strip() or row.get("SYMBOL", "").strip()
    said = table("statcan")["signs"].get(sign, {"status": sign})
    missing = said.get("missing", "" if row["VALUE"] else "missing")
    if missing and row["VALUE"]:
        raise ShapeError(f"found the value {row['VALUE'][:40]!r} with {sign!r} at {where}; expected none")
    status = said.get("status") or ("terminated" if row.get("TERMINATED", "").strip() else "")
    return missing, said.get("nature", ""), status
