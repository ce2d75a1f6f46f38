"""Sentences and the claims they hold. The rows are in claims.yaml, for people to read and add to."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.relations import NEEDED, RELATIONS
from wording import read_text
from wording.claims.written import WITH_REFERENCE

ROWS = yaml.safe_load((Path(__file__).parent / "claims.yaml").read_text("utf-8"))
SAID_ON = date(2022, 12, 1)
TOLD = ("subject", "reference", "order", "extreme", "direction", "over", "among", "step", "stance")
STATED = ("amount", "unit", "hedge", "change")


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:60] for row in ROWS])
def test_a_sentence_holds_the_claims(row: dict[str, Any]) -> None:
    found = read_text(row["text"], SAID_ON, "US")

    assert [_told(row["text"], claim) for claim in found.claims] == row["claims"]


def _told(text: str, found: Any) -> dict[str, Any]:
    claim = found.claim
    told: dict[str, Any] = {"words": text[found.start : found.end], "relation": claim["relation"]}
    if "stated" in claim:
        told["stated"] = {name: claim["stated"][name] for name in STATED if name in claim["stated"]}
        quote = claim["stated"].get("quote")
        assert quote is None or claim["wording"][quote["start"] : quote["end"]].strip()
    told |= {name: claim[name] for name in TOLD if name in claim}
    if found.left_open:
        told["open"] = [part.pointer for part in found.left_open]
    if found.said_by:
        told["said_by"] = found.said_by.name
    return told


def test_a_text_in_another_language_gives_nothing_and_says_so() -> None:
    german = "Die Zahl der Einbrüche ist im vergangenen Jahr um 12 Prozent auf 5.300 gestiegen, sagte der Minister."

    assert read_text(german) == read_text(german)
    assert read_text(german).claims == ()
    assert read_text(german).language == "de"


def test_a_quotation_in_another_language_is_passed_over() -> None:
    text = (
        "The office admitted 5,300 refugees in the first half of the year. Die Zahl der Einbrüche ist um 12 Prozent gestiegen."
        " In the same year it built 40 homes for them."
    )

    assert [text[claim.start : claim.end] for claim in read_text(text).claims] == [
        "admitted 5,300 refugees",
        "built 40 homes for them",
    ]


def test_claims_of_one_sentence_share_a_group() -> None:
    found = read_text("Arrivals rose from 5,300 to 7,100, a rise of 34%. Exports fell by 3%.").claims

    assert [claim.group is not None for claim in found] == [True, True, True, False]
    assert len({claim.group for claim in found}) == 2


def test_the_amounts_before_are_what_the_current_rate_comes_back_to() -> None:
    text = (
        "The mayor pledged to plant 20,000 trees over the next two years. The city planted 5,300 trees from January 2018"
        " through June 2022 and expects to plant 1,800 more by the end of the year. The new target would be a threefold"
        " increase over the current rate of planting."
    )
    claim = read_text(text, SAID_ON).claims[-1].claim

    assert claim["relation"] == "multiple"
    assert claim["subject"]["amount"] == "20,000 trees"
    assert claim["subject"]["nature"] == "target"
    assert [part["amount"] for part in claim["reference"]["sum"]] == ["5,300 trees", "1,800"]


def test_a_goal_is_set_beside_its_outcome() -> None:
    text = "The council promised to build 5,000 homes in 2022. It is lagging well behind that goal."
    claim = read_text(text, SAID_ON).claims[-1].claim

    assert claim["order"] == "less"
    assert claim["subject"] == {"measure": "homes built", "period": "2022"}
    assert claim["reference"] == {"measure": "homes built", "period": "2022", "nature": "target"}


def test_what_is_left_open_is_what_the_relation_needs() -> None:
    assert {code for code, relation in RELATIONS.items() if relation.reference == NEEDED} == WITH_REFERENCE
