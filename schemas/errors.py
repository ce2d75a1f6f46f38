"""What can be wrong with what a caller sent.

SchemaError
├── JsonError     bytes that are not the JSON we read
├── BodyError     a document that is not of its shape: all faults at once
└── QueryError    parameters of the address that are not of theirs: all faults at once
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and what would be right.

    where: a JSON Pointer into the body ("" is the whole of it), or the name of a parameter.
    found: the caller's own words, cut to a line; None where there was nothing.
    """

    where: str
    detail: str
    found: str | None = None
    expected: str | None = None


class SchemaError(ValueError):
    """Something sent is not as it has to be; the message says what, and what would do."""


class JsonError(SchemaError):
    """The body is not JSON, or JSON that two readers may understand differently."""


class BodyError(SchemaError):
    """The body is JSON but not of the shape asked for. faults: all of them, in order."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(_summary(faults))
        self.faults = tuple(faults)


class QueryError(SchemaError):
    """A parameter of the address is not of its shape. faults: all of them, in order."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(_summary(faults))
        self.faults = tuple(faults)


def _summary(faults: Sequence[Fault]) -> str:
    first = f"{faults[0].where}: {faults[0].detail}" if faults[0].where else faults[0].detail
    return first if len(faults) == 1 else f"{first} (and {len(faults) - 1} more)"
