"""Recorded answers of publishers: a folder of files as their services sent them, and what each of them is.

answers.toml is the list, in the order in which they are to be read. A file that is not there is left out:
a folder may hold some of them only.
"""

import gzip
import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import quote

from outgoing.body import Body
from publishers.recorded.mending import MENDED
from publishers.shape import Source


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer: the source that it is of, and its bodies. name: the path of its first file in the folder."""

    name: str
    source: Source
    bodies: Sequence[Body]

    @property
    def version(self) -> str:
        """What tells it from another answer of that name: a hash of all that it is read from."""
        said = repr((self.source, [body.sha256 for body in self.bodies]))
        return hashlib.sha256(said.encode()).hexdigest()[:12]


def answers(folder: Path) -> Iterator[Recorded]:
    """The answers of which all files are in the folder, in the order of the list."""
    listed = tomllib.loads((Path(__file__).parent / "answers.toml").read_text("utf-8"))
    for one in listed["answer"]:
        files = {part: folder / path for part, path in one["files"].items()}
        if all(path.is_file() for path in files.values()):
            yield _recorded(one, files)


def _recorded(one: Mapping[str, Any], files: Mapping[str, Path]) -> Recorded:
    published_on: date = one["published_on"]
    options = {**one.get("options", {})}
    if "mapping" in options:
        options["published_on"] = published_on.isoformat()
    source = Source(one["publisher"], one["code"], tuple(one.get("areas", ())), one.get("said", {}), options)
    if "mend" in one:
        sent = MENDED[one["mend"]]({part: path.read_bytes() for part, path in files.items()})
        bodies = [
            Body.of(content, part, _request(one["files"], part), published_on) for part, content in sent
        ]
    else:
        bodies = [
            _body(part, path, _request(one["files"], part), published_on) for part, path in files.items()
        ]
    return Recorded(next(iter(one["files"].values())), source, bodies)


def _request(files: Mapping[str, str], part: str) -> str:
    """The name of the file that holds the part: where it lies is nobody else's business."""
    return f"FILE {quote(Path(files.get(part, files['data'])).name)}"


def _body(part: str, path: Path, request: str, on: date) -> Body:
    """The file, out of its gzip."""
    if path.suffix != ".gz":
        return Body.of(path, part, request, on)

    def content() -> IO[bytes]:
        return cast(IO[bytes], gzip.GzipFile(path))  # whose type does not say that it is one

    with gzip.GzipFile(path) as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return Body(part, request, content, sha256, file.tell(), on)
