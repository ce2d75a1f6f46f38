"""Rows of the figures CSV, and how they are written: the same rows, the same bytes."""

import csv
import gzip
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from publishers.catalogue import entry_of_series

# One row without what its series says for all of them: area, period, value, published_on, locator …
Row = dict[str, str]
K = TypeVar("K")
V = TypeVar("V")
BY_HAND = Path(__file__).parent / "by_hand"
COLUMNS = (
    "series", "title", "publisher", "publisher_name", "publisher_fiscal_month", "dataset", "measure", "unit",
    "stock_flow", "frequency", "area_role", "population", "breakdown", "statistic", "price_basis", "adjustment",
    "transformation", "rounding_quantum", "area", "area_name", "period", "value", "low", "high",
    "margin_of_error", "missing", "nature", "status", "published_on", "url", "locator", "licence",
)  # fmt: skip


class SampleError(ValueError):
    """A recorded file does not say what it should; the message says where."""


@dataclass(frozen=True, slots=True)
class Summed:
    """A sum, and of how many rows of the source: as many rows more make no other figure."""

    total: int = 0
    rows: int = field(default=0, compare=False)

    def plus(self, value: str) -> "Summed":
        """The sum with one row more."""
        return Summed(self.total + int(value), self.rows + 1)


def read(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, by column name; also of its gzip."""
    open_text = gzip.open if path.suffix == ".gz" else open
    with open_text(path, "rt", encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def changes(vintages: Iterable[tuple[str, Mapping[K, V]]]) -> Iterator[tuple[str, K, V]]:
    """Date of publication, key and value of all that a vintage says otherwise than the one before.

    vintages: oldest first.
    Raises SampleError where a vintage no longer has a key: that would be a withdrawal, and none of
    the recorded files has one.
    """
    known: dict[K, V] = {}
    for published_on, values in vintages:
        if gone := known.keys() - values.keys():
            raise SampleError(f"the data of {published_on} no longer have {gone}")
        for key, value in values.items():
            if known.get(key) != value:
                known[key] = value
                yield published_on, key, value


def plain(number: str) -> str:
    """The digits of a number without exponent and trailing zeros: "25439700000000".

    >>> plain("25439700000000.0")
    '25439700000000'
    """
    return format(Decimal(number).normalize(), "f")


def write_figures(path: Path, series: str, names: Mapping[str, str], rows: Iterable[Row]) -> None:
    """Write the rows of one series, in order of area, period and date of publication."""
    said_by_series = entry_of_series(series)
    whole = ({"series": series, "area_name": names[row["area"]], **said_by_series, **row} for row in rows)
    ordered = sorted(whole, key=lambda row: (row["area"], row["period"], row["published_on"]))
    write_table(path, COLUMNS, ([row.get(column, "") for column in COLUMNS] for row in ordered))


def write_table(path: Path, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Write a CSV file, or its gzip where the name says so."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    content = text.getvalue().encode()
    # Without a time of writing, so that the same rows give the same bytes.
    path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)
