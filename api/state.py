"""The state of the store that is read, and what was looked up at it before."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from factcheck.figure import Figure

Found = TypeVar("Found")
MOST_REMEMBERED = 5000  # looked-up names and descriptions kept in memory


@dataclass(frozen=True, slots=True)
class State:
    """The state of the store that is read: a snapshot, and the day whose vintages decide.

    remembered: what was looked up before. What is stored at a snapshot never changes, so it holds for
    as long as the process lives. figures: those of the claims before this one in its text, which are
    too many to be kept longer.
    """

    snapshot: int
    as_of: date
    remembered: dict[object, Any]
    figures: dict[object, dict[tuple[str, str], list[Figure]]] = field(default_factory=dict)

    def known(self, key: object, look_up: Callable[[], Found]) -> Found:
        """What was looked up under the key at this snapshot before, else what is looked up now."""
        place = (self.snapshot, key)
        if place not in self.remembered:
            if len(self.remembered) >= MOST_REMEMBERED:
                self.remembered.clear()
            self.remembered[place] = look_up()
        found: Found = self.remembered[place]
        return found
