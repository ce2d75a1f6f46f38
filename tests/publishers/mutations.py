"""Documents gone wrong: each piece of a good one in turn replaced by something else, or left out."""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

from publishers.errors import PublisherError

WRONG: tuple[Any, ...] = (None, "", "x", "-", 7, -1.5, True, [], {}, [None], {"a": 1})


def mutated(document: Any) -> Iterator[str]:
    """The document as JSON with one piece replaced or left out, for each piece of it."""
    for path in list(_paths(document, ())):
        for wrong in WRONG:
            changed = copy.deepcopy(document)
            if not path:
                yield json.dumps(wrong)
                continue
            holder = _at(changed, path[:-1])
            holder[path[-1]] = wrong
            yield json.dumps(changed)
        if path:
            changed = copy.deepcopy(document)
            del _at(changed, path[:-1])[path[-1]]
            yield json.dumps(changed)


def _paths(node: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    yield path
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        yield from _paths(value, (*path, key))


def _at(node: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        node = node[key]
    return node


def survive(document: Any, read: Callable[[str], object]) -> int:
    """How many of the mutated documents are refused; each is either read or refused in our own words."""
    refused = 0
    for text in mutated(document):
        try:
            read(text)
        except PublisherError:
            refused += 1
    return refused
