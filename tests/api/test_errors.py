"""Whatever goes wrong is answered with a problem document, in one shape."""

import json

import pytest
from flask import Flask

from api import errors
from api.app import BODY_LIMIT, create_app
from api.settings import Settings
from factcheck import errors as core_errors
from schemas import errors as schema_errors
from sql import errors as store_errors

JSON = {"Content-Type": "application/json"}


def assert_problem(answer, status, slug):
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.json["type"] == f"/problems/{slug}"
    assert answer.json["status"] == status
    assert answer.json["title"]
    assert answer.json["detail"]
    assert answer.json["instance"] == f"urn:addsup:request:{answer.headers['X-Request-Id']}"


@pytest.mark.parametrize(
    "path", ["/nothing", "/v1", "/v1/series/", "//v1/series", "/problems/none", "/static/no"]
)
def test_an_address_that_does_not_exist_is_a_404(client, path):
    assert_problem(client.get(path), 404, "not-found")


def test_a_name_with_a_nul_is_a_404(client):
    assert_problem(client.get("/v1/series/a%00b"), 404, "not-found")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("delete", "/v1/series", {"GET", "HEAD", "OPTIONS"}),
        ("put", "/v1/checks", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("get", "/v1/imports/im_1/withdrawal", {"OPTIONS", "POST"}),
        ("patch", "/", {"GET", "HEAD", "OPTIONS", "POST"}),
    ],
)
def test_a_method_that_does_not_work_is_a_405_that_names_those_that_do(client, method, path, allowed):
    answer = getattr(client, method)(path)

    assert_problem(answer, 405, "method-not-allowed")
    assert set(answer.headers["Allow"].split(", ")) == allowed


def test_a_body_past_the_limit_is_a_413(client):
    answer = client.post("/v1/checks", data=b" " * (BODY_LIMIT + 1), headers=JSON)
    assert_problem(answer, 413, "too-large")


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {},
        JSON | {"Content-Encoding": "gzip"},
    ],
)
def test_a_body_of_another_kind_is_a_415(client, headers):
    assert_problem(client.post("/v1/checks", data=b"{}", headers=headers), 415, "unsupported-media-type")


@pytest.mark.parametrize(
    "body", [b"", b"{", b'{"a":1,"a":2}', b"[NaN]", b'"\xff"', b"[" * 5000, b"1" * 10_000, b"\xef\xbb\xbf{}"]
)
def test_a_body_that_is_no_strict_json_is_a_400(client, body):
    assert_problem(client.post("/v1/checks", data=body, headers=JSON), 400, "bad-json")


@pytest.mark.parametrize("document", [{}, [], None, "words", {"claims": {}}, {"claim": 7}])
def test_a_body_of_another_shape_is_a_422_that_lists_every_fault(client, document):
    answer = client.post("/v1/checks", data=json.dumps(document), headers=JSON)

    assert_problem(answer, 422, "bad-body")
    assert answer.json["errors"]
    assert all({"pointer", "detail"} <= error.keys() for error in answer.json["errors"])


def classes_below(error):
    return {error}.union(*(classes_below(below) for below in error.__subclasses__()))


@pytest.mark.parametrize(
    "root", [core_errors.FactcheckError, schema_errors.SchemaError, store_errors.StoreError]
)
def test_every_error_that_can_be_raised_has_a_status(root):
    roots_only = {schema_errors.SchemaError, store_errors.StoreError}  # nobody raises these themselves
    assert [error for error in classes_below(root) - roots_only if errors.kind_of_class(error) is None] == []


def test_every_kind_has_a_page_that_explains_it(client):
    for slug, kind in errors.KINDS.items():
        page = client.get(f"/problems/{slug}")
        assert page.status_code == 200
        assert kind.title in page.text
        assert f"/problems/{slug}" in client.get("/problems").text


@pytest.fixture
def failing(app: Flask):
    """A service in which one address fails in a way that nobody thought of."""
    extension = app.extensions["addsup"]
    broken = create_app(extension.database, Settings())

    @broken.get("/broken")
    def fail():
        raise ValueError("the secret words of a claim") from KeyError("more of them")

    return broken.test_client()


def test_what_nobody_thought_of_is_a_500_that_shows_an_id_and_logs_no_words(failing, capfd):
    answer = failing.get("/broken")

    assert_problem(answer, 500, "internal")
    assert "secret" not in answer.text
    logged = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    failure = next(line for line in logged if line["event"] == "failure")
    assert failure["id"] == answer.headers["X-Request-Id"]
    assert [link["error"] for link in failure["chain"]] == ["ValueError", "KeyError"]
    assert "fail" in failure["chain"][0]["at"][-1]
    assert "secret" not in json.dumps(logged)
