"""Codes as parts of the ids of series."""

import re

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")


def escaped(text: str) -> str:
    """The text as part of the id of a series: "A+B" is "A:2BB"."""
    return _UNSAFE.sub(lambda match: f":{ord(match[0]):02X}", text)
