"""SDMX-CSV, version 1.0 and 2.0: observations row by row, in the order in which they come.

What each column is, is worked out once from the header (csv_layout); what follows from the cells of a row,
once for all rows that have the same.
"""

import csv
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import IO

from publishers.errors import ShapeError
from publishers.sdmx.csv_layout import Column, Layout, layout_of, parsed
from publishers.sdmx.record import Cells, Kept, Prepare, Record, T

PIECE = 1 << 20  # bytes read at a time
LONGEST_LINE = 1 << 22  # characters: a file without ends of lines is no CSV
ACTIONS = frozenset("IARMD")
GONE = "-"  # stands in a row to delete where what is deleted stood


def records(file: IO[bytes], prepare: Prepare[T], dimensions: Sequence[str] = ()) -> Iterator[Record[T]]:
    """The observations. The file is read in pieces and is never held whole.

    dimensions: names of columns that are dimensions although they stand behind the period.
    Raises ShapeError naming the row.
    """
    lines = chain.from_iterable(_pieces(file))
    try:
        layout = layout_of(lines, dimensions)
        yield from _rows(lines, layout, prepare)
    except UnicodeDecodeError as error:
        raise ShapeError(f"found bytes that are no UTF-8 ({error.reason}); expected SDMX-CSV") from error
    except csv.Error as error:
        raise ShapeError(f"found a line that is no CSV ({error}); expected SDMX-CSV") from error


def _pieces(file: IO[bytes]) -> Iterator[list[str]]:
    """Lists of lines, without their ends."""
    decoder = getincrementaldecoder("utf-8-sig")()
    rest, raw = "", b"-"
    while raw:
        raw = file.read(PIECE)
        piece = decoder.decode(raw, final=not raw)
        lines = (rest + piece).split("\n")
        rest = lines.pop()
        if len(rest) > LONGEST_LINE:
            raise ShapeError(f"found a line of more than {LONGEST_LINE:,} characters; expected SDMX-CSV")
        yield [line.rstrip("\r") for line in lines] if "\r" in piece else lines
    if rest:
        yield [rest.rstrip("\r")]


def _rows(lines: Iterator[str], layout: Layout, prepare: Prepare[T]) -> Iterator[Record[T]]:
    """The hot loop: a row is taken apart no further than to see whether its like was there before."""
    shared = _shared(layout)
    kept: Kept[T] = Kept()
    find = kept.get
    time, value = layout.time - layout.start + 1, layout.value - layout.start + 1
    comma = layout.separator == ";"
    for at, parts, row in _taken_apart(lines, layout):
        key = shared(parts)
        made = find(key)
        if made is None:
            cells = _cells(row if isinstance(row, list) else row.split(layout.separator), layout, at)
            made = prepare(cells)
            if cells.action != "D":  # what a deletion is of depends on the value too
                kept.keep(key, made)
        period, text = parts[time], parts[value]
        if ": " in period:
            period = period.partition(": ")[0]
        if comma and "," in text:
            text = text.replace(",", ".")
        yield made, period, text, at


def _taken_apart(lines: Iterator[str], layout: Layout) -> Iterator[tuple[int, list[str], str | list[str]]]:
    """Number of each row, all before its period as one text with the other cells, and the row itself."""
    separator, start, singles = layout.separator, layout.start, layout.width - layout.start
    at = 1
    for line in lines:
        at += 1
        row: str | list[str] = line
        if '"' in line:
            row = parsed(line, lines, separator)
            parts = ["\x1f".join(row[:start]), *row[start:]]
        else:
            parts = line.rsplit(separator, singles)
        if len(parts) == singles + 1:
            yield at, parts, row
        elif line:
            raise ShapeError(f"found another number of cells in row {at}; expected {layout.width}")


def _shared(layout: Layout) -> Callable[[list[str]], object]:
    """What makes rows alike: all cells that are read but period and value."""
    read = [layout.structure, layout.action, *(c.at for c in (*layout.dimensions, *layout.attributes))]
    return itemgetter(0, *(place - layout.start + 1 for place in read if place >= layout.start))


def _cells(row: list[str], layout: Layout, at: int) -> Cells:
    if len(row) != layout.width:
        raise ShapeError(f"found {len(row)} cells in row {at}; expected {layout.width}, as in the header")
    labels: dict[str, str] = {}

    def code(column: Column) -> str:
        cell = row[column.at]
        if column.labelled:
            cell, colon, label = cell.partition(": ")
            if colon:
                labels[column.id] = label.strip()
        elif column.names >= 0:
            labels[column.id] = row[column.names].strip()
        return cell.strip()

    action = "I" if layout.action < 0 else row[layout.action].strip()[:1].upper()
    if action not in ACTIONS:
        raise ShapeError(f"found the action {action!r} in row {at}; expected one of I, A, R, M, D")
    dimensions = {column.id: code(column) for column in layout.dimensions}
    attributes = {column.id: code(column) for column in layout.attributes}
    structure, _, label = row[layout.structure].partition("." if layout.keyed else ": ")
    if label and not layout.keyed:
        labels[""] = label
    attributes = {name: text for name, text in attributes.items() if text}
    return Cells(structure, action, dimensions, attributes, labels, _touched(row, layout, action))


def _touched(row: list[str], layout: Layout, action: str) -> bool:
    """Whether a deletion is of the value: named itself, or nothing named and so all."""
    return action != "D" or bool(row[layout.value]) or not any(row[index] for index in layout.erased)
