"""Patterns that are compiled when they are first used, so that importing the package stays quick."""

import re
from collections.abc import Callable, Iterator
from typing import Any


class Later:
    """A regular expression, with the methods of a compiled one. It is compiled at the first call of any of them."""

    __slots__ = ("_pattern", "findall", "finditer", "fullmatch", "match", "search", "sub")

    findall: Callable[..., list[Any]]
    finditer: Callable[..., Iterator[re.Match[str]]]
    fullmatch: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    sub: Callable[..., str]

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    def __getattr__(self, name: str) -> Any:
        """The method of that name; all of them are kept, so that this is asked once."""
        if name not in self.__slots__ or name == "_pattern":
            raise AttributeError(name)
        compiled = re.compile(self._pattern)
        for method in self.__slots__[1:]:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
