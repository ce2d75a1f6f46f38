"""Claims as callers send them, and the request to check one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from factcheck.claim import (
    DIRECTIONS,
    NATURES,
    ORDERS,
    PER_LENGTHS,
    PER_POPULATIONS,
    STANCES,
    TIME_BASES,
    Claim,
    Context,
    Leaf,
    Operand,
    Property,
    Tree,
)
from factcheck.errors import PeriodError
from factcheck.named_time import Moment
from factcheck.period import FIRST_YEAR, LAST_YEAR
from factcheck.quantity import Quantity, Tolerance
from factcheck.relations import RELATIONS
from factcheck.timewords import meanings
from schemas.json_text import Json
from schemas.listing import Strict
from schemas.quantity import (
    QuantityField,
    QuantityPartsSchema,
    QuoteSchema,
    dump_quantity,
    referred,
    with_unit,
)
from schemas.shape import Shape, load_body
from wording import from_period_before, has_pace, has_rate, speaks_of_now

DETAILS = ("full", "card", "mark")
MOST_LEAVES = 64
MOST_DIGITS = 4000  # of all amounts of a claim together: products of more would fill an answer with digits
MOST_WORDS = 10_000  # characters of a wording
STEPS = ("day", "week", "month", "quarter", "year", "fiscal_year", "decade")
LISTS = ("sum", "product", "mean")
PAIRS = ("difference", "ratio")
TREE_KEYS = frozenset({*LISTS, *PAIRS, "mean_of", "per"})
PERS = (*PER_LENGTHS, *PER_POPULATIONS)


def _one_of(choices: tuple[str, ...]) -> validate.OneOf:
    return validate.OneOf(choices, error=f"expected one of {', '.join(choices)}")


def _text(most: int, **options: Any) -> fields.String:
    return fields.String(
        validate=validate.Length(min=1, max=most, error=f"expected 1 to {most} characters"), **options
    )


class WordsOfTime(fields.String):
    """A period: ISO 8601, "FY2022", or words such as "last year", "since 2017", "current"."""

    def _deserialize(self, value: Any, *args: Any, **options: Any) -> str:
        text: str = super()._deserialize(value, *args, **options)
        try:
            for moment in _ANY_DAY:
                meanings(text[:400], moment)
        except (PeriodError, OverflowError) as error:
            raise ValidationError(str(error)) from error
        if not text.strip():
            raise ValidationError('expected a period such as "2022", "FY2022" or "last year"')
        return text


_ANY_DAY = (Moment(date(2020, 6, 15)), Moment(date(2020, 6, 15), fiscal_month=10))


class LeafSchema(Strict):
    """An operand without parts: an amount, a stored figure, or an amount that says what it measures."""

    amount = QuantityField()
    unit = _text(200)
    series = _text(200)
    measure = _text(500)
    period = WordsOfTime(validate=validate.Length(max=200))
    area = _text(200)
    population = _text(200)
    breakdown = _text(200)
    stock_flow = fields.String(validate=_one_of(("stock", "flow", "rate")))
    nature = fields.String(validate=_one_of(NATURES))
    to_date = fields.Boolean(truthy={True}, falsy={False})
    quote = fields.Nested(QuoteSchema)

    @validates_schema
    def _something(self, loaded: dict[str, Any], **_: Any) -> None:
        if not loaded.keys() & {"amount", "series", "measure"}:
            raise ValidationError(
                "expected an amount, a series, a measure, or one of sum, difference, product, ratio, mean, mean_of, per"
            )
        if "unit" in loaded and "amount" not in loaded:
            raise ValidationError(
                {"unit": ["expected no unit without an amount: a stored figure has its own"]}
            )


_LEAF = LeafSchema()


class OperandField(fields.Field[dict[str, Any]]):
    """A leaf (amount, series, measure) or a tree (sum, difference, product, ratio, mean, mean_of, per)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(metadata={"anyOf": [referred("Operand")]}, **options)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise ValidationError('expected an object such as {"amount": "5,300", "unit": "people"}')
        if not value.keys() & TREE_KEYS:
            leaf: dict[str, Any] = _LEAF.load(value)
            return _with_unit(leaf)
        return self._tree(value)

    def _tree(self, value: Mapping[str, Any]) -> dict[str, Any]:
        found = [key for key in value if key in TREE_KEYS]
        operation = found[0]
        allowed = {operation, "quote", *({"of"} if operation == "per" else ()),
                   *({"step"} if operation == "mean_of" else ()), *({"period"} if operation == "sum" else ())}  # fmt: skip
        unknown = {key: [Strict.error_messages["unknown"]] for key in value if key not in allowed}
        if unknown:
            raise ValidationError(unknown)
        if "period" in value:
            try:
                WordsOfTime().deserialize(value["period"])
            except ValidationError as error:
                raise ValidationError({"period": error.messages}) from error
        if operation in LISTS or operation in PAIRS:
            return {**value, operation: self._parts(operation, value[operation])}
        if operation == "mean_of":
            return self._mean_of(value)
        return self._per(value)

    def _parts(self, operation: str, parts: Any) -> list[dict[str, Any]]:
        wanted = "two operands" if operation in PAIRS else "one operand or more"
        pair = operation in PAIRS
        if not isinstance(parts, list) or not parts or (pair and len(parts) != 2) or len(parts) > MOST_LEAVES:
            raise ValidationError({operation: [f"expected a list of {wanted}, at most {MOST_LEAVES}"]})
        loaded, errors = [], {}
        for i, part in enumerate(parts):
            try:
                loaded.append(self._deserialize(part))
            except ValidationError as error:
                errors[i] = error.messages
        if errors:
            raise ValidationError({operation: errors})
        return loaded

    def _mean_of(self, value: Mapping[str, Any]) -> dict[str, Any]:
        if value.get("step") not in STEPS:
            raise ValidationError({"step": [f"expected one of {', '.join(STEPS)}"]})
        return {**value, "mean_of": self._below("mean_of", value["mean_of"])}

    def _per(self, value: Mapping[str, Any]) -> dict[str, Any]:
        if "of" not in value:
            raise ValidationError({"of": ["expected the operand that is spread"]})
        per = value["per"]
        if isinstance(per, str):
            if per not in PERS:
                raise ValidationError({"per": [f"expected an operand or one of {', '.join(PERS)}"]})
        else:
            per = self._below("per", per)
        return {**value, "per": per, "of": self._below("of", value["of"])}

    def _below(self, key: str, value: Any) -> dict[str, Any]:
        try:
            return self._deserialize(value)
        except ValidationError as error:
            raise ValidationError({key: error.messages}) from error


