"""Saved answers: the digest they carry, and where they differ from the check computed again."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from marshmallow import INCLUDE, Schema, fields

from schemas.json_text import Json
from schemas.listing import Strict
from schemas.shape import Shape, load_body

DIGESTED = ("claim", "context", "readings", "figures", "rules", "snapshot")
PASSING = ("id", "checked_at", "links", "digest")  # what differs between two makings of one check
MOST_DIFFERENCES = 100


class DifferenceSchema(Schema):
    """A place where a saved answer and the check computed again differ."""

    pointer = fields.String(required=True)
    saved = fields.Raw(allow_none=True)
    computed = fields.Raw(allow_none=True)


class VerificationSchema(Schema):
    """Whether a saved answer is as it was given, and computes again."""

    unaltered = fields.Boolean(required=True)
    computes = fields.Boolean(required=True)
    differences = fields.List(fields.Nested(DifferenceSchema), required=True)


class SavedRulesSchema(Strict):
    """The rules that an answer was made by."""

    class Meta:
        unknown = INCLUDE

    tolerance = fields.String(required=True)


class SavedSchema(Strict):
    """A saved answer, whole, as `POST /v1/checks` gave it."""

    class Meta:
        unknown = INCLUDE

    claim = fields.Dict(required=True)
    context = fields.Dict(required=True)
    rules = fields.Nested(SavedRulesSchema, required=True)
    as_of = fields.String(required=True)
    snapshot = fields.String(required=True)
    digest = fields.String(required=True)


_SAVED = SavedSchema()
SAVED = Shape(SavedSchema)
VERIFICATION = Shape(
    VerificationSchema, {"As it was given": {"unaltered": True, "computes": True, "differences": []}}
)


def load_saved(document: Json) -> dict[str, Any]:
    """A saved answer, whole. Raises BodyError where it is none."""
    saved: dict[str, Any] = load_body(_SAVED, document)
    return saved


def digest_of(document: Mapping[str, Any]) -> str:
    """The digest of claim, context, readings, figures, rules and snapshot, in one canonical form."""
    covered = {name: document.get(name) for name in DIGESTED}
    text = json.dumps(covered, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return f"sha-256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def key_of(claim: Mapping[str, Any]) -> str:
    """A hash of the words and the claim, the same wherever the claim stands."""
    return digest_of({"claim": _wherever(claim)}).removeprefix("sha-256:")[:32]


def _wherever(node: Any) -> Any:
    """A claim without what hangs on its place in a text: offsets, line breaks, and the name of its group."""
    if isinstance(node, Mapping):
        return {name: _wherever(below) for name, below in node.items() if name not in {"quote", "group"}}
    if isinstance(node, str):
        return " ".join(node.split())
    return [_wherever(below) for below in node] if isinstance(node, list | tuple) else node


def differences(saved: Any, computed: Any) -> list[dict[str, Any]]:
    """Where a saved answer differs from the check computed again, by JSON Pointer, the first 100.

    What the storing of a check gives it (id, time, links) is left out, and so is the digest.
    """
    rows = _differing(_lasting(saved), _lasting(computed), "")
    return [
        {"pointer": pointer, "saved": a, "computed": b} for pointer, a, b in islice(rows, MOST_DIFFERENCES)
    ]


def _lasting(document: Mapping[str, Any]) -> dict[str, Any]:
    lasting = {name: value for name, value in document.items() if name not in PASSING}
    warnings = lasting.get("warnings")
    if isinstance(warnings, list):  # what was taken back later is told with an answer, but is no part of it
        lasting["warnings"] = [w for w in warnings if not _of_withdrawal(w)]
    return lasting


def _of_withdrawal(warning: Any) -> bool:
    return isinstance(warning, dict) and warning.get("code") == "withdrawn_import"


def _differing(a: Any, b: Any, pointer: str) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(a, dict) and isinstance(b, dict):
        for name in dict.fromkeys((*a, *b)):
            step = str(name).replace("~", "~0").replace("/", "~1")
            yield from _differing(a.get(name), b.get(name), f"{pointer}/{step}")
    elif isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for i, (x, y) in enumerate(zip(a, b, strict=True)):
            yield from _differing(x, y, f"{pointer}/{i}")
    elif a != b:
        yield pointer, a, b
