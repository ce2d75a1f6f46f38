"""Shapes: a marshmallow schema with an example, and the faults that loading with it finds.

The other packages pass shapes around and never see marshmallow; each schema module exports its
shapes as constants and its loading and dumping as typed functions.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from marshmallow import Schema, ValidationError

from schemas.errors import BodyError, Fault, QueryError
from schemas.json_text import Json

LONGEST_WORDS = 200  # of what a caller sent, shown back to them


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of a JSON document, under the name that OpenAPI gives it.

    schema: a marshmallow class; its name without "Schema" is the name. Or a choice of such: {"anyOf": [...]}.
    examples: documents of that
    shape by a few words that say what they show; a test validates each.
    """

    schema: type[Schema] | Mapping[str, Any]
    examples: Mapping[str, Any] = field(default_factory=dict)


def load_body(schema: Schema, document: Json) -> Any:
    """What the schema makes of a body. Raises BodyError with every fault, by JSON Pointer."""
    try:
        return schema.load(document)  # type: ignore[arg-type]  # a list or a word is refused by load
    except ValidationError as error:
        raise BodyError(list(faults_in(error, document))) from error


def load_query(schema: Schema, parameters: Mapping[str, list[str]]) -> Any:
    """What the schema makes of the parameters of an address. Raises QueryError with every fault.

    parameters: all values of each name; a name that comes twice is a fault.
    """
    twice = [name for name, values in parameters.items() if len(values) > 1]
    if twice:
        raise QueryError([Fault(name, "found it more than once; expected it once") for name in twice])
    unspeakable = [name for name, values in parameters.items() if "\0" in f"{name}{values[0]}"]
    if unspeakable:
        raise QueryError(
            [Fault(name.replace("\0", ""), "found NUL; expected text without it") for name in unspeakable]
        )
    single: dict[str, Json] = {name: values[0] for name, values in parameters.items()}
    try:
        return schema.load(single)
    except ValidationError as error:
        faults = faults_in(error, single)
        raise QueryError([replace(fault, where=fault.where.removeprefix("/")) for fault in faults]) from error


def faults_in(error: ValidationError, document: Json) -> Iterator[Fault]:
    """The faults of a validation, in order, each with the caller's own words."""
    yield from _faults(error.messages, "", document)


def _faults(messages: Any, pointer: str, found: Json) -> Iterator[Fault]:
    if isinstance(messages, dict):
        for name, below in messages.items():
            if name == "_schema":
                yield from _faults(below, pointer, found)
            else:
                step = str(name).replace("~", "~0").replace("/", "~1")
                yield from _faults(below, f"{pointer}/{step}", _at(found, name))
        return
    for message in messages:
        yield _fault(_plainly(str(message).rstrip(".")), pointer, found)


def _fault(message: str, pointer: str, found: Json) -> Fault:
    """A message that begins with "expected" is told together with what was found instead."""
    words = _words(found)
    if not message.startswith("expected "):
        return Fault(pointer, message, words)
    kinds = {dict: "an object", list: "a list", type(None): "nothing"}
    told = kinds.get(type(found)) or (repr(words) if isinstance(found, str) else str(words))
    return Fault(pointer, f"found {told}; {message}", words, message.removeprefix("expected "))


# What marshmallow says, in the words of our other messages.
_PLAINLY = (
    (r"Missing data for required field", "expected this field"),
    (r"Field may not be null", "expected a value, or the field left out"),
    (r"Unknown field", "expected no field of this name"),
    (r"Invalid (?:input )?type|Not a valid mapping type", "expected an object"),
    (r"Not a valid boolean", "expected true or false"),
    (r"Not a valid (?:integer|number)", "expected a number"),
    (r"Not a valid (string|list|date)", r"expected a \1"),
    (r"Must be one of: (.*)", r"expected one of \1"),
    (r"Longer than maximum length (\d+)", r"expected a length of at most \1"),
    (r"Shorter than minimum length (\d+)", r"expected a length of at least \1"),
)


def _plainly(message: str) -> str:
    for pattern, words in _PLAINLY:
        match = re.fullmatch(pattern, message)
        if match:
            return match.expand(words)
    return message


def _at(found: Json, name: str | int) -> Json:
    if isinstance(found, dict):
        return found.get(str(name))
    if isinstance(found, list) and isinstance(name, int) and name < len(found):
        return found[name]
    return None


def _words(found: Json) -> str | None:
    if found is None or isinstance(found, dict | list):
        return None
    text = str(found)
    return text if len(text) <= LONGEST_WORDS else text[: LONGEST_WORDS - 1] + "…"
