"""Sources from end to end: followed, fetched over real HTTP, stored, failing, held, done by workers."""

import multiprocessing
import os
import signal
from datetime import timedelta
from decimal import Decimal

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.cli import ScriptInfo

from api import refreshing, worker
from api.app import create_app
from api.command import cli
from api.refreshing import Surroundings
from api.settings import Settings
from publishers import worldbank
from sql import feeds, imports, jobs, refreshes, snapshots
from sql.database import Database
from tests.following_fixtures import DATA, SERIES, YEARS, Place, page, stored, wanted
from tests.mock_publisher import FAULTS


@pytest.fixture
def source(place: Place) -> int:
    with place.database.transaction() as conn:
        return feeds.add(conn, wanted("worldbank", "SP.POP.TOTL"))


def told(app: Flask, number: int) -> dict:
    return app.test_client().get(f"/v1/sources/so_{number}").json


def events(database: Database) -> int:
    with database.reading() as conn:
        return snapshots.current(conn)


FIRST = {"2019": [Decimal(100)], "2020": [Decimal(110)], "2021": [Decimal(120)]}


def test_a_source_is_fetched_and_stored(place, source):
    done = worker.refresh_now(place.around, source)
    assert done.failure is None, done.text
    assert stored(place.database) == FIRST
    seen = told(place.app, source)
    assert (seen["state"], seen["last_error"], seen["published_on"]) == ("fresh", None, "2024-05-30")
    assert seen["next_run"] > seen["succeeded_at"]


def test_each_revision_stands_beside_the_last(place, source):
    worker.refresh_now(place.around, source)
    place.mock.answers[DATA] = page(YEARS | {"2021": "121", "2022": "130"}, "2024-10-24")
    assert "1 figures and 2 vintages added" in worker.refresh_now(place.around, source).text
    assert stored(place.database) == FIRST | {"2021": [Decimal(120), Decimal(121)], "2022": [Decimal(130)]}


def test_the_same_again_is_nothing_new(place, source):
    place.mock.etag = '"1"'
    worker.refresh_now(place.around, source)
    before = events(place.database)
    asked = len(place.mock.asked)
    assert worker.refresh_now(place.around, source).text == "nothing new"
    assert all("If-None-Match" in headers for _, headers, _ in place.mock.asked[asked:])
    place.mock.etag = None
    assert worker.refresh_now(place.around, source).text == "nothing new"
    place.mock.answers[DATA] = page(YEARS, "2024-12-01")
    assert "nothing new" in worker.refresh_now(place.around, source).text
    assert events(place.database) == before
    assert told(place.app, source)["state"] == "fresh"


LASTING = sorted(FAULTS.keys() - {"redirect to itself", "gzip of two members"})


@pytest.mark.parametrize("fault", LASTING)
def test_every_fault_is_told_and_leaves_the_store_untouched(place, source, fault):
    worker.refresh_now(place.around, source)
    place.mock.answers[DATA] = page(YEARS | {"2021": "121"}, "2024-10-24")
    before = events(place.database)
    place.mock.faults = [fault] * 9
    done = worker.refresh_now(place.around, source)
    seen = told(place.app, source)
    assert done.failure is not None
    assert seen["state"] == "failed"
    assert seen["last_error"]["text"] == done.text
    assert len(done.text) > 30
    assert seen["succeeded_at"] is not None
    assert (stored(place.database), events(place.database)) == (FIRST, before)
    place.mock.faults = []
    assert worker.refresh_now(place.around, source).failure is None
    assert told(place.app, source)["last_error"] is None
    assert stored(place.database)["2021"] == [Decimal(120), Decimal(121)]


@pytest.mark.parametrize(
    "fault", ["truncated", "length too large", "length too small", "slow drip", "another schema"]
)
def test_a_fault_in_the_data_alone_is_told_too(place, source, fault):
    place.mock.answers[DATA] = page(YEARS | {str(year): "9" for year in range(1960, 2019)})
    place.mock.faults = ["", "", fault, fault]
    assert worker.refresh_now(place.around, source).failure is not None
    assert told(place.app, source)["state"] == "failed"
    assert stored(place.database) == {}


def test_a_refresh_that_changes_too_much_asks_and_is_let_through(place, source, key):
    worker.refresh_now(place.around, source)
    place.mock.answers[DATA] = page({"2019": "1", "2020": "2", "2021": "120"}, "2024-10-24")
    assert (
        "2 of 3 stored figures (66 %), 2 by more than ten times"
        in worker.refresh_now(place.around, source).text
    )
    seen = told(place.app, source)
    assert seen["state"] == "held"
    assert "--accept" in seen["last_error"]["text"]
    assert stored(place.database) == FIRST
    answer = place.app.test_client().post(
        f"/v1/sources/so_{source}/refresh", json={"accept": True}, headers=key
    )
    assert answer.status_code == 202
    lines: list[str] = []
    worker.work(place.around, lines.append, once=True)
    assert "2 vintages added" in lines[0]
    assert stored(place.database)["2020"] == [Decimal(110), Decimal(2)]
    with place.database.reading() as conn:
        assert not feeds.one(conn, f"so_{source}").accepted  # once


def test_a_vanished_figure_is_withdrawn(place, source):
    worker.refresh_now(place.around, source)
    place.mock.answers[DATA] = page({"2019": "100", "2020": "110"}, "2024-10-24")
    worker.refresh_now(place.around, source)
    assert stored(place.database)["2021"] == [Decimal(120), None]


