"""Who may do what: keys, and pages of other origins (CORS).

Reading and checking are open unless ADDSUP_CLOSED=1; writing figures always needs a key that may
import. No cookie is ever set or read, so a page of another origin can do no more than anybody.
"""

from flask import Response, current_app, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from sql import keys

_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key",
    "Access-Control-Max-Age": "86400",
}
_FOR_WRITING = ("/v1/imports", "/v1/sources", "/v1/subscribers")
_EXPOSED = "Link, Location, X-Request-Id"


def require(may: str | None, *, closable: bool) -> None:
    """Refuse the request where it needs a key and has none that will do.

    may: what the key must be allowed to do, None where any will do. closable: whether it needs one
    where the service is closed. A wrong key is refused also where none is needed: its owner should
    know.
    """
    service = current_app.extensions["addsup"]
    sent = request.headers.get("Authorization")
    if sent is None:
        if may or (closable and service.settings.closed):
            raise _unauthorized("found no key; expected Authorization: Bearer addsup_…")
        return
    scheme, _, secret = sent.partition(" ")
    if scheme.lower() != "bearer":
        raise _unauthorized(
            "found an Authorization that is no Bearer; expected Authorization: Bearer addsup_…"
        )
    with service.database.reading() as conn:
        key = keys.find(conn, secret.strip())
    if key is None:
        raise _unauthorized("found a key that is not known, or no longer; expected one of create-key")
    if may and may not in key.may:
        raise Forbidden(f"found a key that may not {may}; expected one made with --may {may}")


def _unauthorized(detail: str) -> Unauthorized:
    return Unauthorized(detail, www_authenticate=WWWAuthenticate("bearer"))


def allow_other_origins(answer: Response) -> None:
    """Let pages of any origin read the answer, unless the address is for writing figures."""
    if not request.path.startswith(("/v1/", "/openapi.json")) or request.path.startswith(_FOR_WRITING):
        return
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Access-Control-Expose-Headers"] = _EXPOSED
    if request.method == "OPTIONS":
        answer.headers.extend(_PREFLIGHT)
