"""Metrics for Prometheus: how many requests, of what kind, and how long they took.

With several worker processes, `serve` names a folder in PROMETHEUS_MULTIPROC_DIR before this module
is imported; the figures of all workers are then added up when they are asked for.
"""

import os
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

_registry = CollectorRegistry()
_requests = Counter("addsup_requests", "Requests answered", ["method", "route", "status"], registry=_registry)
_seconds = Histogram(
    "addsup_request_seconds",
    "Time from a request's arrival to its answer",
    ["route"],
    registry=_registry,
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30),
)


# Finding a child by its labels takes a lock and 2 µs; there are only as many as routes and statuses.
@cache
def _counter(method: str, route: str, status: int) -> Counter:
    return _requests.labels(method, route, str(status))


@cache
def _timer(route: str) -> Histogram:
    return _seconds.labels(route)


def answered(method: str, route: str, status: int, seconds: float) -> None:
    """Count a request. route: the pattern of its address, so that there are few."""
    _counter(method, route, status).inc()
    _timer(route).observe(seconds)


def exposed() -> bytes:
    """All figures in Prometheus' text format, of every worker."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(_registry)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)
