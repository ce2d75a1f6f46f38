"""JSON-stat: tables of figures, version 2.0, and 1.x as Eurostat and others sent it in 2015.

Values stand in one row, the last dimension turning fastest; in 2.0 they may be an object with only those
that there are. Sizes are believed only as far as categories are named for them, and nothing is made ready
by them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from math import prod
from typing import Any, NamedTuple

from publishers.errors import AnswerError, ShapeError
from publishers.sdmx.record import Cells, Kept, Prepare, Record, T, rules

LARGEST = 10**15  # cells of a table
_FORMS = {
    r"\d{4}": "A",
    r"\d{4}-?Q\d": "Q",
    r"\d{4}-?M?\d\d": "M",
    r"\d{4}-?W\d\d": "W",
    r"\d{4}-\d\d-\d\d": "D",
}


class Dimension(NamedTuple):
    """A dimension: its id, and codes in order with their labels."""

    id: str
    codes: list[str]
    labels: Mapping[str, str]


class Table(NamedTuple):
    """A table. name: of it in the document. values, statuses: by position, those that there are."""

    name: str
    label: str
    updated: str
    dimensions: list[Dimension]
    time: int
    values: Mapping[int, Decimal]
    statuses: Mapping[int, str]


def tables(document: object) -> Iterator[Table]:
    """The tables of the document. Raises ShapeError, AnswerError with what the publisher says instead."""
    whole = _object(document, "the document")
    for word in ("error", "warning"):
        if word in whole and "value" not in whole:
            raise AnswerError(f"It answers: {_said(whole[word])}")
    if whole.get("class") == "collection":
        items = _object(whole.get("link", {}), "link").get("item", [])
        yield from (_table("item", _object(item, "link.item")) for item in _list(items, "link.item"))
    elif "value" in whole:
        yield _table("", whole)
    else:
        found = [(name, part) for name, part in whole.items() if isinstance(part, dict) and "value" in part]
        if not found:
            raise ShapeError(f"found an object of {', '.join(whole)[:80]!r}; expected a table of JSON-stat")
        yield from (_table(name, part) for name, part in found)


def records(table: Table, prepare: Prepare[T]) -> Iterator[Record[T]]:
    """The observations of the table: those with a value, and those of which a status says why they have none."""
    sizes = [len(dimension.codes) for dimension in table.dimensions]
    strides = [prod(sizes[place + 1 :]) for place in range(len(sizes))]
    kept: Kept[T] = Kept()
    times = table.dimensions[table.time].codes
    for position in _positions(table):
        places = [position // stride % size for stride, size in zip(strides, sizes, strict=True)]
        status = table.statuses.get(position, "")
        at = places[table.time]
        places[table.time] = -1
        key = (*places, status)
        made = kept.get(key)
        if made is None:
            made = kept.keep(key, prepare(_cells(table, places, status)))
        value = table.values.get(position)
        yield made, times[at], "" if value is None else str(value), position


def _positions(table: Table) -> Iterator[int]:
    yield from table.values
    yield from (position for position in table.statuses if position not in table.values)


def _cells(table: Table, places: Sequence[int], status: str) -> Cells:
    dimensions, labels = {}, {"": table.label}
    for dimension, place in zip(table.dimensions, places, strict=True):
        if place >= 0:
            code = dimensions[dimension.id] = dimension.codes[place]
            if code in dimension.labels:
                labels[dimension.id] = dimension.labels[code]
    attributes = {"LAST UPDATE": table.updated, "OBS_FLAG": status}
    if not any(name in dimensions for name in rules("components")["frequency"]):
        attributes["FREQ"] = _frequency(table.dimensions[table.time].codes)
    filled = {name: text for name, text in attributes.items() if text}
    return Cells(table.name, "I", dimensions, filled, labels)


def _frequency(periods: Sequence[str]) -> str:
    """The code of the frequency of which all periods are written alike; "" where they are not."""
    for form, code in _FORMS.items():
        if all(re.fullmatch(form, period, re.ASCII) for period in periods):
            return code
    return ""


def _table(name: str, said: dict[str, Any]) -> Table:
    of = _object(said.get("dimension"), f"{name} dimension")
    ids = _list(said.get("id", of.get("id")), f"{name} id")
    sizes = _list(said.get("size", of.get("size")), f"{name} size")
    if not ids or len(ids) != len(sizes):
        raise ShapeError(
            f"found {len(ids)} dimensions and {len(sizes)} sizes in {name!r}; expected one for each"
        )
    dimensions = [_dimension(_text(each, "id"), of, size) for each, size in zip(ids, sizes, strict=True)]
    cells = prod(len(dimension.codes) for dimension in dimensions)
    if cells > LARGEST:
        raise ShapeError(f"found a table of {cells} cells; expected no more than {LARGEST}")
    status = said.get("status")
    if isinstance(status, dict) and "value" in status:  # as in 2015
        status = status["value"]
    values = {at: _number(value, at) for at, value in _by_position(said.get("value"), cells, "value")}
    statuses: dict[int, str]
    if isinstance(status, str):
        statuses = dict.fromkeys(values, status)
    else:
        statuses = {
            at: _text(text, "status") for at, text in _by_position(status or [], cells, "status", short=True)
        }
    label = said.get("label") or said.get("title") or ""
    return Table(
        str(_object(said.get("extension", {}), "extension").get("id") or said.get("code") or name),
        _text(label, "label"), _updated(said), dimensions, _time(said, of, dimensions), values, statuses,
    )  # fmt: skip


def _by_position(said: object, cells: int, what: str, *, short: bool = False) -> Iterator[tuple[int, Any]]:
    """What there is, by position. short: whether a list may be shorter than the table."""
    if isinstance(said, dict):
        for key, found in said.items():
            if not (key.isascii() and key.isdigit() and len(key) < 17 and int(key) < cells):
                raise ShapeError(f"found the position {key[:40]!r} in {what}; expected one below {cells}")
            if found is not None:
                yield int(key), found
        return
    found_list = _list(said, what)
    if len(found_list) != cells and not (short and len(found_list) < cells):
        raise ShapeError(f"found {len(found_list)} entries in {what}; expected {cells}, by the sizes")
    yield from ((at, found) for at, found in enumerate(found_list) if found is not None)


def _dimension(name: str, of: dict[str, Any], size: object) -> Dimension:
    category = _object(_object(of.get(name), f"dimension {name}").get("category"), f"category of {name}")
    labels = {code: _text(text, name) for code, text in _object(category.get("label", {}), "label").items()}
    index = category.get("index", list(labels))
    if isinstance(index, dict):
        if sorted(map(str, index.values())) != sorted(map(str, range(len(index)))):
            raise ShapeError(f"found positions in {name} that are not 0 to {len(index) - 1}, each once")
        codes = sorted(index, key=lambda code: int(index[code]))
    else:
        codes = [_text(code, f"index of {name}") for code in _list(index, f"index of {name}")]
    if len(codes) != size or not codes:
        raise ShapeError(
            f"found {len(codes)} categories of {name} and the size {str(size)[:20]}; expected as many"
        )
    return Dimension(name, codes, labels)


def _time(said: dict[str, Any], of: dict[str, Any], dimensions: list[Dimension]) -> int:
    role = _object(said.get("role", of.get("role", {})), "role")
    named = [*_list(role.get("time", []), "role.time"), *rules("components")["time"]]
    for place, dimension in enumerate(dimensions):
        if dimension.id in named:
            return place
    raise ShapeError(
        f"found no dimension of time among {', '.join(d.id for d in dimensions)[:100]}; expected one"
    )


def _updated(said: dict[str, Any]) -> str:
    """The day of the last change, of ISO 8601, or milliseconds since 1970 as in 2015; "" where neither is said."""
    at = said.get("lastUpdateDate")
    if isinstance(at, Decimal) and 0 <= at < 10**13:
        # Midnight in Luxembourg is late on the day before in UTC.
        return (datetime.fromtimestamp(int(at) // 1000, UTC) + timedelta(hours=2)).date().isoformat()
    return _text(said.get("updated") or "", "updated")


def _number(value: object, at: int) -> Decimal:
    if not isinstance(value, Decimal):
        raise ShapeError(f"found {str(value)[:40]!r} at position {at}; expected a number or null")
    return value


def _said(problem: object) -> str:
    """What an error says, with what to do where it is that too much was asked for."""
    first = problem[0] if isinstance(problem, list) and problem else problem
    parts = (
        [str(first.get(key)) for key in ("status", "label") if first.get(key)]
        if isinstance(first, dict)
        else []
    )
    said = " ".join(parts)[:300] or str(first)[:300]
    large = "413" in said or "EXTRACTION_TOO_BIG" in said or "ASYNC" in said.upper()
    return f"{said}; ask for less: fewer areas, series or years" if large else said


def _object(said: object, what: str) -> dict[str, Any]:
    if not isinstance(said, dict):
        raise ShapeError(f"found {str(said)[:40]!r} for {what}; expected an object")
    return said


def _list(said: object, what: str) -> list[Any]:
    if not isinstance(said, list):
        raise ShapeError(f"found {str(said)[:40]!r} for {what}; expected a list")
    return said


def _text(said: object, what: str) -> str:
    if not isinstance(said, str):
        raise ShapeError(f"found {str(said)[:40]!r} for {what}; expected a text")
    return said
