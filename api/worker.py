"""The worker: takes what is due off the queue, does it, and waits for more. Any number may run at once."""

import time
from collections.abc import Callable, Sequence

from api import logs
from api.rechecking import recheck
from api.refreshing import FIRST_RETRY_S, Refreshed, Surroundings, refresh
from api.telling import tell
from sql import feeds, jobs
from sql.database import Connection
from sql.errors import HeldError, NotStoredError
from sql.jobs import KINDS, Job, Kind

IDLE_S = 1.0  # between looks at the queue
AWAY_S = 10.0  # before a store that has gone away is tried again
FOLLOWING: Sequence[Kind] = ("recheck",)  # what a refresh leaves to be done at once; messages are a worker's
Say = Callable[[str], None]


def work(around: Surroundings, say: Say, *, once: bool = False, kinds: Sequence[Kind] = KINDS) -> None:
    """Does what is due, for ever, or once until nothing is. say: is given a line for each job done.

    A store that goes away is waited for; once, it is an error.
    """
    while True:
        try:
            _work_in_session(around, say, kinds, once=once)
        except Exception as error:
            if once:
                raise
            logs.failure(error, "worker")
            say(f"the store cannot be used; trying again in {AWAY_S:.0f} s")
            time.sleep(AWAY_S)
        else:
            return


def _work_in_session(around: Surroundings, say: Say, kinds: Sequence[Kind], *, once: bool) -> None:
    with around.database.session() as session:
        while True:
            with jobs.taken(session, kinds) as job:
                if job:
                    _do(around, session, job, say)
            if job is None:
                if once:
                    return
                time.sleep(IDLE_S)


def refresh_now(around: Surroundings, number: int) -> Refreshed | None:
    """Refreshes the feed of that number at once; None where another process is at it."""
    with around.database.session() as session:
        with around.database.transaction() as conn:
            job_number = jobs.add(conn, "refresh", number)
        with jobs.taken(session, number=job_number) as job:
            if job is None:
                return None
            with around.database.reading() as conn:
                feed = feeds.one(conn, f"so_{number}")
            return refresh(around, job, feed)


def _do(around: Surroundings, session: Connection, job: Job, say: Say) -> None:
    """One job, whatever comes of it: a fault of the program itself is logged, and the job put off."""
    try:
        line = _DONE[job.kind](around, session, job)
    except Exception as error:
        logs.failure(error, f"{job.kind} {job.subject}")
        with around.database.transaction() as conn:
            jobs.put_off(conn, job, FIRST_RETRY_S * 2 ** min(job.attempts, 8), job.attempts + 1)
            if job.kind == "refresh":
                feeds.failed(conn, job.subject, "the program failed at it; its log says where")
        line = f"{job.kind} {job.subject}: the program failed at it; the log says where"
    if line:
        say(line)


def _refresh(around: Surroundings, session: Connection, job: Job) -> str:
    try:
        feed = feeds.one(session, f"so_{job.subject}")
    except NotStoredError:  # followed no more
        jobs.end(session, job)
        return ""
    telling = Surroundings(around.database, around.settings, lambda text: jobs.doing(session, job, text))
    done = refresh(telling, job, feed)
    return f"{feed.id} {feed.name}: {told(done)}"


def told(done: Refreshed) -> str:
    """How a refresh went, in a line."""
    if isinstance(done.failure, HeldError):
        return f"held: {done.text}"
    return f"failed: {done.text}" if done.failure else done.text


def _recheck(around: Surroundings, _: Connection, job: Job) -> str:
    turned = recheck(around.database, job)
    return (
        f"after im_{job.subject}: {turned} check{'s' if turned != 1 else ''} would now say otherwise"
        if turned
        else ""
    )


def _deliver(around: Surroundings, _: Connection, job: Job) -> str:
    failure = tell(around.database, job, public_only=not around.settings.private_addresses)
    return f"message msg_{job.subject} was not delivered, and waits: {failure}" if failure else ""


_DONE: dict[Kind, Callable[[Surroundings, Connection, Job], str]] = {
    "refresh": _refresh,
    "recheck": _recheck,
    "deliver": _deliver,
}
