"""Logs: one line of JSON for each request, with its id and never a word of a claim.

Addresses are logged as their pattern (/v1/series/<series_id>): what is asked for may be the claim.
"""

import os
import traceback
from typing import Any

import orjson
import structlog
from flask import g


def _dumped(event: Any, **_: Any) -> bytes:
    return orjson.dumps(event, default=str)


class _StandardError:
    """Each line in one write: short ones of several processes do not mix, and no buffer is lost."""

    def msg(self, line: bytes) -> None:
        os.write(2, line + b"\n")

    info = error = msg


# Without the standard library's logging: a tenth of its time.
_log = structlog.wrap_logger(
    _StandardError(),
    processors=[
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.JSONRenderer(serializer=_dumped),
    ],
    wrapper_class=structlog.BoundLogger,
)


def answered(method: str, route: str, status: int, seconds: float) -> None:
    """Write that a request was answered."""
    _log.info(
        "request", id=g.request_id, method=method, route=route, status=status, ms=round(seconds * 1e3, 2)
    )


def failure(error: BaseException, at_work_on: str | None = None) -> None:
    """Write where an unexpected error came from: its classes and lines of code, not its words.

    at_work_on: what was being done, where no request was answered.
    """
    chain = []
    at: BaseException | None = error
    while at is not None:
        frames = traceback.extract_tb(at.__traceback__)
        chain.append(
            {"error": type(at).__qualname__, "at": [f"{f.filename}:{f.lineno} {f.name}" for f in frames]}
        )
        at = at.__cause__ or at.__context__
    _log.error("failure", id=at_work_on or g.request_id, chain=chain)
