"""Who may do what, with which key."""

import pytest

from api.app import create_app
from api.settings import Settings
from sql import keys
from tests.api.conftest import AREAS
from tests.api.test_errors import assert_problem
from tests.api.test_imports import CSV, take_in


@pytest.fixture
def closed(database):
    """A caller of a service that is closed."""
    return create_app(database, Settings(closed=True)).test_client()


@pytest.fixture
def reader(database):
    """The headers of somebody who may check, not import."""
    with database.transaction() as conn:
        return {"Authorization": f"Bearer {keys.create(conn, 'a reader', ['check'])}"}


@pytest.mark.parametrize(
    "path", ["/v1/series", "/v1/areas", "/v1/publishers", "/v1/imports", "/v1/rules", "/v1/checks"]
)
def test_a_closed_service_is_read_with_a_key(closed, reader, path):
    assert_problem(closed.get(path), 401, "no-key")
    assert closed.get(path, headers=reader).status_code == 200


def test_a_closed_service_checks_with_a_key(closed, reader):
    body = {"claim": {}}
    assert_problem(closed.post("/v1/checks", json=body), 401, "no-key")
    assert_problem(closed.post("/v1/checks", json=body, headers=reader), 422, "bad-body")


def test_the_form_of_a_closed_service_is_closed(closed):
    assert "<form" not in closed.get("/").text
    assert_problem(closed.post("/", data={}), 401, "no-key")


@pytest.mark.parametrize(
    "path", ["/", "/docs", "/openapi.json", "/health/live", "/health/ready", "/metrics", "/problems"]
)
def test_what_a_closed_service_says_of_itself_stays_open(closed, path):
    assert closed.get(path).status_code == 200


def test_a_key_that_may_only_check_may_not_import(writer, reader):
    answer = take_in(writer, AREAS, reader, "?kind=areas")
    assert_problem(answer, 403, "may-not")
    assert "--may import" in answer.json["detail"]


@pytest.mark.parametrize("sent", ["Bearer addsup_wrong", "Bearer", "Basic YTpi", "Bearer \xff", "addsup_x"])
def test_a_wrong_key_is_refused_also_where_none_is_needed(writer, sent):
    assert_problem(writer.get("/v1/series", headers={"Authorization": sent}), 401, "no-key")


def test_a_revoked_key_works_no_more(writer, database, key):
    with database.transaction() as conn:
        (one,) = keys.listing(conn)
        keys.revoke(conn, one.id)
    assert_problem(writer.post("/v1/imports", data=AREAS, headers=key | CSV), 401, "no-key")
