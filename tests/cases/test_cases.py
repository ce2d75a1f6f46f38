"""Every case of the rules: the answer expected, and that answer computed again from its own JSON.

A case is read as it stands in the YAML beside this file: see README.md there.
"""

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
import pytest
import yaml

from factcheck.check import Asked, check
from schemas.check import Asked as Told
from schemas.check import dump_check
from schemas.check_request import load_request
from tests.cases.pencil import INFINITY, faults, near
from tests.cases.store import Stored, evidence_of, stored

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "sample"
TODAY = date(2026, 1, 1)
SAID_ON = "2024-05-01"
Case = dict[str, Any]


def _cases() -> Iterator[Case]:
    """The cases of all chapters; a table of rows is as many cases."""
    for path in sorted(HERE.glob("*.yaml")):
        chapter = yaml.safe_load(path.read_text(encoding="utf-8"))
        shelf = chapter.get("figures", {})
        for case in chapter["cases"]:
            for one in _rows(case):
                yield {**one, "name": f"{path.stem}: {one['name']}", "shelf": shelf}


def _rows(case: Case) -> Iterator[Case]:
    if "table" not in case:
        yield case
        return
    heads, *rows = case["table"]
    for row in rows:
        one = deepcopy({name: part for name, part in case.items() if name != "table"})
        for path, value in zip(heads, row, strict=True):
            if value is not None:
                _put(one, path.split("."), value)
        one["name"] = f"{case['name']}: {', '.join(str(value) for value in row[:3])}"
        yield one


def _put(node: Any, path: list[str], value: Any) -> None:
    for name in path[:-1]:
        node = node[int(name)] if isinstance(node, list) else node.setdefault(name, {})
    node[path[-1]] = value


CASES = list(_cases())


def _stored(case: Case) -> Stored:
    """A case's figures: the sample's files, its own CSV, or the name of one on the chapter's shelf."""
    if "sample" in case:
        return _sample(*case["sample"])
    named = case.get("figures", "")
    on_shelf = case["shelf"].get(named, named)
    parts = {"figures": on_shelf} if isinstance(on_shelf, str) else dict(on_shelf)
    parts |= {name: case[name] for name in ("areas", "breaks") if name in case}
    return stored(**parts)


@lru_cache
def _sample(*names: str) -> Stored:
    texts = [(SAMPLE / name).read_text(encoding="utf-8") for name in names]
    head, _, first = texts[0].partition("\n")
    rows = [first, *(text.partition("\n")[2] for text in texts[1:])]
    areas = (SAMPLE / "00-areas.csv").read_text(encoding="utf-8")
    return stored("\n".join([head, *rows]), areas)


def answer(case: Case, claim: Any = None, context: Any = None) -> dict[str, Any]:
    """The document that the check gives for a case."""
    context = {"said_on": SAID_ON, **case.get("context", {})} if context is None else context
    if context.get("said_on") == "not given":
        context = {name: value for name, value in context.items() if name != "said_on"}
    document = {"claim": claim or case["claim"], "context": context, "options": case.get("options", {})}
    today = date.fromisoformat(str(case.get("today", TODAY)))
    asked = load_request(json.loads(json.dumps(document, default=str)), today)
    evidence = evidence_of(_stored(case), asked.claim, asked.context, case.get("scores", {}))
    made = check(asked.claim, evidence, asked.context, Asked(today, asked.tolerance, asked.as_of))
    return dump_check(made, Told(asked.understood, asked.context_understood, "s1"))


@pytest.fixture(scope="module", params=CASES, ids=[case["name"] for case in CASES])
def answered(request: pytest.FixtureRequest) -> tuple[Case, dict[str, Any]]:
    return request.param, answer(request.param)


def test_a_case_is_answered_as_the_rules_say(answered: tuple[Case, dict[str, Any]]) -> None:
    case, document = answered
    found = list(_differences(case["expect"], document))
    assert not found, f"{case['name']}\n{case['why']}\n" + "\n".join(found)


def test_a_verdict_can_be_computed_again_from_the_answer_alone(answered: tuple[Case, dict[str, Any]]) -> None:
    _, document = answered
    assert not list(faults(document))


