"""Words find the figures they are about: on the sample figures, over HTTP."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.settings import Settings
from sql import embedded, imports
from sql.database import Database
from tests.sql_fixtures import create_database

SAMPLE = Path(__file__).parents[2] / "sample"
KINDS = {"00-areas.csv": "areas", "90-breaks.csv": "breaks"}
TOLD_BY_THE_MATCH = {"series", "area", "whole_area"}  # choices that only words leave open
# What is said, where and when, and the series and the area that it is about.
SAID = [
    ("inhabitants", "Kenya", "2020", "wb.population", "iso3166-1:KEN"),
    ("size of the economy", "Germany", "2022", "wb.gdp", "iso3166-1:DEU"),
    ("refugees sheltered", "Uganda", "2022", "unhcr.refugees-by-asylum", "iso3166-1:UGA"),
    ("refugees who fled abroad", "Syria", "2022", "unhcr.refugees-by-origin", "iso3166-1:SYR"),
    ("refugees let in", "Africa", "FY2022", "us-prm.refugee-admissions", "rpc:africa"),
    ("cap on refugees", "Africa", "FY2022", "us-prm.refugee-ceilings", "rpc:africa"),
    ("encounters at the border with Mexico", None, "2023-05", "us-cbp.southwest-encounters", "iso3166-1:USA"),
    ("jobless rate", "United States", "2023", "oecd.us-unemployment-rate", "iso3166-1:USA"),
]


@pytest.fixture(scope="module")
def client(server: embedded.Server, template_url: str) -> Iterator[FlaskClient]:
    """The service with the sample figures."""
    url = create_database(server.url, template_url)
    with closing(Database(url, None, connections=2)) as database:
        for path in sorted(SAMPLE.glob("[0-9]*.csv*")):
            kind = KINDS.get(path.name, "figures")
            with database.transaction() as conn:
                imports.run(conn, kind, [path.read_bytes()], path.name)
        yield create_app(database, Settings()).test_client()


def checked(client: FlaskClient, subject: dict[str, str | None], amount: str = "1000000") -> dict:
    nature = {"nature": "ceiling"} if "ceilings" in str(subject) or "cap" in str(subject) else {}
    claim = {
        "relation": "equals",
        "stated": {"amount": amount},
        "subject": {**{name: value for name, value in subject.items() if value}, **nature},
    }
    asked = {
        "claim": claim,
        "context": {"said_on": "2025-06-01", "country": "US"},
        "options": {"store": False},
    }
    answer = client.post("/v1/checks", json=asked)
    assert answer.status_code == 200, answer.text
    return answer.get_json()


@pytest.mark.parametrize("said", SAID, ids=[row[0] for row in SAID])
def test_a_check_in_words_is_the_check_by_identifiers_with_one_more_assumption(client, said):
    words, area, period, series, code = said
    in_words = checked(client, {"measure": words, "area": area, "period": period})
    by_ids = checked(client, {"series": series, "area": code, "period": period})

    assert in_words["verdict"] == by_ids["verdict"] != "no_figures"
    assert in_words["headline"]["found"] == by_ids["headline"]["found"]
    told = in_words["readings"][0]["assumptions"]
    assert [one["value"] for one in told if one["choice"] == "series"] == [series]
    assert {one["choice"] for one in told} - TOLD_BY_THE_MATCH <= {
        one["choice"] for one in by_ids["readings"][0]["assumptions"]
    }


@pytest.mark.parametrize(
    ("measure", "area"),
    [
        ("refugee children", "Uganda"),
        ("refugees not living in camps", "Uganda"),
        ("asylum applications", "Germany"),
        ("hosted", "Germany"),
        ("gross national product", "Germany"),
        ("economic output not adjusted for purchasing power", "Germany"),
        ("people out of work", "United States"),
        ("share of the workforce in work", "United States"),
        ("encounters at ports of entry", "United States"),
        ("Border Patrol encounters at the southern border", "United States"),
    ],
)
def test_what_no_series_measures_has_no_figures_and_the_nearest_says_why_not(client, measure, area):
    answer = checked(client, {"measure": measure, "area": area, "period": "2022"})

    assert answer["verdict"] == "no_figures"
    assert answer["missing"][0]["reason"] == "no_measure_found"
    assert all(near["because"] for near in answer["missing"][0]["nearest"])


@pytest.mark.parametrize(("amount", "verdict"), [("301981", "depends"), ("250000", "no_figures")])
def test_words_that_only_come_near_never_decide(client, amount, verdict):
    answer = checked(
        client, {"measure": "arrests of migrants at the southern border", "period": "2023-12"}, amount
    )

    assert answer["verdict"] == verdict
    assert "only come near" in answer["summary"]


def test_a_search_gives_each_series_its_score_and_why(client):
    found = client.get("/v1/series", query_string={"q": "jobless rate"}).get_json()["items"]

    assert found[0]["id"] == "oecd.us-unemployment-rate"
    assert found[0]["because"][0] == "“jobless rate” is another name of “unemployment rate”"
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)
