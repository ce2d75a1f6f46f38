"""Checks over HTTP: made, kept, found again, repeated at a snapshot, and verified."""

import copy

import pytest

from api import text_claims
from tests.api.conftest import AREAS, FIGURES
from tests.api.test_errors import assert_problem
from tests.api.test_imports import take_in
from wording import TextRead
from wording.claim_in_text import ClaimInText

ARRIVALS = {"series": "inv.arrivals", "area": "United States", "period": "2022-12"}
CLAIM = {"relation": "equals", "stated": "about 110 people", "subject": ARRIVALS}
CONTEXT = {"said_on": "2023-03-01", "url": "https://news.example/a"}
ASKED = {"claim": CLAIM, "context": CONTEXT}


@pytest.fixture
def filled(writer, key):
    """A service into which the areas and figures were taken."""
    assert take_in(writer, AREAS, key, "?kind=areas").status_code == 201
    assert take_in(writer, FIGURES, key).status_code == 201
    return writer


def made(client, **options):
    return client.post("/v1/checks", json=ASKED | {"options": options})


def test_a_check_is_answered_with_its_arithmetic_and_sources(client):
    answer = made(client, store=False)
    assert (answer.status_code, answer.json["verdict"]) == (200, "consistent")
    assert answer.json["id"] is None
    reading = answer.json["readings"][0]
    assert (
        reading["computed"]
        == {"low": "112", "high": "112", "value": "112", "unit": "person"} | reading["computed"]
    )
    assert [step["operation"] for step in reading["working"]] == ["state", "look_up", "compare"]
    figure = answer.json["figures"][0]
    assert (figure["publisher"]["name"], figure["published_on"]) == ("Invented Office", "2023-02-01")
    assert figure["url"] == "https://office.example/arrivals"


def test_a_figure_revised_since_is_told_beside_the_verdict(client):
    later = made(client, store=False).json
    assert later["now"]["verdict"] == "inconsistent"
    assert "revised_since" in [warning["code"] for warning in later["warnings"]]
    assert made(client, store=False, as_of="latest").json["verdict"] == "inconsistent"


def test_a_check_is_kept_and_found_by_its_address_and_key(filled):
    first = made(filled)
    assert first.status_code == 201
    assert first.headers["Location"] == first.json["links"]["self"]
    assert filled.get(first.headers["Location"]).json == first.json
    assert filled.get("/v1/checks?url=https://news.example/a").json["items"] == [first.json]
    assert filled.get("/v1/checks?verdict=inconsistent").json["items"] == []


def test_a_check_that_was_never_made_is_not_found(client):
    assert_problem(client.get("/v1/checks/ck_0123456789012345678901"), 404, "not-found")


@pytest.mark.parametrize(
    ("detail", "has", "lacks"), [("mark", "verdict", "readings"), ("card", "summary", "rules")]
)
def test_less_detail_is_sent_where_less_is_asked(client, detail, has, lacks):
    answer = made(client, store=False, detail=detail).json
    assert has in answer
    assert lacks not in answer


def test_a_saved_answer_is_verified_and_an_altered_one_found_out(filled):
    saved = made(filled).json
    verified = filled.post("/v1/checks/verify", json=saved).json
    assert verified == {"unaltered": True, "computes": True, "differences": []}

    altered = copy.deepcopy(saved)
    altered["readings"][0]["computed"]["value"] = "109"
    verified = filled.post("/v1/checks/verify", json=altered).json
    assert not verified["unaltered"]
    assert verified["differences"] == [
        {"pointer": "/readings/0/computed/value", "saved": "109", "computed": "112"}
    ]


def test_a_check_at_an_earlier_snapshot_says_what_it_said_then(filled, key):
    before = made(filled, store=False).json
    revised = FIGURES.replace(b"2022-12,112,", b"2022-12,90,").replace(b"2023-02-01", b"2023-02-20")
    assert take_in(filled, revised, key).status_code == 201
    assert made(filled, store=False).json["verdict"] == "inconsistent"

    again = made(filled, store=False, snapshot=before["snapshot"]).json
    assert {**again, "checked_at": ""} == {**before, "checked_at": ""}


def test_what_was_taken_back_is_told_with_the_answer_that_rests_on_it(filled, key):
    saved = made(filled).json
    taken_in = filled.get("/v1/imports", headers=key).json["items"][0]["id"]
    filled.post(f"/v1/imports/{taken_in}/withdrawal", headers=key)

    kept = filled.get(saved["links"]["self"]).json
    assert kept["warnings"][-1]["code"] == "withdrawn_import"
    assert filled.post("/v1/checks/verify", json=kept).json["computes"]
    assert made(filled, store=False).json["verdict"] == "no_figures"


