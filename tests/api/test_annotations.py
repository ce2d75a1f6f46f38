"""The claims of a text over HTTP: where they stand, what their checks say, and that none costs the others."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api import text_claims
from tests.api.test_errors import assert_problem
from wording import TextRead
from wording.claim_in_text import ClaimInText, Speaker

CONTEXT = {"said_on": "2023-07-01", "country": "US", "area": "US"}
HELD = "The office counted 150 arrivals in December 2022."
NOT_HELD = "The office counted 4,200 arrivals in 2022."
UNKNOWN = "The office counted 12 zebras in 2022."


def annotated(client, text, context=CONTEXT, **options):
    answer = client.post("/v1/annotations", json={"text": text, "context": context, "options": options})
    assert answer.status_code == 200, answer.json
    return answer.json


def in_units(text, start, end):
    """The words at an offset in UTF-16 code units."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_the_claims_of_a_text_are_told_in_their_places_with_their_verdicts(client):
    text = f"{HELD} {NOT_HELD} {UNKNOWN}"
    answer = annotated(client, text)

    assert (answer["language"], answer["offsets"], answer["warnings"]) == ("en", "codepoint", [])
    rows = answer["annotations"]
    assert [row["verdict"] for row in rows] == ["consistent", "inconsistent", "no_figures"]
    assert [row["rule"] for row in rows][:2] == ["equals-consistent", "equals-inconsistent"]
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)
    for row in rows:
        assert text[row["start"] : row["end"]] == row["exact"]
        assert text[: row["start"]].endswith(row["prefix"])
        assert text[row["end"] :].startswith(row["suffix"])
        assert row["check"].keys() == {"verdict", "summary", "headline"}
        assert row["check"]["summary"] == row["summary"]
        assert isinstance(row["claim"]["stated"], dict)


@pytest.mark.parametrize(
    "sentence",
    [
        "The office counted 150 Syrian arrivals in December 2022.",
        "The town counted 150 arrivals in December 2022.",
        "In Ohio, arrivals were 150 in December 2022.",
        "The number of arrivals at the northern border was 150 in December 2022.",
    ],
)
def test_what_is_said_of_a_part_is_never_set_against_the_whole(client, sentence):
    (row,) = annotated(client, sentence)["annotations"]

    assert row["verdict"] == "no_figures"


def test_a_place_is_known_by_the_name_that_the_store_has_for_it(client):
    (row,) = annotated(client, "Officials counted 90 arrivals in Upland in 2022.", check=False)["annotations"]

    assert row["claim"]["subject"]["area"] == "Upland"


def test_what_is_found_is_told_with_the_whole_period_that_it_fills(client):
    (row,) = annotated(client, NOT_HELD)["annotations"]

    assert row["check"]["headline"]["period"]["label"] == "2022"


def test_a_measure_that_is_not_stored_is_no_figures(client):
    (row,) = annotated(client, UNKNOWN)["annotations"]
    assert (row["verdict"], row["missing"]) == ("no_figures", [])


@pytest.mark.parametrize("detail", ["mark", "card", "full"])
def test_the_check_has_the_detail_asked_for_and_is_kept_nowhere(client, detail):
    (row,) = annotated(client, HELD, detail=detail)["annotations"]

    assert ("headline" in row["check"], "warnings" in row["check"], "readings" in row["check"]) == {
        "mark": (True, False, False),
        "card": (True, True, False),
        "full": (True, True, True),
    }[detail]
    assert row["check"].get("id") is None
    assert client.get("/v1/checks").json["items"] == []


def test_only_the_verdicts_asked_for_are_told(client):
    text = f"{HELD} {NOT_HELD} {UNKNOWN}"
    rows = annotated(client, text, verdicts=["inconsistent", "depends"])["annotations"]
    assert [row["verdict"] for row in rows] == ["inconsistent"]
    assert "4,200" in rows[0]["exact"]


def test_without_checks_the_claims_alone_are_told(client):
    (row,) = annotated(client, HELD, check=False)["annotations"]

    assert (row["verdict"], row["summary"], row["rule"], row["check"]) == (None, None, None, None)
    assert row["claim"] == annotated(client, HELD)["annotations"][0]["claim"]


def test_a_claim_may_be_sent_back_as_a_check_and_is_found_by_its_key(writer):
    (row,) = annotated(writer, HELD)["annotations"]
    kept = writer.post("/v1/checks", json={"claim": row["claim"], "context": CONTEXT})

    assert kept.status_code == 201
    found = writer.get(f"/v1/checks?key={row['key']}").json["items"]
    assert [check["id"] for check in found] == [kept.json["id"]]


