"""What is known of series beforehand: one TOML file for each publisher, by the publisher's own codes.

A publisher rarely says all that a check must know of a series: whether it is a stock or a flow, at
which prices, adjusted or not, in which words newspapers speak of it. What is said here goes before
what a parser derives, and what an operator says of a source goes before both.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from publishers.errors import SourceError
from publishers.shape import Series, Source

FOLDER = Path(__file__).parent
NEEDED = ("series", "title", "publisher", "measure", "unit", "stock_flow", "frequency", "url", "licence")
COLUMNS = (
    *NEEDED, "publisher_name", "publisher_fiscal_month", "dataset", "area_role", "population", "breakdown", "statistic",
    "price_basis", "adjustment", "transformation", "rounding_quantum", "nature", "status",
)  # fmt: skip
USUAL = {"nature": "actual", "status": "published"}


@cache
def _file(publisher: str) -> dict[str, Any]:
    path = FOLDER / f"{publisher}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def codes(publisher: str) -> tuple[str, ...]:
    """The codes that the catalogue knows of the publisher, in its order."""
    return tuple(_file(publisher).get("codes", {}))


def usual(publisher: str) -> tuple[str, ...]:
    """The codes of the publisher that are followed where nobody says which."""
    return tuple(_file(publisher).get("usual", ()))


def entry(publisher: str, code: str) -> dict[str, str]:
    """What the catalogue says of the code: columns of the figures CSV; of its publisher only, where it is not known."""
    file = _file(publisher)
    return {**file.get("publisher", {}), **file.get("codes", {}).get(code, {})}


def entry_of_series(series: str) -> dict[str, str]:
    """What the catalogue says of the series of that id. Raises KeyError."""
    for path in sorted(FOLDER.glob("*.toml")):
        for code, said in _file(path.stem).get("codes", {}).items():
            if said.get("series") == series:
                return entry(path.stem, code)
    raise KeyError(series)


def describe(
    source: Source, derived: Mapping[str, str], code: str | None = None, *, several: bool = False
) -> Series:
    """The series of that code: what was derived of it, under what the catalogue and the operator say.

    code: of the series, where it is not the source's. several: the source has several series; then what an
    operator says of the source only fills what is not known of each, as it cannot be meant for all.
    Raises SourceError naming what nobody says.
    """
    known = entry(source.publisher, code or source.code)
    said = source.said.items()
    layers = [
        USUAL.items(),
        *([said] if several else []),
        derived.items(),
        known.items(),
        *([] if several else [said]),
    ]
    columns = {name: text for layer in layers for name, text in layer if text and name in COLUMNS}
    lacking = [name for name in NEEDED if name not in columns]
    if lacking:
        raise SourceError(
            f"found nothing that says {', '.join(lacking)} of {source.publisher} {code or source.code}; "
            f"say it yourself: {' '.join(f'--set {name}=…' for name in lacking)}"
        )
    return Series(columns)
