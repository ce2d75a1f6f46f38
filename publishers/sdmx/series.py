"""What is said of a series by the cells that its observations share: columns of the figures CSV."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from publishers.catalogue import codes, describe
from publishers.errors import SourceError
from publishers.places import Place
from publishers.sdmx.amounts import currency, prices, transformed, unit_and_power
from publishers.sdmx.codes import adjustment_of, frequency_of, quantum_of, stock_or_flow
from publishers.sdmx.record import Cells, found, rules, saying
from publishers.sdmx.service import Asked, Settings, asked, named, settings
from publishers.sdmx.texts import escaped
from publishers.sdmx.words import words_of
from publishers.shape import Series, Source
from publishers.texts import fitting


class Described(NamedTuple):
    """A series, and the power of ten by which its values are to be multiplied."""

    series: Series
    power: int


class Library:
    """The series of one source, each described once."""

    def __init__(self, of: Settings, source: Source, asked: Asked) -> None:
        self._of, self._source, self._asked = of, source, asked
        self._by_cells: dict[tuple[object, ...], Described] = {}
        self._by_id: dict[str, Described] = {}

    def described(self, cells: Cells, area: Place) -> Described:
        """The series that the cells are of. Raises SourceError with what is not known of it, ShapeError."""
        code, is_known = self._code(cells)
        # Only what the column of a series may depend on: not what changes from row to row.
        varying = {name: text for name, text in cells.attributes.items() if name not in _OF_ROWS}
        key = (
            code,
            currency(cells, area),
            *varying.items(),
            *_without(cells.dimensions, self._area(cells)),
        )
        if key not in self._by_cells:
            self._by_cells[key] = self._once(cells, area, code, is_known)
        return self._by_cells[key]

    def _once(self, cells: Cells, area: Place, code: str, is_known: bool) -> Described:
        several = not self._is_one(cells)
        derived, power = self._derived(cells, area, several)
        if is_known:  # whom it counts is said there, in better words
            derived = {
                name: text for name, text in derived.items() if name not in ("breakdown", "population")
            }
        made = Described(describe(self._source, derived, code, several=several), power)
        known = self._by_id.setdefault(made.series.columns["series"], made)
        for name in ("unit", "price_basis", "frequency", "adjustment"):
            seen, before = made.series.columns.get(name), known.series.columns.get(name)
            if seen != before:
                raise SourceError(
                    f"found the {name} {seen!r} and {before!r} for {made.series.columns['series']}; expected one"
                )
        return Described(known.series, power)

    def _area(self, cells: Cells) -> str:
        """The one dimension that the area is taken from: others that name areas make other series."""
        return saying(cells, self._of.area)

    def _code(self, cells: Cells) -> tuple[str, bool]:
        """The code by which the catalogue knows it, with its area or without for any area; and whether it does."""
        agency, flow = _origin(self._asked, cells)
        area = self._area(cells)
        texts = ("" if name == area else text for name, text in cells.dimensions.items())
        open_key = ".".join(texts)
        for key in (".".join(cells.dimensions.values()), open_key):
            if known := _catalogued(self._of.id).get((agency, flow, key)):
                return known, True
        return f"{self._asked.base}/{open_key}", False

    def _is_one(self, cells: Cells) -> bool:
        """Whether the source asks for one series, of whatever areas: only then is what an operator says of it."""
        key = self._asked.key
        if self._of.series_by:
            return bool(key) and "+" not in key
        chosen = dict(zip(cells.dimensions, key.split("."), strict=False)) if "," not in key else {}
        narrowed = {name.lower(): text for name, text in named(self._source).items()}
        area = self._area(cells)
        texts = (
            chosen.get(name) or narrowed.get(name.lower(), "") for name in _without(cells.dimensions, area)
        )
        return all(text and "+" not in text and "*" not in text for text in texts)

    def _derived(self, cells: Cells, area: Place, several: bool) -> tuple[dict[str, str], int]:
        of, asked, component = self._of, self._asked, rules("components")
        frequency = frequency_of(found(cells, component["frequency"])) or ""
        unit, power = unit_and_power(of, self._source, cells, area)
        said = self._source.said.get("measure", "")
        words = words_of(of, asked.flow, cells, self._area(cells), "" if several else said)
        if said and not words.measure:
            words = words_of(of, asked.flow, cells, self._area(cells), said)
        measure = words.measure
        adjustment = adjustment_of(found(cells, component["adjustment"]), measure) or ""
        fiscal = found(cells, component["year_start"]) not in ("", "--01-01")
        name = found(cells, (of.series_by,)) if of.series_by else ""
        share = unit.get("breakdown")
        columns = {
            "series": self._id(cells, unit, name),
            "title": ", ".join(
                filter(None, (words.title, share, frequency and f"by {frequency}", adjustment))
            ),
            "publisher": of.publisher,
            "publisher_name": of.publisher_name,
            "licence": of.licence,
            "dataset": (cells.labels.get("") if of.named else "") or asked.flow.rpartition("@")[2],
            "measure": measure,
            "frequency": "fiscal_year" if frequency == "year" and fiscal else frequency,
            "area_role": "place",
            "breakdown": "; ".join(filter(None, (share, words.divided))),
            "adjustment": adjustment,
            "stock_flow": stock_or_flow(measure) or "",
            "url": page(of, asked, name),
        }
        columns |= prices(cells, unit)
        columns |= {key: text for key, text in unit.items() if key not in ("power", "breakdown", "currency")}
        columns |= {key: text for key, text in words.columns.items() if not columns.get(key)}
        columns |= transformed(cells, unit, frequency)
        decimals = found(cells, component["decimals"]) if of.rounded else ""
        columns["rounding_quantum"] = quantum_of(decimals, power)
        return {key: fitting(text) for key, text in columns.items()}, power

    def _id(self, cells: Cells, unit: Mapping[str, str], name: str) -> str:
        if name:
            return f"{self._of.id}.{escaped(name)}"
        agency, flow = _origin(self._asked, cells)
        own = "" if agency == self._of.agency else ".".join(map(escaped, agency.split(".")))
        parts = [flow, *_without(cells.dimensions, self._area(cells)).values()]
        # What the key does not say, but makes another series: the base of an index, the country's own money.
        base = next((text for key in rules("components")["base"] if (text := cells.attributes.get(key))), "")
        parts += [unit.get("currency", ""), base]
        return ".".join(filter(None, [self._of.id, own, *map(escaped, parts)]))


_OF_ROWS = frozenset(
    [
        "OBS_STATUS",
        "OBS_FLAG",
        "CONF_STATUS",
        "OBS_CONF",
        "LAST UPDATE",
        "LAST_UPDATE",
        "LATEST_ACTUAL_ANNUAL_DATA",
    ]
)


@cache
def _catalogued(service: str) -> dict[tuple[str, str, str], str]:
    """The codes that the catalogue knows of the service, by agency, flow and key: whatever the version."""
    of = settings()[service]
    each = ((code, asked(of, Source(service, code))) for code in codes(service))
    return {(what.agency, what.flow, what.key): code for code, what in each}


def _origin(what: Asked, cells: Cells) -> tuple[str, str]:
    """Agency and flow; where the code does not name the agency, the one that the message names for the flow."""
    agency, _, rest = cells.structure.partition(":")
    if not what.agency and rest.partition("(")[0] == what.flow:
        return agency, what.flow
    return what.agency, what.flow


def page(of: Settings, asked: Asked, name: str = "") -> str:
    """An address where a reader finds it."""
    words = {"agency": asked.agency, "flow": asked.flow, "version": asked.version, "key": asked.key or "*"}
    return of.page.format(**words, small=asked.flow.lower(), id=name or asked.key)


def _without(dimensions: Mapping[str, str], area: str) -> dict[str, str]:
    return {name: text for name, text in dimensions.items() if name != area}
