"""A publisher's server over real HTTP: answers as they were prepared, with the faults that servers have."""

import gzip
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BOMB_BYTES = 64 << 20


def _bomb() -> bytes:
    """A small gzip of 64 MiB of zeros, made without ever holding them."""
    packing = zlib.compressobj(wbits=31)
    return b"".join(packing.compress(bytes(1 << 20)) for _ in range(BOMB_BYTES >> 20)) + packing.flush()


BOMB = _bomb()  # made beforehand: a request has no time to wait for it


@dataclass
class MockPublisher:
    """What it answers, by the beginning of the path, and what was asked.

    faults: what the next requests run into, in order; then it answers as it should. etag: sent with each answer,
    and answered with 304 where it comes back.
    """

    address: str = ""
    answers: dict[str, bytes] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    etag: str | None = None
    stopped: threading.Event = field(default_factory=threading.Event)

    def body_for(self, path: str) -> bytes | None:
        fitting = [start for start in self.answers if path.startswith(start)]
        return self.answers[max(fitting, key=len)] if fitting else None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    mock: MockPublisher

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.mock.asked.append((self.path, dict(self.headers), sent))
        fault = self.mock.faults.pop(0) if self.mock.faults else ""
        body = self.mock.body_for(self.path)
        if fault:
            FAULTS[fault](self, body or b"")
        elif body is None:
            self.answer(404, b'{"error":"no such thing"}')
        elif self.mock.etag and self.headers.get("If-None-Match") == self.mock.etag:
            self.answer(304, b"")
        else:
            self.answer(200, body, {"ETag": self.mock.etag} if self.mock.etag else {})

    def answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def cut(self, body: bytes, length: int) -> None:
        """Says a length, sends less or more, and hangs up."""
        self.send_response(200)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def cut_chunks(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        half = body[: len(body) // 2]
        self.wfile.write(f"{len(half):x}\r\n".encode() + half + b"\r\n")
        self.close_connection = True

    def drip(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        for at in range(len(body)):
            if self.mock.stopped.is_set():
                break
            self.wfile.write(body[at : at + 1])
            self.wfile.flush()
            time.sleep(0.02)

    def silence(self, _: bytes) -> None:
        self.mock.stopped.wait(5)
        self.close_connection = True


def _schema_changed(handler: _Handler, body: bytes) -> None:
    handler.answer(200, body.replace(b'"value"', b'"amount"'))


FAULTS: dict[str, Callable[[_Handler, bytes], None]] = {
    "429": lambda handler, _: handler.answer(429, b"slow down", {"Retry-After": "0"}),
    "429 for an hour": lambda handler, _: handler.answer(429, b"slow down", {"Retry-After": "3600"}),
    "500": lambda handler, _: handler.answer(500, b"oh no"),
    "503": lambda handler, _: handler.answer(503, b""),
    "truncated": lambda handler, body: handler.cut(body[: len(body) // 2], len(body)),
    "truncated in chunks": lambda handler, body: handler.cut_chunks(body),
    "length too small": lambda handler, body: handler.cut(body, len(body) // 2),
    "length too large": lambda handler, body: handler.cut(body, 2 * len(body)),
    "slow drip": lambda handler, body: handler.drip(body),
    "silence": lambda handler, body: handler.silence(body),
    "gzip bomb": lambda handler, _: handler.answer(200, BOMB, {"Content-Encoding": "gzip"}),
    "broken gzip": lambda handler, body: handler.answer(
        200, gzip.compress(body)[:-9], {"Content-Encoding": "gzip"}
    ),
    "no gzip": lambda handler, body: handler.answer(200, body, {"Content-Encoding": "gzip"}),
    "an HTML page": lambda handler, _: handler.answer(
        200, b"<!DOCTYPE html><html><body>We will be back soon</body></html>", {"Content-Type": "text/html"}
    ),
    "nothing": lambda handler, _: handler.answer(200, b""),
    "another schema": _schema_changed,
    "gzip of two members": lambda handler, body: handler.answer(
        200, gzip.compress(body[:9]) + gzip.compress(body[9:]), {"Content-Encoding": "gzip"}
    ),
    "a part": lambda handler, body: handler.answer(206, body[: len(body) // 2]),
    "accepted": lambda handler, body: handler.answer(202, body[: len(body) // 2]),
    "redirect to nowhere": lambda handler, _: handler.answer(301, b""),
    "redirect to nonsense": lambda handler, _: handler.answer(302, b"", {"Location": "http://[::1"}),
    "redirect to another port": lambda handler, _: handler.answer(
        302, b"", {"Location": "http://127.0.0.1:9/"}
    ),
    "nonsense to wait": lambda handler, _: handler.answer(503, b"a\0b", {"Retry-After": "\u00b2"}),
    "redirect away": lambda handler, _: handler.answer(
        302, b"", {"Location": "http://169.254.169.254/latest"}
    ),
    "redirect to itself": lambda handler, _: handler.answer(302, b"", {"Location": handler.path}),
    "no key": lambda handler, _: handler.answer(403, b'{"error":"bad key"}'),
}


@contextmanager
def serving() -> Iterator[MockPublisher]:
    """A publisher's server, for as long as the block runs."""
    mock = MockPublisher()
    handler = type("Handler", (_Handler,), {"mock": mock})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    mock.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield mock
    finally:
        mock.stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()
