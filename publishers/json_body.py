"""JSON as publishers send it: every number a Decimal, so that no digit is lost; every access to it checked."""

import json
import re
from decimal import MAX_PREC, Context, Decimal, InvalidOperation
from typing import Any, TypeVar

from outgoing.body import Body
from publishers.errors import ShapeError

T = TypeVar("T")

LARGEST_EXPONENT = 300  # a number longer than that in plain digits is a mistake, or meant to fill the memory
_KINDS = {dict: "an object", list: "a list", str: "a text", Decimal: "a number", object: "something"}
_DIGITS = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?", re.ASCII)
_WHOLE = re.compile(r"\d{1,15}", re.ASCII)
_NO_TEXT = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")  # half of a character, or the one that no store takes
_EXACT = Context(prec=MAX_PREC)


def read_json(body: Body) -> Any:
    """The document of the body. Raises ShapeError where it is none."""
    with body.content() as file:
        raw = file.read()
    try:
        text = raw.decode(json.detect_encoding(raw))
        found = json.loads(text, parse_float=_number, parse_int=_number, parse_constant=_no_constant)
        if _NO_TEXT.search(text):
            _check_texts(found)
    except (ValueError, RecursionError) as error:
        raise ShapeError(
            f"found {_start(raw)} in the answer for {body.part}; expected JSON ({error})"
        ) from error
    return found


def _number(text: str) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation as error:  # an exponent of twenty digits
        raise ValueError(f"{text[:30]} is no amount of anything") from error
    if abs(found.adjusted()) > LARGEST_EXPONENT:
        raise ValueError(f"{text[:30]} is no amount of anything")
    return found


def _check_texts(document: object) -> None:
    """Raises ValueError where a text holds half of a character, or the character zero."""
    written = json.dumps(document, ensure_ascii=False, default=str)
    written.encode()
    if "\\u0000" in written.replace("\\\\", ""):
        raise ValueError("a text holds the character zero")


def times(value: Decimal, factor: Decimal) -> Decimal:
    """The product, with all its digits."""
    return value if factor == 1 else _EXACT.multiply(value, factor)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _start(raw: bytes) -> str:
    return repr(raw[:60].decode("utf-8", "replace"))


def number(text: str, locator: str) -> Decimal:
    """The number that the text is, in plain digits. Raises ShapeError naming the place."""
    if not _DIGITS.fullmatch(text) or abs((found := Decimal(text)).adjusted()) > LARGEST_EXPONENT:
        raise ShapeError(f"found {text[:60]!r} at {locator}; expected a number in digits")
    return found


def field(holder: object, name: str, kind: type[T], where: str) -> T:
    """What the object holds under that name. Raises ShapeError where it holds nothing of that kind there."""
    if not isinstance(holder, dict) or name not in holder:
        raise ShapeError(f"found {str(holder)[:80]!r} at {where}; expected an object with {name}")
    return of_kind(holder[name], kind, f"{where}, {name}")


def optional(holder: object, name: str, kind: type[T], where: str) -> T | None:
    """What the object holds under that name; None where that is nothing or null. Raises ShapeError."""
    if not isinstance(holder, dict):
        raise ShapeError(f"found {str(holder)[:80]!r} at {where}; expected an object")
    found = holder.get(name)
    return None if found is None else of_kind(found, kind, f"{where}, {name}")


def rows(holder: object, name: str, where: str) -> list[dict[str, Any]]:
    """The list of objects that the object holds under that name. Raises ShapeError."""
    found = field(holder, name, list, where)
    return [of_kind(row, dict, f"{where}, {name} {at}") for at, row in enumerate(found, 1)]


def whole(holder: object, name: str, where: str) -> int:
    """The count that the object holds under that name, as a number or as digits. Raises ShapeError."""
    found = field(holder, name, object, where)
    if isinstance(found, Decimal | str) and _WHOLE.fullmatch(str(found)):
        return int(str(found))
    raise ShapeError(f"found {str(found)[:60]!r} at {where}, {name}; expected a count")


def of_kind(found: object, kind: type[T], where: str) -> T:
    """What was found, as being of that kind. Raises ShapeError where it is not."""
    if not isinstance(found, kind):
        raise ShapeError(f"found {str(found)[:60]!r} at {where}; expected {_KINDS.get(kind, kind.__name__)}")
    return found
