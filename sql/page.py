"""Which part of a list is asked for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """So many items (limit) after so many (offset)."""

    limit: int
    offset: int
