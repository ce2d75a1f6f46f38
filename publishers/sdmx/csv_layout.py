"""What the columns of SDMX-CSV are: worked out once, from the header.

Columns of labels are known in their three forms: none, "ID: Label" in header and cells, and a column of
names behind each column of codes.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from publishers.errors import ShapeError
from publishers.sdmx.record import rules

FIRST_COLUMN = re.compile(r'(DATAFLOW|STRUCTURE|KEY)(?:\[(.)\])?"?([,;\t|])')


class Column(NamedTuple):
    """A column that is read. labelled: the cells are "ID: Label". names: where its names are, else -1."""

    id: str
    at: int
    labelled: bool
    names: int


class Layout(NamedTuple):
    """What the columns are, by their places.

    structure: of what names the structure. keyed: whether that is the key of the series behind the flow
    ("EXR.M.USD.EUR.SP00.A"), as the ECB sends it too. erased: of what a deletion may name. start: of the
    cells that are looked at one by one.
    """

    separator: str
    structure: int
    action: int
    time: int
    value: int
    dimensions: tuple[Column, ...]
    attributes: tuple[Column, ...]
    erased: tuple[int, ...]
    width: int
    start: int
    keyed: bool


def parsed(first: str, lines: Iterator[str], separator: str) -> list[str]:
    """The cells of a row with quotation marks, which may go on over further lines."""
    return next(csv.reader((line + "\n" for line in chain([first], lines)), delimiter=separator))


def layout_of(lines: Iterator[str], also: Sequence[str]) -> Layout:
    """What the columns are. Raises ShapeError for a header that is none of SDMX-CSV."""
    first = next(lines, "")
    found = FIRST_COLUMN.match(first)
    if not found:
        raise ShapeError(
            f"found {first[:60]!r} at the beginning; expected the column DATAFLOW, STRUCTURE or KEY of SDMX-CSV"
        )
    header = [cell.strip() for cell in parsed(first, lines, found[3])]
    columns = _columns(header, 3 if found[1] == "STRUCTURE" else 1)
    places = {column.id: column.at for column in columns}
    time, value = _place(columns, "time"), _place(columns, "value")
    dimensions, attributes = _split(columns, time, also)
    erased = tuple(column.at for column in columns if column.at > time and column not in dimensions)
    # All before the period is one text to look up, unless it is another one in each row.
    first_single = 1 if "OBS_KEY" in places else min(time, value)
    return Layout(
        found[3], places.get("STRUCTURE_ID", 0), places.get("ACTION", -1), time, value, dimensions, attributes,
        erased, len(header), first_single, found[1] == "KEY",
    )  # fmt: skip


def _columns(header: list[str], start: int) -> list[Column]:
    """The columns by their ids. A column of names stands behind the one that it names."""
    fixed = {"STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "SERIES_KEY", "OBS_KEY"}
    named = "STRUCTURE_NAME" in header
    labelled = any(": " in cell for cell in header)
    texts = rules("components")["title"]  # a colon in them sets no label apart
    found: list[Column] = []
    index = 0
    while index < len(header):
        identifier = header[index].partition(": ")[0].partition("[")[0]
        paired = named and index >= start and identifier not in fixed
        if identifier in {column.id for column in found}:
            raise ShapeError(f"found the column {identifier!r} twice in the header; expected it once")
        with_label = labelled and identifier not in texts
        found.append(Column(identifier, index, with_label, index + 1 if paired else -1))
        index += 2 if paired else 1
    return found


def _place(columns: list[Column], role: str) -> int:
    for name in rules("components")[role]:
        for column in columns:
            if column.id == name:
                return column.at
    said = ", ".join(column.id for column in columns)[:200]
    raise ShapeError(f"found no column {rules('components')[role][0]} among {said}; expected it in SDMX-CSV")


def _split(
    columns: list[Column], time: int, also: Sequence[str]
) -> tuple[tuple[Column, ...], tuple[Column, ...]]:
    """Dimensions, and the attributes that are read."""
    known = rules("components")
    fixed = {"DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "SERIES_KEY", "OBS_KEY"}
    never = {*fixed, *known["never_dimensions"], *known["value"]}
    dimensions = [c for c in columns if (0 < c.at < time and c.id not in never) or c.id in also]
    attributes = [c for c in columns if c.id in known["attributes"] and c not in dimensions]
    return tuple(dimensions), tuple(attributes)
