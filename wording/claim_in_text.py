"""What reading a text gives: the claims in it, each in its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is said to have said it, and where [start, end) the text names them. quoted: in their own words."""

    name: str
    start: int
    end: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class Open:
    """A part of a claim that the text leaves open. pointer: its place in the claim ("/subject")."""

    pointer: str
    text: str


@dataclass(frozen=True, slots=True)
class ClaimInText:
    """One claim and its place [start, end) in the text, in characters (code points).

    claim: in the form in which `POST /v1/checks` takes it, `stated` always an object whose amount is a
    plain decimal. What the text does not say is left out of it and named in `left_open`: a claim without
    its subject cannot be checked before somebody fills it in. group: a name shared by claims of the
    text that belong together, None where it stands alone.
    """

    start: int
    end: int
    claim: Mapping[str, Any]
    left_open: tuple[Open, ...] = ()
    group: str | None = None
    said_by: Speaker | None = None