@pytest.mark.parametrize(
    ("options", "pointer"),
    [
        ({"tolerance": "1e-9999999"}, "/options/tolerance"),
        ({"tolerance": "5_0"}, "/options/tolerance"),
        ({"tolerance": "101"}, "/options/tolerance"),
        ({"as_of": "yesterday"}, "/options/as_of"),
        ({"snapshot": "s2.0001-01-01"}, "/options/snapshot"),
        ({"snapshot": "s2.2026-02-30"}, "/options/snapshot"),
        ({"snapshot": "s999.2026-11-24"}, "/options/snapshot"),
    ],
)
def test_options_that_cannot_be_meant_are_refused(client, options, pointer):
    answer = made(client, store=False, **options)
    assert_problem(answer, 422, "bad-body")
    assert pointer in [fault["pointer"] for fault in answer.json["errors"]]


@pytest.mark.parametrize(
    ("quantity", "part"),
    [
        ({"amount": "5300", "wording": "about 9,000"}, "wording"),
        ({"wording": "about 5,300", "hedge": "more than"}, "hedge"),
        ({"amount": "5,300 people", "unit": "euros"}, "unit"),
    ],
)
def test_words_that_contradict_the_parts_are_refused(client, quantity, part):
    answer = client.post(
        "/v1/checks", json={"claim": CLAIM | {"stated": quantity}, "options": {"store": False}}
    )
    assert_problem(answer, 422, "bad-body")
    assert answer.json["errors"][0]["pointer"] == f"/claim/stated/{part}"


SENTENCE = "The office counted 150 arrivals in December 2022."
SAID = {"said_on": "2023-07-01", "area": "US"}


def of_wording(client, wording, **more):
    return client.post("/v1/checks", json={"wording": wording, "context": SAID} | more)


def test_each_claim_of_a_wording_is_checked_and_kept(filled):
    answer = of_wording(
        filled, f"{SENTENCE} The office counted 4,200 arrivals in 2022. It counted 12 zebras in 2022."
    )

    assert answer.status_code == 201
    assert answer.json["verdict"] == "inconsistent"
    assert answer.json["summary"].startswith("3 claims: 1 inconsistent, 1 consistent, 1 no figures. ")
    checks = answer.json["checks"]
    assert [check["verdict"] for check in checks] == ["consistent", "inconsistent", "no_figures"]
    for check in checks:
        assert filled.get(check["links"]["self"]).json == check
        verified = filled.post("/v1/checks/verify", json=check).json
        assert verified == {"unaltered": True, "computes": True, "differences": []}


def test_a_wording_of_one_claim_has_its_verdict_and_summary(client):
    answer = of_wording(client, SENTENCE, options={"store": False, "detail": "mark"})

    assert answer.status_code == 200
    (check,) = answer.json["checks"]
    assert check.keys() == {"verdict", "summary", "headline"}
    assert (answer.json["verdict"], answer.json["summary"]) == (check["verdict"], check["summary"])


@pytest.mark.parametrize(
    "wording", ["Nothing to count here.", "Le gouvernement a menti à tous les Français."]
)
def test_a_wording_without_a_claim_is_not_checkable(client, wording):
    answer = of_wording(client, wording)
    assert (answer.json["verdict"], answer.json["checks"]) == ("not_checkable", [])
    assert answer.json["summary"]


def test_a_wording_of_too_many_claims_is_refused(client):
    answer = of_wording(client, "5% of them, " * 150)

    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == "/wording"
    assert "annotations" in answer.json["errors"][0]["expected"]


def test_of_the_text_around_a_wording_only_its_own_claims_are_checked(client):
    around = f"The office counted 4,200 arrivals in 2022. {SENTENCE} It counted 12 zebras in 2022."
    answer = of_wording(client, SENTENCE, surrounding=around, options={"store": False})
    assert [check["claim"]["stated"]["amount"] for check in answer.json["checks"]] == ["150"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/claim"),
        ({"claim": CLAIM, "wording": SENTENCE}, "/wording"),
        ({"claim": CLAIM, "surrounding": SENTENCE}, "/surrounding"),
        ({"wording": SENTENCE, "surrounding": "elsewhere"}, "/surrounding"),
        ({"wording": ""}, "/wording"),
        ({"wording": 7, "surrounding": 8}, "/wording"),
        ([], ""),
    ],
)
def test_a_body_with_neither_or_both_of_claim_and_wording_is_refused(client, body, pointer):
    answer = client.post("/v1/checks", json=body)
    assert_problem(answer, 422, "bad-body")
    assert pointer in [fault["pointer"] for fault in answer.json["errors"]]


def test_a_claim_that_lacks_an_operand_is_kept_and_verified_too(filled, monkeypatch):
    claim = {"relation": "equals", "stated": {"amount": "3000000", "wording": "3 million"}}
    read = TextRead((ClaimInText(0, 5, claim),), "en")
    monkeypatch.setattr(text_claims, "read_text", lambda *_: read)
    (check,) = of_wording(filled, "Of these, 3 million.").json["checks"]

    assert (check["verdict"], check["missing"][0]["operand"]) == ("no_figures", "/claim/subject")
    assert filled.get(check["links"]["self"]).json == check
    verified = filled.post("/v1/checks/verify", json=check).json
    assert verified == {"unaltered": True, "computes": True, "differences": []}
