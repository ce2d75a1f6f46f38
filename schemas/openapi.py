"""The OpenAPI 3.1 document, made from the operations that the views declare. Only here is apispec."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin

from schemas.problem import PROBLEM
from schemas.shape import Shape

JSON = "application/json"
PROBLEM_JSON = "application/problem+json"
_PATH_PARAMETER = re.compile(r"<(?:[^<>:]+:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Operation:
    """What a view promises to its callers.

    summary: a few words; description: what they do not say. query: the shape of its parameters.
    body: the shape of the JSON it is sent; reads: media types it is sent instead. answers: the shape
    of each status it succeeds with, the usual one first; media: media types it answers with besides
    JSON. identifiers: the patterns of parameters in its path. may: what a key must be allowed to do,
    None where no key is asked. headers: those of its answers, and what they say.
    """

    summary: str
    tag: str
    description: str = ""
    query: Shape | None = None
    body: Shape | None = None
    answers: Mapping[int, Shape] = field(default_factory=dict)
    media: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    may: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Route:
    """An operation where it is found. path: in Flask's form, "/v1/series/<series_id>"."""

    method: str
    path: str
    name: str
    operation: Operation


def openapi(routes: Iterable[Route], version: str, shared: Mapping[str, Any]) -> dict[str, Any]:
    """The document that describes the routes, in order of path.

    shared: schemas by the names that others refer to them by, each a marshmallow class or a JSON Schema.
    """
    marshmallow = MarshmallowPlugin()
    spec = APISpec(
        "Addsup",
        version,
        "3.1.0",
        plugins=[marshmallow],
        info={
            "description": "Does the number add up? Checks numeric claims against stored official figures.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
    )
    spec.components.security_scheme("key", {"type": "http", "scheme": "bearer"})
    for name, shape in shared.items():
        if isinstance(shape, dict):
            spec.components.schema(name, shape)
        else:
            spec.components.schema(name, schema=shape)
    for route in sorted(routes, key=lambda route: (route.path, route.method)):
        path = _PATH_PARAMETER.sub(r"{\1}", route.path)
        spec.path(path, operations={route.method.lower(): _operation(route, marshmallow)})
    document: dict[str, Any] = spec.to_dict()
    return document


def _operation(route: Route, marshmallow: MarshmallowPlugin) -> dict[str, Any]:
    operation = route.operation
    described: dict[str, Any] = {
        "operationId": route.name,
        "summary": operation.summary,
        "tags": [operation.tag],
        "parameters": _parameters(route, marshmallow),
        "responses": _responses(operation),
    }
    if operation.description:
        described["description"] = operation.description
    if operation.may:
        described["security"] = [{"key": []}]
    if operation.body:
        described["requestBody"] = {"required": True, "content": {JSON: _content(operation.body)}}
    if operation.reads:
        described["requestBody"] = {
            "required": True,
            "content": {media: {"schema": {"type": "string"}} for media in operation.reads},
        }
    return described


def _parameters(route: Route, marshmallow: MarshmallowPlugin) -> list[dict[str, Any]]:
    operation = route.operation
    parameters: list[dict[str, Any]] = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "pattern": operation.identifiers.get(name, r"^[^/\u0000]+$")},
        }
        for name in _PATH_PARAMETER.findall(route.path)
    ]
    if operation.query and marshmallow.converter:
        found = marshmallow.converter.schema2parameters(operation.query.schema, location="query")
        parameters += [{**parameter, "schema": _without_null(parameter["schema"])} for parameter in found]
    if route.method == "POST":
        parameters.append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "description": "Sent again with it, the same request is answered again, not done again.",
                "schema": {"type": "string", "pattern": IDEMPOTENCY_KEY},
            }
        )
    return parameters


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """An address can leave a parameter out but not send null, which is what leaving it out means here."""
    kept = {name: value for name, value in schema.items() if (name, value) != ("default", None)}
    if isinstance(kept.get("type"), list):
        kept["type"] = next(name for name in kept["type"] if name != "null")
    return kept


IDEMPOTENCY_KEY = "^[!-~]{1,200}$"


def _responses(operation: Operation) -> dict[str, Any]:
    responses: dict[str, Any] = {
        str(status): {
            "description": HTTPStatus(status).phrase,
            "content": {JSON: _content(shape)},
            **({"headers": _headers(operation)} if operation.headers else {}),
        }
        for status, shape in operation.answers.items()
    }
    for media in operation.media:
        answer = responses.setdefault("200", {"description": HTTPStatus.OK.phrase, "content": {}})
        answer["content"][media] = {"schema": {"type": "string"}}
    responses["default"] = {
        "description": "A problem (RFC 9457); its type is the address of a page that explains it.",
        "content": {PROBLEM_JSON: _content(PROBLEM)},
    }
    return responses


def _headers(operation: Operation) -> dict[str, Any]:
    return {
        name: {"description": description, "schema": {"type": "string"}}
        for name, description in operation.headers.items()
    }


def _content(shape: Shape) -> dict[str, Any]:
    content: dict[str, Any] = {"schema": shape.schema}
    if shape.examples:
        content["examples"] = {
            re.sub(r"\W+", "-", summary.lower()).strip("-"): {"summary": summary, "value": value}
            for summary, value in shape.examples.items()
        }
    return content
