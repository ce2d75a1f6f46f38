"""Sources over HTTP: followed, listed, refreshed, ended; and what may not be asked from outside."""

import pytest

from api.services import service_of
from api.settings import Settings
from publishers.registry import MODULES, module_of
from sql import jobs

POPULATION = {"publisher": "worldbank", "code": "SP.POP.TOTL", "areas": "all"}


def test_a_source_is_followed_and_waits_for_a_worker(writer, key, database):
    answer = writer.post("/v1/sources", json=POPULATION, headers=key)
    assert (answer.status_code, answer.headers["Location"]) == (201, "/v1/sources/so_1")
    seen = writer.get("/v1/sources/so_1").json
    assert seen == answer.json
    assert (seen["state"], seen["areas"], seen["last_error"], seen["last_import"]) == (
        "waiting",
        "all",
        None,
        None,
    )
    assert (seen["every_hours"], seen["change_limit"]) == (24.0, "0.9")
    assert writer.get("/v1/sources").json == {"items": [seen], "next": None}
    with database.reading() as conn:
        assert jobs.seconds_until_next(conn) <= 0


def test_what_is_said_of_a_source_is_kept(writer, key):
    asked = {
        "publisher": "socrata", "code": "data.cdc.gov/abcd-1234", "areas": ["B", "A"], "columns": {"unit": "death"},
        "options": {"period": "week"}, "every_hours": 0.5, "change_limit": "0.25",
    }  # fmt: skip
    seen = writer.post("/v1/sources", json=asked, headers=key).json
    assert (seen["areas"], seen["columns"], seen["options"]) == (
        ["A", "B"],
        {"unit": "death"},
        {"period": "week"},
    )
    assert (seen["every_hours"], seen["change_limit"]) == (0.5, "0.25")


@pytest.mark.parametrize(
    ("changes", "pointer", "said"),
    [
        ({"publisher": "worldbunk"}, "/publisher", "worldbank"),
        ({"code": ""}, "/code", "code"),
        ({"code": "A\nB"}, "/code", "code"),
        ({"areas": []}, "/areas", '"all"'),
        ({"areas": [7]}, "/areas", '"all"'),
        ({"areas": "USA"}, "/areas", '"all"'),
        ({"columns": {"colour": "red"}}, "/columns/colour", "unit"),
        ({"columns": {"unit": 7}}, "/columns/unit/value", "string"),
        ({"options": {"path": "/etc/passwd"}}, "/options/path", "command line"),
        ({"options": {"a" * 99: "x"}}, "", "name"),
        ({"every_hours": 0}, "/every_hours", "a minute"),
        ({"change_limit": 2}, "/change_limit", "share"),
        ({"colour": "red"}, "/colour", "name"),
    ],
)
def test_what_cannot_be_followed_is_said(writer, key, changes, pointer, said):
    answer = writer.post("/v1/sources", json=POPULATION | changes, headers=key)
    assert answer.status_code == 422
    (fault,) = answer.json["errors"]
    assert fault["pointer"].startswith(pointer)
    assert said in fault["detail"]
    assert writer.get("/v1/sources").json["items"] == []


def test_a_refresh_is_asked_for_and_may_be_let_through(writer, key, database):
    writer.post("/v1/sources", json=POPULATION, headers=key)
    with database.transaction() as conn, jobs.taken(conn) as job:
        jobs.put_off(conn, job, 3600)
    answer = writer.post("/v1/sources/so_1/refresh", json={"accept": True}, headers=key)
    assert answer.status_code == 202
    with database.reading() as conn:
        assert jobs.seconds_until_next(conn) <= 0


def test_a_source_is_ended(writer, key):
    writer.post("/v1/sources", json=POPULATION, headers=key)
    assert writer.post("/v1/sources/so_1/end", headers=key).json == {"id": "so_1", "ended": True}
    assert writer.get("/v1/sources").json["items"] == []
    assert writer.get("/v1/sources/so_1").status_code == 404
    assert writer.post("/v1/sources/so_1/end", headers=key).status_code == 404
    assert writer.post("/v1/sources/so_1/refresh", json={}, headers=key).status_code == 404


def test_following_needs_a_key_that_may_import(writer):
    assert writer.post("/v1/sources", json=POPULATION).status_code == 401
    assert writer.post("/v1/sources/so_1/refresh", json={}).status_code == 401
    assert writer.post("/v1/sources/so_1/end").status_code == 401


def test_sources_come_in_pages(writer, key):
    for code in ("A", "B", "C"):
        writer.post("/v1/sources", json=POPULATION | {"code": code}, headers=key)
    first = writer.get("/v1/sources?limit=2").json
    second = writer.get(f"/v1/sources?limit=2&cursor={first['next']}").json
    assert [one["code"] for one in first["items"] + second["items"]] == ["A", "B", "C"]
    assert second["next"] is None


def test_pages_of_other_origins_do_not_see_sources(writer):
    assert "Access-Control-Allow-Origin" not in writer.get("/v1/sources").headers
    assert "Access-Control-Allow-Origin" in writer.get("/v1/series").headers


def test_a_service_is_asked_where_the_environment_says():
    fred = module_of("fred").publisher
    service = service_of(fred, Settings(), {"ADDSUP_FRED_URL": "http://127.0.0.1:9/", "ADDSUP_FRED_KEY": "k"})
    assert (service.url, service.key, service.open_address) == ("http://127.0.0.1:9", "k", False)
    assert service_of(fred, Settings(), {"ADDSUP_FRED_KEY": ""}).key is None


def test_a_key_may_quicken_the_pace():
    bls = module_of("bls").publisher
    assert service_of(bls, Settings(), {}).pace.requests == 25
    assert service_of(bls, Settings(), {"ADDSUP_BLS_KEY": "k"}).pace.requests == 500


def test_addresses_that_callers_name_are_public_unless_that_is_set():
    file = module_of("file").publisher
    assert service_of(file, Settings(), {}).open_address
    assert not service_of(file, Settings(private_addresses=True), {}).open_address


def test_every_publisher_says_what_it_needs_to():
    for name, module in MODULES.items():
        one = module.publisher
        assert one.id == name
        assert one.codes
        assert one.parser >= 1
        assert one.pace.requests >= 1
        assert one.url.startswith("https://") or one.url == "" or name == "unsd", name
        assert not one.url.endswith("/")
