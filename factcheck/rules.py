"""The rules in force, from the same tables that the check uses: what `GET /v1/rules` shows."""

from typing import Any

from factcheck.choice import CHOICES, STANDINGS
from factcheck.claim import NATURES, STANCES
from factcheck.comparability import WARNINGS
from factcheck.evidence import REASONS
from factcheck.hedge import EVALUATIVES, HEDGES
from factcheck.quantity import FORMS
from factcheck.relations import RELATIONS
from factcheck.unit import UNITS

VERSION = "1"

TOLERANCES = {
    "usual": "A measured number reaches half of its last digit, or half of its last significant digit up to 5 %; "
    "a count is exact below 100 and to its last significant digit, up to 5 %, above.",
    "exact": "Half of the place of the last digit written; nothing for plain counts, multiples and fractions.",
    "lenient": "Twice the usual half-width, at least 10 %, for the stated quantity only.",
    "a percentage": "That percentage in place of the usual half-width, for the stated quantity only.",
}
VERDICTS = {
    "consistent": "All literal and accepted readings that compute are consistent with the figures named.",
    "inconsistent": "None of them is, and no strained one either.",
    "depends": "Some are and some are not; depends_on names the choices that divide them.",
    "no_figures": "No reading computes: the figures do not tell.",
    "not_checkable": "Nothing numeric is asserted.",
}


def rules() -> dict[str, Any]:
    """Everything that decides a verdict, with an example each. The order is that of the tables."""
    return {
        "version": VERSION,
        "tolerances": TOLERANCES,
        "quantities": {code: {"is": says, "example": example} for code, (says, example) in FORMS.items()},
        "hedges": [
            {
                "code": h.code,
                "before": [w for w in h.before if w],
                "after": list(h.after),
                "interval": h.says,
                "example": h.example,
            }
            for h in HEDGES.values()
        ],
        "evaluatives": list(EVALUATIVES),
        "relations": [
            {
                "code": r.code,
                "asserts": r.asserts,
                "unit": r.unit,
                "example": r.said,
                "stated": r.stated,
                "reference": r.reference,
            }
            for r in RELATIONS.values()
        ],
        "standings": list(STANDINGS),
        "choices": [
            {
                "code": c.code,
                "when": c.when,
                "why": c.why,
                "values": [
                    {"value": v, "standing": s, "text": t, "example": t} for v, (s, t) in c.ways.items()
                ],
            }
            for c in CHOICES.values()
        ],
        "stances": list(STANCES),
        "natures": list(NATURES),
        "verdicts": VERDICTS,
        "warnings": [{"code": code, "text": text} for code, text in WARNINGS.items()],
        "missing": [{"reason": reason, "text": text} for reason, text in REASONS.items()],
        "units": sorted({unit.code for unit in UNITS.values()}),
    }
