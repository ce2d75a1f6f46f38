"""Stored checks after an import: those that it turns gain a revision, are listed, and are told to subscribers."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api import checks as checks_view
from api import rechecking, worker
from api.app import create_app
from api.refreshing import Surroundings
from api.settings import Settings
from sql import imports, jobs, revisions, subscribers
from sql.database import Database
from tests.api.conftest import COLUMNS, fill, rows
from tests.mock_publisher import MockPublisher, serving

CLAIM = {
    "wording": "There were 111 arrivals in November 2022.",
    "relation": "equals",
    "stated": {"amount": "111", "unit": "person"},
    "subject": {"series": "inv.arrivals", "area": "US", "period": "2022-11"},
}
CONTEXT = {"said_on": "2023-03-01", "country": "US", "url": "https://news.example/arrivals"}


@dataclass(frozen=True)
class Newsroom:
    """A service with figures, checks, and what its worker said."""

    app: Flask
    database: Database
    key: dict[str, str]
    lines: list[str]

    @property
    def client(self) -> FlaskClient:
        return self.app.test_client()

    def check(self, **changes: object) -> dict:
        return self.client.post("/v1/checks", json={"claim": CLAIM | changes, "context": CONTEXT}).json

    def get(self, check: dict) -> dict:
        return self.client.get(check["links"]["self"]).json

    def revise(self, value: int, published_on: str, period: str = "2022-11") -> str:
        body = COLUMNS + rows({period: value}, published_on=published_on).encode()
        answer = self.client.post("/v1/imports", data=body, content_type="text/csv", headers=self.key)
        assert answer.status_code == 201, answer.json
        return answer.json["id"]

    def work(self, **settings: bool) -> None:
        with self.app.app_context():
            worker.work(Surroundings(self.database, Settings(**settings)), self.lines.append, once=True)

    def changed_since(self, instant: str) -> list[dict]:
        return self.client.get("/v1/checks", query_string={"changed_since": instant}).json["items"]


@pytest.fixture
def newsroom(database, key) -> Newsroom:
    fill(database)
    newsroom = Newsroom(create_app(database, Settings()), database, key, [])
    newsroom.work()
    return newsroom


@pytest.fixture
def receiver() -> Iterator[MockPublisher]:
    with serving() as mock:
        mock.answers["/hook"] = b"thanks"
        yield mock


def test_a_check_that_a_revision_turns_says_so_in_its_now(newsroom):
    check = newsroom.check()
    assert (check["verdict"], check["now"]) == ("consistent", None)
    newsroom.revise(200, "2024-01-01")
    assert newsroom.get(check)["now"] is None  # until a worker has looked at it
    newsroom.work()
    after = newsroom.get(check)
    assert after["now"]["verdict"] == "inconsistent"
    assert after["now"]["published_on"] == "2024-01-01"
    assert after["now"]["figures"][0]["value"] == "200"
    assert after["now"]["readings"][0]["figures"] == [after["now"]["figures"][0]["id"]]
    assert {**after, "now": None} == check
    assert newsroom.lines == ["after im_3: 1 check would now say otherwise"]


def test_a_revised_check_is_unaltered_and_computes(newsroom):
    check = newsroom.check()
    newsroom.revise(200, "2024-01-01")
    newsroom.work()
    revised = newsroom.get(check)
    answer = newsroom.client.post("/v1/checks/verify", json=revised).json
    assert answer == {"unaltered": True, "computes": True, "differences": []}
    revised["now"]["verdict"] = "consistent"
    assert newsroom.client.post("/v1/checks/verify", json=revised).json["differences"] == [
        {"pointer": "/now/verdict", "saved": "consistent", "computed": "inconsistent"}
    ]
    revised["now"]["snapshot"] = "s999.2026-01-02"
    assert newsroom.client.post("/v1/checks/verify", json=revised).status_code == 422


def test_only_the_checks_that_turn_are_listed_as_changed(newsroom):
    turned, other = (
        newsroom.check(),
        newsroom.check(subject=CLAIM["subject"] | {"period": "2022-10"}, stated="110"),
    )
    newsroom.check(subject={"series": "inv.arrivals", "area": "CA", "period": "2022-11"})
    assert other["verdict"] == "consistent"
    newsroom.revise(200, "2024-01-01")
    newsroom.work()
    (listed,) = newsroom.changed_since("2020-01-01")
    assert listed == newsroom.get(turned)
    at = listed["now"]["revised_at"]
    assert newsroom.changed_since(at) == [listed]
    assert newsroom.changed_since("2099-01-01T00:00:00+02:00") == []
    assert newsroom.client.get("/v1/checks?changed_since=2020-01-01&verdict=depends").json["items"] == []


def test_a_revision_that_turns_nothing_is_none(newsroom):
    check = newsroom.check(stated={"amount": "111", "unit": "person", "hedge": "about"})
    newsroom.revise(112, "2024-01-01")
    newsroom.work()
    assert newsroom.get(check)["now"] is None
    assert newsroom.changed_since("2020-01-01") == []


def test_a_second_revision_is_told_of_the_first(newsroom):
    check = newsroom.check()
    newsroom.revise(200, "2024-01-01")
    newsroom.work()
    newsroom.revise(201, "2024-02-01")
    newsroom.work()
    assert (
        newsroom.get(check)["now"]["published_on"] == "2024-01-01"
    )  # inconsistent as before: nothing turned
    newsroom.revise(111, "2024-03-01")
    newsroom.work()
    assert (newsroom.get(check)["now"]["verdict"], newsroom.get(check)["verdict"]) == (
        "consistent",
        "consistent",
    )
    assert len(newsroom.changed_since("2020-01-01")) == 1


def test_an_import_taken_back_turns_the_check_back(newsroom):
    check = newsroom.check()
    imported = newsroom.revise(200, "2024-01-01")
    newsroom.work()
    newsroom.client.post(f"/v1/imports/{imported}/withdrawal", headers=newsroom.key)
    newsroom.work()
    assert newsroom.get(check)["now"]["verdict"] == "consistent"


def test_what_the_first_answer_told_already_is_no_revision(newsroom):
    newsroom.revise(200, "2024-01-01")
    newsroom.work()
    check = newsroom.check()
    assert (check["verdict"], check["now"]["verdict"]) == ("consistent", "inconsistent")
    newsroom.revise(210, "2024-02-01")
    newsroom.work()
    assert newsroom.get(check) == check


def test_a_check_that_found_nothing_is_found_by_what_comes(newsroom):
    check = newsroom.check(subject={"series": "inv.arrivals", "area": "US", "period": "2023-01"})
    assert check["verdict"] == "no_figures"
    newsroom.revise(111, "2023-02-15", "2023-01")
    newsroom.work()
    assert newsroom.get(check)["now"]["verdict"] == "consistent"


def test_checks_are_looked_at_in_batches_and_each_once(newsroom, monkeypatch):
    monkeypatch.setattr(rechecking, "BATCH", 2)
    checks = [newsroom.check() for _ in range(5)]
    newsroom.revise(200, "2024-01-01")
    newsroom.work()
    assert [newsroom.get(check)["now"]["verdict"] for check in checks] == ["inconsistent"] * 5
    assert newsroom.lines == ["after im_3: 5 checks would now say otherwise"]
    with newsroom.database.reading() as conn:
        assert jobs.seconds_until_next(conn) is None


def test_a_recheck_broken_off_goes_on_where_it_was(newsroom, monkeypatch):
    monkeypatch.setattr(rechecking, "BATCH", 2)
    checks = [newsroom.check() for _ in range(5)]
    newsroom.revise(200, "2024-01-01")
    seen = []

    def broken(conn, one, number):
        seen.append(one.number)
        if len(seen) == 4:
            raise KeyboardInterrupt
        return revise(conn, one, number)

    revise = rechecking.revise
    monkeypatch.setattr(rechecking, "revise", broken)
    with pytest.raises(KeyboardInterrupt):
        newsroom.work()
    assert [bool(newsroom.get(check)["now"]) for check in checks] == [True, True, False, False, False]
    newsroom.work()
    assert [bool(newsroom.get(check)["now"]) for check in checks] == [True] * 5
    assert seen == [1, 2, 3, 4, 3, 4, 5]
    assert len(newsroom.changed_since("2020-01-01")) == 5


def test_an_import_taken_back_while_it_is_looked_at_is_looked_at_again(newsroom, monkeypatch):
    monkeypatch.setattr(rechecking, "BATCH", 2)
    checks = [newsroom.check() for _ in range(5)]
    imported = newsroom.revise(200, "2024-01-01")
    batches = []

    def taken_back(conn, import_number, after, limit):
        batches.append(after)
        if len(batches) == 2:
            with newsroom.database.transaction() as other:
                imports.withdraw(other, imported)
        return touched(conn, import_number, after, limit)

    touched = revisions.touched
    monkeypatch.setattr(revisions, "touched", taken_back)
    newsroom.work()
    assert newsroom.check()["now"] is None
    assert {(newsroom.get(check)["now"] or check)["verdict"] for check in checks} == {"consistent"}


def test_the_now_of_a_check_that_turned_back_tells_the_figure_of_today(newsroom):
    check = newsroom.check(stated={"amount": "111", "unit": "person", "hedge": "about"})
    newsroom.revise(200, "2024-01-01")
    newsroom.work()
    newsroom.revise(115, "2024-02-01")
    newsroom.work()
    now = newsroom.get(check)["now"]
    assert (now["verdict"], now["published_on"], now["figures"][0]["value"]) == (
        "consistent",
        "2024-02-01",
        "115",
    )
    assert newsroom.client.post("/v1/checks/verify", json=newsroom.get(check)).json["computes"]


def test_a_check_of_an_area_never_stored_is_found_by_what_comes(newsroom):
    check = newsroom.check(subject={"series": "inv.arrivals", "area": "inv:south", "period": "2022-11"})
    assert check["verdict"] == "no_figures"
    body = COLUMNS + rows({"2022-11": 111}, "inv:south").encode()
    newsroom.client.post("/v1/imports", data=body, content_type="text/csv", headers=newsroom.key)
    newsroom.work()
    assert newsroom.get(check)["now"]["verdict"] == "consistent"


def test_a_check_made_while_figures_came_is_looked_at_again(newsroom, monkeypatch):
    made = checks_view.made

    def slowly(conn, asked, at):
        document = made(conn, asked, at)
        newsroom.revise(200, "2024-01-01")
        newsroom.work()
        return document

    monkeypatch.setattr(checks_view, "made", slowly)
    check = newsroom.check()
    monkeypatch.setattr(checks_view, "made", made)
    newsroom.work()
    assert newsroom.get(check)["now"]["verdict"] == "inconsistent"


def test_a_check_that_cannot_be_read_any_more_stops_no_other(newsroom, monkeypatch, capfd):
    first, second = newsroom.check(), newsroom.check()
    now_at = rechecking.now_at

    def broken(conn, saved, at):
        if saved["id"] == first["id"]:
            raise ValueError
        return now_at(conn, saved, at)

    monkeypatch.setattr(rechecking, "now_at", broken)
    newsroom.revise(200, "2024-01-01")
    newsroom.work()
    assert (newsroom.get(first)["now"], newsroom.get(second)["now"]["verdict"]) == (None, "inconsistent")
    assert f"recheck of {first['id']}" in capfd.readouterr().err


def subscribe(newsroom: Newsroom, url: str) -> dict:
    answer = newsroom.client.post("/v1/subscribers", json={"url": url}, headers=newsroom.key)
    assert answer.status_code == 201
    return answer.json


def listed(newsroom: Newsroom) -> dict:
    return newsroom.client.get("/v1/subscribers", headers=newsroom.key).json["items"][0]


def test_a_subscriber_is_told_in_a_signed_message(newsroom, receiver):
    subscriber = subscribe(newsroom, f"{receiver.address}/hook")
    check = newsroom.check()
    newsroom.revise(200, "2024-01-01")
    newsroom.work(private_addresses=True)
    ((path, headers, body),) = receiver.asked
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    secret = base64.b64decode(subscriber["secret"].removeprefix("whsec_"))
    expected = base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode()
    assert (path, headers["webhook-signature"]) == ("/hook", f"v1,{expected}")
    told = json.loads(body)
    assert told["type"] == "check.revised"
    assert told["data"]["check"] == check["id"]
    assert (told["data"]["before"]["verdict"], told["data"]["now"]["verdict"]) == (
        "consistent",
        "inconsistent",
    )
    assert told["data"]["url"] == CONTEXT["url"]
    assert (listed(newsroom)["delivered"], listed(newsroom)["waiting"]) == (1, 0)
    newsroom.work(private_addresses=True)
    assert len(receiver.asked) == 1


def run_waiting_jobs_now(newsroom: Newsroom) -> None:
    with newsroom.database.transaction() as conn, conn.cursor() as cur:
        cur.execute("update job set run_at = clock_timestamp()")


@pytest.mark.parametrize("fault", ["500", "silence", "redirect away"])
def test_a_message_that_fails_is_sent_again_and_later(newsroom, receiver, fault, monkeypatch):
    monkeypatch.setattr("outgoing.webhook.TIMEOUT_S", (2, 1.5))
    subscribe(newsroom, f"{receiver.address}/hook")
    newsroom.check()
    newsroom.revise(200, "2024-01-01")
    receiver.faults = [fault]
    newsroom.work(private_addresses=True)
    seen = listed(newsroom)
    assert (seen["delivered"], seen["waiting"]) == (0, 1)
    assert seen["failure"]
    with newsroom.database.reading() as conn:
        assert 50 < jobs.seconds_until_next(conn) <= 60
    run_waiting_jobs_now(newsroom)
    newsroom.work(private_addresses=True)
    assert listed(newsroom)["delivered"] == 1
    assert receiver.asked[0][1]["webhook-id"] == receiver.asked[1][1]["webhook-id"]


def test_a_message_that_a_newer_one_overtakes_is_dropped(newsroom, receiver):
    subscribe(newsroom, f"{receiver.address}/hook")
    newsroom.check()
    receiver.faults = ["500"]
    newsroom.revise(200, "2024-01-01")
    newsroom.work(private_addresses=True)
    newsroom.revise(111, "2024-02-01")
    newsroom.work(private_addresses=True)
    run_waiting_jobs_now(newsroom)
    newsroom.work(private_addresses=True)
    told = [json.loads(body)["data"] for _, _, body in receiver.asked]
    assert [(one["before"]["verdict"], one["now"]["verdict"]) for one in told] == [
        ("consistent", "inconsistent"),
        ("inconsistent", "consistent"),
    ]
    seen = listed(newsroom)
    assert (seen["delivered"], seen["waiting"], seen["given_up"]) == (1, 0, 1)


def test_one_time_out_is_enough_for_a_round(newsroom, receiver, monkeypatch):
    monkeypatch.setattr("outgoing.webhook.TIMEOUT_S", (2, 1.5))
    subscribe(newsroom, f"{receiver.address}/hook")
    for _ in range(5):
        newsroom.check()
    newsroom.revise(200, "2024-01-01")
    receiver.faults = ["silence"] * 5
    newsroom.work(private_addresses=True)
    assert len(receiver.asked) == 1
    receiver.faults = []
    run_waiting_jobs_now(newsroom)
    newsroom.work(private_addresses=True)
    assert listed(newsroom)["delivered"] == 5


def test_a_subscriber_that_never_answers_is_given_up(newsroom, receiver):
    subscribe(newsroom, f"{receiver.address}/gone")
    newsroom.check()
    newsroom.revise(200, "2024-01-01")
    for _ in range(9):
        newsroom.work(private_addresses=True)
        run_waiting_jobs_now(newsroom)
    assert len(receiver.asked) == 7
    assert (listed(newsroom)["given_up"], listed(newsroom)["waiting"]) == (1, 0)
    assert "404" in listed(newsroom)["failure"]


def test_a_private_address_is_told_nothing(newsroom, receiver):
    subscribe(newsroom, f"{receiver.address}/hook")
    newsroom.check()
    newsroom.revise(200, "2024-01-01")
    newsroom.work()
    assert receiver.asked == []
    assert "no public address" in listed(newsroom)["failure"]


def test_who_is_ended_is_told_no_more(newsroom, receiver):
    subscriber = subscribe(newsroom, f"{receiver.address}/hook")
    newsroom.check()
    newsroom.revise(200, "2024-01-01")
    assert newsroom.client.post(f"/v1/subscribers/{subscriber['id']}/end", headers=newsroom.key).json["ended"]
    newsroom.work(private_addresses=True)
    assert receiver.asked == []
    with newsroom.database.reading() as conn:
        assert subscribers.listing(conn) == []


def test_an_address_is_told_once(newsroom):
    subscribe(newsroom, "https://newsroom.example/hook")
    again = newsroom.client.post(
        "/v1/subscribers", json={"url": "https://newsroom.example/hook"}, headers=newsroom.key
    )
    assert (again.status_code, again.json["type"]) == (409, "/problems/taken")


@pytest.mark.parametrize(
    "url",
    ["http://[::1", "http://x:99999/", "http://u:p@x.example/", "https://ü.example/", "ftp://x.example",
     "javascript:alert(1)", "https://", "https://a b", 7, None],
)  # fmt: skip
def test_what_is_no_address_cannot_subscribe(newsroom, url):
    assert newsroom.client.post("/v1/subscribers", json={"url": url}, headers=newsroom.key).status_code == 422


def test_subscribers_are_the_business_of_who_has_a_key(newsroom):
    url = {"url": "https://newsroom.example/hook"}
    assert newsroom.client.post("/v1/subscribers", json=url).status_code == 401
    assert newsroom.client.get("/v1/subscribers").status_code == 401
    assert newsroom.client.post("/v1/subscribers/su_1/end").status_code == 401


def test_a_subscriber_that_is_not_there_cannot_be_ended(newsroom):
    assert newsroom.client.post("/v1/subscribers/su_9/end", headers=newsroom.key).status_code == 404
