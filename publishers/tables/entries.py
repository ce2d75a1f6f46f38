"""What an entry of a mapping may be: checks that return it as it is kept, and raise SourceError naming it."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from publishers.errors import SourceError
from publishers.tables.patterns import Pattern, compiled

Check = Callable[[Any, str], Any]
LONGEST_NAME = 200  # characters of an entry's name that are told
KINDS = {dict: "a table", list: "a list", int: "a number"}  # what may be too deep or too long to be told


def fault(entry: str, found: object, expected: str) -> SourceError:
    """The error that says so."""
    shown = KINDS.get(type(found)) or repr(str(found)[:60])
    return SourceError(f"{entry[:LONGEST_NAME]}: found {shown}; expected {expected}")


def text(value: Any, entry: str) -> str:
    """A text."""
    if not isinstance(value, str):
        raise fault(entry, value, "a text")
    return value


def texts(value: Any, entry: str) -> tuple[str, ...]:
    """Texts, or one."""
    return tuple(text(each, entry) for each in (value if isinstance(value, list) else [value]))


def flag(value: Any, entry: str) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise fault(entry, value, "true or false")
    return value


def month(value: Any, entry: str) -> int:
    """The number of a month."""
    if type(value) is not int or not 1 <= value <= 12:
        raise fault(entry, value, "a month, 1 to 12")
    return value


def header(value: Any, entry: str) -> int | tuple[str, ...]:
    """The number of a row, or names."""
    if type(value) is int and 1 <= value <= 1000:
        return value
    if isinstance(value, list) and value:
        return texts(value, entry)
    raise fault(entry, value, "the number of a row, or names that stand in it")


def factor(value: Any, entry: str) -> Decimal:
    """A plain number above 0."""
    if not re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,15})?", text(value, entry)) or not Decimal(value):
        raise fault(entry, value, 'a number in quotes, "1000"')
    return Decimal(value)


def pattern(value: Any, entry: str) -> Pattern:
    """A regular expression that no text makes slow."""
    return compiled(text(value, entry), entry)


def one_of(*words: str) -> Check:
    """What checks that it is one of the words."""

    def check(value: Any, entry: str) -> str:
        if value not in words:
            raise fault(entry, value, f"one of {', '.join(words)}")
        return str(value)

    return check


def rule(kind: Callable[..., Any], entries: Mapping[str, Any], needed: tuple[str, ...] = ()) -> Check:
    """What makes a rule of that kind of a table."""

    def check(value: Any, entry: str) -> Any:
        said = table(value, entries, entry)
        for name in needed:
            if name not in said:
                raise fault(f"{entry}.{name}", "nothing", "it in the mapping")
        return kind(**said)

    return check


def listed(each: Check) -> Check:
    """What checks each of a list of tables."""

    def check(value: Any, entry: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise fault(entry, value, f"a list of tables, [[{entry}]]")
        return tuple(each(one, f"{entry}[{at}]") for at, one in enumerate(value, 1))

    return check


def table(value: Any, entries: Mapping[str, Any], entry: str) -> dict[str, Any]:
    """The table, each entry as its check returns it; "*" stands for any name."""
    if not isinstance(value, dict):
        raise fault(entry, value, "a table")
    checked: dict[str, Any] = {}
    for name, said in value.items():
        inside = f"{entry}.{name}" if entry else name
        check = entries.get(name, entries.get("*"))
        if check is None:
            raise fault(inside, said, f"one of the entries {', '.join(entries)}")
        checked[name] = table(said, check, inside) if isinstance(check, dict) else check(said, inside)
    return checked
