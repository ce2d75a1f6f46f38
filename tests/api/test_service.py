"""What the service says about itself, and what every answer carries."""

import json
import re

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from api import settings
from api.settings import ROOT, SettingError, Settings, from_environment

PAGES = {"/", "/check", "/check/again", "/docs", "/problems", "/problems/<slug>", "/static/<path:filename>"}


@pytest.fixture
def description(client):
    return client.get("/openapi.json").json


def test_the_description_is_openapi_3_1(description):
    assert description["openapi"].startswith("3.1")
    validate(description)


def test_every_endpoint_is_in_the_description(app, description):
    described = {
        (method.upper(), re.sub(r"{(\w+)}", r"<\1>", path))
        for path, methods in description["paths"].items()
        for method in methods
    }
    served = {
        (method, re.sub(r"<\w+\(.*?\):", "<", rule.rule))
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule not in PAGES
    }
    assert described == served


def test_every_example_is_valid(description):
    count = 0
    for where, schema, value in examples_in(description):
        document = {"$ref": f"#/components/schemas/{schema}", "components": description["components"]}
        errors = [error.message for error in Draft202012Validator(document).iter_errors(value)]
        assert errors == [], where
        count += 1
    assert count > 10


def examples_in(node, where=""):
    if isinstance(node, dict):
        for name, example in (node.get("examples") or {}).items() if "schema" in node else ():
            yield f"{where}/{name}", node["schema"]["$ref"].split("/")[-1], example["value"]
        for name, below in node.items():
            yield from examples_in(below, f"{where}/{name}")


def test_the_process_says_that_it_lives(client):
    assert client.get("/health/live").json == {"status": "ok"}


def test_the_store_says_that_it_is_ready(client):
    assert client.get("/health/ready").json == {"status": "ok", "snapshot": "2"}


def test_requests_are_counted_by_pattern_and_status(client):
    client.get("/v1/series/no-such-series")
    answer = client.get("/metrics")

    assert answer.mimetype == "text/plain"
    counted = r'addsup_requests_total{method="GET",route="/v1/series/<series_id>",status="404"} [1-9]'
    assert re.search(counted, answer.text)
    assert "no-such-series" not in answer.text


def test_each_request_is_a_line_of_the_log_without_its_words(client, capfd):
    answer = client.get("/v1/series?q=secret+words", headers={"X-Request-Id": "abc-1"})

    line = json.loads(capfd.readouterr().err.splitlines()[-1])
    assert answer.headers["X-Request-Id"] == "abc-1"
    assert {"id": "abc-1", "route": "/v1/series", "status": 200, "method": "GET"}.items() <= line.items()
    assert "secret" not in json.dumps(line)


def test_a_request_id_that_is_none_is_replaced(client):
    assert client.get("/health/live", headers={"X-Request-Id": "a b"}).headers["X-Request-Id"] != "a b"


def test_pages_of_any_origin_may_read_and_check(client):
    asked = {"Origin": "https://paper.example", "Access-Control-Request-Method": "POST"}
    preflight = client.options("/v1/checks", headers=asked)

    assert preflight.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in preflight.headers["Access-Control-Allow-Headers"]
    assert client.get("/v1/series").headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/v1/series/none").headers["Access-Control-Allow-Origin"] == "*"


def test_pages_of_other_origins_may_not_import(client):
    assert "Access-Control-Allow-Origin" not in client.options("/v1/imports").headers


def test_settings_come_from_the_environment():
    environment = {
        "DATABASE_URL": "postgresql://here/there",
        "ADDSUP_DATA": "/data",
        "ADDSUP_HOST": "::1",
        "ADDSUP_PORT": "8001",
        "ADDSUP_CLOSED": "1",
    }
    found = from_environment(environment)

    assert (found.database_url, str(found.data)) == ("postgresql://here/there", "/data")
    assert (found.host, found.port, found.closed) == ("::1", 8001, True)


def test_a_variable_set_to_nothing_counts_as_not_set():
    assert from_environment({"DATABASE_URL": "", "ADDSUP_PORT": ""}) == Settings()


@pytest.mark.parametrize(
    "environment",
    [{"ADDSUP_PORT": "http"}, {"ADDSUP_PORT": "0"}, {"ADDSUP_PORT": "65536"}, {"ADDSUP_CLOSED": "yes"}],
)
def test_a_setting_that_cannot_be_meant_is_refused(environment):
    ((name, value),) = environment.items()
    with pytest.raises(SettingError, match=f"found {name}={value}; expected"):
        from_environment(environment)


def test_every_setting_is_in_the_readme():
    variables = set(
        re.findall(r'"((?:ADDSUP|DATABASE)_[A-Z_]+)"', (ROOT / "api" / "settings.py").read_text())
    )
    readme = (ROOT / "README.md").read_text()

    assert len(variables) == len(Settings.__dataclass_fields__)
    assert [name for name in variables if f"`{name}`" not in readme] == []
    assert [name for name in variables if name not in settings.Settings.__doc__] == []
