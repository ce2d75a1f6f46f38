"""Files taken in over HTTP, listed and taken back."""

import gzip

import pytest

from api.app import BODY_LIMIT
from tests.api.conftest import AREAS, COLUMNS, FIGURES, MONTHS, rows
from tests.api.test_errors import assert_problem

CSV = {"Content-Type": "text/csv"}


def take_in(client, file, key, query=""):
    return client.post(f"/v1/imports{query}", data=file, headers=key | CSV)


@pytest.fixture
def filled(writer, key):
    """A service into which the areas and figures were taken."""
    assert take_in(writer, AREAS, key, "?kind=areas").status_code == 201
    assert take_in(writer, FIGURES, key, "?source=arrivals.csv").status_code == 201
    return writer


def test_a_file_of_figures_is_taken_in(writer, key):
    take_in(writer, AREAS, key, "?kind=areas")
    answer = take_in(writer, FIGURES, key)

    assert answer.status_code == 201
    added = {"rows_read": 25, "figures_added": 24, "vintages_added": 25, "unchanged": 0, "rejected": 0}
    assert answer.json == {"id": answer.json["id"], **added}
    assert answer.headers["Location"] == f"/v1/imports/{answer.json['id']}"


def test_the_same_file_again_adds_nothing(filled, key):
    answer = take_in(filled, FIGURES, key)
    assert (answer.json["vintages_added"], answer.json["unchanged"]) == (0, 25)


@pytest.mark.parametrize("media", ["text/csv", "application/gzip"])
def test_a_gzip_is_taken_in_as_what_is_in_it(writer, key, media):
    take_in(writer, AREAS, key, "?kind=areas")
    answer = writer.post("/v1/imports", data=gzip.compress(FIGURES), headers=key | {"Content-Type": media})
    assert answer.json["figures_added"] == 24


def test_a_file_may_be_larger_than_a_check(writer, key):
    take_in(writer, AREAS, key, "?kind=areas")
    values = {f"{year}-{month:02}": year for year in range(1000, 1600) for month in range(1, 13)}
    file = COLUMNS + rows(values).encode()
    assert len(file) > BODY_LIMIT

    answer = take_in(writer, file, key)
    assert answer.json.get("figures_added") == len(values), answer.json["errors"][:2]


def test_bad_rows_are_listed_and_nothing_is_stored(filled, key):
    file = COLUMNS + rows({"2023-13": 1, "2023-02": 7}).encode()
    answer = take_in(filled, file, key)

    assert_problem(answer, 422, "import-refused")
    (error,) = answer.json["errors"]
    assert (error["line"], error["column"]) == (2, "period")
    assert "2023-13" in error["found"]
    assert error["expected"]
    assert answer.json["count"] == 1
    figures = filled.get("/v1/series/inv.arrivals/figures?from=2023-01").json["items"]
    assert figures == []


def test_taking_in_needs_a_key(writer):
    answer = take_in(writer, FIGURES, {})

    assert_problem(answer, 401, "no-key")
    assert answer.headers["WWW-Authenticate"].lower() == "bearer"


def test_a_file_of_another_kind_is_a_415(writer, key):
    answer = writer.post("/v1/imports", data=b"{}", headers=key | {"Content-Type": "application/json"})
    assert_problem(answer, 415, "unsupported-media-type")


def test_a_kind_that_is_none_is_a_400(writer, key):
    assert_problem(take_in(writer, FIGURES, key, "?kind=people"), 400, "bad-parameter")


def test_an_empty_file_is_refused(writer, key):
    assert_problem(take_in(writer, b"", key), 422, "import-refused")


def test_imports_are_listed_newest_first(filled):
    items = filled.get("/v1/imports").json["items"]

    assert [item["kind"] for item in items] == ["figures", "areas"]
    assert items[0]["source"] == "arrivals.csv"
    assert filled.get(f"/v1/imports/{items[0]['id']}").json == items[0]


def test_imports_come_in_pages(filled):
    first = filled.get("/v1/imports?limit=1").json
    second = filled.get(f"/v1/imports?limit=1&cursor={first['next']}").json

    assert [one["kind"] for one in first["items"] + second["items"]] == ["figures", "areas"]
    assert second["next"] is None


@pytest.mark.parametrize("name", ["im_999", "im_", "x", "im_" + "9" * 40])
def test_an_import_that_was_not_made_is_a_404(writer, key, name):
    assert_problem(writer.get(f"/v1/imports/{name}"), 404, "not-found")
    assert_problem(writer.post(f"/v1/imports/{name}/withdrawal", headers=key), 404, "not-found")


def test_an_import_is_taken_back_once(filled, key):
    name = filled.get("/v1/imports").json["items"][0]["id"]

    answer = filled.post(f"/v1/imports/{name}/withdrawal", headers=key)
    assert (answer.status_code, answer.json) == (201, {"id": name, "withdrawn": True})
    assert filled.get(f"/v1/imports/{name}").json["withdrawn_at"]
    assert filled.get("/v1/series/inv.arrivals/figures").json["items"] == []
    assert_problem(filled.post(f"/v1/imports/{name}/withdrawal", headers=key), 409, "already-withdrawn")


def test_taking_back_needs_a_key(filled):
    assert_problem(filled.post("/v1/imports/im_1/withdrawal"), 401, "no-key")


def test_a_request_sent_twice_with_its_key_is_done_once(filled, key):
    once = key | CSV | {"Idempotency-Key": "a-1"}
    file = COLUMNS + rows({**MONTHS, "2023-01": 5}, published_on="2024-01-01").encode()

    first = filled.post("/v1/imports", data=file, headers=once)
    second = filled.post("/v1/imports", data=file, headers=once)
    assert (second.status_code, second.json) == (first.status_code, first.json)
