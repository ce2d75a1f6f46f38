"""How a view is declared, what it is handed and what it may give back.

    blueprint = Blueprint("checks", __name__)

    @blueprint.post("/v1/checks")
    @endpoint(Operation("Check a claim", "Checks", body=CHECK_REQUEST, answers={201: CHECK, 200: CHECK}))
    def post_check(document: Json) -> Answer:
        with database().transaction() as conn:
            ...
        return check, 201, {"Location": f"/v1/checks/{check['id']}"}

- With `body`, the first argument is the JSON sent: dict, list, str, int, Decimal, bool or None. It has
  been read strictly (schemas.json_text) but not validated: load it with a function of schemas.
- Parameters of the path come as keyword arguments, those of the query from `flask.request.args`.
- The answer is a document, or (document, status), or (document, status, headers), or a ready Response.
  The status is the first of `answers` where none is given. Decimal becomes a string of its digits.
- `answers`, `query` and `body` are shapes: OpenAPI is made from them, nothing else.
- Errors are raised, and meet their status in api.errors.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import wraps
from typing import Any, TypeAlias, cast

import orjson
from flask import Response, current_app, request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from api import access, replay
from schemas.json_text import read_json
from schemas.openapi import Operation, Route
from sql.database import Database

Answer: TypeAlias = "Response | dict[str, Any] | tuple[Any, int] | tuple[Any, int, dict[str, str]]"
WITH_HEADERS = 3  # document, status, headers
View: TypeAlias = Callable[..., Answer]


def endpoint(
    operation: Operation, body_limit: int | None = None
) -> Callable[[View], Callable[..., Response]]:
    """A view that reads strictly, asks for keys, answers fast and describes itself.

    body_limit: bytes of a body, where it is not that of the app.
    """
    default_status = next(iter(operation.answers), 200)

    def declare(view: View) -> Callable[..., Response]:
        @wraps(view)
        def answered(**path: str) -> Response:
            access.require(operation.may, closable=request.path.startswith("/v1/"))
            if operation.body is None:
                return response(view(**path), default_status)
            if body_limit:
                request.max_content_length = body_limit
            document = json_sent()
            return replay.once([request.get_data()], lambda: response(view(document, **path), default_status))

        answered.operation = operation  # type: ignore[attr-defined]  # read by `routes`
        return answered

    return declare


def json_sent() -> Any:
    """The JSON of the request. Raises JsonError, or 415 where it does not say that it is JSON."""
    if request.mimetype != "application/json" or request.content_encoding:
        sent = request.headers.get("Content-Encoding") or request.mimetype or "no Content-Type"
        raise UnsupportedMediaType(f"found {sent}; expected Content-Type: application/json")
    body = request.get_data(cache=True)
    if request.content_length is None and len(body) == request.max_content_length:
        raise RequestEntityTooLarge  # a body in chunks is cut there in silence
    return read_json(body)


def response(answer: Answer, default_status: int = 200) -> Response:
    """The answer of a view as what Flask sends."""
    if isinstance(answer, Response):
        return answer
    if not isinstance(answer, tuple):
        return Response(dumped(answer), default_status, mimetype="application/json")
    document, status, headers = answer if len(answer) == WITH_HEADERS else (*answer, None)
    return Response(dumped(document), status, headers, mimetype="application/json")


def dumped(document: Any) -> bytes:
    """The document as JSON text, Decimals as strings of their digits."""
    return orjson.dumps(document, default=_in_json)


def _in_json(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    raise TypeError(f"found {type(value).__name__}; expected what JSON can hold, or a Decimal")


def database() -> Database:
    """The database of the app that answers."""
    return cast("Database", current_app.extensions["addsup"].database)


def remembered() -> dict[object, Any]:
    """What the app that answers has looked up before and cannot change (api.evidence)."""
    found: dict[object, Any] = current_app.extensions["addsup"].remembered
    return found


def routes() -> list[Route]:
    """Every operation of the app that answers, where it is found."""
    found = []
    for rule in current_app.url_map.iter_rules():
        operation = getattr(current_app.view_functions[rule.endpoint], "operation", None)
        methods = (rule.methods or set()) & {"GET", "POST"}
        if operation:
            found += [
                Route(method, rule.rule, rule.endpoint.rpartition(".")[2], operation) for method in methods
            ]
    return found