def _with_unit(leaf: dict[str, Any]) -> dict[str, Any]:
    if "unit" in leaf:
        leaf["amount"] = with_unit(leaf["amount"], leaf["unit"])
    return leaf


class PropertySchema(Strict):
    """What is counted of each period: an order against an operand, or against the period before."""

    order = fields.String(required=True, validate=_one_of(ORDERS))
    than = fields.Raw(required=True)

    @validates_schema
    def _operand(self, loaded: dict[str, Any], **_: Any) -> None:
        if loaded["than"] == "previous":
            loaded["than"] = None
            return
        try:
            loaded["than"] = OperandField()._deserialize(loaded["than"])  # noqa: SLF001 - the same field, inside a choice
        except ValidationError as error:
            raise ValidationError({"than": error.messages}) from error


class ClaimSchema(Strict):
    """One checkable statement: a relation, a stated quantity, and the operands it holds between."""

    wording = fields.String(validate=validate.Length(max=MOST_WORDS))
    relation = fields.String(required=True, validate=_one_of(tuple(RELATIONS)))
    stated = QuantityField()
    subject = OperandField(required=True)
    reference = OperandField()
    stance = fields.String(validate=_one_of(STANCES))
    time_basis = fields.String(validate=_one_of(TIME_BASES))
    order = fields.String(validate=_one_of((*ORDERS, "highest", "lowest")))
    extreme = fields.String(validate=_one_of(("highest", "lowest")))
    direction = fields.String(validate=_one_of(DIRECTIONS))
    over = WordsOfTime(validate=validate.Length(max=200))
    among = _text(200)
    step = fields.String(validate=_one_of(STEPS))
    property = fields.Nested(PropertySchema)
    quote = fields.Nested(QuoteSchema)
    group = _text(200)

    @validates_schema(skip_on_field_errors=True)
    def _together(self, loaded: dict[str, Any], **_: Any) -> None:
        faults = dict(_misfits(loaded))
        if faults:
            raise ValidationError(faults)


_OPERAND = referred("Operand")
_ANY = {"type": "array", "items": _OPERAND, "minItems": 1, "maxItems": MOST_LEAVES}
_TWO = {"type": "array", "items": _OPERAND, "minItems": 2, "maxItems": 2}


