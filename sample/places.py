"""Areas: countries, regions of the United Nations, states, and the publishers' own."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from publishers import places
from sample.rows import BY_HAND, read

COUNTRIES = places.FOLDER / "countries.csv"

AreaRow = tuple[str, str, str, str]  # code, name, alias, group
# The Bank's regions whose countries, as its list has them, add up to the stored figures of each year.
# East Asia's do not: its figures have Taiwan, its list has not. Groups by income are composed anew each year.
BANK_REGIONS = frozenset({"ECS", "LCN", "MEA", "NAC", "SAS", "SSF"})


def areas(recorded: Path) -> Iterator[AreaRow]:
    """One row for each alias of an area and for each group that it is a member of."""
    groups_of = _memberships(recorded)
    yield from _countries(recorded, groups_of)
    for region in read(BY_HAND / "m49.csv"):
        # Members are countries alone: a region within a region would count them twice.
        yield from _rows(f"m49:{region['code']}", region["name"], region["aliases"].split("|"), [])
    for group in read(BY_HAND / "groups.csv"):
        if group["name"]:
            yield from _rows(group["code"], group["name"], group["aliases"].split("|"), [])
    by_hand = {place["code"]: place for place in read(BY_HAND / "places.csv")}
    names = world_bank_names(recorded)
    for code in sorted(by_hand.keys() | names.keys()):
        place = by_hand.get(code, {"name": "", "aliases": "", "group": ""})
        groups = [place["group"], *groups_of.get(code, [])]
        yield from _rows(code, place["name"] or names[code], place["aliases"].split("|"), groups)


def _countries(recorded: Path, groups_of: Mapping[str, list[str]]) -> Iterator[AreaRow]:
    bank = {row["id"]: row["name"].strip() for row in _bank_countries(recorded)}
    listed = {row["iso_code"]: row["name"].strip() for row in _unhcr_countries(recorded)}
    by_hand = {row["alpha3"]: row for row in read(BY_HAND / "countries.csv")}
    for country in read(COUNTRIES):
        alpha3, named = country["alpha3"], by_hand[country["alpha3"]]
        aliases = [country[scheme] for scheme in ("alpha2", "alpha3", "numeric")]
        for some in (country["aliases"], named["official"], named["others"], named["people"]):
            aliases += some.split("|")
        # Not the joint entry "Serbia and Kosovo", which is an area of its own.
        aliases += [bank.get(alpha3, ""), listed.get(alpha3, "") if alpha3 != "SRB" else ""]
        code = f"iso3166-1:{alpha3}"
        yield from _rows(code, country["name"], aliases, groups_of.get(code, []))


def _memberships(recorded: Path) -> dict[str, list[str]]:
    """The groups of each area: of the United Nations, those listed by hand, and regions of the World Bank."""
    found: dict[str, list[str]] = {}
    for pairs in (_united_nations(recorded), _listed(), _bank_regions(recorded)):
        for area, group in pairs:
            found.setdefault(area, []).append(group)
    return found


def _united_nations(recorded: Path) -> Iterator[tuple[str, str]]:
    unhcr = {row["iso_code"]: row for row in _unhcr_countries(recorded)}
    regions = list(read(BY_HAND / "m49.csv"))
    code_of = {row["name"].lower(): row["code"] for row in regions}
    within = {row["code"]: row["within"].split() for row in regions}
    for country in read(COUNTRIES):
        leaf = country["region"]
        if listed := unhcr.get(country["alpha3"]):
            leaf = code_of[(listed["unsd_imregion"] or listed["unsd_subregion"]).lower()]
        for code in (leaf, *within[leaf]) if leaf else ():
            yield f"iso3166-1:{country['alpha3']}", f"m49:{code}"


def _listed() -> Iterator[tuple[str, str]]:
    for group in read(BY_HAND / "groups.csv"):
        for member in group["members"].split():
            yield member if ":" in member else f"iso3166-1:{member}", group["code"]


def _bank_regions(recorded: Path) -> Iterator[tuple[str, str]]:
    countries = country_codes()
    for row in _bank_countries(recorded):
        region = row["region"]["id"]
        if region in BANK_REGIONS:
            yield countries.get(row["id"], f"wb:{row['id']}"), f"wb:{region}"


def _rows(code: str, name: str, aliases: list[str], groups: list[str]) -> Iterator[AreaRow]:
    distinct = sorted({alias for alias in aliases if alias} - {name})
    members_of = sorted(filter(None, groups))
    for place in range(max(len(distinct), len(members_of), 1)):
        alias = distinct[place] if place < len(distinct) else ""
        yield code, name, alias, members_of[place] if place < len(members_of) else ""


def _unhcr_countries(recorded: Path) -> Iterator[dict[str, str]]:
    return read(recorded / "unhcr/countries_unhcr_unsd_regions.csv")


def _bank_countries(recorded: Path) -> list[dict[str, Any]]:
    content = (recorded / "worldbank/country_all.rows.json").read_text("utf-8")
    rows: list[dict[str, Any]] = json.loads(content)
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
