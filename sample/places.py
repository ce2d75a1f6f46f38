"""Areas: countries, regions of the United Nations, states, and the publishers' own."""

import json
from collections.abc import Iterator
from pathlib import Path

from publishers import places
from sample.rows import BY_HAND, read

COUNTRIES = places.FOLDER / "countries.csv"

AreaRow = tuple[str, str, str, str]  # code, name, alias, group


def areas(recorded: Path) -> Iterator[AreaRow]:
    """One row for each alias of an area and for each group that it is a member of."""
    yield from _countries(recorded)
    for region in read(BY_HAND / "m49.csv"):
        # Members are countries alone: a region within a region would count them twice.
        yield from _rows(f"m49:{region['code']}", region["name"], region["aliases"].split("|"), [])
    by_hand = {place["code"]: place for place in read(BY_HAND / "places.csv")}
    names = world_bank_names(recorded)
    for code in sorted(by_hand.keys() | names.keys()):
        place = by_hand.get(code, {"name": "", "aliases": "", "group": ""})
        yield from _rows(code, place["name"] or names[code], place["aliases"].split("|"), [place["group"]])


def _countries(recorded: Path) -> Iterator[AreaRow]:
    unhcr = {row["iso_code"]: row for row in read(recorded / "unhcr/countries_unhcr_unsd_regions.csv")}
    bank = {row["id"]: row["name"].strip() for row in _bank_countries(recorded)}
    regions = list(read(BY_HAND / "m49.csv"))
    code_of = {row["name"].lower(): row["code"] for row in regions}
    within = {row["code"]: row["within"].split() for row in regions}
    for country in read(COUNTRIES):
        alpha3, listed = country["alpha3"], unhcr.get(country["alpha3"])
        leaf = country["region"]
        if listed:
            leaf = code_of[(listed["unsd_imregion"] or listed["unsd_subregion"]).lower()]
        aliases = [country["alpha2"], alpha3, country["numeric"], *country["aliases"].split("|")]
        # Not the joint entry "Serbia and Kosovo", which is an area of its own.
        others = [
            bank.get(alpha3, ""),
            listed["name"].strip() if listed and alpha3 != "SRB" else "",
        ]
        groups = [f"m49:{code}" for code in (leaf, *within[leaf])] if leaf else []
        yield from _rows(f"iso3166-1:{alpha3}", country["name"], [*aliases, *others], groups)


def _rows(code: str, name: str, aliases: list[str], groups: list[str]) -> Iterator[AreaRow]:
    distinct = sorted({alias for alias in aliases if alias} - {name})
    members_of = sorted(filter(None, groups))
    for place in range(max(len(distinct), len(members_of), 1)):
        alias = distinct[place] if place < len(distinct) else ""
        yield code, name, alias, members_of[place] if place < len(members_of) else ""


def _bank_countries(recorded: Path) -> list[dict[str, str]]:
    content = (recorded / "worldbank/country_all.rows.json").read_text("utf-8")
    rows: list[dict[str, str]] = json.loads(content)
    return rows


def country_codes() -> dict[str, str]:
    """The area of each country, by ISO 3166-1 alpha-3."""
    return {row["alpha3"]: f"iso3166-1:{row['alpha3']}" for row in read(COUNTRIES)}


def world_bank_names(recorded: Path) -> dict[str, str]:
    """The names of the World Bank's own areas, most of them groups of countries, by code."""
    countries = country_codes()
    return {
        f"wb:{row['id']}": row["name"].strip()
        for row in _bank_countries(recorded)
        if row["id"] not in countries
    }
