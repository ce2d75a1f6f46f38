"""Refugees by country of asylum and of origin, from UNHCR's Refugee Data Finder."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
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
    vintages = [(day, _with_world(asylum)) for day, asylum, _ in _vintages(recorded)]
    yield from _rows("country of asylum", vintages)


def by_origin(recorded: Path) -> Iterator[Row]:
    """Refugees by country of origin at the end of each year."""
    vintages = [(day, origin) for day, _, origin in _vintages(recorded)]
    yield from _rows("country of origin", vintages)


def _rows(by: str, vintages: list[tuple[str, Totals]]) -> Iterator[Row]:
    begun = _first_years([totals for _, totals in vintages])
    for published_on, (area, year), summed in changes(vintages):
        if area in begun and year >= begun[area]:
            said = f"sum of {summed.rows} rows by {by}, data of {published_on}"
            yield {
                "area": area,
                "period": year,
                "value": str(summed.total),
                "published_on": published_on,
                "locator": f"column refugees, {said}",
            }


@cache  # a million rows, read once for both series
def _vintages(recorded: Path) -> list[tuple[str, Totals, Totals]]:
    """Date of publication, refugees by country of asylum and by country of origin; oldest first."""
    return [
        (path.name.split("_")[1], *_totals(path))
        for path in sorted((recorded / "unhcr/vintages").glob("population_*.csv.gz"))
    ]


def _totals(path: Path) -> tuple[Totals, Totals]:
    area_of = country_codes() | OWN
    last_year = _last_final_year(path.name.split("_")[1])
    asylum: Totals = defaultdict(Summed)
    origin: Totals = defaultdict(Summed)
    for row in read(path):
        if row["year"] <= last_year:
            for totals, code in ((asylum, row["coa_iso"]), (origin, row["coo_iso"])):
                if code not in area_of:
                    raise SampleError(f"{path.name}: found {code!r}, expected a country")
                key = area_of[code], row["year"]
                totals[key] = totals[key].plus(row["refugees"] or "0")
    return dict(asylum), dict(origin)


def _with_world(asylum: Totals) -> Totals:
    world: Totals = defaultdict(Summed)
    for (_, year), summed in asylum.items():
        total = world[WORLD, year]
        world[WORLD, year] = Summed(total.total + summed.total, total.rows + summed.rows)
    return asylum | world


def _last_final_year(published_on: str) -> str:
    """The last year whose end is in the data: until June they hold the year before at midyear."""
    year, month, _ = published_on.split("-")
    return str(int(year) - (1 if month >= "06" else 2))


def _first_years(vintages: list[Totals]) -> dict[str, str]:
    """The first year with refugees, by area: zeros before it may as well be nothing counted."""
    first: dict[str, str] = {}
    for totals in vintages:
        for (area, year), summed in totals.items():
            if summed.total:
                first[area] = min(year, first.get(area, year))
    return first