def test_a_key_stays_where_the_lines_break_elsewhere(client):
    (one,) = annotated(client, HELD)["annotations"]
    (two,) = annotated(client, HELD.replace("arrivals in", "arrivals\nin"))["annotations"]

    assert one["key"] == two["key"]


def test_a_key_stays_when_the_text_around_it_moves(client):
    alone = annotated(client, HELD)["annotations"][0]
    moved = annotated(client, f"An introduction 😀.\n\n{HELD} And more.", offsets="utf16")["annotations"][0]

    assert alone["key"] == moved["key"]
    assert alone["start"] != moved["start"]
    assert annotated(client, NOT_HELD)["annotations"][0]["key"] != alone["key"]


def test_blocks_are_read_as_one_text_and_each_place_is_within_its_own(client):
    blocks = [
        {"id": "p1", "text": "😀 Figures."},
        {"id": "p2", "text": ""},
        {"id": "p3", "text": f"😀😀 {HELD}"},
    ]
    document = {"blocks": blocks, "context": CONTEXT, "options": {"offsets": "utf16"}}
    (row,) = client.post("/v1/annotations", json=document).json["annotations"]

    assert row["block"] == "p3"
    assert in_units(blocks[2]["text"], row["start"], row["end"]) == row["exact"]
    assert row["prefix"] in f"😀😀 {HELD}"


@pytest.fixture
def reads(monkeypatch):
    """Has the service read these claims, whatever the text: what a reader of texts may give it."""

    def give(*claims):
        monkeypatch.setattr(text_claims, "read_text", lambda *_: TextRead(claims, "en"))

    return give


GOOD = {
    "relation": "equals",
    "stated": {"amount": "150", "wording": "150"},
    "subject": {"measure": "arrivals", "period": "2022-12"},
}


def test_the_speaker_and_quotes_are_told_in_the_units_of_the_caller(client, reads):
    text = "😀 Ann 😀 said 150 arrivals."
    claim = GOOD | {"wording": "😀 said 150", "stated": GOOD["stated"] | {"quote": {"start": 7, "end": 10}}}
    reads(ClaimInText(6, 26, claim, (), "g1", Speaker("Ann", 2, 5, quoted=False)))
    (row,) = annotated(client, text, offsets="utf16")["annotations"]

    assert row["said_by"] == {"name": "Ann", "block": None, "start": 3, "end": 6, "quoted": False}
    assert row["claim"]["stated"]["quote"] == {"start": 8, "end": 11}
    assert row["group"] == "g1"
    plain = annotated(client, text)["annotations"][0]
    assert plain["said_by"]["start"] == 2
    assert plain["key"] == row["key"]


def test_a_claim_that_spans_blocks_is_not_told(client, reads):
    reads(ClaimInText(2, 9, GOOD), ClaimInText(7, 9, GOOD))
    document = {"blocks": [{"id": "a", "text": "abcde"}, {"id": "b", "text": "fghij"}], "context": CONTEXT}
    rows = client.post("/v1/annotations", json=document).json["annotations"]
    assert [(row["block"], row["start"], row["end"], row["exact"]) for row in rows] == [("b", 0, 2, "fg")]


@pytest.mark.parametrize(
    "refused",
    [
        GOOD | {"stated": {"amount": "a banana"}},
        GOOD | {"relation": "wonders"},
        {"subject": 7},
    ],
)
def test_a_claim_that_is_refused_costs_no_other_and_is_logged(client, reads, refused, capfd):
    reads(ClaimInText(0, 3, refused), ClaimInText(4, 8, GOOD))
    first, second = annotated(client, "abc defghi", detail="full")["annotations"]

    assert second["verdict"] == "consistent"
    assert first["verdict"] == "no_figures"
    assert "could not be understood" in first["summary"]
    assert '"event":"failure"' in capfd.readouterr().err


@pytest.mark.parametrize(
    "claim", [{"relation": "share"}, {"relation": "multiple", "subject": {"amount": "9"}}]
)
def test_a_relation_that_lacks_its_reference_says_so(client, reads, claim):
    reads(ClaimInText(0, 3, GOOD | claim))
    (row,) = annotated(client, "abc def")["annotations"]
    assert row["missing"][0]["operand"] == "/claim/reference"
    assert "compared with" in row["summary"]


