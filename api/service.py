"""What the service says about itself: its description, its health, its metrics."""

from functools import cache
from importlib.metadata import version
from typing import Any

from flask import Blueprint, Response

from api import metrics
from api.endpoint import Answer, database, endpoint, routes
from schemas.claim import SHARED
from schemas.openapi import Operation, openapi
from schemas.service import DESCRIPTION, HEALTH
from sql import snapshots

blueprint = Blueprint("service", __name__)


@blueprint.get("/openapi.json")
@endpoint(Operation("This description", "Service", answers={200: DESCRIPTION}))
def get_openapi() -> Answer:
    """The OpenAPI 3.1 document of every endpoint."""
    return description()


@cache  # the routes of a program do not change while it runs
def description() -> dict[str, Any]:
    """The OpenAPI document of the app that answers."""
    return openapi(routes(), version("addsup"), SHARED)


@blueprint.get("/health/live")
@endpoint(Operation("Whether the process answers", "Service", answers={200: HEALTH}))
def get_live() -> Answer:
    """Always 200: a process that cannot answer this needs a restart."""
    return {"status": "ok"}


@blueprint.get("/health/ready")
@endpoint(Operation("Whether the store answers", "Service", answers={200: HEALTH}))
def get_ready() -> Answer:
    """200 where the store answers, else 503: the process should get no requests for now."""
    with database().reading() as conn:
        return {"status": "ok", "snapshot": str(snapshots.current(conn))}


@blueprint.get("/metrics")
@endpoint(Operation("Metrics for Prometheus", "Service", media=("text/plain",)))
def get_metrics() -> Answer:
    """Requests by route and status, and how long they took."""
    return Response(metrics.exposed(), content_type="text/plain; version=0.0.4; charset=utf-8")
