"""Services that speak SDMX, by configuration: services.toml says how each is asked and what its columns are."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from publishers.errors import SourceError
from publishers.shape import Source

FILE = Path(__file__).parent / "services.toml"
OPTIONS = frozenset(["start", "end", "format", "dimensions", "power"])  # that name no dimension
_PART = re.compile(r"[A-Za-z0-9_@$.,+*:()-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Settings:
    """How a service is asked and what its columns are.

    flavour: of REST, "v1" (data/{flow}/{key}) or "v2" (data/dataflow/{agency}/{flow}/{version}/{key}).
    accept: what is asked for, in a header; params: in the query. publisher, publisher_name, licence: of the
    figures. agency: whose flows are meant where a code does not say it. area, measure, unit: names of the
    dimensions or attributes that hold them. page: an address to read, with {agency}, {flow}, {version},
    {key}, {id} (of the series) and {small} (the flow in small letters) filled in. multiplier: whether
    UNIT_MULT is a power of ten to multiply out. rounded: whether DECIMALS is the step of the values of a
    series, not only how to show them, and not different from row to row. series_by: the attribute that
    names a series, "" where its dimensions do. named: whether the names that come with codes say what of
    it a series is. whole_area: the area of what does not say one, as its code here and its name.
    whole_area_where: a dimension, and the code of it with which that holds; None: it always does.
    """

    id: str
    name: str
    url: str
    publisher: str
    publisher_name: str
    licence: str
    codes: str
    requests: int
    seconds: int
    page: str
    flavour: str = "v1"
    agency: str = ""
    accept: str = ""
    params: tuple[tuple[str, str], ...] = ()
    area: tuple[str, ...] = ("REF_AREA",)
    measure: tuple[str, ...] = ("MEASURE", "INDICATOR")
    unit: tuple[str, ...] = ("UNIT_MEASURE", "UNIT")
    multiplier: bool = True
    rounded: bool = False
    series_by: str = ""
    named: bool = True
    whole_area: tuple[str, str] | None = None
    whole_area_where: tuple[str, str] | None = None


class Asked(NamedTuple):
    """What the code of a source asks for. base: the code without its key."""

    agency: str
    flow: str
    version: str
    key: str
    base: str


@cache
def settings() -> dict[str, Settings]:
    """All services of services.toml, by their ids."""
    rows = tomllib.loads(FILE.read_text("utf-8"))
    return {
        name: Settings(name, **{key: _fixed(said) for key, said in row.items()}) for name, row in rows.items()
    }


def _fixed(said: Any) -> Any:
    return tuple(map(_fixed, said)) if isinstance(said, list) else said


def asked(of: Settings, source: Source) -> Asked:
    """What the code asks for: "agency/flow/version/key", "flow/key" or "flow". Raises SourceError."""
    parts = source.code.split("/")
    if len(parts) > 4 or not all(map(_PART.fullmatch, parts)) or ".." in parts or "." in parts:
        raise SourceError(f"found {source.code[:80]!r}; expected {of.codes}")
    if len(parts) < 3:
        agency, version = of.agency, "latest" if of.flavour == "v1" else "+"
        flow, key = parts[0], (parts[1] if len(parts) == 2 else "")
    else:
        agency, flow, version = parts[:3]
        key = parts[3] if len(parts) == 4 else ""
    if "," in flow:  # as version 1 of REST has it: "ECB,EXR,1.0"
        agency, flow, *rest = flow.split(",")
        version = rest[0] if rest else version
    if not flow:
        raise SourceError(f"found {source.code[:80]!r}, which names no dataflow; expected {of.codes}")
    return Asked(agency, flow, version, key, source.code[: len(source.code) - len(key)].rstrip("/"))


def named(source: Source) -> dict[str, str]:
    """The options of the source that name dimensions."""
    return {name: text for name, text in source.options.items() if name not in OPTIONS}
