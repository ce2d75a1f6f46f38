"""Reading JSON strictly: what two readers could understand differently is refused, not guessed.

Numbers are Decimal or int, never float: the digits that somebody wrote are information.
"""

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NoReturn, TypeAlias

from schemas.errors import JsonError

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | Decimal | bool | None"

MAX_DEPTH = 30
MAX_DIGITS = 1000  # of one number; a longer one is an attack on arithmetic, not a figure
_STRING_OR_BRACKET = re.compile(rb'"(?:[^"\\]|\\.)*"|[][{}]', re.DOTALL)
_OPENING, _CLOSING = (b"[", b"{"), (b"]", b"}")
_SURROGATE_OR_NUL = re.compile("[\ud800-\udfff\0]")


def read_json(body: bytes) -> Json:
    """The document that the bytes hold.

    Raises JsonError, which says where, for anything but one JSON document in UTF-8 without a byte
    order mark, nested at most MAX_DEPTH deep, with no name twice in an object, no NaN or Infinity, no
    number of more than MAX_DIGITS digits, and no NUL and no half of a surrogate pair in its strings.
    """
    if not body.strip():
        raise JsonError("found an empty body; expected a JSON document")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise JsonError(f"found a byte that is not UTF-8 at offset {error.start}; expected UTF-8") from error
    if text.startswith("\ufeff"):
        raise JsonError("found a byte order mark at the start; expected JSON in UTF-8 without one")
    _refuse_deep(body)
    try:
        document: Json = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise JsonError(f"{error.msg} at line {error.lineno}, column {error.colno}; expected JSON") from error
    if "\\u" in text:  # the only way to write either of these in valid UTF-8
        _refuse_unspeakable(document)
    return document


def _refuse_deep(body: bytes) -> None:
    if body.count(b"[") + body.count(b"{") <= MAX_DEPTH:
        return  # cannot be deeper than it has brackets: the usual case costs nothing
    depth = 0
    for token in _STRING_OR_BRACKET.finditer(body):
        if token[0] in _OPENING:
            depth += 1
            if depth > MAX_DEPTH:
                raise JsonError(
                    f"found a value nested more than {MAX_DEPTH} deep at offset {token.start()}; "
                    f"expected at most {MAX_DEPTH}"
                )
        elif token[0] in _CLOSING:
            depth -= 1


def _refuse_unspeakable(document: Json) -> None:
    for text in _strings(document):
        if found := _SURROGATE_OR_NUL.search(text):
            raise JsonError(
                f"found the escape \\u{ord(found[0]):04x} in a string, which is no character; "
                "expected text without NUL and without halves of surrogate pairs"
            )


def _strings(document: Json) -> Iterable[str]:
    if isinstance(document, str):
        yield document
    elif isinstance(document, list):
        for item in document:
            yield from _strings(item)
    elif isinstance(document, dict):
        yield from document
        for item in document.values():
            yield from _strings(item)


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    document = dict(pairs)
    if len(document) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise JsonError(f"found the name {twice[:80]!r} twice in one object; expected each name once")
    return document


def _integer(digits: str) -> int:
    _refuse_long(digits)
    return int(digits)


def _decimal(digits: str) -> Decimal:
    _refuse_long(digits)
    number = Decimal(digits)
    if number and abs(number.adjusted()) > MAX_DIGITS:
        raise JsonError(f"found the number {digits[:80]}; expected one of at most {MAX_DIGITS} digits")
    return number


def _refuse_long(digits: str) -> None:
    if len(digits) > MAX_DIGITS:
        raise JsonError(f"found a number of {len(digits)} characters; expected at most {MAX_DIGITS}")


def _no_constant(name: str) -> NoReturn:
    raise JsonError(f"found {name}; expected a number, and JSON has none of that name")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_decimal, parse_constant=_no_constant
)
