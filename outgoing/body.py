"""Answers as they came: bytes on disk or in memory, known by their hash."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO


@dataclass(frozen=True, slots=True)
class Body:
    """One answer, unpacked, as it came.

    part: what it is to who asked ("data", "series", "countries"). request: method, address and
    parameters, without a key. content: opens it. sha256: of the content, in hex digits. size: bytes.
    retrieved_on: the day, in UTC, on which this content was first received. etag, last_modified: as the
    server gave them, else None. unchanged: the server said that it is as it was when last asked.
    """

    part: str
    request: str
    content: Callable[[], IO[bytes]]
    sha256: str
    size: int
    retrieved_on: date
    etag: str | None = None
    last_modified: str | None = None
    unchanged: bool = False

    @classmethod
    def of(cls, content: bytes | Path, part: str, request: str, retrieved_on: date) -> "Body":
        """The body of these bytes, or of that file."""
        if isinstance(content, Path):
            path = content
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            return cls(part, request, lambda: path.open("rb"), sha256, path.stat().st_size, retrieved_on)
        held = content
        sha256 = hashlib.sha256(held).hexdigest()
        return cls(part, request, lambda: io.BytesIO(held), sha256, len(held), retrieved_on)

    @property
    def url(self) -> str:
        """The address, with its parameters."""
        return self.request.split(" ")[1]
