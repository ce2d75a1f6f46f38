"""Claims that cannot be checked as they were read: what they lack, and the document that says so."""

from collections.abc import Iterable, Mapping
from typing import Any

from factcheck import rules
from factcheck.check import Asked
from factcheck.relations import RELATIONS
from schemas.claim import lacks_past
from schemas.saved import digest_of
from schemas.setting import Setting
from wording.claim_in_text import Open

NOT_UNDERSTOOD = "The claim could not be understood, so it was not checked."
_LACKS = {
    "subject": "The text does not say what the number measures, so there is nothing to check it against.",
    "reference": "The text does not say what the number is compared with, so it cannot be checked.",
    "property": "The text does not say in words that we can read what the periods have in common.",
}


def lacking(claim: Mapping[str, Any]) -> tuple[str, ...]:
    """The parts that the relation of the claim needs and the claim has not: subject, reference, property."""
    if "subject" not in claim:
        return ("subject",)
    if claim.get("relation") == "frequency" and "property" not in claim:
        return ("property",)
    row = RELATIONS.get(str(claim.get("relation")))
    if row is None or "reference" in claim or not isinstance(claim["subject"], Mapping):
        return ()
    return ("reference",) if row.reference == "needed" or lacks_past(claim) else ()


def dump_missing(lacks: Iterable[str], left_open: Iterable[Open] = ()) -> list[dict[str, Any]]:
    """The rows of `missing`: what the text leaves open, and what of it the check cannot do without."""
    texts = {part.pointer: part.text for part in left_open}
    texts = {f"/{name}": _LACKS[name] for name in lacks} | texts
    return [
        {"operand": f"/claim{pointer}", "reason": "no_measure_found", "text": text, "nearest": []}
        for pointer, text in texts.items()
    ]


def dump_open(claim: Mapping[str, Any], setting: Setting, asked: Asked, snapshot: str) -> dict[str, Any]:
    """The document of a claim that was not checked, in the shape of `dump_check`."""
    lacks = lacking(claim)
    document: dict[str, Any] = {
        "claim": claim,
        "context": setting.context_understood,
        "verdict": "no_figures",
        "robust": None,
        "summary": _LACKS[lacks[0]] if lacks else NOT_UNDERSTOOD,
        "headline": None,
        "depends_on": [],
        "by_basis": {"claimed": None, "official": None, "mixed": None},
        "readings": [],
        "figures": [],
        "missing": dump_missing(lacks),
        "not_checked": [],
        "as_of": asked.vintages_until(setting.context.said_on).isoformat(),
        "now": None,
        "robustness": None,
        "warnings": [],
        "rules": {"version": rules.VERSION, "tolerance": setting.tolerance.name},
        "snapshot": snapshot,
    }
    document["digest"] = digest_of(document)
    return document
