"""Asking a service over HTTP: in its pace, again where that may help, within limits, and only for news.

What comes is written to a file as it arrives; nothing of it is believed before all of it is there.
"""

import hashlib
import json
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

import requests
from requests import Response
from urllib3.exceptions import HTTPError

from outgoing.body import Body
from outgoing.errors import (
    BrokenBodyError,
    RefusedError,
    UnreachableError,
)
from outgoing.failures import in_words, retry_after, said_by
from outgoing.public import open_session, require_public
from outgoing.sending import sent
from outgoing.service import Service
from outgoing.unpacking import PackingError, unpacked

Expected = Literal["json", "csv", "xml", "file"]
NOT_MODIFIED = 304
AGAIN = {408, 425, 429, 500, 502, 503, 504}  # statuses after which the same request may succeed


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, how much and how often.

    connect_s, read_s: seconds without anything happening. whole_s: seconds for a whole answer. largest:
    bytes of an answer, unpacked. attempts: of one request. backoff_s: the wait after the first failure,
    doubled after each. longest_wait_s: a Retry-After beyond it is left to the next run.
    """

    connect_s: float = 10
    read_s: float = 60
    whole_s: float = 900
    largest: int = 2 << 30
    attempts: int = 5
    backoff_s: float = 1
    longest_wait_s: float = 120


@dataclass(frozen=True, slots=True)
class Ask:
    """A request, without a key. path: below the base address, or a whole address. json: sent by POST."""

    part: str
    path: str
    params: Sequence[tuple[str, str]] = ()
    json: Mapping[str, object] | None = None
    headers: Mapping[str, str] | None = None
    expect: Expected = "json"


@dataclass(frozen=True, slots=True)
class Around:
    """What is around the asking.

    kept: the body that a request brought last time, if it is kept. turn: waits until the pace of the
    service allows a request. tell: is told what is being done.
    """

    kept: Callable[[str], Body | None] = lambda _: None
    turn: Callable[[Service], None] = lambda _: None
    tell: Callable[[str], None] = lambda _: None


class _AgainError(Exception):
    """It may help to ask again. wait: seconds, where the server said so."""

    def __init__(self, said: str, wait: float | None = None) -> None:
        super().__init__(said)
        self.wait = wait


class Web:
    """A service, being asked. To be closed after use. folder: where answers are written."""

    def __init__(
        self, service: Service, folder: Path, limits: Limits | None = None, around: Around | None = None
    ) -> None:
        self.service = service
        self._folder = folder
        self._limits = limits or Limits()
        self._around = around or Around()
        self._session = open_session(public_only=service.open_address)

    @property
    def keyed(self) -> bool:
        """Whether the service is asked with a key."""
        return self.service.key is not None

    def close(self) -> None:
        """Closes the connections."""
        self._session.close()

    def ask(self, ask: Ask) -> Body:
        """What the service answers. Raises OutgoingError."""
        self.service.require_key()
        for attempt in range(1, self._limits.attempts + 1):
            self._around.turn(self.service)
            self._around.tell(f"asking for {ask.part}" + (f", attempt {attempt}" if attempt > 1 else ""))
            try:
                return self._once(ask)
            except _AgainError as failure:
                self._wait(ask, failure, attempt)
        raise AssertionError("the last attempt raises")

    def _wait(self, ask: Ask, failure: _AgainError, attempt: int) -> None:
        """Waits before the next attempt. Raises UnreachableError where there is to be none."""
        wait = failure.wait if failure.wait is not None else self._limits.backoff_s * 2 ** (attempt - 1)
        if attempt == self._limits.attempts or wait > self._limits.longest_wait_s:
            times = f"{attempt} time{'s' if attempt > 1 else ''}"
            raise UnreachableError(
                f"{self.service.name} was asked {times} ({self.service.url or ask.path}), last: {failure}",
                failure.wait,
            ) from failure
        self._around.tell(f"waiting {wait:.0f} s: {failure}")
        time.sleep(wait)

    def _once(self, ask: Ask) -> Body:
        url = self._address(ask)
        request = f"{'POST' if ask.json else 'GET'} {url}" + (f" {json.dumps(ask.json)}" if ask.json else "")
        known = self._around.kept(request)
        deadline = time.monotonic() + self._limits.whole_s
        try:
            with self._sent(ask, url, known) as answer:
                if answer.status_code == NOT_MODIFIED and known:
                    return replace(known, part=ask.part, unchanged=True)
                self._check_status(answer, ask.part)
                return self._received(answer, ask, request, deadline)
        except (requests.RequestException, HTTPError, PackingError, ValueError) as error:
            raise _AgainError(in_words(error)) from error

    def _address(self, ask: Ask) -> str:
        whole = ask.path.startswith(("http://", "https://"))
        url = ask.path if whole else f"{self.service.url}/{ask.path.lstrip('/')}"
        if self.service.open_address:
            require_public(url)
        return url + ("&" if "?" in url else "?") * bool(ask.params) + urlencode(ask.params)

    def _sent(self, ask: Ask, url: str, known: Body | None) -> Response:
        """The answer to the request, asked only for what is new where something is known."""
        headers = {"Accept-Encoding": "gzip"} | dict(ask.headers or {})
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        more = {"json": ask.json, "timeout": (self._limits.connect_s, self._limits.read_s)}
        return sent(self._session, self.service, url, headers, more)

    def _check_status(self, answer: Response, part: str) -> None:
        status = answer.status_code
        if status == requests.codes.ok:
            return
        said = said_by(answer, self.service.key)
        if status in AGAIN or status < requests.codes.bad_request:  # accepted, a part, a redirect to nowhere
            raise _AgainError(f"status {status}{said}", retry_after(answer.headers.get("Retry-After")))
        hint = "the code or the address is not known there"
        if status in {401, 403}:
            hint = "it lets nobody ask from here"
            if self.service.key_place:
                hint = f"it wants a key that is valid; check {self.service.variable}_KEY"
        raise RefusedError(f"{self.service.name} answered with status {status} for {part}{said}: {hint}")

    def _received(self, answer: Response, ask: Ask, request: str, deadline: float) -> Body:
        hashed, size, first = hashlib.sha256(), 0, b""
        with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
            for piece in unpacked(answer.raw, answer.headers.get("Content-Encoding")):
                hashed.update(piece)
                size += len(piece)
                first = first or piece
                self._check_flow(size, deadline)
                file.write(piece)
        self._check_kind(first, ask.expect)
        path = Path(file.name)
        return Body(
            ask.part, request, lambda: path.open("rb"), hashed.hexdigest(), size, datetime.now(UTC).date(),
            _condition(answer, "ETag"), _condition(answer, "Last-Modified"),
        )  # fmt: skip

    def _check_flow(self, size: int, deadline: float) -> None:
        if size > self._limits.largest:
            raise BrokenBodyError(
                f"{self.service.name} sent more than {self._limits.largest:,} bytes; ask for less: fewer areas or years"
            )
        if time.monotonic() > deadline:
            raise _AgainError(f"the answer took more than {self._limits.whole_s:.0f} s")

    def _check_kind(self, first: bytes, expect: Expected) -> None:
        """Raises where a page stands in for the document: servers answer so while they are being mended."""
        start = first.lstrip(b"\xef\xbb\xbf \t\r\n")[:300].lower()
        if not start:
            raise _AgainError("an answer without content")
        page = start.startswith((b"<!doctype html", b"<html")) or (
            expect in {"json", "csv"} and start.startswith(b"<")
        )
        if page:
            raise _AgainError(f"a page of HTML or XML where {expect.upper()} was asked for")


def _condition(answer: Response, name: str) -> str | None:
    """What the header says, to be said back the next time; None where that could not be stored or sent."""
    said: str | None = answer.headers.get(name)
    return said if said and said.isascii() and said.isprintable() else None
