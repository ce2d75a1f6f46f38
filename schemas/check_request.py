"""The request to check a claim: the claim, where it was said, and how it is to be checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from factcheck.claim import Claim, Context, Leaf, Operand, Property, Tree
from factcheck.period import FIRST_YEAR, LAST_YEAR
from factcheck.quantity import Quantity, Tolerance
from schemas.claim import LISTS, PAIRS, ClaimSchema, one_of, short_text
from schemas.json_text import Json
from schemas.listing import Strict
from schemas.quantity import dump_quantity
from schemas.shape import Shape, load_body
from wording import from_period_before, has_pace, has_rate, speaks_of_now

DETAILS = ("full", "card", "mark")


class ContextSchema(Strict):
    """When, where and by whom it was said. said_on: today where none is given."""

    said_on = fields.Date(
        format="iso",
        validate=validate.Range(
            date(FIRST_YEAR + 1, 1, 1),
            date(LAST_YEAR - 1, 12, 31),
            error="expected a day of the last thousand years",
        ),
        error_messages={"invalid": 'expected a day such as "2022-06-13"'},
    )
    country = fields.String(
        validate=validate.Regexp(r"^[A-Za-z]{2}\Z", error='expected two letters (ISO 3166-1), such as "US"')
    )
    area = short_text(200)
    language = fields.String(
        validate=validate.Regexp(
            r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", error='expected a language tag, such as "en"'
        )
    )
    url = short_text(2000)
    author = short_text(500)
    title = short_text(1000)


class OptionsSchema(Strict):
    """How the check is made and answered."""

    tolerance = fields.String()
    as_of = fields.String()
    snapshot = short_text(100)
    store = fields.Boolean(truthy={True}, falsy={False})
    detail = fields.String(validate=one_of(DETAILS))

    @validates_schema(skip_on_field_errors=True)
    def _understood(self, loaded: dict[str, Any], **_: Any) -> None:
        faults = {}
        for name, read in (("tolerance", read_tolerance), ("as_of", read_as_of)):
            try:
                read(loaded.get(name))
            except ValueError as error:
                faults[name] = [str(error)]
        if faults:
            raise ValidationError(faults)


def read_tolerance(text: str | None) -> Tolerance:
    """The tolerance asked for. Raises ValueError."""
    if text in (None, "usual", "exact", "lenient"):
        return Tolerance(text or "usual")
    if not _PERCENTAGE.fullmatch(text or "") or Decimal(text or "") > 100:
        raise ValueError('expected usual, exact, lenient, or a percentage from 0 to 100 such as "5"')
    return Tolerance("percent", Decimal(text or ""))


_PERCENTAGE = re.compile(r"\d{1,3}(\.\d{1,9})?", re.ASCII)


def read_as_of(text: str | None) -> str | date:
    """The state of the figures asked for. Raises ValueError."""
    if text in (None, "said_on", "latest"):
        return text or "said_on"
    try:
        return date.fromisoformat(text or "")
    except ValueError as error:
        raise ValueError('expected said_on, latest, or a day such as "2022-06-13"') from error


class CheckRequestSchema(Strict):
    """A claim to be checked."""

    claim = fields.Nested(ClaimSchema, required=True)
    context = fields.Nested(ContextSchema, load_default=dict)
    options = fields.Nested(OptionsSchema, load_default=dict)


@dataclass(frozen=True, slots=True)
class Request:
    """A check asked for. understood, context_understood: claim and context complete, as they may be sent back."""

    claim: Claim
    context: Context
    tolerance: Tolerance
    as_of: str | date
    snapshot: str | None
    store: bool
    detail: str
    understood: dict[str, Any]
    context_understood: dict[str, Any]


_REQUEST = CheckRequestSchema()


def load_request(document: Json, today: date) -> Request:
    """The check that a body asks for, said today where it gives no date. Raises BodyError."""
    loaded: dict[str, Any] = load_body(_REQUEST, document)
    sent: Any = document
    claim, understood = _claim(loaded["claim"], sent["claim"])
    given, options = loaded["context"], loaded["options"]
    said_on = given.get("said_on")
    country = given.get("country")
    context = Context(
        said_on or today, said_on is not None, country.upper() if country else None, given.get("area")
    )
    context_understood = {**given, "said_on": context.said_on.isoformat()}
    if country:
        context_understood["country"] = country.upper()
    return Request(
        claim, context, read_tolerance(options.get("tolerance")), read_as_of(options.get("as_of")),
        options.get("snapshot"), options.get("store", True), options.get("detail", "full"),
        understood, context_understood,
    )  # fmt: skip


def _claim(loaded: Mapping[str, Any], sent: Mapping[str, Any]) -> tuple[Claim, dict[str, Any]]:
    """The claim, and the document that says how it was understood."""
    wording = loaded.get("wording", "")
    quantity: Quantity | None = loaded.get("stated")
    reference = _operand(loaded["reference"], "/reference") if "reference" in loaded else None
    if isinstance(reference, Tree) and wording and speaks_of_now(wording):
        reference = replace(reference, period=reference.period or "current")
    prop = loaded.get("property")
    basis = loaded.get("time_basis") or ("rate" if wording and has_rate(wording) else None)
    claim = Claim(
        loaded["relation"], _operand(loaded["subject"], "/subject"), reference, quantity, wording,
        loaded.get("stance", "asserted"), basis, loaded.get("order") or loaded.get("extreme"),
        loaded.get("direction"), loaded.get("over"), loaded.get("among"), loaded.get("step"),
        _property(prop) if prop else None, bool(wording) and has_pace(wording),
        bool(wording) and from_period_before(wording),
    )  # fmt: skip
    return claim, _understood(claim, sent)


def _understood(claim: Claim, sent: Mapping[str, Any]) -> dict[str, Any]:
    understood = {**sent, "stance": claim.stance}
    if claim.stated is not None:
        understood["stated"] = dump_quantity(claim.stated)
        if isinstance(sent["stated"], Mapping) and "quote" in sent["stated"]:
            understood["stated"]["quote"] = sent["stated"]["quote"]
        understood["stated"].pop("evaluative", None)
    if claim.time_basis:
        understood["time_basis"] = claim.time_basis
    if isinstance(claim.reference, Tree) and claim.reference.period and claim.reference.operation == "sum":
        understood["reference"] = {**sent["reference"], "period": claim.reference.period}
    return understood


def _property(loaded: Mapping[str, Any]) -> Property:
    than = loaded["than"]
    return Property(loaded["order"], _operand(than, "/property/than") if than is not None else None)


def _operand(loaded: Mapping[str, Any], pointer: str) -> Operand:
    """The operand, each part with its place in the claim."""
    for operation in (*LISTS, *PAIRS):
        if operation in loaded:
            parts = tuple(
                _operand(part, f"{pointer}/{operation}/{i}") for i, part in enumerate(loaded[operation])
            )
            return Tree(pointer, operation, parts, period=loaded.get("period"))
    if "mean_of" in loaded:
        return Tree(
            pointer, "mean_of", (_operand(loaded["mean_of"], f"{pointer}/mean_of"),), step=loaded["step"]
        )
    if "per" in loaded:
        of = _operand(loaded["of"], f"{pointer}/of")
        if isinstance(loaded["per"], str):
            return Tree(pointer, "per", (of,), per=loaded["per"])
        return Tree(pointer, "per", (of, _operand(loaded["per"], f"{pointer}/per")))
    return Leaf(
        pointer, loaded.get("amount"), loaded.get("series"), loaded.get("measure"), loaded.get("period"),
        loaded.get("area"), loaded.get("nature"), loaded.get("to_date", False), loaded.get("population"),
        loaded.get("breakdown"), loaded.get("stock_flow"),
    )  # fmt: skip


EXAMPLE = {
    "claim": {
        "wording": "The new target would mark a threefold increase over the current rate of admissions.",
        "relation": "multiple",
        "stated": "a threefold increase",
        "subject": {
            "amount": "20,000",
            "unit": "people",
            "nature": "target",
            "period": "2022-10-01/2024-09-30",
        },
        "reference": {
            "sum": [
                {"amount": "5,300", "unit": "people", "period": "2017-10/2022-06"},
                {"amount": "1,800", "unit": "people", "period": "2022-07/2022-09", "nature": "projection"},
            ]
        },
    },
    "context": {"said_on": "2022-06-13", "country": "US", "area": "US", "language": "en"},
    "options": {"tolerance": "usual", "as_of": "said_on"},
}
CHECK_REQUEST = Shape(CheckRequestSchema, {"A threefold increase": EXAMPLE})
