"""What the rules promise to be there, for the reader and the type checker."""

from typing import TypeVar

T = TypeVar("T")


def needed(value: T | None, what: str) -> T:
    """The value, which is always there by the time it is asked for.

    Raises ValueError that names what was not there: the fault is then the program's, not the claim's.
    """
    if value is None:
        raise ValueError(f"found no {what}, which was to be there by now")
    return value
