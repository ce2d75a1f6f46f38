"""What is said of a series by the cells that its observations share: columns of the figures CSV."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from publishers.catalogue import describe, entry
from publishers.errors import SourceError
from publishers.places import Place
from publishers.sdmx.codes import (
    adjustment_of,
    currency_of,
    frequency_of,
    power_of,
    price_basis_of,
    quantum_of,
    stock_or_flow,
    transformation_of,
    unit_of,
)  # fmt: skip
from publishers.sdmx.record import Cells, rules
from publishers.sdmx.service import Asked, Settings
from publishers.shape import Series, Source

LONGEST = 300  # characters of a text, as the store takes them
WHOLE = frozenset(["_T", "_Z", "T", "TOTAL", "TOT", "_X", "SEX_T", "ALL", "W"])  # codes that divide nothing
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
OPTIONS = frozenset(["start", "end", "format", "dimensions", "power"])


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
        code = self._code(cells)
        # Only what the column of a series may depend on: not what changes from row to row.
        varying = {name: text for name, text in cells.attributes.items() if name not in _OF_ROWS}
        key = (
            code,
            self._currency(cells, area),
            *varying.items(),
            *_without(cells.dimensions, self._of.area),
        )
        if key not in self._by_cells:
            self._by_cells[key] = self._once(cells, area, code)
        return self._by_cells[key]

    def _once(self, cells: Cells, area: Place, code: str) -> Described:
        derived, power = self._derived(cells, area)
        if self._is_known(code):  # whom it counts is said there, in better words
            derived = {
                name: text for name, text in derived.items() if name not in ("breakdown", "population")
            }
        made = Described(describe(self._source, derived, code), power)
        known = self._by_id.setdefault(made.series.columns["series"], made)
        for name in ("unit", "price_basis", "frequency", "adjustment"):
            found, before = made.series.columns.get(name), known.series.columns.get(name)
            if found != before:
                raise SourceError(
                    f"found the {name} {found!r} and {before!r} for {made.series.columns['series']}; expected one"
                )
        return Described(known.series, power)

    def _code(self, cells: Cells) -> str:
        """The code by which the catalogue may know it: with its area, or without for any area."""
        base = self._asked.base
        full = f"{base}/{'.'.join(cells.dimensions.values())}"
        if self._is_known(full):
            return full
        return f"{base}/{'.'.join('' if name in self._of.area else text for name, text in cells.dimensions.items())}"

    def _is_known(self, code: str) -> bool:
        """Whether the catalogue knows a series of that code."""
        return "series" in entry(self._of.id, code)

    def _derived(self, cells: Cells, area: Place) -> tuple[dict[str, str], int]:
        of, asked = self._of, self._asked
        frequency = frequency_of(found(cells, rules("components")["frequency"])) or ""
        unit, power = self._unit(cells, area, frequency)
        measure = self._source.said.get("measure") or self._measure(cells)
        divided = "; ".join(filter(None, (unit.get("breakdown"), self._breakdown(cells))))
        adjustment = adjustment_of(found(cells, rules("components")["adjustment"])) or ""
        fiscal = found(cells, rules("components")["year_start"]) not in ("", "--01-01")
        name = found(cells, (of.series_by,)) if of.series_by else ""
        columns = {
            "series": self._id(cells, unit, name),
            "title": ", ".join(filter(None, (measure, divided, frequency and f"by {frequency}", adjustment))),
            "publisher": of.publisher,
            "publisher_name": of.publisher_name,
            "licence": of.licence,
            "dataset": cells.labels.get("", asked.flow.rpartition("@")[2]),
            "measure": measure,
            "frequency": "fiscal_year" if frequency == "year" and fiscal else frequency,
            "area_role": "place",
            "breakdown": divided,
            "adjustment": adjustment,
            "stock_flow": stock_or_flow(measure) or "",
            "url": page(of, asked, name),
        }
        columns |= self._prices(cells, unit)
        columns |= {key: text for key, text in unit.items() if key not in ("power", "breakdown", "currency")}
        columns |= self._transformed(cells, unit, frequency)
        decimals = found(cells, rules("components")["decimals"]) if of.rounded else ""
        columns["rounding_quantum"] = quantum_of(decimals, power)
        return {key: fitting(text) for key, text in columns.items()}, power

    def _unit(self, cells: Cells, area: Place, frequency: str) -> tuple[dict[str, str], int]:
        """What the unit says, and the power of ten. Raises SourceError for a unit that is not known."""
        component = next((name for name in self._of.unit if found(cells, (name,))), "")
        code = found(cells, (component,)) if component else ""
        step = rules("statuses")["steps"].get(frequency)
        filled = {"currency": self._currency(cells, area), "step": step}
        says = unit_of(code, {name: text for name, text in filled.items() if text}) if code else {}
        multiplied = found(cells, rules("components")["multiplier"]) if self._of.multiplier else ""
        told = self._source.said.get("unit") and (multiplied or "power" in self._source.options)
        if says is None and not told:
            label = cells.labels.get(component, "")
            raise SourceError(
                f"found the unit {code!r}{f' ({label})' if label else ''}, which is not known; say it yourself: "
                "--set unit=…, and --option power=… (of ten, by which values are multiplied out; 0: none)"
            )
        says = says or {}
        own = int(says.pop("power", "0"))
        if "power" in self._source.options:
            return says, power_of(self._source.options["power"], "the option power")
        given = power_of(multiplied, "UNIT_MULT")
        if own and given:
            raise SourceError(
                f"found the unit {code!r}, which is a multiple itself, beside UNIT_MULT {given}: not known which "
                "holds; say it yourself: --option power=…"
            )
        return says, own or given

    def _currency(self, cells: Cells, area: Place) -> str:
        known = rules("units")["currencies"]["codes"]
        said = found(cells, rules("components")["currency"])
        return said if said in known else (currency_of(area.area) or "")

    def _measure(self, cells: Cells) -> str:
        for name in self._of.measure:
            if name in cells.labels:
                return cells.labels[name]
        known = rules("measures")
        if flow := known["flows"].get(self._asked.flow):
            return str(flow)
        for name in self._of.measure:
            if said := known["codes"].get(name, {}).get(cells.dimensions.get(name)):
                return str(said)
        titles = [cells.attributes[name] for name in rules("components")["title"] if name in cells.attributes]
        return titles[-1] if titles else cells.labels.get("", "")

    def _breakdown(self, cells: Cells) -> str:
        component = rules("components")
        measure = next((name for name in self._of.measure if name in cells.labels), "")
        told = {*self._of.area, *self._of.unit, measure}
        for role in ("frequency", "adjustment", "transformation", "price_base", "base"):
            told |= set(component[role])
        parts = [
            cells.labels.get(name) or f"{name} {code}"
            for name, code in cells.dimensions.items()
            if name not in told and code not in WHOLE
        ]
        return "; ".join(parts)

    def _prices(self, cells: Cells, unit: Mapping[str, str]) -> dict[str, str]:
        base = found(cells, rules("components")["base"])
        basis = price_basis_of(found(cells, rules("components")["price_base"]), base)
        if not basis and base and unit.get("unit") == "index":
            basis = f"{base} = 100"
        return {"price_basis": basis} if basis else {}

    def _transformed(self, cells: Cells, unit: Mapping[str, str], frequency: str) -> dict[str, str]:
        code = found(cells, rules("components")["transformation"])
        says = transformation_of(code, frequency) if code else {}
        if says.get("transformation", "level") == "level" and "transformation" in unit:
            return {}
        if not says and unit.get("statistic") == "total":
            return {"transformation": "level"}
        return says

    def _id(self, cells: Cells, unit: Mapping[str, str], name: str) -> str:
        flow = self._asked.flow.rpartition("@")[2].rpartition(",")[2] or self._asked.flow
        if name:
            return f"{self._of.id}.{escaped(name)}"
        parts = [flow, *(text for _, text in _without(cells.dimensions, self._of.area))]
        # What the key does not say, but makes another series: the base of an index, the country's own money.
        base = next((text for key in rules("components")["base"] if (text := cells.attributes.get(key))), "")
        code = found(cells, self._of.unit)
        if rules("units")["codes"].get(code, {}).get("unit") == "{currency}":
            parts.append(unit["unit"])
        return ".".join(map(escaped, filter(None, [self._of.id, *parts, base])))


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


def found(cells: Cells, names: Iterable[str]) -> str:
    """The first of these dimensions or attributes that says something; "" where none does."""
    for name in names:
        text = cells.dimensions.get(name) or cells.attributes.get(name)
        if text:
            return text
    return ""


def page(of: Settings, asked: Asked, name: str = "") -> str:
    """An address where a reader finds it."""
    words = {"agency": asked.agency, "flow": asked.flow, "version": asked.version, "key": asked.key or "*"}
    return of.page.format(**words, small=asked.flow.lower(), id=name or asked.key)


def fitting(text: str) -> str:
    """The text as the store takes it: in one line, not too long, and no formula to a spreadsheet."""
    line = " ".join(text.split()).lstrip("=+-@ ")
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def escaped(text: str) -> str:
    """The text as part of the id of a series: "A+B" is "A:2BB"."""
    return _UNSAFE.sub(lambda match: f":{ord(match[0]):02X}", text)


def _without(dimensions: Mapping[str, str], names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in dimensions.items() if name not in names)
