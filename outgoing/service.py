"""Whom we ask: the address, the pace it asks for, and where its key goes."""

from dataclasses import dataclass
from typing import Literal

from outgoing.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Pace:
    """At most so many requests in so many seconds."""

    requests: int
    seconds: float


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where a service wants its key, under which name. needed: whether it answers without one."""

    place: Literal["query", "header", "json"]
    name: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Service:
    """A server and the terms on which it may be asked.

    id: as its pace is kept under. url: the base address, without a slash at its end. variable: the
    beginning of the names of its settings ("ADDSUP_FRED"), for messages. open_address: whether callers name
    the address, so that a private one is refused.
    """

    id: str
    name: str
    url: str
    pace: Pace
    variable: str
    key_place: KeyPlace | None = None
    key: str | None = None
    open_address: bool = False

    def require_key(self) -> None:
        """Raises RefusedError where it answers only with a key, and there is none."""
        if self.key_place and self.key_place.needed and not self.key:
            raise RefusedError(
                f"{self.name} answers only with a key; get one from its site and set {self.variable}_KEY"
            )