def test_the_claim_as_understood_gives_the_same_check(answered: tuple[Case, dict[str, Any]]) -> None:
    case, document = answered
    again = answer(case, document["claim"], document["context"])
    assert again["digest"] == document["digest"]
    assert again["readings"] == document["readings"]


def test_an_answer_is_json_whose_amounts_are_text(answered: tuple[Case, dict[str, Any]]) -> None:
    _, document = answered
    sent = json.loads(orjson.dumps(document), parse_constant=pytest.fail)
    assert not list(_numbers(sent, ""))


COUNTS = {"step", "tried", "kept", "start", "end"}


def _numbers(node: Any, place: str) -> Iterator[str]:
    if isinstance(node, Mapping):
        for name, below in node.items():
            yield from _numbers(below, f"{place}/{name}")
    elif isinstance(node, list):
        for i, below in enumerate(node):
            yield from _numbers(below, f"{place}/{i}")
    elif (
        isinstance(node, int | float)
        and not isinstance(node, bool)
        and place.rpartition("/")[2] not in COUNTS
    ):
        yield place


def test_no_two_cases_have_one_name() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names), sorted({name for name in names if names.count(name) > 1})


# What an expectation may say, beside what it says of the first reading shown or of several.
_OF_CHECK = {"verdict", "robust", "summary", "depends_on", "warnings", "no_warnings", "missing", "now", "by_basis",
             "robustness", "not_checked", "readings", "count", "headline"}  # fmt: skip


