"""Stored checks, put to the store again after an import: those that a revision turns are told."""

from datetime import UTC, datetime
from typing import Any

import orjson

from api import logs
from api.checking import snapshot_at
from api.revising import last_told, now_at
from schemas.open_claim import lacking
from sql import jobs, revisions
from sql.database import Connection, Database, savepoint
from sql.jobs import Job
from sql.revisions import Revision, Touched

BATCH = 200  # checks a transaction


def recheck(database: Database, job: Job) -> int:
    """Looks at every check that rests on what the import brought; says how many would now say otherwise.

    Each batch is one transaction with the note of how far it came: killed and begun again, no check is
    left out and none revised twice. One batch at a time, so that what is told last is what holds.
    """
    after, turned = job.done, 0
    while True:
        with database.transaction() as conn:
            revisions.one_at_a_time(conn)
            batch = revisions.touched(conn, job.subject, after, BATCH)
            if not batch:
                jobs.end(conn, job)
                return turned
            turned += sum(revise(conn, one, job.subject) for one in batch)
            after = batch[-1].number
            if not jobs.advance(conn, job, after):  # asked for again: its import was taken back
                return turned


def revise(conn: Connection, one: Touched, import_number: int) -> bool:
    """Whether the check would now say otherwise than was last told of it; if so, that is noted."""
    saved: dict[str, Any] = orjson.loads(one.document)
    if lacking(saved["claim"]):
        return False
    told = one.revised or last_told(saved)
    try:
        with savepoint(conn):
            now = now_at(conn, saved, snapshot_at(conn, None))
    except Exception as error:
        logs.failure(error, f"recheck of {one.id}")
        return False
    if now["verdict"] == told:
        return False
    now["revised_at"] = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    text = orjson.dumps(now).decode()
    revisions.add(conn, Revision(one.number, import_number, told, now["verdict"], text))
    return True
