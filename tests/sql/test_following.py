"""What is followed, the queue, the pace, and what was received: as the store keeps them."""

import hashlib
import io
import threading
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import psycopg2
import pytest

from sql import bodies, feeds, imports, jobs, refreshes, subscribers, turns
from sql.database import Database
from sql.errors import NotStoredError, TakenError
from tests.sql.files import csv_of, stored, values

WANTED = feeds.Wanted(
    "inv",
    "apples",
    ("B", "A"),
    {"unit": "apples"},
    {"start": "2000"},
    None,
    None,
    timedelta(hours=6),
    Decimal("0.5"),
)


def followed(conn, **changes: object) -> feeds.Feed:
    fields = {name: getattr(WANTED, name) for name in WANTED.__slots__} | changes
    return feeds.one(conn, f"so_{feeds.add(conn, feeds.Wanted(**fields))}")


def test_what_is_followed_is_told_as_it_was_asked(conn):
    feed = followed(conn)
    assert (feed.publisher, feed.code, feed.areas, feed.said) == (
        "inv",
        "apples",
        ("A", "B"),
        {"unit": "apples"},
    )
    assert (feed.options, feed.every_s, feed.change_limit, feed.name) == (
        {"start": "2000"},
        21600,
        Decimal("0.5"),
        "inv apples",
    )
    assert (feed.succeeded_at, feed.failure, feed.held, feed.import_id, feed.doing) == (None,) * 5


def test_the_same_is_followed_once_and_anything_else_beside_it(conn):
    first = followed(conn)
    assert followed(conn, every=timedelta(hours=1), areas=("A", "B")).number == first.number
    assert feeds.one(conn, first.id).every_s == 3600
    assert followed(conn, areas=()).number != first.number
    assert len(feeds.listing(conn, "inv")) == 2
    assert feeds.listing(conn, "other") == []


def test_what_is_ended_is_listed_no_more_and_may_be_followed_again(conn):
    feed = followed(conn)
    feeds.end(conn, feed.id)
    assert feeds.listing(conn) == []
    for call in (feeds.one, feeds.end):
        with pytest.raises(NotStoredError, match="GET /v1/sources"):
            call(conn, feed.id)
    assert followed(conn).number == feed.number


def test_success_clears_what_failed_and_what_was_let_through(conn):
    feed = followed(conn)
    feeds.asked(conn, feed.number)
    feeds.accept(conn, feed.number)  # while it runs: for the next run
    feeds.failed(conn, feed.number, "too much would change", "too much would change")
    seen = feeds.one(conn, feed.id)
    assert (seen.failure, seen.held, seen.accepted) == (
        "too much would change",
        "too much would change",
        True,
    )
    feeds.succeeded(conn, feed.number, None, None)
    seen = feeds.one(conn, feed.id)
    assert (seen.failure, seen.held, seen.accepted) == (None, None, True)
    feeds.asked(conn, feed.number)
    feeds.failed(conn, feed.number, "no answer")
    assert not feeds.one(conn, feed.id).accepted  # what is let through is one run, however it ends


def test_only_what_never_brought_anything_is_forgotten(conn):
    feed = followed(conn)
    feeds.succeeded(conn, feed.number, None, None)
    feeds.forget(conn, feed.number)
    assert feeds.one(conn, feed.id).number == feed.number
    other = followed(conn, code="pears")
    feeds.forget(conn, other.number)
    with pytest.raises(NotStoredError):
        feeds.one(conn, other.id)


def received(content: bytes, part: str = "data") -> refreshes.Received:
    sha256 = hashlib.sha256(content).hexdigest()
    return refreshes.Received(
        part,
        f"GET x/{part}",
        sha256,
        len(content),
        date(2026, 1, 1),
        '"1"',
        None,
        lambda: io.BytesIO(content),
    )


PARSED = refreshes.Parsed(3, b"a hash", [("row 1", "odd")], 1)


def test_a_refresh_is_stored_with_all_that_it_was_read_from(conn):
    feed = followed(conn)
    big = bytes(range(256)) * 10_000  # some pieces
    sent = [received(b"who", "list"), received(big)]
    done, published_on = refreshes.take_in(conn, feed, [csv_of({})], lambda: PARSED, sent)
    assert (done.vintages_added, published_on) == (1, date(2022, 2, 1))
    kept = refreshes.received(conn, done.id)
    assert [(one.part, one.size, one.etag, one.retrieved_on) for one in kept] == [
        ("list", 3, '"1"', date(2026, 1, 1)),
        ("data", len(big), '"1"', date(2026, 1, 1)),
    ]
    with kept[1].content() as content:
        assert content.read() == big
    read = refreshes.one(conn, done.id)
    assert (read.feed_number, read.parser, read.rows_sha256, read.problem_count) == (
        feed.number,
        3,
        b"a hash",
        1,
    )
    assert read.problems == [["row 1", "odd"]]


def test_a_refresh_that_says_nothing_new_leaves_no_trace(conn):
    feed = followed(conn)
    refreshes.take_in(conn, feed, [csv_of({})], lambda: PARSED, [received(b"1")])
    before = imports.listing(conn)
    assert (
        refreshes.take_in(
            conn, feed, [csv_of({}, published_on="2023-01-01")], lambda: PARSED, [received(b"2")]
        )
        is None
    )
    assert imports.listing(conn) == before
    with bodies.opened(conn, received(b"2").sha256) as content:
        assert content.read() == b""
    assert values(stored(conn)) == [[Decimal(10)]]