def test_of_too_many_claims_the_first_are_told_and_how_many_were_left_out(client):
    answer = annotated(client, f"{HELD} " * 1002, check=False)
    assert len(answer["annotations"]) == 1000
    assert [warning["code"] for warning in answer["warnings"]] == ["claims_limited"]
    assert "the last 2 " in answer["warnings"][0]["text"]


def test_a_text_in_another_language_is_not_read_and_that_is_said(client):
    answer = annotated(client, "Die Behörde zählte im Jahr 2022 rund 300 Ankünfte, ein Zehntel weniger.")

    assert answer["annotations"] == []
    assert answer["language"] != "en"
    assert [warning["code"] for warning in answer["warnings"]] == ["language_not_read"]


def test_a_text_without_a_date_is_taken_as_said_today_and_that_is_said(client):
    answer = annotated(client, HELD, context={})
    assert [warning["code"] for warning in answer["warnings"]] == ["said_on_assumed"]


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "Nothing to count here.", "\u202e\u200b\ufeff", "a" * 200_000]
)
def test_a_text_without_claims_has_none(client, text):
    assert annotated(client, text)["annotations"] == []


def test_all_that_is_wrong_is_said_at_once(client):
    answer = client.post(
        "/v1/annotations",
        json={
            "txt": "a",
            "blocks": [{"id": "a", "text": "x", "colour": 1}],
            "context": {"said_on": "soon"},
            "options": {"offsets": "bytes", "verdicts": ["true"], "store": False},
        },
    )
    assert_problem(answer, 422, "bad-body")
    assert {fault["pointer"] for fault in answer.json["errors"]} == {
        "/txt",
        "/blocks/0/colour",
        "/context/said_on",
        "/options/offsets",
        "/options/verdicts/0",
        "/options/store",
    }


@pytest.mark.parametrize(
    ("document", "pointer"),
    [
        ({}, "/text"),
        ({"text": "a", "blocks": []}, "/blocks"),
        ({"text": "a" * 200_001}, "/text"),
        ({"blocks": [{"id": "a", "text": "a" * 100_001}, {"id": "b", "text": "a" * 100_000}]}, "/blocks"),
        ({"blocks": [{"id": "a", "text": ""}, {"id": "a", "text": ""}]}, "/blocks"),
        ({"text": "a", "options": {"check": False, "verdicts": ["depends"]}}, "/options/verdicts"),
        ({"text": "a", "options": {"verdicts": []}}, "/options/verdicts"),
        ({"text": "a", "options": {"snapshot": "s999.2026-11-24"}}, "/options/snapshot"),
        ([], ""),
    ],
)
def test_a_request_that_cannot_be_meant_is_refused(client, document, pointer):
    answer = client.post("/v1/annotations", json=document)
    assert_problem(answer, 422, "bad-body")
    assert pointer in [fault["pointer"] for fault in answer.json["errors"]]


@pytest.mark.parametrize(
    ("document", "detail"),
    [
        ({"text": 7}, "found 7; expected a string"),
        ({"text": None}, "found nothing; expected a value, or the field left out"),
        ({"blocks": [{"id": "a"}]}, "found nothing; expected this field"),
        ({"blocks": "x"}, "found 'x'; expected a list"),
        ({"text": "x", "context": []}, "found a list; expected an object"),
        ({"text": "x", "options": {"check": "maybe"}}, "found 'maybe'; expected true or false"),
    ],
)
def test_what_was_found_and_what_was_expected_is_said_of_each_fault(client, document, detail):
    answer = client.post("/v1/annotations", json=document)

    assert detail in [fault["detail"] for fault in answer.json["errors"]]


def test_half_of_a_surrogate_pair_is_no_text(client):
    headers = {"Content-Type": "application/json"}
    assert_problem(
        client.post("/v1/annotations", data=b'{"text": "\\ud83d"}', headers=headers), 400, "bad-json"
    )


def test_the_longest_text_fits_however_it_is_written(client):
    assert annotated(client, "\U0001f600" * 200_000)["annotations"] == []


sentences = st.sampled_from([HELD, NOT_HELD, UNKNOWN])
texts = st.lists(st.one_of(sentences, st.text(max_size=40)), max_size=8).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts, st.sampled_from(["codepoint", "utf16"]))
def test_the_text_at_each_place_is_exact(client, text, offsets):
    text = text.replace("\0", "")
    for row in annotated(client, text, offsets=offsets, check=False)["annotations"]:
        at = (
            text[row["start"] : row["end"]]
            if offsets == "codepoint"
            else in_units(text, row["start"], row["end"])
        )
        assert at == row["exact"]
