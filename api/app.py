"""The app, and what every request passes through on its way to a view and back."""

import ctypes
import os
import re
import signal
import sys
from dataclasses import dataclass, field
from secrets import token_urlsafe
from time import perf_counter
from typing import Any

from flask import Flask, Response, abort, g, request

from api import (
    access,
    annotations,
    areas,
    article_page,
    check_page,
    checks,
    errors,
    figures,
    imports,
    logs,
    metrics,
    pages,
    publishers,
    rules,
    series,
    service,
    sources,
    subscribers,
)
from api.settings import Settings, from_environment
from sql.database import Database, open_database

THREADS = 4  # of each worker
BODY_LIMIT = 1024 * 1024
PR_SET_PDEATHSIG = 1  # <linux/prctl.h>
PARTS = (
    service, checks, annotations, rules, series, figures, areas, publishers, imports, sources, subscribers,
    article_page, check_page, pages,
)  # fmt: skip
_REQUEST_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)
_FOR_PAGES = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True, slots=True)
class Service:
    """What the views need, kept at `current_app.extensions["addsup"]`."""

    database: Database
    settings: Settings
    remembered: dict[object, Any] = field(default_factory=dict)


def create_app(database: Database, settings: Settings) -> Flask:
    """The service on that database."""
    app = Flask("api")
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    app.config["MAX_FORM_MEMORY_SIZE"] = BODY_LIMIT
    app.extensions["addsup"] = Service(database, settings)
    app.url_map.merge_slashes = False
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    errors.register(app)
    for part in PARTS:
        app.register_blueprint(part.blueprint)
    app.before_request(_arrived)
    app.after_request(_leaving)
    return app


def from_settings() -> Flask:
    """The service as the environment sets it: what each worker of the server runs."""
    # Ctrl-C reaches a whole group of processes. A worker that is told so twice, by the terminal and by
    # the process that started it, hangs: it leaves the group and is told once.
    os.setpgid(0, 0)
    _leave_with_parent()
    settings = from_environment()
    # Two for each thread: an Idempotency-Key is held by one while its request is done on another.
    return create_app(open_database(settings.database_url, settings.data, 2 * THREADS), settings)


def _leave_with_parent() -> None:
    """Has the kernel end this worker once the process that started it is gone, however it went.

    Only Linux knows how (prctl, PR_SET_PDEATHSIG); elsewhere a worker outlives a parent that is killed.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _arrived() -> None:
    g.arrived = perf_counter()
    sent = request.headers.get("X-Request-Id", "")
    g.request_id = sent if _REQUEST_ID.fullmatch(sent) else token_urlsafe(8)
    if "\0" in request.path:  # PostgreSQL has no such character: nothing can have that name
        abort(404)


def _leaving(answer: Response) -> Response:
    answer.headers["X-Request-Id"] = g.request_id
    answer.headers["X-Content-Type-Options"] = "nosniff"
    if answer.mimetype == "text/html":
        answer.headers.update(_FOR_PAGES)
    access.allow_other_origins(answer)
    route = request.url_rule.rule if request.url_rule else "(none)"
    seconds = perf_counter() - g.arrived
    metrics.answered(request.method, route, answer.status_code, seconds)
    logs.answered(request.method, route, answer.status_code, seconds)
    return answer
