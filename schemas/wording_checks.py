"""The checks of the claims of one wording, and the verdict on the whole."""

from collections.abc import Sequence
from typing import Any

from marshmallow import Schema, fields

from schemas.check import at_detail
from schemas.check_shape import VERDICTS, CheckSchema
from schemas.shape import Shape

NO_CLAIM = "No numeric claim was found in these words."
NOT_ENGLISH = "These words are not English, and only English is read."
# The first of these that any claim has is the verdict on the whole.
_WEIGHTIEST_FIRST = ("inconsistent", "depends", "consistent", "no_figures", "not_checkable")


class WordingChecksSchema(Schema):
    """Each claim of a wording, checked, in the order in which they stand."""

    verdict = fields.String(required=True, metadata={"enum": list(VERDICTS)})
    summary = fields.String(required=True)
    checks = fields.List(fields.Nested(CheckSchema), required=True)


CHECK_OR_CHECKS = Shape({"anyOf": [CheckSchema, WordingChecksSchema]})


def dump_wording_checks(checks: Sequence[dict[str, Any]], detail: str, language: str) -> dict[str, Any]:
    """The checks at that detail, with the verdict and the summary of all of them."""
    verdicts = [check["verdict"] for check in checks]
    verdict = next((one for one in _WEIGHTIEST_FIRST if one in verdicts), "not_checkable")
    return {
        "verdict": verdict,
        "summary": _summary(checks, verdict, language),
        "checks": [at_detail(check, detail) for check in checks],
    }


def _summary(checks: Sequence[dict[str, Any]], verdict: str, language: str) -> str:
    if not checks:
        return NO_CLAIM if language == "en" else NOT_ENGLISH
    deciding: str = next(check["summary"] for check in checks if check["verdict"] == verdict)
    if len(checks) == 1:
        return deciding
    verdicts = [check["verdict"] for check in checks]
    counts = [
        f"{verdicts.count(one)} {one.replace('_', ' ')}" for one in _WEIGHTIEST_FIRST if one in verdicts
    ]
    return f"{len(checks)} claims: {', '.join(counts)}. {deciding}"