def test_an_area_that_its_feed_brought_before_is_withdrawn_when_it_is_left_out(conn):
    north, south = {}, {"area": "inv:south", "area_name": "South"}
    feed, other = followed(conn), followed(conn, code="all")
    refreshes.take_in(conn, feed, [csv_of(north, south)], lambda: PARSED, [received(b"1")])
    later = csv_of(north, published_on="2023-01-01")
    assert refreshes.take_in(conn, other, [later], lambda: PARSED, [received(b"2")]) is None
    accepted = replace(feed, accepted=True)
    done, _ = refreshes.take_in(conn, accepted, [later], lambda: PARSED, [received(b"2")])
    assert (done.vintages_added, refreshes.one(conn, done.id).withdrawn) == (1, 1)


def test_the_same_body_is_kept_once(conn):
    for _ in range(2):
        bodies.keep(conn, received(b"1").sha256, 1, io.BytesIO(b"1"))
    with conn.cursor() as cur:
        cur.execute("select count(*) from body_piece")
        assert cur.fetchone()[0] == 1


def test_what_was_received_is_never_changed(conn):
    bodies.keep(conn, received(b"1").sha256, 1, io.BytesIO(b"1"))
    with conn.cursor() as cur, pytest.raises(psycopg2.errors.RestrictViolation, match="never changed"):
        cur.execute("delete from body_piece")


def test_an_import_of_a_file_was_read_from_no_publisher(conn):
    done = imports.run(conn, "figures", [csv_of({})], "test")
    with pytest.raises(NotStoredError, match="publisher"):
        refreshes.one(conn, done.id)


def add_job(database: Database, kind: jobs.Kind = "refresh", subject: int = 1, delay_s: float = 0) -> int:
    with database.transaction() as conn:
        return jobs.add(conn, kind, subject, delay_s)


def test_a_job_is_taken_when_it_is_due_and_by_one(database):
    later = add_job(database, delay_s=3600)
    with database.session() as one, database.session() as other:
        with jobs.taken(one) as job:
            assert job is None
        assert add_job(database) == later  # the same, sooner
        with jobs.taken(one) as job, jobs.taken(other) as second:
            assert (job.number, job.kind, job.subject, job.attempts, job.done) == (later, "refresh", 1, 0, 0)
            assert second is None
        with jobs.taken(other, kinds=("recheck",)) as job:
            assert job is None
        with jobs.taken(other) as job:
            assert job.number == later


def test_a_job_put_off_counts_what_failed(database):
    add_job(database)
    with database.session() as session:
        with jobs.taken(session) as job, database.transaction() as conn:
            jobs.advance(conn, job, 7)
            jobs.put_off(conn, job, 100, attempts=2)
        assert 99 < jobs.seconds_until_next(session) <= 100
        add_job(database)
        with jobs.taken(session) as job:
            assert (job.attempts, job.done) == (2, 0)  # asked for again: from its beginning


def test_what_is_asked_for_again_while_it_is_done_is_done_again(database):
    number = add_job(database)
    with database.session() as session:
        with jobs.taken(session) as job:
            add_job(database)
            assert not jobs.advance(session, job, 5)
            jobs.put_off(session, job, 3600)
            jobs.end(session, job)
        with jobs.taken(session) as again:
            assert (again.number, again.done) == (number, 0)
            jobs.end(session, again)
        with jobs.taken(session) as none:
            assert none is None


def test_a_lost_connection_gives_its_job_up(database):
    add_job(database)
    with database.session() as other:
        lost = psycopg2.connect(database.url)
        lost.autocommit = True
        with jobs.taken(lost) as job:
            assert job is not None
            lost.close()
        deadline = time.monotonic() + 5
        found = None
        while found is None and time.monotonic() < deadline:
            with jobs.taken(other) as found:
                pass
        assert found is not None


def test_who_watches_sees_what_is_being_done_while_it_is(database):
    with database.transaction() as conn:
        feed = followed(conn)
        jobs.add(conn, "refresh", feed.number)
    with database.session() as session:
        with jobs.taken(session) as job:
            jobs.doing(session, job, "asking for data")
            with database.reading() as conn:
                assert feeds.one(conn, feed.id).doing == "asking for data"
        with database.reading() as conn:
            assert feeds.one(conn, feed.id).doing is None
            assert feeds.one(conn, feed.id).next_run < datetime.now(UTC) + timedelta(seconds=5)


def test_many_workers_do_each_job_once(database):
    for subject in range(40):
        add_job(database, "deliver", subject)
    done: list[int] = []

    def work() -> None:
        with database.session() as session:
            while True:
                with jobs.taken(session) as job:
                    if job is None:
                        return
                    done.append(job.subject)
                    jobs.end(session, job)

    workers = [threading.Thread(target=work) for _ in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert sorted(done) == list(range(40))


def test_a_service_is_asked_in_a_burst_and_then_in_its_pace(conn):
    waits = [turns.wait_s(conn, "inv", 3, 30.0) for _ in range(5)]
    assert waits[:3] == [0, 0, 0]
    assert 9 < waits[3] <= 10
    assert 19 < waits[4] <= 20
    assert turns.wait_s(conn, "other", 3, 30.0) == 0


def test_an_address_subscribes_once_until_it_is_ended(conn):
    first = subscribers.add(conn, "https://a.example", "s")
    with conn.cursor() as cur:
        cur.execute("savepoint here")
    with pytest.raises(TakenError, match=r"https://a\.example is told already"):
        subscribers.add(conn, "https://a.example", "s")
    with conn.cursor() as cur:
        cur.execute("rollback to savepoint here")
    subscribers.end(conn, first)
    assert subscribers.add(conn, "https://a.example", "s") != first
    with pytest.raises(NotStoredError):
        subscribers.end(conn, first)
