"""Where an error meets a status: one table, and problem documents (RFC 9457) in one shape.

STATUS is total over every error of factcheck, schemas and sql (a test says so). What is not in it
is a 500 that shows an id for the log and never its own text.
"""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import orjson
from flask import Flask, Response, g
from werkzeug.exceptions import HTTPException

from api import logs
from factcheck.errors import FactcheckError
from schemas.errors import BodyError, JsonError, QueryError
from schemas.problem import faults_of_body, faults_of_query
from sql.errors import (
    AlreadyWithdrawnError,
    AmbiguousAreaError,
    BusyError,
    HeldError,
    ImportRefusedError,
    ImportTooLargeError,
    KeyReusedError,
    MigrationError,
    NotStoredError,
    ServerStartError,
    TakenError,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its page is /problems/<slug>. meaning: what a caller should know and do."""

    status: int
    slug: str
    title: str
    meaning: str


BAD_JSON = Kind(
    400,
    "bad-json",
    "The body is not strict JSON",
    "The body must be one JSON document in UTF-8, without a byte order mark. A name twice in one object, NaN "
    "or Infinity, numbers of more than 1,000 digits, nesting deeper than 30, NUL and halves of surrogate "
    "pairs are refused, because two readers may understand them differently.",
)
BAD_PARAMETER = Kind(
    400,
    "bad-parameter",
    "A parameter of the address cannot be understood",
    "Each entry of errors names a parameter, what was found and what was expected. A cursor is only good as "
    "it came: take it from next of the page before.",
)
BAD_REQUEST = Kind(
    400,
    "bad-request",
    "The request cannot be understood",
    "What came is not a request that any part of this service answers. The detail says what is wrong.",
)
NO_KEY = Kind(
    401,
    "no-key",
    "A key is needed",
    "This needs a key, sent as Authorization: Bearer addsup_… Whoever runs the service makes one with addsup "
    "create-key. Keys can be revoked: one that has worked before may do so no more.",
)
MAY_NOT = Kind(
    403,
    "may-not",
    "The key may not do this",
    "The key is known but was not made for this. Whoever runs the service can make another with addsup "
    "create-key --may import.",
)
NOT_FOUND = Kind(
    404,
    "not-found",
    "Nothing here",
    "Nothing is stored under that name or number, or no such address exists. The detail says which; "
    "/docs lists every address.",
)
METHOD_NOT_ALLOWED = Kind(
    405,
    "method-not-allowed",
    "That method does not work here",
    "The address exists but takes other methods: the header Allow lists them.",
)
ALREADY_WITHDRAWN = Kind(
    409,
    "already-withdrawn",
    "The import was taken back before",
    "An import can be taken back once. Its figures stay stored for the checks that rest on them, but decide "
    "nothing any more. To bring them back, import the file again.",
)
TOO_LARGE = Kind(
    413,
    "too-large",
    "The body is too large",
    "A claim may be 1 MiB, a text 3 MiB, an import as large as the service is set to take. Split an import by series: "
    "several smaller files store the same.",
)
UNSUPPORTED = Kind(
    415,
    "unsupported-media-type",
    "The body is of a kind that is not read here",
    "Send claims and texts with Content-Type: application/json, imports with text/csv (plain or as gzip).",
)
BAD_BODY = Kind(
    422,
    "bad-body",
    "The body is JSON but not of the right shape",
    "Each entry of errors has a JSON Pointer to the place, what was found and what was expected. All of them "
    "are listed at once. Fields that this service does not know are refused, so that a misspelt one is not "
    "silently ignored.",
)
BAD_CLAIM = Kind(
    422,
    "bad-claim",
    "The claim cannot be understood",
    "A quantity, a unit or a period in the claim cannot be read, or its parts do not fit its relation. "
    "/v1/rules lists what is understood, each with an example.",
)
AMBIGUOUS_AREA = Kind(
    422,
    "ambiguous-area",
    "A name of several areas",
    "The same name is used for several areas, and no guess is made. Send one of the codes in candidates.",
)
TAKEN = Kind(
    409,
    "taken",
    "It is there already",
    "What may be there once is there already. The detail says what; end it first to have it anew.",
)
IMPORT_HELD = Kind(
    409,
    "import-held",
    "The import would change more than is usual",
    "Publishers make mistakes. What would change is in the detail; nothing was stored. After a look at it, refresh "
    "the source again with accept.",
)
IMPORT_REFUSED = Kind(
    422,
    "import-refused",
    "The file holds bad rows",
    "Nothing of the file was stored. errors lists the first 100 bad rows with line, column, what was found "
    "and what was expected; count says how many there are.",
)
KEY_REUSED = Kind(
    422,
    "idempotency-key-reused",
    "The idempotency key came before with another request",
    "An Idempotency-Key belongs to one request. The same request may be sent again with it, another needs a "
    "new one.",
)
INTERNAL = Kind(
    500,
    "internal",
    "Something is wrong with the service",
    "The fault is here, not in the request. Whoever runs the service finds the id in its log.",
)
UNAVAILABLE = Kind(
    503,
    "unavailable",
    "The service cannot answer for now",
    "Every place is taken, or the store does not answer. Send the same request again after the seconds that "
    "the header Retry-After says.",
)

KINDS = {kind.slug: kind for kind in list(globals().values()) if isinstance(kind, Kind)}

STATUS: dict[type[Exception], Kind] = {
    FactcheckError: BAD_CLAIM,
    JsonError: BAD_JSON,
    QueryError: BAD_PARAMETER,
    BodyError: BAD_BODY,
    NotStoredError: NOT_FOUND,
    AmbiguousAreaError: AMBIGUOUS_AREA,
    ImportRefusedError: IMPORT_REFUSED,
    ImportTooLargeError: TOO_LARGE,
    AlreadyWithdrawnError: ALREADY_WITHDRAWN,
    HeldError: IMPORT_HELD,
    TakenError: TAKEN,
    KeyReusedError: KEY_REUSED,
    BusyError: UNAVAILABLE,
    MigrationError: UNAVAILABLE,
    ServerStartError: UNAVAILABLE,
}
_BY_STATUS = {
    400: BAD_REQUEST,
    401: NO_KEY,
    403: MAY_NOT,
    404: NOT_FOUND,
    405: METHOD_NOT_ALLOWED,
    413: TOO_LARGE,
    415: UNSUPPORTED,
    503: UNAVAILABLE,
}


def register(app: Flask) -> None:
    """Answer every error of the app with a problem document."""
    for error in STATUS:
        app.register_error_handler(error, _known)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unknown)


def problem(kind: Kind, detail: str, **more: Any) -> Response:
    """The problem as an answer. more: further members of the document."""
    document = {
        "type": f"/problems/{kind.slug}",
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "instance": f"urn:addsup:request:{g.request_id}",
    }
    answer = Response(orjson.dumps(document | more), kind.status, mimetype="application/problem+json")
    if kind is UNAVAILABLE:
        answer.headers["Retry-After"] = "2"
    return answer


def kind_of(error: Exception) -> Kind | None:
    """Its kind, None where nobody thought of it."""
    return kind_of_class(type(error))


def kind_of_class(error: type[Exception]) -> Kind | None:
    """The kind of the class, or of the nearest one above it that is in the table."""
    return next((STATUS[above] for above in error.__mro__ if above in STATUS), None)


def _known(error: Exception) -> Response:
    kind = kind_of(error)
    if kind is None:
        raise error
    return problem(kind, str(error), **_members(error))


def _members(error: Exception) -> dict[str, Any]:
    match error:
        case BodyError():
            return {"errors": faults_of_body(error.faults)}
        case QueryError():
            return {"errors": faults_of_query(error.faults)}
        case AmbiguousAreaError():
            return {"candidates": list(error.codes)}
        case ImportRefusedError():
            # orjson writes the dataclasses of the list by their fields: line, column, found, expected
            rows = [orjson.loads(orjson.dumps(row)) for row in error.problems]
            errors = [{"detail": f"found {row['found']}; expected {row['expected']}", **row} for row in rows]
            return {"errors": errors, "count": error.count}
    return {}


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if status < HTTPStatus.BAD_REQUEST:
        return error.get_response()  # type: ignore[return-value]  # a redirect is no problem
    kind = _BY_STATUS.get(status, INTERNAL if status >= HTTPStatus.INTERNAL_SERVER_ERROR else BAD_REQUEST)
    answer = problem(kind, _said(error, status))
    answer.status_code = status
    for name, value in error.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            answer.headers[name] = value
    return answer


def _said(error: HTTPException, status: int) -> str:
    if status == HTTPStatus.NOT_FOUND and error.description == type(error).description:
        return "no such address; /docs lists all there are"
    return error.description or error.name


def _unknown(error: Exception) -> Response:
    logs.failure(error)
    return problem(INTERNAL, f"the service failed; its log knows this request as {g.request_id}")