def _differences(expected: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[str]:
    """What of the expectation does not hold, a line each."""
    for name in ("verdict", "robust"):
        if name in expected and document[name] != expected[name]:
            yield f"{name}: expected {expected[name]}, found {document[name]} ({document['summary']})"
    yield from _lists(expected, document)
    yield from _told_beside(expected, document)
    if "count" in expected and len(document["readings"]) != expected["count"]:
        yield f"expected {expected['count']} readings, found {[r['label'] for r in document['readings']]}"
    alone = {name: value for name, value in expected.items() if name not in _OF_CHECK}
    if alone:
        yield from _of_some_reading(alone, document["readings"])
    for one in expected.get("readings", ()):
        yield from _of_some_reading(one, document["readings"])


def _lists(expected: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[str]:
    """What of the lists of codes and words is lacking, or is too much."""
    codes = {w["code"] for holder in (document, *document["readings"]) for w in holder["warnings"]}
    told = {
        "warnings": codes,
        "missing": {row["reason"] for row in document["missing"]},
        "not_checked": {row["quote"] for row in document["not_checked"]},
    }
    for name, found in told.items():
        lacking = set(_listed(expected.get(name))) - found
        if lacking:
            yield f"{name}: expected {sorted(lacking)}, found {sorted(found)}"
    if codes & set(_listed(expected.get("no_warnings"))):
        yield f"expected no warning {expected['no_warnings']}, found {sorted(codes)}"
    divides = [divide["choice"] for divide in document["depends_on"]]
    if "depends_on" in expected and sorted(_listed(expected["depends_on"])) != sorted(divides):
        yield f"expected it to depend on {expected['depends_on']}, found {document['depends_on']}"
    for word in _listed(expected.get("summary")):
        if word.lower() not in document["summary"].lower():
            yield f"expected the summary to say {word!r}, found {document['summary']!r}"


def _told_beside(expected: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[str]:
    for part in ("by_basis", "headline", "robustness"):
        told = document[part] or {}
        for name, value in (expected.get(part) or {}).items():
            found = told.get(name)
            if (found["period"]["label"] if isinstance(found, Mapping) else found) != value:
                yield f"{part}: expected {name} {value!r}, found {document[part]}"
    if "robustness" in expected and expected["robustness"] is None and document["robustness"] is not None:
        yield f"expected no robustness, found {document['robustness']}"
    yield from _now(expected, document["now"])


def _now(expected: Mapping[str, Any], now: Mapping[str, Any] | None) -> Iterator[str]:
    if "now" not in expected:
        return
    wanted = expected["now"]
    if wanted is None or now is None:
        if wanted is not now:
            yield f"now: expected {wanted}, found {now and now['verdict']}"
        return
    wanted = wanted if isinstance(wanted, Mapping) else {"verdict": wanted}
    if now["verdict"] != wanted["verdict"]:
        yield f"now: expected {wanted['verdict']}, found {now['verdict']}"
    for one in wanted.get("readings", ()):
        yield from (f"now: {fault}" for fault in _of_some_reading(one, now["readings"]))


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _of_some_reading(expected: Mapping[str, Any], readings: list[Mapping[str, Any]]) -> list[str]:
    """Nothing where a reading of the ways named fits; else what is wrong with the first of them."""
    named = [r for r in readings if _chosen(expected, r)]
    if expected.get("none"):
        return [f"expected no reading of {expected}, found {named[0]['label']}"] if named else []
    misfits = [list(_misfits(expected, reading)) for reading in named]
    if not misfits:
        taken = [(r["standing"], r["basis"], [a["value"] for a in r["assumptions"]]) for r in readings]
        return [f"no reading is {expected}; found {taken}"]
    return min(misfits, key=len)


def _chosen(expected: Mapping[str, Any], reading: Mapping[str, Any]) -> bool:
    values = {assumption["value"] for assumption in reading["assumptions"]}
    return (
        set(_listed(expected.get("takes"))) <= values
        and not set(_listed(expected.get("not"))) & values
        and all(reading[name] == expected[name] for name in ("basis", "standing") if name in expected)
    )


def _misfits(expected: Mapping[str, Any], reading: Mapping[str, Any]) -> Iterator[str]:
    label = f"{reading['id']} {reading['label']!r}"
    computed = reading["computed"] or {}
    told = {**reading, "value": computed.get("value"), "unit": computed.get("unit")}
    for name in expected.keys() & {"stated", "computed"}:
        if told[name] is None:
            yield f"{label}: expected {name} {expected[name]}, found none ({reading['reason']})"
        else:
            yield from _ends(f"{label}: {name}", str(expected[name]), told[name])
    for name in expected.keys() & {"verdict", "direction", "robust", "reason", "unit"}:
        if told[name] != expected[name]:
            yield f"{label}: expected {name} {expected[name]}, found {told[name]}"
    for name in expected.keys() & DIGITS.keys():
        if told[name] is None or not near(Decimal(str(expected[name])), Decimal(told[name]), DIGITS[name]):
            yield f"{label}: expected {name} {expected[name]}, found {told[name]}"
    codes = {warning["code"] for warning in reading["warnings"]}
    if not codes.issuperset(_listed(expected.get("warned"))):
        yield f"{label}: expected the warning {expected['warned']}, found {sorted(codes)}"


# How exactly a number of a reading is expected: percentages are told to three digits.
DIGITS = {"gap": Decimal("1e-6"), "value": Decimal("1e-6"),
          "excess_percent": Decimal("0.006"), "margin_percent": Decimal("0.006")}  # fmt: skip
_INTERVAL = re.compile(r"(?P<above>above )?(?P<low>[-\d.∞]+)(?: … (?P<below>below )?(?P<high>[-\d.∞]+))?")


def _ends(label: str, wanted: str, told: Mapping[str, Any]) -> Iterator[str]:
    """ "27000 … below 30300": what is wrong with the interval told."""
    match = _INTERVAL.fullmatch(wanted)
    assert match, f"{wanted!r} is no interval"
    low = Decimal(match["low"].replace("∞", "Infinity"))
    high = Decimal((match["high"] or match["low"]).replace("∞", "Infinity"))
    found_low = Decimal(told["low"]) if told["low"] is not None else -INFINITY
    found_high = Decimal(told["high"]) if told["high"] is not None else INFINITY
    ends = [match["above"] is None, match["below"] is None]
    included = [told.get("low_included", True), told.get("high_included", True)]
    fits = near(low, found_low) and near(high, found_high)
    closed = all(
        a == b for a, b, end in zip(ends, included, (low, high), strict=True) if not end.is_infinite()
    )
    if not (fits and closed):
        shown = (
            f"{'' if included[0] else 'above '}{found_low} … {'' if included[1] else 'below '}{found_high}"
        )
        yield f"{label}: expected {wanted}, found {shown}"
