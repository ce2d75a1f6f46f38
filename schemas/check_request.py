"""The request to check a claim, or each claim of a sentence: what was said, where, and how it is to be checked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from factcheck.claim import Claim, Leaf, Operand, Property, Tree
from factcheck.quantity import Quantity
from schemas.claim import LISTS, MOST_WORDS, PAIRS, ClaimSchema, short_text
from schemas.json_text import Json
from schemas.listing import Strict
from schemas.measures import spread
from schemas.quantity import dump_quantity
from schemas.setting import ContextSchema, MannerSchema, Setting, setting_of
from schemas.shape import Shape, load_body
from wording import from_period_before, has_pace, has_rate, speaks_of_now

MOST_TEXT = 200_000  # characters


class OptionsSchema(MannerSchema):
    """How the check is made and answered, and whether it is kept."""

    store = fields.Boolean(truthy={True}, falsy={False})


class SettingSchema(Strict):
    """Where something was said, and how it is to be checked."""

    context = fields.Nested(ContextSchema, load_default=dict)
    options = fields.Nested(OptionsSchema, load_default=dict)


class CheckRequestSchema(SettingSchema):
    """A claim to be checked, or a wording: a sentence of which each claim is."""

    claim = fields.Nested(ClaimSchema)
    wording = short_text(MOST_WORDS)
    surrounding = fields.String(
        validate=validate.Length(max=MOST_TEXT, error=f"expected at most {MOST_TEXT:,} characters"),
        metadata={"description": "the text around the wording, which contains it"},
    )

    @validates_schema(pass_original=True)
    def _one_of_two(self, _: dict[str, Any], sent: Any, **__: Any) -> None:
        faults = {}
        if not sent.keys() & {"claim", "wording"}:
            faults["claim"] = ["expected a claim, or a wording instead"]
        if {"claim", "wording"} <= sent.keys():
            faults["wording"] = ["expected either a claim or a wording, not both"]
        if "surrounding" in sent and str(sent.get("wording", "")) not in str(sent["surrounding"]):
            faults["surrounding"] = ["expected text that contains the wording as it stands"]
        if "surrounding" in sent and "wording" not in sent:
            faults["surrounding"] = ["expected none: it goes with a wording"]
        if faults:
            raise ValidationError(faults)


@dataclass(frozen=True, slots=True)
class Request(Setting):
    """A check asked for. understood: the claim complete, as it may be sent back."""

    claim: Claim
    understood: dict[str, Any]
    store: bool = False
    detail: str = "full"


@dataclass(frozen=True, slots=True)
class WordingRequest:
    """The check of each claim in [start, end) of a text, the place of the wording."""

    setting: Setting
    text: str
    start: int
    end: int
    store: bool
    detail: str


_REQUEST, _SETTING = CheckRequestSchema(), SettingSchema()
_CLAIM = CheckRequestSchema(only=("claim",))


def load_request(document: Json, today: date) -> Request:
    """The check that a body with a claim asks for, said today where it gives no date. Raises BodyError."""
    loaded: dict[str, Any] = load_body(_REQUEST, document)
    sent: Any = document
    options = loaded["options"]
    setting = setting_of(loaded["context"], options, today)
    request = _request(spread(loaded["claim"], setting), spread(sent["claim"], setting), setting)
    return replace(request, store=options.get("store", True), detail=options.get("detail", "full"))


def load_claim(claim: Json, setting: Setting) -> Request:
    """The check of a claim in a setting that was read before. Raises BodyError."""
    loaded: dict[str, Any] = load_body(_CLAIM, {"claim": claim})
    sent: Any = claim
    return _request(loaded["claim"], sent, setting)


def load_setting(context: Json, options: Json, today: date) -> Setting:
    """The setting that a context and options give. Raises BodyError."""
    loaded: dict[str, Any] = load_body(_SETTING, {"context": context, "options": options})
    return setting_of(loaded["context"], loaded["options"], today)


def load_wording(document: Json, today: date) -> WordingRequest:
    """The checks that a body with a wording asks for. Raises BodyError."""
    loaded: dict[str, Any] = load_body(_REQUEST, document)
    options, wording = loaded["options"], loaded["wording"]
    text = loaded.get("surrounding", wording)
    start = text.index(wording)
    return WordingRequest(
        setting_of(loaded["context"], options, today), text, start, start + len(wording),
        options.get("store", True), options.get("detail", "full"),
    )  # fmt: skip


def _request(loaded: Mapping[str, Any], sent: Mapping[str, Any], setting: Setting) -> Request:
    claim, understood = _claim(loaded, sent)
    given = {name: getattr(setting, name) for name in Setting.__slots__}
    return Request(**given, claim=claim, understood=understood)


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
_SENTENCE = {
    "wording": "The U.S. admitted 25,465 refugees in fiscal year 2022.",
    "context": {"said_on": "2023-03-01", "country": "US", "area": "US"},
    "options": {"store": False},
}
CHECK_REQUEST = Shape(CheckRequestSchema, {"A threefold increase": EXAMPLE, "A sentence": _SENTENCE})
