"""Problem documents (RFC 9457): the one shape of everything that goes wrong."""

from collections.abc import Iterable
from typing import Any

from marshmallow import Schema, fields

from schemas.errors import Fault
from schemas.shape import Shape


class FaultSchema(Schema):
    """One thing that is wrong with what was sent."""

    pointer = fields.String(metadata={"description": "JSON Pointer into the body"})
    parameter = fields.String(metadata={"description": "name of a parameter of the address"})
    detail = fields.String(required=True)
    found = fields.String(allow_none=True)
    expected = fields.String(allow_none=True)
    line = fields.Integer(metadata={"description": "line of a CSV, the first is 1"})
    column = fields.String(allow_none=True)


class ProblemSchema(Schema):
    """What went wrong. `type` is the address of a page that explains it."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    instance = fields.String(required=True)
    errors = fields.List(fields.Nested(FaultSchema))
    count = fields.Integer(metadata={"description": "how many faults there are, where not all are listed"})
    candidates = fields.List(fields.String())


PROBLEM = Shape(
    ProblemSchema,
    {
        "Nothing of that name": {
            "type": "/problems/not-found",
            "title": "Nothing here",
            "status": 404,
            "detail": "found no series 'us-prm.refugee-admission'; GET /v1/series?q=… finds series by words",
            "instance": "urn:addsup:request:5Xb0yGkqT3M",
        }
    },
)


def faults_of_body(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    """The list `errors` of a problem with a body."""
    return [_fault("pointer", fault) for fault in faults]


def faults_of_query(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    """The list `errors` of a problem with parameters of the address."""
    return [_fault("parameter", fault) for fault in faults]


def _fault(where: str, fault: Fault) -> dict[str, Any]:
    shown: dict[str, Any] = {where: fault.where, "detail": fault.detail}
    if fault.found is not None:
        shown["found"] = fault.found
    if fault.expected is not None:
        shown["expected"] = fault.expected
    return shown
