"""The article the service was made for: its claims as article.yaml has them, against the sample figures too."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from wording import read_text

ARTICLE = Path(__file__).resolve().parents[3] / "shared" / "cases" / "article.txt"
EXPECTED = yaml.safe_load((Path(__file__).parent / "article.yaml").read_text("utf-8"))
OF_SUBJECT = ("measure", "area", "period", "nature")
OF_STATED = ("amount", "hedge", "change")

pytestmark = pytest.mark.skipif(
    not ARTICLE.exists(),
    reason="the article is not ours to keep here: it lies beside the checkout where the service was made",
)


@pytest.fixture(scope="module")
def claims() -> list[Any]:
    return list(read_text(ARTICLE.read_text("utf-8"), date(2022, 6, 13), "US").claims)


def test_the_article_has_these_claims_and_no_others(claims) -> None:
    text = ARTICLE.read_text("utf-8")

    assert [row["has"] in text[c.start : c.end] for row, c in zip(EXPECTED, claims, strict=True)] == [
        True
    ] * len(EXPECTED)


@pytest.mark.parametrize("number", range(len(EXPECTED)), ids=[row["has"] for row in EXPECTED])
def test_a_claim_of_the_article(claims, number) -> None:
    row, claim = EXPECTED[number], claims[number].claim
    told = {"has": row["has"]} | {
        name: claim[name] for name in ("relation", "order", "stance") if name in row
    }
    told |= {name: claim["subject"].get(name) for name in OF_SUBJECT if name in row}
    told |= {name: claim["stated"].get(name) for name in OF_STATED if name in row}

    assert told == row


def test_the_threefold_claim_comes_back_to_what_was_said_before(claims) -> None:
    claim = next(found.claim for found in claims if found.claim["relation"] == "multiple")

    assert claim["subject"]["amount"] == "20,000 refugees"
    assert claim["subject"]["nature"] == "target"
    assert [part["amount"] for part in claim["reference"]["sum"]] == ["5,300 refugees", "1,800"]
