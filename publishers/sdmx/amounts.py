"""What the values of a series are amounts of: unit and power of ten, prices, and whether of growth."""

from collections.abc import Mapping

from publishers.errors import SourceError
from publishers.places import Place
from publishers.sdmx.codes import (
    currency_of,
    frequency_of,
    power_of,
    price_basis_of,
    transformation_of,
    unit_of,
)  # fmt: skip
from publishers.sdmx.record import Cells, found, rules, saying
from publishers.sdmx.service import Settings
from publishers.shape import Source


def unit_and_power(of: Settings, source: Source, cells: Cells, area: Place) -> tuple[dict[str, str], int]:
    """What the unit says (publishers.sdmx.codes.unit_of), and the power of ten of the values.

    Raises SourceError for a unit that is not known and of which an operator does not say enough.
    """
    component = saying(cells, of.unit)
    code = found(cells, (component,)) if component else ""
    says = unit_of(code, _filled(cells, area)) if code else {}
    multiplied = found(cells, rules("components")["multiplier"]) if of.multiplier else ""
    power = source.options.get("power")
    told = source.said.get("unit") and (multiplied or power is not None)
    if says is None and not told:
        label = cells.labels.get(component, "")
        raise SourceError(
            f"found the unit {code!r}{f' ({label})' if label else ''}, which is not known; say it yourself: "
            "--set unit=…, and --option power=… (of ten, by which values are multiplied out; 0: none)"
        )
    own, given = int((says or {}).get("power", "0")), power_of(multiplied, "UNIT_MULT")
    if power is not None and (not says or (own and given)):  # elsewhere the unit knows better
        return says or {}, power_of(power, "the option power")
    if own and given:
        raise SourceError(
            f"found the unit {code!r}, which is a multiple itself, beside UNIT_MULT {given}: not known which "
            "holds; say it yourself: --option power=…"
        )
    return says or {}, own or given


def _filled(cells: Cells, area: Place) -> dict[str, str]:
    frequency = frequency_of(found(cells, rules("components")["frequency"]))
    filled = {"currency": currency(cells, area), "step": rules("statuses")["steps"].get(frequency)}
    return {name: text for name, text in filled.items() if text}


def currency(cells: Cells, area: Place) -> str:
    """The currency that the cells name, else that of the area; "" where neither is known."""
    known = rules("units")["currencies"]["codes"]
    said = found(cells, rules("components")["currency"])
    return said if said in known else (currency_of(area.area) or "")


def prices(cells: Cells, unit: Mapping[str, str]) -> dict[str, str]:
    """The column of prices, where the cells say which."""
    base = found(cells, rules("components")["base"])
    basis = price_basis_of(found(cells, rules("components")["price_base"]), base)
    if not basis and base and unit.get("unit") == "index point":
        basis = f"{base} = 100"
    return {"price_basis": basis} if basis else {}


def transformed(cells: Cells, unit: Mapping[str, str], frequency: str) -> dict[str, str]:
    """Columns that follow from the transformation: level, growth, annual level."""
    code = found(cells, rules("components")["transformation"])
    says = transformation_of(code, frequency) if code else {}
    if says.get("transformation", "level") == "level" and "transformation" in unit:
        return {}
    if not says and unit.get("statistic") == "total":
        return {"transformation": "level"}
    return says
