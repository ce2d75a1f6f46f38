"""Statistics Canada: one table as the file that holds all of it, a CSV in a zip.

Traps of this service: amounts stand in tens to billions (SCALAR_FACTOR, with blanks behind it); why a
value is missing, or how good it is, stands in STATUS; a place is known by its DGUID, which begins with
the year of the map; a quarter is dated by its first month; the file begins with a byte order mark.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

from outgoing.body import Body
from outgoing.service import Pace
from outgoing.web import Ask
from publishers.errors import ShapeError, SourceError
from publishers.json_body import number, times
from publishers.shape import Asking, Finding, Observation, Problem, Publisher, Source
from publishers.statcan_row import period_of, place_of, quality_of
from publishers.statcan_series import Table
from publishers.zipped_csv import rows_in_zip

PUBLISHER = Publisher(
    id="statcan",
    name="Statistics Canada",
    url="https://www150.statcan.gc.ca",
    codes="a table of eight digits, such as 18100004, and if you like its members: 18100004|All-items",
    pace=Pace(requests=25, seconds=60),
    every=timedelta(hours=12),
    parser=2,
    options=frozenset(["select"]),
)
NEEDED = ("REF_DATE", "GEO", "UOM", "SCALAR_FACTOR", "COORDINATE", "VALUE", "STATUS")
FIXED = frozenset([*NEEDED, "DGUID", "UOM_ID", "SCALAR_ID", "VECTOR", "SYMBOL", "TERMINATED", "DECIMALS"])
_TABLE = re.compile(r"\d{8}", re.ASCII)


class Known(NamedTuple):
    """What the table is, which of its rows are wanted, and what has been made and told so far."""

    frequency: str
    table: Table
    wanted: dict[str, str]
    told: set[str]


def fetch(source: Source, web: Asking) -> Iterator[Body]:
    """The file of the whole table."""
    yield web.ask(Ask("data", f"n1/tbl/csv/{_table(source)}-eng.zip", expect="file"))


def _table(source: Source) -> str:
    found = source.code.partition("|")[0]
    if not _TABLE.fullmatch(found):
        raise SourceError(f"found {source.code[:40]!r}; expected {PUBLISHER.codes}")
    return found


def parse(source: Source, bodies: Iterable[Body]) -> Iterator[Finding]:
    """The figures of the table, each combination of its members a series.

    Option select: members wanted, by the names of their columns: "GEO=Canada|Products=All-items".
    """
    name = _table(source)
    for body in bodies:
        with rows_in_zip(body, f"{name}_MetaData.csv") as (_, said):
            about = next(said, {})
        with rows_in_zip(body, f"{name}.csv") as (columns, lines):
            known = _known(source, about, columns)
            for at, row in enumerate(lines, 2):
                if all(row[column] == member for column, member in known.wanted.items()):
                    yield from _finding(source, known, row, (body.retrieved_on.isoformat(), at))


def _known(source: Source, about: dict[str, str], columns: list[str]) -> Known:
    lacking = [column for column in NEEDED if column not in columns]
    if lacking:
        raise ShapeError(f"found no column {', '.join(lacking)} in the table; expected them")
    dimensions = [column for column in columns if column not in FIXED]
    members = source.code.split("|")[1:]
    if len(members) not in {0, len(dimensions)}:
        raise SourceError(
            f"found {len(members)} members in {source.code}; expected one for each of {dimensions}"
        )
    wanted = dict(zip(dimensions, members, strict=False))
    for text in filter(None, source.options.get("select", "").split("|")):
        column, _, member = text.partition("=")
        if column not in {*dimensions, "GEO", "UOM"}:
            raise SourceError(
                f"found no column {column!r} to select by; expected one of {['GEO', *dimensions]}"
            )
        wanted[column] = member
    several = any(column not in wanted for column in dimensions)
    about_it = Table(_table(source), about.get("Cube Title", "").strip(), dimensions, several)
    return Known(about.get("Frequency", ""), about_it, wanted, set())


def _finding(source: Source, known: Known, row: dict[str, str], where: tuple[str, int]) -> Iterator[Finding]:
    """The figure of the row; a Problem where its place or its period is not understood, once for each."""
    day, line = where
    locator = (
        f"table {_table(source)}, {row.get('VECTOR') or row['COORDINATE']}, {row['REF_DATE']}, line {line}"
    )
    place = place_of(row.get("DGUID", ""), row["GEO"].strip())
    period = period_of(row["REF_DATE"], known.frequency)
    if place is None or period is None:
        text = row["GEO"] if place is None else row["REF_DATE"]
        if text not in known.told:
            known.told.add(text)
            yield Problem(
                locator,
                f"{text[:80]!r} is no place or period that is understood; left out wherever it stands",
            )
        return
    column = known.table.column(source, row, period.frequency)
    if column.coordinate != row["COORDINATE"].partition(".")[2]:
        if row["COORDINATE"] not in known.told:
            known.told.add(row["COORDINATE"])
            yield Problem(
                locator, "another member of the same name stands before it; left out wherever it stands"
            )
        return
    missing, nature, status = quality_of(row, locator)
    value = None if missing else times(number(row["VALUE"], locator), column.factor)
    yield Observation(
        column.series, place.area, place.name, period.text, value, day, locator, missing, nature=nature,
        status=status,
    )  # fmt: skip
