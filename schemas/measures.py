"""Measures in a caller's words that also say where and when: "refugees in Kenya at the end of 2021"."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from schemas.setting import Setting
from wording import MeasureSaid, read_measure

OPERANDS = ("subject", "reference", "property")


def spread(claim: Mapping[str, Any], setting: Setting) -> dict[str, Any]:
    """The claim with the place and the time in the words of each measure as the operand's area and period.

    What an operand says of its own goes before that.
    """
    return {name: _spread(part, setting) if name in OPERANDS else part for name, part in claim.items()}


def _spread(part: Any, setting: Setting) -> Any:
    if isinstance(part, list):
        return [_spread(one, setting) for one in part]
    if not isinstance(part, Mapping):
        return part
    inside = {name: _spread(one, setting) for name, one in part.items()}
    words = inside.get("measure")
    names = isinstance(words, str) and "series" not in inside
    return _said(inside, str(words), setting) if names else inside


def _said(operand: dict[str, Any], words: str, setting: Setting) -> dict[str, Any]:
    said = _read(words, setting.context.said_on, setting.context.country)
    found = {name: text for name, text in (("area", said.area), ("period", said.period)) if text}
    if not found or found.keys() & operand.keys():
        return operand
    return {**operand, "measure": said.measure, **found}


@lru_cache(64)
def _read(words: str, said_on: date, country: str | None) -> MeasureSaid:
    """The measure: a claim is spread as it was loaded and as it was sent, and read once."""
    return read_measure(words, said_on, country)
