"""Population and gross domestic product by country and year, from the World Bank."""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from sample.places import country_codes
from sample.rows import Row, changes, plain, read

Values = dict[tuple[str, str], str]  # area and year to value
POPULATION = {
    "2023-05-04": "bulk_population_vintage_215bcdf.csv",
    "2025-04-01": "bulk_population_vintage_0871086.csv",
    "2026-03-06": "bulk_population.csv",
}
# In the file of 2026 the Bank counts Afghanistan and Pakistan with the Middle East, no longer with
# South Asia, for all years. Under the same codes these are other areas, so its figures for them
# are no revisions of the earlier ones, and are left out.
RECOMPOSED = {f"wb:{code}" for code in ("MEA", "MNA", "SAS", "TMN", "TSA")}
RECOMPOSED_ON = "2026-03-06"


def population(recorded: Path) -> Iterator[Row]:
    """Population in three vintages; a later one only where it differs."""
    vintages = [(day, _bulk(recorded / "worldbank" / name)) for day, name in POPULATION.items()]
    yield from _rows("SP.POP.TOTL", vintages)


def gdp(recorded: Path) -> Iterator[Row]:
    """Gross domestic product as of October 2024, that of the United States as of May 2024 too."""
    earlier = recorded / "worldbank/country_US_indicator_NY.GDP.MKTP.CD.rows.json"
    vintages = [
        ("2024-05-30", _api_rows(earlier)),
        ("2024-10-21", _bulk(recorded / "worldbank/bulk_gdp.csv")),
    ]
    yield from _rows("NY.GDP.MKTP.CD", vintages)


def _bulk(path: Path) -> Values:
    countries = country_codes()
    return {
        (countries.get(code := row["Country Code"], f"wb:{code}"), row["Year"]): plain(row["Value"])
        for row in read(path)
    }


def _api_rows(path: Path) -> Values:
    """What the API answered; it sends a row without a value for every year that has none."""
    rows = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    return {
        (f"iso3166-1:{row['countryiso3code']}", row["date"]): plain(str(row["value"]))
        for row in rows
        if row["value"] is not None
    }


def _rows(indicator: str, vintages: Iterable[tuple[str, Values]]) -> Iterator[Row]:
    for published_on, (area, year), value in changes(vintages):
        if published_on == RECOMPOSED_ON and area in RECOMPOSED:
            continue
        yield {
            "area": area,
            "period": year,
            "value": value,
            "published_on": published_on,
            "locator": f"{indicator}, {area.partition(':')[2]}, {year}; data of {published_on}",
        }
