"""Telling a subscriber that a check would now say otherwise."""

import time

import orjson

from outgoing.errors import OutgoingError
from outgoing.webhook import Message, send
from sql import jobs, subscribers
from sql.database import Database
from sql.jobs import Job
from sql.subscribers import Delivery

# Seconds until the next attempt; after the last the message is given up.
RETRIES_S = (60, 300, 1800, 7200, 28800, 86400)


def tell(database: Database, job: Job, *, public_only: bool) -> str | None:
    """Sends the message, or puts it off; says why it failed, None where it did not.

    A worker killed between sending and noting it sends it again, under the same `webhook-id`.
    """
    with database.transaction() as conn:
        delivery = subscribers.delivery(conn, job.subject)
        if delivery is None:
            subscribers.dropped(conn, job.subject)
            jobs.end(conn, job)
            return None
    failure = _sent(delivery, job, public_only=public_only)
    last = job.attempts >= len(RETRIES_S)
    with database.transaction() as conn:
        if failure is None:
            subscribers.delivered(conn, job.subject)
        else:
            subscribers.failed(conn, job.subject, failure, last=last)
        if failure is None or last:
            jobs.end(conn, job)
        else:
            jobs.put_off(conn, job, RETRIES_S[job.attempts], job.attempts + 1)
            jobs.put_off_round(conn, job.subject, RETRIES_S[0])
    return failure


def _sent(delivery: Delivery, job: Job, *, public_only: bool) -> str | None:
    told = Message(f"msg_{job.subject}", int(time.time()), message_body(delivery))
    try:
        send(delivery.url, delivery.secret, told, public_only=public_only)
    except OutgoingError as error:
        return str(error)
    return None


def message_body(delivery: Delivery) -> bytes:
    """What a subscriber is sent: which check, what it said, what it would say now."""
    saved, now = orjson.loads(delivery.document), orjson.loads(delivery.now)
    told = {
        "type": "check.revised",
        "timestamp": now["revised_at"],
        "data": {
            "check": delivery.check_id,
            "url": saved["context"].get("url"),
            "wording": saved["claim"].get("wording"),
            "before": {"verdict": delivery.before},
            "now": {name: now[name] for name in ("verdict", "summary", "published_on", "snapshot")},
            "links": {"check": f"/v1/checks/{delivery.check_id}"},
        },
    }
    return orjson.dumps(told)
