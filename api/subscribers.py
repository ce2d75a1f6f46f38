"""Subscribers: who is told when a revision of figures turns a check that was kept."""

from flask import Blueprint

from api.endpoint import Answer, database, endpoint
from outgoing.webhook import new_secret
from schemas.json_text import Json
from schemas.openapi import Operation
from schemas.source import ENDED
from schemas.subscriber import (
    NEW_SUBSCRIBER,
    SUBSCRIBERS,
    WANTED_SUBSCRIBER,
    dump_subscriber,
    load_subscriber,
)
from sql import subscribers

blueprint = Blueprint("subscribers", __name__)
SUBSCRIBER_ID = r"^su_[1-9][0-9]{0,17}$"


@blueprint.post("/v1/subscribers")
@endpoint(
    Operation(
        "Be told of revisions",
        "Checks",
        "The address is sent a signed message (Standard Webhooks) whenever an import turns a check that was kept. "
        "The secret to verify it with is shown this once. Private addresses and redirects are refused when a "
        "message is sent.",
        body=WANTED_SUBSCRIBER,
        answers={201: NEW_SUBSCRIBER},
        may="import",
    )
)
def post_subscriber(document: Json) -> Answer:
    """Tell the address from now on."""
    url, secret = load_subscriber(document), new_secret()
    with database().transaction() as conn:
        return {"id": subscribers.add(conn, url, secret), "url": url, "secret": secret}, 201


@blueprint.get("/v1/subscribers")
@endpoint(Operation("List subscribers", "Checks", answers={200: SUBSCRIBERS}, may="import"))
def list_subscribers() -> Answer:
    """Who is told, and how that went."""
    with database().reading() as conn:
        return {"items": [dump_subscriber(one) for one in subscribers.listing(conn)], "next": None}


@blueprint.post("/v1/subscribers/<subscriber_id>/end")
@endpoint(Operation("Be told no more", "Checks", answers={200: ENDED}, may="import",
                    identifiers={"subscriber_id": SUBSCRIBER_ID}))  # fmt: skip
def post_subscriber_end(subscriber_id: str) -> Answer:
    """Tell it no more."""
    with database().transaction() as conn:
        subscribers.end(conn, subscriber_id)
    return {"id": subscriber_id, "ended": True}
