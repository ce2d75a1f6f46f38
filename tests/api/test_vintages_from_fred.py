"""FRED's vintages from end to end: a claim is held to what was known when it was said, and told of what came since.

The service's answers are built from its documented shape; the two values of the U.S. unemployment rate
of August 2023, 3.8 as published and 3.7 as revised, are the publisher's.
"""

import pytest

from api import worker
from sql import feeds, imports
from tests.following_fixtures import Place, wanted
from tests.mock_publisher import MockPublisher
from tests.publishers.test_fred import dates, described, observed

UNRATE = {
    "id": "UNRATE", "realtime_start": "1960-03-15", "realtime_end": "9999-12-31", "title": "Unemployment Rate",
    "frequency": "Monthly", "units": "Percent", "seasonal_adjustment": "Seasonally Adjusted",
}  # fmt: skip
JULY = ("2023-07-01", "2023-08-04", "9999-12-31", "3.5")
AUGUST = ("2023-08-01", "2023-09-01", "2024-01-04", "3.8")
REVISED = ("2023-08-01", "2024-01-05", "9999-12-31", "3.7")


def publish(mock: MockPublisher, *rows: tuple[str, str, str, str]) -> None:
    """Has FRED's server answer with these vintages."""
    mock.answers |= {
        "/fred/series?": described(UNRATE).encode(),
        "/fred/series/vintagedates": dates(*sorted({row[1] for row in rows})).encode(),
        "/fred/series/observations": observed(*rows).encode(),
    }


@pytest.fixture
def followed(place: Place, monkeypatch) -> int:
    monkeypatch.setenv("ADDSUP_FRED_URL", place.mock.address)
    monkeypatch.setenv("ADDSUP_FRED_KEY", "a-secret-key")
    with place.database.transaction() as conn:
        return feeds.add(conn, wanted("fred", "UNRATE"))


def check(place: Place, said_on: str) -> dict:
    claim = {
        "relation": "equals",
        "stated": {"amount": "3.8", "unit": "percent"},
        "subject": {"measure": "unemployment rate", "area": "iso3166-1:USA", "period": "2023-08"},
    }
    request = {"claim": claim, "context": {"said_on": said_on, "country": "US"}}
    return place.app.test_client().post("/v1/checks", json=request).json


def test_a_claim_is_held_to_the_vintage_of_its_day(place, followed):
    publish(place.mock, JULY, AUGUST, REVISED)
    assert worker.refresh_now(place.around, followed).failure is None
    before, after = check(place, "2023-09-05"), check(place, "2024-02-01")
    assert (before["verdict"], before["now"]["verdict"]) == ("consistent", "inconsistent")
    assert [figure["value"] for figure in before["figures"]] == ["3.8", "3.7"]
    assert after["verdict"] == "inconsistent"
    figure = before["figures"][0]
    assert (figure["published_on"], figure["publisher"]["id"], figure["unit"]) == (
        "2023-09-01",
        "us-bls",
        "percent",
    )
    story = place.app.test_client().get(f"/v1/figures/{figure['id']}").json
    assert [(one["value"], one["published_on"]) for one in story["vintages"]] == [
        ("3.8", "2023-09-01"),
        ("3.7", "2024-01-05"),
    ]


def test_a_revision_turns_the_check_that_was_kept(place, followed):
    publish(place.mock, JULY, (*AUGUST[:2], "9999-12-31", "3.8"))
    worker.refresh_now(place.around, followed)
    kept = check(place, "2023-09-05")
    assert (kept["verdict"], kept["now"]) == ("consistent", None)
    publish(place.mock, JULY, AUGUST, REVISED)
    worker.refresh_now(place.around, followed)
    worker.work(place.around, lambda _: None, once=True, kinds=worker.FOLLOWING)
    now = place.app.test_client().get(kept["links"]["self"]).json["now"]
    assert (now["verdict"], now["published_on"]) == ("inconsistent", "2024-01-05")


def test_the_key_is_in_no_answer_and_nothing_stored(place, followed):
    publish(place.mock, JULY)
    worker.refresh_now(place.around, followed)
    assert all("api_key=a-secret-key" in path for path, _, _ in place.mock.asked)
    client = place.app.test_client()
    with place.database.reading() as conn:
        (done,) = imports.listing(conn)
        with conn.cursor() as cur:
            cur.execute("select count(*) from refresh_body where request like '%%secret%%'")
            assert cur.fetchone()[0] == 0
    told = client.get("/v1/sources").text + client.get(f"/v1/imports/{done.id}").text
    assert "secret" not in told
    place.mock.faults = ["no key"]
    assert "secret" not in worker.refresh_now(place.around, followed).text
