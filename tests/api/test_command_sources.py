"""The commands that follow publishers, as an operator types them, against a publisher's server."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.sources import told
from sql import feeds, refreshes
from sql.database import Database
from tests.following_fixtures import DATA, YEARS, answers, page, stored
from tests.mock_publisher import MockPublisher, serving

ADDSUP = Path(sys.executable).with_name("addsup")
Run = Callable[..., subprocess.CompletedProcess]


@pytest.fixture
def mock() -> Iterator[MockPublisher]:
    with serving() as mock:
        mock.answers = answers()
        yield mock


@pytest.fixture
def environment(fresh_url, mock) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "DATABASE_URL": fresh_url, "ADDSUP_WORLDBANK_URL": mock.address}


@pytest.fixture
def addsup(environment, tmp_path) -> Run:
    def run(*arguments: str, status: int = 0, **more: str) -> subprocess.CompletedProcess:
        done = subprocess.run(
            [ADDSUP, *arguments],
            env=environment | more,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done

    return run


def test_a_series_is_added_and_fetched_at_once(addsup, database: Database):
    said = addsup("add-series", "worldbank", "SP.POP.TOTL", "--areas", "all").stdout
    assert said == "so_1 worldbank SP.POP.TOTL: im_1: 3 rows read, 3 figures and 3 vintages added\n"
    assert len(stored(database)) == 3
    listed = addsup("list-sources").stdout
    assert listed.startswith("so_1   fresh    worldbank SP.POP.TOTL  last 20")


def test_what_the_publisher_does_not_know_is_not_followed(addsup, mock):
    mock.answers["/indicator/NO.SUCH"] = (
        b'[{"message":[{"id":"120","value":"The provided parameter value is not valid"}]}]'
    )
    said = addsup("add-series", "worldbank", "NO.SUCH", status=1).stderr
    assert "The provided parameter value is not valid\nIt is not followed." in said
    assert addsup("list-sources").stdout == ""


def test_a_publisher_that_is_down_is_asked_again_later(addsup, mock):
    mock.faults = ["429 for an hour"]
    said = addsup("add-series", "worldbank", "SP.POP.TOTL", status=1).stderr
    assert "so_1 is followed all the same" in said
    assert f"failed: The World Bank was asked 1 time ({mock.address}), last: status 429" in said
    assert "failed   worldbank SP.POP.TOTL" in addsup("list-sources").stdout


def test_unknown_publishers_and_columns_are_told_those_there_are(addsup):
    assert "worldbank" in addsup("add-series", "worldbunk", "X", status=1).stderr
    assert "stock_flow" in addsup("add-series", "worldbank", "X", "--set", "colour=red", status=1).stderr
    assert "(unit=person)" in addsup("add-series", "worldbank", "X", "--set", "colour", status=2).stderr


def test_refresh_follows_what_is_usual_and_ends_with_1_where_one_fails(addsup, mock):
    done = addsup("refresh", "worldbank", status=1)
    assert "so_1 worldbank SP.POP.TOTL: im_1: 3 rows read" in done.stdout
    lines = [line for line in done.stderr.splitlines() if line.startswith("so_")]
    assert len(lines) > 5  # the server of the test knows one of the usual series
    assert all("failed: The World Bank answered with status 404 for indicator" in line for line in lines)
    mock.answers[DATA] = page(YEARS | {"2021": "121"}, "2025-01-01")
    assert "1 vintages added" in addsup("refresh", "--source", "so_1").stdout


def test_a_held_refresh_is_let_through_with_accept(addsup, mock, database):
    addsup("add-series", "worldbank", "SP.POP.TOTL")
    mock.answers[DATA] = page({"2019": "1000.5", "2020": "110", "2021": "120"}, "2025-01-01")
    said = addsup("refresh", "worldbank", status=1).stderr
    assert said.startswith("so_1 worldbank SP.POP.TOTL: held: it would change 1 of 3 stored figures")
    assert "1 by more than ten times" in said
    assert "addsup refresh --source so_1 --accept" in said
    assert "wb.population iso3166-1:USA 2019-01-01: 1000.5, was 100" in said
    addsup("refresh", "--source", "so_1", "--accept")
    assert len(stored(database)["2019"]) == 2


def test_nothing_to_refresh_is_said(addsup):
    assert "add-series worldbank SP.POP.TOTL" in addsup("refresh", status=1).stderr
    assert "worldbunk" in addsup("refresh", "worldbunk", status=1).stderr
    assert "addsup list-sources" in addsup("refresh", "--source", "so_9", status=1).stderr
    assert "expected one of them" in addsup("refresh", "worldbank", "--source", "so_9", status=2).stderr
    assert "add-series socrata CODE" in addsup("refresh", "socrata", status=1).stderr
    assert "ADDSUP_FRED_KEY" in addsup("refresh", "fred", status=1).stderr
    wrong = {"ADDSUP_WORLDBANK_URL": "127.0.0.1:9"}
    assert "https://" in addsup("add-series", "worldbank", "X", status=1, **wrong).stderr


def test_a_table_of_ones_own_is_followed_from_a_file(addsup, database, tmp_path):
    (tmp_path / "mapping.toml").write_text(MAPPING)
    (tmp_path / "table.csv").write_text("Year;Apples\n2020;1,5\n2021;2,5\n")
    options = ("--option", f"path={tmp_path / 'table.csv'}", "--option", "mapping=@mapping.toml")
    said = addsup("add-series", "file", "own.apples", *options).stdout
    assert "2 figures and 2 vintages added" in said
    with database.reading() as conn:
        assert (
            told(feeds.one(conn, "so_1"))["options"]["path"] == "table.csv"
        )  # whoever asks, not where it lies
        (received,) = refreshes.received(conn, "im_1")
    assert received.request == "FILE table.csv"
    exported = addsup("export-figures", "own.apples").stdout
    assert ",2021,2.5," in exported
    assert (
        "found no text to read in none.toml"
        in addsup("add-series", "file", "own.pears", "--option", "mapping=@none.toml", status=1).stderr
    )


MAPPING = r"""
format = "csv"
separator = ";"
header = ["Year"]
[series]
title = "Apples eaten"
publisher = "own"
measure = "apples eaten"
unit = "apple"
stock_flow = "flow"
frequency = "year"
url = "https://own.example/apples.csv"
licence = "CC0"
[period.read]
"Year" = '(?P<year>\d{4})'
[values]
column = "Apples"
[numbers]
decimal = ","
[area]
fixed = ["own:orchard", "The Orchard"]
"""


def test_a_table_followed_anew_takes_the_place_of_the_one_before(addsup, tmp_path):
    (tmp_path / "mapping.toml").write_text(MAPPING)
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("Year;Apples\n2020;1,5\n2021;2,5\n")
        options = ("--option", f"path={name}", "--option", "mapping=@mapping.toml")
        addsup("add-series", "file", "own.apples", *options)
    assert addsup("list-sources").stdout.startswith("so_2   fresh    file own.apples")
    assert "nothing new" in addsup("refresh", "file").stdout


def test_a_publisher_that_is_away_is_tried_once(addsup, mock):
    addsup("add-series", "worldbank", "SP.POP.TOTL")
    addsup("add-series", "worldbank", "NY.GDP.MKTP.CD", "--later")
    mock.faults = ["429 for an hour"] * 2
    said = addsup("refresh", "worldbank", status=1).stderr.splitlines()
    assert "status 429" in said[0]
    assert said[1].endswith("failed: not tried, since the publisher could not be reached a moment ago")


def test_an_option_that_nobody_understands_is_refused(addsup):
    said = addsup("add-series", "worldbank", "X", "--option", "nosuch=1", status=1).stderr
    assert "worldbank understands none" in said


def test_the_worker_ends_when_it_is_told_to(addsup, environment, database, tmp_path):
    addsup("add-series", "worldbank", "SP.POP.TOTL", "--later")
    started = subprocess.Popen(
        [ADDSUP, "worker"], env=environment, cwd=tmp_path, stdout=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 20
    while not stored(database) and time.monotonic() < deadline:
        time.sleep(0.1)
    started.send_signal(signal.SIGTERM)
    said = started.communicate(timeout=10)[0]
    assert started.returncode == 0
    assert "so_1 worldbank SP.POP.TOTL: im_1: 3 rows read" in said


def test_the_worker_does_once_what_is_due(addsup, database):
    addsup("add-series", "worldbank", "SP.POP.TOTL", "--later")
    addsup("worker", "--once")
    assert len(stored(database)) == 3
    assert addsup("worker", "--once").stdout == ""


def test_sources_and_subscribers_are_ended(addsup):
    addsup("add-series", "worldbank", "SP.POP.TOTL", "--later")
    assert addsup("end-source", "so_1").stdout == "so_1 is followed no more.\n"
    assert "no source" in addsup("end-source", "so_1", status=1).stderr
    secret = addsup("add-subscriber", "http://127.0.0.1:9/hook", ADDSUP_PRIVATE_ADDRESSES="1").stdout
    assert secret.startswith("whsec_")
    assert addsup("list-subscribers").stdout.startswith("su_1  http://127.0.0.1:9/hook  0 told")
    assert "told no more" in addsup("end-subscriber", "su_1").stdout
    assert "no public address" in addsup("add-subscriber", "http://127.0.0.1:9/hook", status=1).stderr


def test_every_publisher_is_listed_with_its_key(addsup):
    listed = addsup("list-publishers").stdout
    assert "ADDSUP_FRED_KEY" in listed
    assert "worldbank" in listed
