"""Refugees by country of asylum and of origin, from UNHCR's Refugee Data Finder."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sample.places import country_codes
from sample.rows import Row, SampleError, Summed, changes, read

WORLD = "m49:001"
# Not countries of ISO 3166-1. UNHCR's SRB is Serbia and Kosovo together; the data of June 2023 have
# no code for the unknown.
OWN = {
    "SRB": "unhcr:SRB",
    "": "unhcr:UNK",
    "TIB": "unhcr:TIB",
    "UNK": "unhcr:UNK",
    "XXA": "unhcr:XXA",
}
Totals = dict[tuple[str, str], Summed]  # by area and year


def by_asylum(recorded: Path) -> Iterator[Row]:
    """Refugees by country of asylum, and in the world, at the end of each year."""
    yield from _rows(recorded, "coa_iso")


def by_origin(recorded: Path) -> Iterator[Row]:
    """Refugees by country of origin at the end of each year."""
    yield from _rows(recorded, "coo_iso")


def _rows(recorded: Path, column: str) -> Iterator[Row]:
    vintages = []
    for path in sorted((recorded / "unhcr/vintages").glob("population_*.csv.gz")):
        published_on = path.name.split("_")[1]
        vintages.append((published_on, _totals(path, column, _last_final_year(published_on))))
    begun = _first_years([totals for _, totals in vintages])
    for published_on, (area, year), summed in changes(vintages):
        if area in begun and year >= begun[area]:
            said = f"sum of {summed.rows} rows by {column}, data of {published_on}"
            yield {
                "area": area,
                "period": year,
                "value": str(summed.total),
                "published_on": published_on,
                "locator": f"column refugees, {said}",
            }


def _totals(path: Path, column: str, last_year: int) -> Totals:
    countries = country_codes() | OWN
    totals: Totals = defaultdict(Summed)
    for row in read(path):
        if int(row["year"]) > last_year:
            continue
        if row[column] not in countries:
            raise SampleError(f"{path.name}: {column} is {row[column]!r}, expected a country")
        areas = [countries[row[column]]]
        if column == "coa_iso":
            areas.append(WORLD)
        for area in areas:
            key = area, row["year"]
            totals[key] = totals[key].plus(row["refugees"] or "0")
    return dict(totals)


def _last_final_year(published_on: str) -> int:
    """The last year whose end is in the data: until June they hold the year before at midyear."""
    year, month, _ = published_on.split("-")
    return int(year) - (1 if month >= "06" else 2)


def _first_years(vintages: list[Totals]) -> dict[str, str]:
    """The first year with refugees, by area: zeros before it may as well be nothing counted."""
    first: dict[str, str] = {}
    for totals in vintages:
        for (area, year), summed in totals.items():
            if summed.total:
                first[area] = min(year, first.get(area, year))
    return first