def _tree(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "additionalProperties": False,
            "properties": properties | {"quote": referred("Quote")}}  # fmt: skip


# What an operand may be, for the description of the interface.
SHARED: dict[str, Any] = {
    "Quote": QuoteSchema,
    "Quantity": QuantityPartsSchema,
    "Leaf": LeafSchema,
    "Tree": {
        "description": "An operand computed from others.",
        "anyOf": [
            _tree("sum", sum=_ANY, period={"type": "string", "description": "the time that the sum is for"}),
            *(_tree(name, **{name: _ANY}) for name in LISTS if name != "sum"),
            *(_tree(name, **{name: _TWO}) for name in PAIRS),
            _tree("mean_of", "step", mean_of=_OPERAND, step={"enum": list(STEPS)}),
            _tree("per", "of", of=_OPERAND, per={"anyOf": [{"enum": list(PERS)}, _OPERAND]}),
        ],
    },
    "Operand": {
        "description": "An amount, a stored figure, or one computed from others.",
        "anyOf": [referred("Leaf"), referred("Tree")],
    },
}

# What a relation needs beside stated and reference, and may have.
_NEEDS = {"order": ("order",), "extreme": ("extreme",), "rank": ("order",), "trend": ("direction",),
          "frequency": ("property", "over")}  # fmt: skip
_MAY = {
    "extreme": ("over", "among"),
    "rank": ("over", "among"),
    "trend": ("over", "step"),
    "frequency": ("step",),
}
_OWN = ("order", "extreme", "direction", "over", "among", "step", "property")


def _misfits(loaded: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """What of a claim its relation does not take, or lacks."""
    relation = loaded["relation"]
    row = RELATIONS[relation]
    for name, need in (("stated", row.stated), ("reference", row.reference)):
        if need == "needed" and name not in loaded:
            yield name, [f"expected it: {relation} asserts {row.asserts}"]
        if need == "absent" and name in loaded:
            yield name, [f"expected none: {relation} asserts {row.asserts}"]
    needs, may = _NEEDS.get(relation, ()), _MAY.get(relation, ())
    for name in needs:
        if name not in loaded:
            yield name, [f"expected it: {relation} cannot be checked without"]
    for name in _OWN:
        if name in loaded and name not in needs and name not in may:
            yield name, [f"expected none: {relation} takes no {name}"]
    yield from _misfit_values(relation, loaded)


def _misfit_values(relation: str, loaded: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    extremes = ("highest", "lowest")
    wanted = ORDERS if relation == "order" else extremes
    if "order" in loaded and relation in {"order", "rank"} and loaded["order"] not in wanted:
        yield "order", [f"expected one of {', '.join(wanted)}"]
    if relation == "rank" and not loaded.keys() & {"among", "over"}:
        yield "among", ["expected a group of areas, or a span in over"]
    if {"among", "over"} <= loaded.keys():
        yield "over", ["expected either among or over, not both"]
    leaves = list(_leaves(loaded))
    if len(leaves) > MOST_LEAVES:
        yield "subject", [f"expected at most {MOST_LEAVES} amounts and figures in all, found {len(leaves)}"]
    digits = sum(len(leaf["amount"].amount.as_tuple().digits) for leaf in leaves if "amount" in leaf)
    if digits > MOST_DIGITS:
        yield "subject", [f"expected amounts of at most {MOST_DIGITS} digits in all, found {digits}"]
    optional = RELATIONS[relation].reference == "optional" and relation != "rate"
    if optional and "reference" not in loaded and not loaded["subject"].keys() & {"series", "measure"}:
        yield "reference", ["expected it: only a stored series has a past of its own to be compared with"]


def _leaves(node: Any) -> Iterator[Any]:
    if isinstance(node, Mapping):
        if node.keys() & {"amount", "series", "measure"}:
            yield node
        else:
            for below in node.values():
                yield from _leaves(below)
    elif isinstance(node, list):
        for below in node:
            yield from _leaves(below)


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
    area = _text(200)
    language = fields.String(
        validate=validate.Regexp(
            r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", error='expected a language tag, such as "en"'
        )
    )
    url = _text(2000)
    author = _text(500)
    title = _text(1000)


class OptionsSchema(Strict):
    """How the check is made and answered."""

    tolerance = fields.String()
    as_of = fields.String()
    snapshot = _text(100)
    store = fields.Boolean(truthy={True}, falsy={False})
    detail = fields.String(validate=_one_of(DETAILS))

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
