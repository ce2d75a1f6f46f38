"""The cases that developers are given, beside the checkout, where they are present."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cases.pencil import faults, near
from tests.cases.test_cases import answer

GIVEN = Path(__file__).resolve().parents[3] / "shared" / "cases" / "checks.dev.jsonl"
CASES = (
    [json.loads(line) for line in GIVEN.read_text(encoding="utf-8").splitlines()] if GIVEN.exists() else []
)

pytestmark = pytest.mark.skipif(
    not CASES, reason=f"{GIVEN.name} is given apart from the code, and is not here"
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_case_given_to_developers_is_right(case: dict[str, Any]) -> None:
    request, expected = case["request"], case["expect"]
    asked = {"claim": request["claim"], "context": request["context"], "shelf": {}}
    document = answer(asked)
    assert document["verdict"] == expected["verdict"]
    assert _ends(expected["computed"], document["readings"][0]["computed"])
    for wanted in expected["stated"]:
        told = [r["stated"] for r in document["readings"] if r["standing"] == wanted["standing"]]
        assert any(_ends(wanted, stated) for stated in told), (wanted, told)
    assert not list(faults(document))


def _ends(wanted: dict[str, Any], told: dict[str, Any]) -> bool:
    return all(_same(wanted[name], told[name]) for name in ("low", "high"))


def _same(wanted: str | None, told: str | None) -> bool:
    if wanted is None or told is None:
        return wanted is told
    return near(Decimal(wanted), Decimal(told))
