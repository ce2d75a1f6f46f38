"""Who is told of revisions, and what is still to be told."""

from dataclasses import dataclass
from datetime import datetime

import psycopg2
from psycopg2.extensions import connection

from sql.errors import NotStoredError, TakenError
from sql.queries import number_in, query


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Who is told. delivered, waiting, given_up: how many messages. failure: the last, None where there was none."""

    number: int
    url: str
    added_at: datetime
    delivered: int
    waiting: int
    given_up: int
    failure: str | None

    @property
    def id(self) -> str:
        """As callers know it."""
        return f"su_{self.number}"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message to be sent. before: the verdict last told. document: the check as it was given; now: what it says now."""

    url: str
    secret: str
    before: str
    now: str
    recorded_at: datetime
    check_id: str
    document: str


def add(conn: connection, url: str, secret: str) -> str:
    """The id of a new subscriber. Raises TakenError where the address is told already."""
    try:
        with conn.cursor() as cur:
            cur.execute(query("subscriber_add"), {"url": url, "secret": secret})
            return f"su_{cur.fetchone()[0]}"  # type: ignore[index]  # always one row
    except psycopg2.errors.UniqueViolation as error:
        raise TakenError(
            f"found that {url} is told already; expected another address, or end it first"
        ) from error


def end(conn: connection, subscriber_id: str) -> None:
    """Tells it no more. Raises NotStoredError."""
    with conn.cursor() as cur:
        cur.execute(query("subscriber_end"), {"subscriber_id": number_in(subscriber_id, "su_")})
        if cur.fetchone() is None:
            raise NotStoredError(f"found no subscriber {subscriber_id!r}; expected an id of the list of them")


def listing(conn: connection) -> list[Subscriber]:
    """Who is told, oldest first."""
    with conn.cursor() as cur:
        cur.execute(query("subscriber_listing"))
        return [Subscriber(*row) for row in cur]


def delivery(conn: connection, number: int) -> Delivery | None:
    """What is to be told, None where nothing is any more."""
    with conn.cursor() as cur:
        cur.execute(query("delivery_one"), {"delivery_id": number})
        row = cur.fetchone()
    return Delivery(*row) if row else None


def dropped(conn: connection, number: int) -> None:
    """Notes that it will not be told any more, if it was not."""
    with conn.cursor() as cur:
        cur.execute(query("delivery_dropped"), {"delivery_id": number})


def delivered(conn: connection, number: int) -> None:
    """Notes that it was told."""
    with conn.cursor() as cur:
        cur.execute(query("delivery_made"), {"delivery_id": number})


def failed(conn: connection, number: int, failure: str, *, last: bool) -> None:
    """Notes why an attempt failed. last: there will be no other."""
    with conn.cursor() as cur:
        cur.execute(query("delivery_failed"), {"delivery_id": number, "failure": failure, "last": last})
