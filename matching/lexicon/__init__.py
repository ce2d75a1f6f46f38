"""The names of measures, as data: one file a subject."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lexicon(subject: str) -> dict[str, Any]:
    """The tables of one subject: "notions", "families", "words"."""
    return tomllib.loads(files("matching.lexicon").joinpath(f"{subject}.toml").read_text("utf-8"))
