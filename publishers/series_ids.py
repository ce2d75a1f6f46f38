"""Ids of series, made of what a publisher calls its tables, columns and members."""

import hashlib
import re

LONGEST = 250  # characters; the store takes 300
_UNSAFE = re.compile(r"[^A-Za-z0-9-]")


def escaped(text: str) -> str:
    """The text as one part of an id, so that no two texts give the same: "All items" is "All_items", "<5" is ":3C5"."""
    return _UNSAFE.sub(_spelled, text)


def _spelled(match: re.Match[str]) -> str:
    if match[0] == " ":
        return "_"
    return "".join(f":{byte:02X}" for byte in match[0].encode("utf-8", "backslashreplace"))


def joined(start: str, *members: str) -> str:
    """The id that begins like that and goes on with the members. What is too long ends in a digest of all of it."""
    found = ".".join([start, *map(escaped, members)])
    if len(found) <= LONGEST:
        return found
    digest = hashlib.sha256(found.encode()).hexdigest()[:16]
    return f"{found[: LONGEST - len(digest) - 2].rstrip(':')}::{digest}"
