"""The statements of the store, each a file in queries/, and the numbers in the ids they are asked by."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from psycopg2.extensions import connection, cursor

FOLDER = Path(__file__).parent / "queries"


@cache
def query(name: str) -> str:
    """The statement kept in queries/<name>.sql."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


_PARAMETER = re.compile(r"%\((\w+)\)s")
_prepared: WeakKeyDictionary[connection, set[str]] = WeakKeyDictionary()


def execute_planned(cur: cursor, name: str, values: Mapping[str, Any]) -> None:
    """Executes the statement kept in queries/<name>.sql, which is planned once a connection.

    For statements whose planning takes as long as their work. A pooler between must keep sessions apart.
    """
    known = _prepared.setdefault(cur.connection, set())
    if name not in known:
        cur.execute(_numbered(name))
        known.add(name)
    cur.execute(f"execute {name} ({', '.join(f'%({one})s' for one in _parameters(name))})", values)


@cache
def _parameters(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_PARAMETER.findall(query(name))))


@cache
def _numbered(name: str) -> str:
    """The statement to prepare, with its parameters by number."""
    places = {one: f"${number}" for number, one in enumerate(_parameters(name), 1)}
    text = _PARAMETER.sub(lambda found: places[found[1]], query(name)).replace("%%", "%")
    return f"prepare {name} as {text}"


def number_in(public_id: str, prefix: str) -> int:
    """The number in an id such as "fg_4711"; -1, which numbers nothing, where it is no such id."""
    match = re.fullmatch(f"{prefix}([1-9][0-9]{{0,17}})", public_id, re.ASCII)
    return int(match[1]) if match else -1
