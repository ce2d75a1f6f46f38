"""Refreshing a source: asked for, read, stored, or told why not. Read `refresh` and you know the way.

While the publisher is asked no transaction is open. What it sent is stored in one, with the note that
it was done and the work that follows: killed at any moment, all of it has happened or none.
"""

import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from api.services import service_of
from api.settings import Settings
from outgoing.body import Body
from outgoing.errors import OutgoingError, UnreachableError
from outgoing.service import Service
from outgoing.web import Around, Limits, Web
from publishers.errors import PublisherError
from publishers.figures_csv import figures_csv
from publishers.registry import Module, module_of
from publishers.shape import Problem, Source
from sql import feeds, imports, jobs, refreshes, turns
from sql.database import Connection, Database
from sql.errors import BusyError, HeldError, ImportRefusedError, ImportTooLargeError
from sql.feeds import Feed
from sql.jobs import Job

FAILURES = (OutgoingError, PublisherError, ImportRefusedError, ImportTooLargeError, HeldError, BusyError)
LIMITS = Limits()
FIRST_RETRY_S = 300
MOST_DOUBLINGS = 3  # of the wait after failures in a row: it ends at 40 minutes
LONGEST_WAIT_S = 86_400  # however long a server asks to be left alone
MOST_PROBLEMS = 100  # that are kept of an import
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How it went. failure: None where it went well. text: in one line, for people."""

    feed: Feed
    text: str
    failure: Exception | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where the work is done. tell: is told what is being done."""

    database: Database
    settings: Settings
    tell: Tell = lambda _: None


def refresh(around: Surroundings, job: Job, feed: Feed) -> Refreshed:
    """Brings the store to what the publisher has of the source, and puts the job off to the next time."""
    with around.database.transaction() as conn:
        feeds.asked(conn, feed.number)
    try:
        module = module_of(feed.publisher)
        with tempfile.TemporaryDirectory(prefix="addsup-") as folder, around.database.session() as kept:
            bodies = _received(around, feed, module, Path(folder), kept)
            text = _stored(around, job, feed, module, bodies)
    except FAILURES as error:
        text = str(error)
        if isinstance(error, HeldError):
            text += f". Look at what the publisher says, then: addsup refresh --source {feed.id} --accept"
        _note_failure(around.database, job, feed, error, text)
        return Refreshed(feed, text, error)
    return Refreshed(feed, text)


def source_of(feed: Feed | refreshes.Refresh) -> Source:
    """What the publisher's module is told of a feed."""
    return Source(feed.publisher, feed.code, feed.areas, feed.said, feed.options)


def body_of(one: refreshes.Received) -> Body:
    """A kept body as a publisher's module reads it."""
    return Body(
        one.part,
        one.request,
        one.content,
        one.sha256,
        one.size,
        one.retrieved_on,
        one.etag,
        one.last_modified,
    )


def _received(
    around: Surroundings, feed: Feed, module: Module, folder: Path, kept: Connection
) -> Sequence[Body]:
    """All that the publisher sends of the source; what has not changed comes from what is kept."""
    known = {one.request: body_of(one) for one in refreshes.received(kept, feed.import_id or "")}
    asking = Around(known.get, lambda service: _turn(kept, service), around.tell)
    service = service_of(module.publisher, around.settings, os.environ)
    with closing(Web(service, folder, LIMITS, asking)) as web:
        bodies = []
        for body in module.fetch(source_of(feed), web):
            bodies.append(body)
            around.tell(f"{len(bodies)} received, {sum(one.size for one in bodies):,} bytes")
        return bodies


def _turn(conn: Connection, service: Service) -> None:
    """Waits until the pace of the service allows a request."""
    time.sleep(turns.wait_s(conn, service.id, service.pace.requests, service.pace.seconds))


