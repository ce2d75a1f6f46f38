"""Codes of countries and states: from those that publishers use to those that areas have here."""

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
# The outlying areas of the United States are countries of ISO 3166-1, but have numbers among its states.
_OUTLYING = {"60": "ASM", "66": "GUM", "69": "MNP", "72": "PRI", "78": "VIR"}
_WITHIN_STATE = re.compile(r"geoId/((\d\d)(\d{3}|\d{5}))", re.ASCII)


class Place(NamedTuple):
    """An area: its code here and its name."""

    area: str
    name: str


@cache
def countries() -> dict[str, Place]:
    """Every country of ISO 3166-1, by its two letters, its three letters and its three digits."""
    with (FOLDER / "countries.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row, Place(f"iso3166-1:{row['alpha3']}", row["name"])) for row in csv.DictReader(file)]
    return {row[scheme]: place for row, place in rows for scheme in ("alpha2", "alpha3", "numeric")}


@cache
def us_states() -> dict[str, Place]:
    """The states of the United States, its district and its outlying areas, by two digits (FIPS) and two letters."""
    outlying = {number: countries()[code] for number, code in _OUTLYING.items()}
    return _parts_of("US") | outlying


@cache
def canadian_provinces() -> dict[str, Place]:
    """The provinces and territories of Canada, by two digits (of its Standard Geographical Classification) and two letters."""
    return _parts_of("CA")


def _parts_of(country: str) -> dict[str, Place]:
    found: dict[str, Place] = {}
    with (FOLDER / "subdivisions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            of, _, letters = row["code"].partition("-")
            if of == country:
                place = Place(f"iso3166-2:{row['code']}", row["name"])
                found |= {row["number"]: place, letters: place}
    return found


@cache
def places() -> dict[str, Place]:
    """Every place that is known here, by its code here: "iso3166-1:USA", "iso3166-2:US-CA"."""
    known = (countries(), us_states(), canadian_provinces())
    return {place.area: place for some in known for place in some.values()}


@cache
def countries_by_name() -> dict[str, Place]:
    """Every country of ISO 3166-1, by its name here."""
    return {place.name: place for place in countries().values()}


@cache
def us_states_by_name() -> dict[str, Place]:
    """The states of the United States, its district and its outlying areas, by name."""
    return {place.name: place for place in us_states().values()}


def place_named(name: str) -> Place | None:
    """The country or state of that name; None where there is none, or both."""
    found = {by_name[name] for by_name in (countries_by_name(), us_states_by_name()) if name in by_name}
    return found.pop() if len(found) == 1 else None


def data_commons_place(dcid: str) -> Place | None:
    """The place of that id of Data Commons: "Earth", "country/USA", "geoId/06", "geoId/06037"; None where unknown.

    Counties (five digits) and towns (seven) have no code of ISO; theirs is the number of the census.
    """
    kind, _, code = dcid.partition("/")
    if dcid == "Earth":
        return Place("m49:001", "World")
    if kind == "country":
        return countries().get(code) if len(code) == 3 and code.isalpha() else None
    if kind == "geoId" and len(code) == 2 and code.isdigit():
        return us_states().get(code)
    match = _WITHIN_STATE.fullmatch(dcid)
    state = us_states().get(match[2]) if match else None
    if match is None or state is None:
        return None
    what = "county" if len(match[3]) == 3 else "place"
    return Place(f"us-fips:{match[1]}", f"{state.name}, {what} {match[1]}")
