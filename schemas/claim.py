"""Claims as callers send them."""

from collections.abc import Iterator, Mapping
from datetime import date
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
)
from factcheck.errors import PeriodError
from factcheck.named_time import Moment
from factcheck.relations import RELATIONS
from factcheck.timewords import meanings
from schemas.listing import Strict
from schemas.quantity import (
    QuantityField,
    QuantityPartsSchema,
    QuoteSchema,
    referred,
    with_unit,
)

MOST_LEAVES = 64
MOST_DIGITS = 4000  # of all amounts of a claim together: products of more would fill an answer with digits
MOST_WORDS = 10_000  # characters of a wording
STEPS = ("day", "week", "month", "quarter", "year", "fiscal_year", "decade")
LISTS = ("sum", "product", "mean")
PAIRS = ("difference", "ratio")
TREE_KEYS = frozenset({*LISTS, *PAIRS, "mean_of", "per"})
PERS = (*PER_LENGTHS, *PER_POPULATIONS)


def one_of(choices: tuple[str, ...]) -> validate.OneOf:
    """A validator that names the choices where something else came."""
    return validate.OneOf(choices, error=f"expected one of {', '.join(choices)}")


def short_text(most: int, **options: Any) -> fields.String:
    """A field of text, which is not empty. most: characters."""
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
    unit = short_text(200)
    series = short_text(200)
    measure = short_text(500)
    period = WordsOfTime(validate=validate.Length(max=200))
    area = short_text(200)
    population = short_text(200)
    breakdown = short_text(200)
    stock_flow = fields.String(validate=one_of(("stock", "flow", "rate")))
    nature = fields.String(validate=one_of(NATURES))
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

    order = fields.String(required=True, validate=one_of(ORDERS))
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
    relation = fields.String(required=True, validate=one_of(tuple(RELATIONS)))
    stated = QuantityField()
    subject = OperandField(required=True)
    reference = OperandField()
    stance = fields.String(validate=one_of(STANCES))
    time_basis = fields.String(validate=one_of(TIME_BASES))
    order = fields.String(validate=one_of((*ORDERS, "highest", "lowest")))
    extreme = fields.String(validate=one_of(("highest", "lowest")))
    direction = fields.String(validate=one_of(DIRECTIONS))
    over = WordsOfTime(validate=validate.Length(max=200))
    among = short_text(200)
    step = fields.String(validate=one_of(STEPS))
    property = fields.Nested(PropertySchema)
    quote = fields.Nested(QuoteSchema)
    group = short_text(200)

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
    if lacks_past(loaded):
        yield "reference", ["expected it: only a stored series has a past of its own to be compared with"]


def lacks_past(claim: Mapping[str, Any]) -> bool:
    """Whether a claim of change, with its subject, does not say since when: only a stored series has a past."""
    relation = claim["relation"]
    optional = RELATIONS[relation].reference == "optional" and relation != "rate"
    return optional and "reference" not in claim and not claim["subject"].keys() & {"series", "measure"}


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
