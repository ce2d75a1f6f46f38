"""The series of a table of Statistics Canada: one for each combination of members, known by their names.

Members have numbers too, but a table that is made anew numbers them anew.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from publishers.catalogue import describe
from publishers.errors import ShapeError, SourceError
from publishers.rules import columns_of, rules
from publishers.series_ids import joined
from publishers.shape import Series, Source
from publishers.statcan_row import factor_of

_COORDINATE = re.compile(r"\d{1,6}(\.\d{1,6}){0,19}", re.ASCII)
LONGEST_TITLE = 300  # characters, as the store takes them
_DECIMALS = re.compile(r"\d{1,2}", re.ASCII)


class Column(NamedTuple):
    """A series of the table, what its values are to be multiplied by, and the numbers of its members."""

    series: Series
    factor: Decimal
    coordinate: str


@dataclass(frozen=True, slots=True)
class Table:
    """What the table is, and the series of it that have been made.

    dimensions: names of its columns of members. several: more than one series of it are wanted.
    """

    code: str
    title: str
    dimensions: list[str]
    several: bool
    made: dict[tuple[str, ...], Column] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    def column(self, source: Source, row: dict[str, str], frequency: str) -> Column:
        """The series that the row is of. Raises SourceError where others of its members are in another way."""
        members = [row[dimension] for dimension in self.dimensions]
        key = (*members, row["UOM"], row["SCALAR_FACTOR"], frequency)
        made = self.made.get(key)
        if made is None:
            factor = factor_of(row["SCALAR_FACTOR"])
            columns = self._derived(row, factor) | {"frequency": frequency}
            series = describe(source, columns, "|".join([self.code, *members]), several=self.several)
            made = Column(series, factor, row["COORDINATE"].partition(".")[2])
            if series.columns["series"] in self.ids:
                raise SourceError(
                    f"found {row['UOM']!r} in {row['SCALAR_FACTOR'].strip()} by {frequency}, and others of "
                    f"{' / '.join(members) or 'the table'} in another way; choose one: "
                    "--option select=UOM=…|GEO=…"
                )
            self.ids.add(series.columns["series"])
            self.made[key] = made
        return made

    def _derived(self, row: dict[str, str], factor: Decimal) -> dict[str, str]:
        """What the table says of a series. Its id ends with the members' names, and the base where there is one."""
        if not _COORDINATE.fullmatch(row["COORDINATE"]):
            raise ShapeError(
                f"found the coordinate {row['COORDINATE'][:40]!r}; expected numbers with points between"
            )
        members = [row[dimension] for dimension in self.dimensions]
        decimals = row.get("DECIMALS", "")
        quantum = factor.scaleb(-int(decimals)) if _DECIMALS.fullmatch(decimals) else None
        said = {
            **columns_of(row["UOM"].strip(), rules("statcan", "unit")),
            **columns_of("; ".join([*members, row["UOM"]]), rules("statcan", "member")),
        }
        scalar, base = said.pop("scalar", ""), said.pop("base", "")
        if scalar and factor_of(scalar.lower()) != factor:
            raise ShapeError(
                f"found {row['UOM'][:60]!r} with the scalar factor {row['SCALAR_FACTOR'].strip()!r}; expected "
                f"{scalar.lower()!r}"
            )
        return {
            "series": joined(f"statcan.{self.code}", *members, *([base] if base else [])),
            "title": ": ".join(filter(None, [self.title, ", ".join(members)]))[:LONGEST_TITLE],
            "measure": ", ".join(members) or self.title,
            "dataset": self.title,
            "url": f"https://www150.statcan.gc.ca/t1/tbl1/en/tv.action?pid={self.code}01",
            "rounding_quantum": f"{quantum:f}" if quantum else "",
            **said,
        }
