"""The word lists: one folder a language, one file a subject. Adding a word is adding a line there."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words(subject: str, language: str = "en") -> dict[str, Any]:
    """The tables of one subject: "numbers", "change"."""
    text = files("wording.lexicon").joinpath(language, f"{subject}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def languages() -> list[str]:
    """The languages there is a folder for: "en" with all its lists, others with what tells them apart."""
    return sorted(
        folder.name
        for folder in files("wording.lexicon").iterdir()
        if folder.is_dir() and folder.name.isalpha()
    )


def word_sets(subject: str, table: str, language: str = "en") -> dict[str, frozenset[str]]:
    """The lists of one table of a subject, each as a set of its words; words of a list are parted by spaces."""
    rows: dict[str, str] = words(subject, language)[table]
    return {name: frozenset(row.split()) for name, row in rows.items()}


def longest_first(phrases: "list[str] | dict[str, Any]") -> list[str]:
    """Phrases so ordered that none hides a longer one in an alternation."""
    return sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
