"""The statements of the store, each a file in queries/, and the numbers in the ids they are asked by."""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "queries"


@cache
def query(name: str) -> str:
    """The statement kept in queries/<name>.sql."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def number_in(public_id: str, prefix: str) -> int:
    """The number in an id such as "fg_4711"; -1, which numbers nothing, where it is no such id."""
    match = re.fullmatch(f"{prefix}([1-9][0-9]{{0,17}})", public_id, re.ASCII)
    return int(match[1]) if match else -1
