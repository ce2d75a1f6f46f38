"""Sending a request: with the key where the service wants it, and along redirects within its own server."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from requests import Response, Session

from outgoing.errors import ForbiddenAddressError, RefusedError
from outgoing.service import Service

REDIRECTS = 3
PORTS = {"http": 80, "https": 443}


def sent(
    session: Session, service: Service, url: str, headers: Mapping[str, str], more: Mapping[str, Any]
) -> Response:
    """The answer to a GET of the address, or to a POST where there is `json` in more.

    more: what the session takes besides. Raises ForbiddenAddressError where it is redirected to another
    server, RefusedError where that never ends.
    """
    for _ in range(REDIRECTS + 1):
        query, named, body = _keyed(service, url, headers, more.get("json"))
        answer = session.request(
            "GET" if body is None else "POST", url, params=query, headers=named, allow_redirects=False,
            stream=True, **{**more, "json": body},
        )  # fmt: skip
        if not answer.is_redirect:
            return answer
        answer.close()
        url = _same_server(service, url, answer.headers["Location"])
    raise RefusedError(f"{service.name} redirects without an end; check {service.variable}_URL")


def _keyed(
    service: Service, url: str, headers: Mapping[str, str], body: Mapping[str, Any] | None
) -> tuple[dict[str, str], dict[str, str], dict[str, Any] | None]:
    """Query, headers and body with the key, which goes to the service's own server only."""
    query, named = {}, dict(headers)
    sent_body = None if body is None else dict(body)
    place, key = service.key_place, service.key
    if place and key and _server(urlsplit(url)) == _server(urlsplit(service.url)):
        if place.place == "query":
            query[place.name] = key
        elif place.place == "header":
            named[place.name] = key
        elif sent_body is not None:
            sent_body[place.name] = key
    return query, named, sent_body


def _server(parts: SplitResult) -> tuple[str | None, int | None]:
    return parts.hostname, parts.port or PORTS.get(parts.scheme)


def _same_server(service: Service, url: str, location: str) -> str:
    """Where a redirect leads. Raises ForbiddenAddressError where that is another server, or no address."""
    old = urlsplit(url)
    try:
        new = urlsplit(urljoin(url, location))
        same = new.hostname == old.hostname and (_server(new) == _server(old) or _upgraded(old, new))
    except ValueError:
        new, same = old, False
    if not same or new.scheme not in {"https", old.scheme}:
        raise ForbiddenAddressError(
            f"{service.name} redirects to another server ({location[:100]!r}); if it has moved there, "
            f"set {service.variable}_URL"
        )
    place = service.key_place
    if (
        place and place.place == "query"
    ):  # its own key, repeated by the server, is not taken along: it is added again
        kept = [pair for pair in parse_qsl(new.query, keep_blank_values=True) if pair[0] != place.name]
        new = new._replace(query=urlencode(kept))
    return urlunsplit(new)


def _upgraded(old: SplitResult, new: SplitResult) -> bool:
    """Whether it is the same server by https, both at their usual ports."""
    return old.port is None and new.port is None and (old.scheme, new.scheme) == ("http", "https")
