"""Telling a subscriber: one signed message by POST, as the Standard Webhooks specification has it.

The headers `webhook-id`, `webhook-timestamp` and `webhook-signature` let a receiver know the sender,
refuse what is old, and drop what came before (https://www.standardwebhooks.com).
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass

import requests
from urllib3.exceptions import HTTPError

from outgoing.errors import ForbiddenAddressError, RefusedError, UnreachableError
from outgoing.failures import in_words
from outgoing.public import open_session, require_public

PREFIX = "whsec_"
SECRET_BYTES = 32
TIMEOUT_S = (5, 15)


def new_secret() -> str:
    """A secret to sign with, to be shown to the subscriber once."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


@dataclass(frozen=True, slots=True)
class Message:
    """What is told. id: the same at each attempt. timestamp: of this attempt, in seconds since 1970."""

    id: str
    timestamp: int
    body: bytes


def signature(secret: str, message: Message) -> str:
    """What the header `webhook-signature` says of the message."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message.id}.{message.timestamp}.".encode() + message.body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def send(url: str, secret: str, message: Message, *, public_only: bool) -> None:
    """Sends the message. Raises OutgoingError unless the subscriber answers with a status of 2xx.

    public_only: refuse private and loopback addresses. A redirect is never followed.
    """
    if public_only:
        require_public(url)
    headers = {
        "Content-Type": "application/json",
        "webhook-id": message.id,
        "webhook-timestamp": str(message.timestamp),
        "webhook-signature": signature(secret, message),
    }
    try:
        with (
            open_session(public_only=public_only) as session,
            session.post(
                url, data=message.body, headers=headers, timeout=TIMEOUT_S, allow_redirects=False, stream=True
            ) as answer,
        ):
            status = answer.status_code
    except (requests.RequestException, HTTPError) as error:
        raise UnreachableError(f"the subscriber gave {in_words(error)}") from error
    if requests.codes.multiple_choices <= status < requests.codes.bad_request:
        raise ForbiddenAddressError(
            f"the subscriber redirects (status {status}), which is not followed; subscribe the address it leads to"
        )
    if not requests.codes.ok <= status < requests.codes.multiple_choices:
        raise RefusedError(f"the subscriber answered with status {status}; expected one of 2xx")
