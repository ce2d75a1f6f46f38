"""Texts as the store takes them, and codes as parts of the ids of series."""

import re

LONGEST = 300  # characters of a text, as the store takes them
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")


def fitting(text: str) -> str:
    """The text as the store takes it: in one line, not too long, and no formula to a spreadsheet."""
    line = " ".join(text.split()).lstrip("=+-@ ")
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def escaped(text: str) -> str:
    """The text as part of the id of a series: "A+B" is "A:2BB"."""
    return _UNSAFE.sub(lambda match: f":{ord(match[0]):02X}", text)
