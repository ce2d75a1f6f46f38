"""Subscribers, who are told of checks that a revision turns, as callers see them."""

import re
from typing import Any
from urllib.parse import urlsplit

from marshmallow import Schema, ValidationError, fields, validates

from schemas.json_text import Json
from schemas.listing import Strict, listed
from schemas.shape import Shape, load_body


class WantedSubscriberSchema(Strict):
    """Who is to be told."""

    url = fields.String(required=True)

    @validates("url")
    def _an_address(self, url: str, **_: Any) -> None:
        if not _fit(url):
            raise ValidationError("expected an address in ASCII, such as https://newsroom.example/hook")


def _fit(url: str) -> bool:
    """Whether it is an address of the web, of a server by name, without a user."""
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and parts.username is None and parts.port != 0
    except ValueError:
        return False
    return named and parts.scheme in {"http", "https"} and re.fullmatch(r"[!-~]{1,1990}", url) is not None


class SubscriberSchema(Schema):
    """Who is told, and how that went."""

    id = fields.String(required=True)
    url = fields.String(required=True)
    added_at = fields.DateTime(required=True)
    delivered = fields.Integer(required=True)
    waiting = fields.Integer(required=True)
    given_up = fields.Integer(required=True)
    failure = fields.String(
        required=True, allow_none=True, metadata={"description": "of the newest message that failed"}
    )


class NewSubscriberSchema(Schema):
    """A subscriber, and the secret that its messages are signed with, shown this once."""

    id = fields.String(required=True)
    url = fields.String(required=True)
    secret = fields.String(required=True)


_EXAMPLE = {
    "id": "su_1",
    "url": "https://newsroom.example/hook",
    "added_at": "2026-11-24T09:00:00+00:00",
    "delivered": 3,
    "waiting": 0,
    "given_up": 0,
    "failure": None,
}
WANTED_SUBSCRIBER = Shape(WantedSubscriberSchema, {"A newsroom": {"url": "https://newsroom.example/hook"}})
NEW_SUBSCRIBER = Shape(
    NewSubscriberSchema,
    {"A newsroom": {"id": "su_1", "url": "https://newsroom.example/hook", "secret": "whsec_…"}},
)
SUBSCRIBERS = Shape(listed(SubscriberSchema), {"A newsroom": {"items": [_EXAMPLE], "next": None}})
_WANTED, _SUBSCRIBER = WantedSubscriberSchema(), SubscriberSchema()


def load_subscriber(document: Json) -> str:
    """The address to be told. Raises BodyError."""
    url: str = load_body(_WANTED, document)["url"]
    return url


def dump_subscriber(subscriber: object) -> dict[str, Any]:
    """The subscriber as JSON."""
    document: dict[str, Any] = _SUBSCRIBER.dump(subscriber)
    return document
