"""Work to be done, off one table, by any number of workers.

Who does a job holds an advisory lock of its number in a session of its own. The lock ends with the
process, however that ends, so nothing has to be leased, renewed or cleaned up; and as a job is ended
in the transaction that does its work, it is done once or not at all.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from psycopg2.extensions import connection

from sql.queries import query

Kind = Literal["refresh", "recheck", "deliver"]
KINDS: tuple[Kind, ...] = ("refresh", "recheck", "deliver")
SPACE = 5_241_929  # of the advisory locks of jobs, apart from all others


@dataclass(frozen=True, slots=True)
class Job:
    """Something to be done. subject: a feed, an import, a delivery, by kind. attempts: failed ones in a row.

    done: how far a recheck has come: the number of the last check that was looked at. asked: how often it
    had been asked for when it was taken.
    """

    number: int
    kind: Kind
    subject: int
    attempts: int
    done: int
    asked: int


def add(conn: connection, kind: Kind, subject: int, delay_s: float = 0) -> int:
    """The number of a job to be done after so many seconds; of the one there is, sooner if need be."""
    with conn.cursor() as cur:
        cur.execute(query("job_add"), {"kind": kind, "subject": subject, "delay_s": delay_s})
        return int(cur.fetchone()[0])  # type: ignore[index]  # always one row


@contextmanager
def taken(
    session: connection, kinds: Sequence[Kind] = KINDS, number: int | None = None
) -> Iterator[Job | None]:
    """A job that is due, held by the session as long as the block runs; None where there is none to be had.

    session: in autocommit, and of nobody else. number: that job only.
    """
    job = _take(session, kinds, number)
    try:
        yield job
    finally:
        if job and not session.closed:
            _ask(session, "job_doing", job_id=job.number, doing=None)
            _ask(session, "job_leave", lock=_lock(job.number))


def _take(session: connection, kinds: Sequence[Kind], number: int | None) -> Job | None:
    due: list[Any] = [number]
    if number is None:
        due = [row[0] for row in _ask(session, "job_due", kinds=list(kinds))]
    for candidate in due:
        if _ask(session, "job_take", lock=_lock(candidate))[0][0]:
            found = _ask(session, "job_one", job_id=candidate)
            if found:
                return Job(*found[0])  # type: ignore[arg-type]  # the columns of the statement
            # Somebody else has done it since it was listed.
            _ask(session, "job_leave", lock=_lock(candidate))
    return None


def put_off_round(conn: connection, delivery_number: int, delay_s: float) -> None:
    """Puts off all that is still to be told to the subscriber of the delivery."""
    with conn.cursor() as cur:
        cur.execute(query("delivery_round_put_off"), {"delivery_id": delivery_number, "delay_s": delay_s})


def seconds_until_next(conn: connection) -> float | None:
    """Seconds until something is due, below 0 where it is; None where nothing is to be done."""
    found: float | None = _ask(conn, "job_next")[0][0]  # type: ignore[assignment]  # a float or null
    return found


def doing(conn: connection, job: Job, text: str) -> None:
    """Notes what is being done, for who watches."""
    _run(conn, "job_doing", job, doing=text)


def advance(conn: connection, job: Job, done: int) -> bool:
    """Notes how far the job has come; False where it was asked for again meanwhile, and is to begin anew."""
    return _run(conn, "job_advance", job, done=done, asked=job.asked)


def put_off(conn: connection, job: Job, delay_s: float, attempts: int = 0) -> None:
    """Has it done again after so many seconds, at once where it was asked for again meanwhile.

    attempts: failed ones in a row.
    """
    _run(conn, "job_put_off", job, delay_s=delay_s, attempts=attempts, asked=job.asked)


def end(conn: connection, job: Job) -> None:
    """It is done, and will not be done again, unless it was asked for again meanwhile."""
    _run(conn, "job_end", job, asked=job.asked)


def _run(conn: connection, name: str, job: Job, **more: object) -> bool:
    """Whether the statement found the job as it was taken."""
    with conn.cursor() as cur:
        cur.execute(query(name), {"job_id": job.number, **more})
        return bool(cur.rowcount)


def _lock(number: int) -> int:
    """The advisory lock of a job, in a space of their own."""
    return (SPACE << 32) + number


def _ask(conn: connection, name: str, **values: object) -> list[tuple[object, ...]]:
    with conn.cursor() as cur:
        cur.execute(query(name), values)
        return cur.fetchall() if cur.description else []