def test_what_was_sent_is_kept_and_read_again_the_same(place, source):
    worker.refresh_now(place.around, source)
    with place.database.session() as conn:
        number = feeds.one(conn, f"so_{source}").import_id
        kept = refreshes.received(conn, number)
        with kept[2].content() as content:
            assert content.read() == page(YEARS)
        assert [one.part for one in kept] == ["indicator", "countries", "data"]
    result = CliRunner().invoke(cli, ["parse-again", number], obj=ScriptInfo(create_app=lambda: place.app))
    assert "3 rows, the same" in result.output
    shown = place.app.test_client().get(f"/v1/imports/{number}").json["read"]
    assert (shown["parser"], shown["problem_count"], shown["withdrawn"]) == (worldbank.PUBLISHER.parser, 0, 0)
    assert shown["bodies"][2]["request"].startswith(f"GET {place.mock.address}{DATA}?")


def test_what_is_left_out_is_told(place, source):
    place.mock.answers[DATA] = page(YEARS, codes=("XYZ", "USA"))
    done = worker.refresh_now(place.around, source)
    assert done.failure is None, done.text
    number = told(place.app, source)["last_import"]
    read = place.app.test_client().get(f"/v1/imports/{number}").json["read"]
    assert read["problem_count"] == 3
    assert "no code" in read["problems"][0]["text"]


def test_a_series_that_is_reworded_keeps_its_words(place, source):
    rows = page(YEARS)
    worker.refresh_now(place.around, source)
    with place.database.reading() as conn:
        before = refreshes.settled(conn, SERIES)
    with place.database.transaction() as conn:
        feeds.end(conn, f"so_{source}")
        wanted = feeds.Wanted(
            "worldbank",
            "SP.POP.TOTL",
            (),
            {"title": "Heads"},
            {},
            None,
            None,
            timedelta(days=1),
            Decimal("0.5"),
        )
        other = feeds.add(conn, wanted)
    place.mock.answers[DATA] = rows.replace(b"120", b"125")
    assert worker.refresh_now(place.around, other).failure is None
    with place.database.reading() as conn:
        assert refreshes.settled(conn, SERIES) == before


def test_another_unit_is_no_rewording(place, source):
    worker.refresh_now(place.around, source)
    with place.database.transaction() as conn:
        wanted = feeds.Wanted(
            "worldbank",
            "SP.POP.TOTL",
            (),
            {"unit": "household"},
            {},
            None,
            None,
            timedelta(days=1),
            Decimal(1),
        )
        other = feeds.add(conn, wanted)
    place.mock.answers[DATA] = page(YEARS, "2024-12-01")
    assert "unit" in worker.refresh_now(place.around, other).text
    assert stored(place.database) == FIRST


def test_the_worker_survives_a_fault_of_the_program(place, source, monkeypatch):
    def broken(*_: object) -> None:
        raise KeyError("a fault of the program")

    monkeypatch.setattr(refreshing, "module_of", broken)
    with place.database.transaction() as conn:
        jobs.add(conn, "refresh", source)
    lines: list[str] = []
    worker.work(place.around, lines.append, once=True)
    assert "the program failed" in lines[0]
    assert "the program failed" in told(place.app, source)["last_error"]["text"]


def test_a_source_that_is_ended_is_not_fetched(place, source):
    with place.database.transaction() as conn:
        jobs.add(conn, "refresh", source)
        feeds.end(conn, f"so_{source}")
    worker.work(place.around, lambda _: None, once=True)
    assert place.mock.asked == []
    with place.database.reading() as conn:
        assert jobs.seconds_until_next(conn) is None


def _work(url: str, environment: dict[str, str]) -> None:
    os.environ.update(environment)
    database = Database(url, None, connections=2)
    with create_app(database, Settings()).app_context():
        worker.work(Surroundings(database, Settings()), lambda _: None, once=True)


def _killed(process: multiprocessing.Process, after_s: float) -> None:
    process.start()
    process.join(after_s)
    if process.is_alive():
        os.kill(process.pid, signal.SIGKILL)
    process.join()


def test_workers_killed_at_any_moment_lose_nothing_and_do_nothing_twice(place, source):
    """Killed later and later, until one comes through; then two at once find nothing more to do."""
    spawn = multiprocessing.get_context("spawn")
    environment = {"ADDSUP_WORLDBANK_URL": place.mock.address}
    with place.database.transaction() as conn:
        jobs.add(conn, "refresh", source)
    for tenths in range(3, 60, 4):
        _killed(spawn.Process(target=_work, args=(place.database.url, environment)), tenths / 10)
        if stored(place.database):
            break
    workers = [spawn.Process(target=_work, args=(place.database.url, environment)) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join(30)
    assert stored(place.database) == FIRST
    with place.database.reading() as conn:
        assert [one.vintages_added for one in imports.listing(conn)] == [3]
        assert jobs.seconds_until_next(conn) > 3600


def test_two_workers_do_not_do_the_same(place, source):
    with place.database.transaction() as conn:
        number = jobs.add(conn, "refresh", source)
    with place.database.session() as one, place.database.session() as other:
        with jobs.taken(one, number=number) as mine:
            assert mine is not None
            with jobs.taken(other, number=number) as theirs:
                assert theirs is None
            assert worker.refresh_now(place.around, source) is None
        with jobs.taken(other, number=number) as theirs:
            assert theirs.number == mine.number
