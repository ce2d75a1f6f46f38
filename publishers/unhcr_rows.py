"""Rows of UNHCR's answers: an area, a year, and a count of people, a zero in quotes or a dash."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from outgoing.body import Body
from publishers.errors import AnswerError, ShapeError
from publishers.json_body import field, of_kind, read_json, rows, whole
from publishers.places import Place, countries

OTHER_SIDE = {"coa": "coo", "coo": "coa"}
FIRST_YEAR, LAST_YEAR = "1951", "2100"
# Not countries of ISO 3166-1. The unknown had no ISO code before 2023.
OWN = {
    "SRB": Place("unhcr:SRB", "Serbia and Kosovo"),
    "TIB": Place("unhcr:TIB", "Tibetans"),
    "UNK": Place("unhcr:UNK", "Unknown"),
    "UKN": Place("unhcr:UNK", "Unknown"),
    "XXA": Place("unhcr:XXA", "Stateless people"),
}


class Measure(NamedTuple):
    """Where a measure is: the report, its field, the side whose areas it has, and whether their sum is the world's."""

    report: str
    field: str
    side: str
    world: bool = False


class Row(NamedTuple):
    """A row of an answer. value: None where it is a dash. code: of the area, for locators."""

    code: str
    place: Place | None
    year: int
    value: Decimal | None

    @property
    def key(self) -> tuple[str, int]:
        """Area and year, the area by its code where it is not known."""
        return (self.place.area if self.place else self.code), self.year


def checked(body: Body) -> dict[str, Any]:
    """The answer. Raises AnswerError with what UNHCR says."""
    said = of_kind(read_json(body), dict, "the answer")
    for name in ("error", "errors", "message"):
        if said.get(name) and "items" not in said:
            raise AnswerError(f"UNHCR answers: {str(said[name])[:200]}")
    return said


def rows_of(measure: Measure, bodies: list[Body]) -> Iterator[tuple[Row, Body]]:
    """The rows of all pages that can be figures, a page at a time; none of a year that has not begun."""
    for at, body in enumerate(bodies, 1):
        for number, item in enumerate(rows(checked(body), "items", f"page {at}"), 1):
            row = _row(measure, item, f"page {at}, item {number}")
            if row.year <= body.retrieved_on.year:
                yield row, body


def _row(measure: Measure, item: dict[str, Any], where: str) -> Row:
    other = OTHER_SIDE[measure.side]
    if (said := item.get(other)) is not None and said != "-":
        raise ShapeError(f"found {str(said)[:40]!r} at {where}, {other}; expected a dash, as totals have")
    year = whole(item, "year", where)
    if not 1900 <= year <= 2200:
        raise ShapeError(f"found the year {year} at {where}; expected one since {FIRST_YEAR}")
    # Codes are texts where there is one; the unknown once had none of ISO.
    iso, own = (str(item.get(name) or "-") for name in (f"{measure.side}_iso", measure.side))
    code = own if iso == "-" else iso
    if code == "-":
        raise ShapeError(f"found no code at {where}, {measure.side}_iso; expected an area")
    return Row(code[:20], OWN.get(code) or _country(iso), year, _value(item, measure.field, where))


def _country(iso: str) -> Place | None:
    return countries().get(iso) if re.fullmatch("[A-Z]{3}", iso) else None


def _value(item: dict[str, Any], name: str, where: str) -> Decimal | None:
    """The number, whether it came as one or in quotes; None for a dash. Raises ShapeError."""
    found = field(item, name, object, where)
    if found == "-" or found is None:
        return None
    if not re.fullmatch(r"\d{1,15}(\.0+)?", str(found), re.ASCII):
        raise ShapeError(
            f"found {str(found)[:40]!r} at {where}, {name}; expected a count of people or a dash"
        )
    return Decimal(str(found)).to_integral_value()
