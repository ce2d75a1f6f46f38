"""What observations of an SDMX message have in common, whatever the message is written in.

The rows of a message repeat all but period and value: what follows from that (area, unit, status) is
worked out once, by a function `prepare` that a reader is given, and kept for the rows that follow.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

RULES = Path(__file__).parent / "rules"
MOST_KEPT = 20_000  # prepared at a time: what bounds the memory

T = TypeVar("T")
Record: TypeAlias = tuple[T, str, str, int]  # what was prepared, period, value as text, line or number


@dataclass(frozen=True, slots=True)
class Cells:
    """What one or more observations share.

    structure: what the message is built after ("OECD:DF_X(1.0)"), "" where it does not say. action: I
    (inform), A (append), M (merge), R (replace): the figure is so; D (delete). dimensions: codes in the
    order of the message, without time. attributes: codes or texts. labels: names of the codes, by the
    name of their column. touched: whether a row to delete names the value or the whole observation.
    """

    structure: str
    action: str
    dimensions: Mapping[str, str]
    attributes: Mapping[str, str]
    labels: Mapping[str, str] = field(default_factory=dict)
    touched: bool = True


Prepare: TypeAlias = Callable[[Cells], T]


def found(cells: Cells, names: Iterable[str]) -> str:
    """The first of these dimensions or attributes that says something; "" where none does."""
    for name in names:
        text = cells.dimensions.get(name) or cells.attributes.get(name)
        if text:
            return text
    return ""


def saying(cells: Cells, names: Iterable[str]) -> str:
    """The name of the first of these dimensions or attributes that says something; "" where none does."""
    return next((name for name in names if found(cells, (name,))), "")


@cache
def rules(name: str) -> dict[str, Any]:
    """The table rules/<name>.toml."""
    return tomllib.loads((RULES / f"{name}.toml").read_text("utf-8"))


class Kept(dict[Any, T]):
    """What was prepared, by what it was prepared from; emptied when it has grown too large."""

    def keep(self, key: object, made: T) -> T:
        """The same, kept."""
        if len(self) >= MOST_KEPT:
            self.clear()
        self[key] = made
        return made