def _stored(around: Surroundings, job: Job, feed: Feed, module: Module, bodies: Sequence[Body]) -> str:
    """Stores what the bodies say, and says in a line what that was."""
    if _unchanged(around.database, feed, module, bodies):
        with around.database.transaction() as conn:
            _note_success(conn, job, feed)
        return "nothing new"
    reading = Reading(module, source_of(feed), bodies, around.tell)
    received = [
        refreshes.Received(
            one.part, one.request, one.sha256, one.size, one.retrieved_on, one.etag, one.last_modified, one.content
        )
        for one in bodies
    ]  # fmt: skip
    with around.database.session() as known, around.database.transaction() as conn:
        rows = reading.rows(lambda columns: settled(known, columns, reading.note))
        stored = refreshes.take_in(conn, feed, rows, reading.parsed, received)
        if stored is None:
            _note_success(conn, job, feed)
            return f"{reading.count:,} figures read, nothing new"
        done, published_on = stored
        _note_success(conn, job, feed, done.id, published_on)
        withdrawn = refreshes.one(conn, done.id).withdrawn
    text = f"{done.id}: {done.rows_read:,} rows read, {done.figures_added:,} figures and {done.vintages_added:,} vintages added"
    if withdrawn:
        text += f", {withdrawn:,} of them since the publisher gives the figure no more"
    if reading.problems:
        locator, why = reading.problems[0]
        text += f"; {reading.problem_count:,} left out: {locator}: {why}"
    return text


def _unchanged(database: Database, feed: Feed, module: Module, bodies: Sequence[Body]) -> bool:
    """Whether all that came is what was read last time, by the same parser."""
    if feed.import_id is None:
        return False
    with database.reading() as conn:
        before = refreshes.one(conn, feed.import_id)
        if imports.one(conn, feed.import_id).withdrawn_at:
            return False
        kept = [one.sha256 for one in refreshes.received(conn, feed.import_id)]
    return before.parser == module.publisher.parser and kept == [one.sha256 for one in bodies]


def _note_success(
    conn: Connection, job: Job, feed: Feed, import_id: str | None = None, published_on: date | None = None
) -> None:
    feeds.succeeded(conn, feed.number, import_id, published_on)
    jobs.put_off(conn, job, feed.every_s)


def _note_failure(database: Database, job: Job, feed: Feed, error: Exception, text: str) -> None:
    """Notes the failure, and when it is tried again: soon where that may help, else when there may be news."""
    held = text if isinstance(error, HeldError) else None
    delay: float = feed.every_s
    if isinstance(error, UnreachableError | BusyError):
        delay = min(delay, FIRST_RETRY_S * 2 ** min(job.attempts, MOST_DOUBLINGS))
        delay = max(delay, min(getattr(error, "wait", None) or 0, max(feed.every_s, LONGEST_WAIT_S)))
    with database.transaction() as conn:
        feeds.failed(conn, feed.number, text, held)
        jobs.put_off(conn, job, delay, job.attempts + 1)


class Reading:
    """Bodies being read: the rows as they are stored, their hash, and what was left out."""

    def __init__(
        self, module: Module, source: Source, bodies: Sequence[Body], tell: Tell = lambda _: None
    ) -> None:
        self.problems: list[tuple[str, str]] = []
        self.problem_count = 0
        self.count = -1  # of the lines, the header aside
        self._module, self._source, self._bodies, self._tell = module, source, bodies, tell
        self._hash = hashlib.sha256()

    def rows(self, settle: Callable[[Mapping[str, str]], Mapping[str, str]]) -> Iterator[bytes]:
        """The figures CSV in pieces. Raises PublisherError."""
        findings = self._module.parse(self._source, self._bodies)
        for piece in figures_csv(findings, self.note, settle):
            self._hash.update(piece)
            yield piece
            self.count += piece.count(b"\n")
            self._tell(f"{self.count:,} figures read")

    def note(self, problem: Problem) -> None:
        """Notes what was left out."""
        self.problem_count += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append((problem.locator, problem.text))

    def parsed(self) -> refreshes.Parsed:
        """What came of it, once all rows are read."""
        version = self._module.publisher.parser
        return refreshes.Parsed(version, self._hash.digest(), self.problems, self.problem_count)


def settled(
    conn: Connection, columns: Mapping[str, str], note: Callable[[Problem], None]
) -> Mapping[str, str]:
    """The columns with those words of the series that are stored: a publisher that rewords it has not changed it."""
    stored = refreshes.settled(conn, columns["series"])
    changed = [name for name in stored if stored[name] != columns.get(name, "")]
    for name in changed:
        note(Problem(columns["series"], f"{name} is now {columns.get(name, '')!r}; kept: {stored[name]!r}"))
    return {**columns, **stored}
