"""The statements of the store, each a file in queries/."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "queries"


@cache
def query(name: str) -> str:
    """The statement kept in queries/<name>.sql."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
