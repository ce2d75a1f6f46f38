r"""Rules for deriving what a publisher's own texts say of a series: tables in TOML, one file for each publisher.

A rule is a regular expression and the columns it gives where it is found in the text; in a column's text,
\1 stands for what its first group found. All rules that match have their say, the first one to say a
column is believed.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
Rule = tuple[re.Pattern[str], dict[str, str]]


@cache
def table(name: str) -> dict[str, Any]:
    """The file of that name, as it stands."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


@cache
def rules(name: str, heading: str = "rule") -> tuple[Rule, ...]:
    """The rules under that heading of that file, in its order."""
    return tuple(
        (re.compile(row["match"]), {column: text for column, text in row.items() if column != "match"})
        for row in table(name)[heading]
    )


def columns_of(text: str, known: Sequence[Rule]) -> dict[str, str]:
    """What the rules say of the text."""
    found: dict[str, str] = {}
    for pattern, columns in known:
        if match := pattern.search(text):
            found = {column: match.expand(said) for column, said in columns.items()} | found
    return found
