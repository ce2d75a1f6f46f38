"""GET /v1/rules: what the check goes by."""

from flask import Blueprint

from api.endpoint import Answer, endpoint
from factcheck.rules import rules
from schemas.openapi import Operation
from schemas.service import RULES

blueprint = Blueprint("rules", __name__)


@blueprint.get("/v1/rules")
@endpoint(
    Operation(
        "The rules in force",
        "Service",
        "Tolerances, hedges, relations, readings, verdicts and warnings, each with an example, made from the "
        "tables that the check itself reads.",
        answers={200: RULES},
    )
)
def get_rules() -> Answer:
    """Every table of the check."""
    return rules()
