"""`Idempotency-Key`: a request sent twice with the same key is done once and answered twice.

Only what succeeded is kept: a request that failed may be sent again with its key.
"""

import hashlib
import re
from collections.abc import Callable, Iterable

import orjson
from flask import Response, current_app, request

from schemas.errors import Fault, QueryError
from schemas.openapi import IDEMPOTENCY_KEY
from sql import idempotency

HEADER = "Idempotency-Key"


def key() -> str | None:
    """The key that the request came with. Raises QueryError where it is none that can be kept."""
    sent = request.headers.get(HEADER)
    if sent is not None and not re.fullmatch(IDEMPOTENCY_KEY, sent):
        expected = "1 to 200 printable ASCII characters"
        raise QueryError([Fault(HEADER, f"found {sent[:80]!r}; expected {expected}", sent[:200], expected)])
    return sent


def once(body: Iterable[bytes], answer: Callable[[], Response]) -> Response:
    """The answer, or the one kept when the request came before. body: the pieces of what was sent."""
    sent = key()
    if sent is None:
        return answer()
    fingerprint = _fingerprint(body)
    # The key is held until the answer is kept; the view works in a transaction of its own.
    with current_app.extensions["addsup"].database.transaction() as conn:
        kept = idempotency.recall(conn, sent, fingerprint)
        if kept is not None:
            return _again(kept)
        given = answer()
        idempotency.remember(conn, sent, fingerprint, _kept(given))
        return given


def _fingerprint(body: Iterable[bytes]) -> str:
    """A hash of all that makes it the same request: where to, by whom, and what."""
    digest = hashlib.sha256()
    for part in (request.method, request.full_path, request.headers.get("Authorization", "")):
        digest.update(part.encode("utf-8", "surrogateescape") + b"\n")
    for piece in body:
        digest.update(piece)
    return digest.hexdigest()


def _kept(given: Response) -> str:
    location = given.headers.get("Location")
    kept = {"status": given.status_code, "location": location, "body": given.get_data(as_text=True)}
    return orjson.dumps(kept).decode()


def _again(kept: str) -> Response:
    document = orjson.loads(kept)
    given = Response(document["body"], document["status"], mimetype="application/json")
    if document["location"]:
        given.headers["Location"] = document["location"]
    given.headers["Idempotency-Replayed"] = "true"
    return given
