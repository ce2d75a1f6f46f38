"""Quantities as callers send them: the words, or an object of their parts."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields, validate

from factcheck.errors import QuantityError
from factcheck.hedge import HEDGES
from factcheck.interval import plain
from factcheck.quantity import Quantity
from factcheck.unit import Unit, comparable, unit_of_words
from schemas.listing import Strict
from wording import read_quantity

MOST_CHARACTERS = 2000
_HEDGE_CODES = {phrase: row.code for row in HEDGES.values() for phrase in (row.code, *row.before, *row.after)}


class QuoteSchema(Strict):
    """Offsets into the wording, in characters; the end is not included."""

    start = fields.Integer(required=True, strict=True, validate=validate.Range(min=0, max=10_000_000))
    end = fields.Integer(required=True, strict=True, validate=validate.Range(min=0, max=10_000_000))


class QuantityPartsSchema(Strict):
    """A quantity by its parts. amount: digits or words; wording: the words it was read from."""

    amount = fields.String(validate=validate.Length(min=1, max=MOST_CHARACTERS))
    unit = fields.String(validate=validate.Length(max=200))
    hedge = fields.String(allow_none=True, validate=validate.Length(max=100))
    change = fields.String(
        allow_none=True,
        validate=validate.OneOf(("increase", "decrease"), error="expected increase or decrease"),
    )
    wording = fields.String(validate=validate.Length(max=MOST_CHARACTERS))
    quote = fields.Nested(QuoteSchema)


def referred(name: str) -> dict[str, str]:
    """The JSON Schema that another is, by its name in the description of the interface."""
    return {"$ref": f"#/components/schemas/{name}"}


_PARTS = QuantityPartsSchema()


class QuantityField(fields.Field[Quantity]):
    """The words of a quantity ("nearly 30,000"), or an object of its parts."""

    def __init__(self, **options: Any) -> None:
        super().__init__(metadata={"anyOf": [{"type": "string"}, referred("Quantity")]}, **options)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Quantity:
        if isinstance(value, str):
            return _read(value)
        if isinstance(value, Mapping):
            return _of_parts(_PARTS.load(value))
        raise ValidationError(
            'expected the words of a quantity in quotes, such as "nearly 30,000", or an object with amount and unit'
        )


def _read(text: str, name: str | None = None) -> Quantity:
    try:
        return read_quantity(text)
    except QuantityError as error:
        raise ValidationError({name: [str(error)]} if name else str(error)) from error


def _of_parts(parts: Mapping[str, Any]) -> Quantity:
    """The quantity that the parts make; where the wording says the same amount, its form is kept."""
    quantity = _amount(parts)
    if "unit" in parts:
        quantity = with_unit(quantity, parts["unit"])
    if "hedge" in parts:
        quantity = _hedged(quantity, _hedge(parts["hedge"]))
    if "change" in parts:
        quantity = replace(quantity, change=parts["change"])
    return quantity


def _amount(parts: Mapping[str, Any]) -> Quantity:
    amount, wording = parts.get("amount"), parts.get("wording")
    if amount is None and wording is None:
        raise ValidationError({"amount": ['expected digits or words for a number, such as "5,300"']})
    if wording is None:
        return _read(amount or "", "amount")
    try:
        worded = read_quantity(wording)
    except QuantityError as error:
        if amount is None:
            raise ValidationError({"wording": [str(error)]}) from error
        worded = None
    if amount is None and worded is not None:
        return worded
    given = _read(amount or "", "amount")
    if worded is None:
        return replace(given, wording=wording)
    if given.amount not in _amounts(worded):
        raise ValidationError(
            {
                "wording": [
                    f"found words that say {plain(worded.amount)}; expected those of the amount, {amount}"
                ]
            }
        )
    return worded


def _amounts(quantity: Quantity) -> tuple[Decimal, ...]:
    """The plain decimals by which the quantity may be told: its number, or its value in percent."""
    return (quantity.amount, quantity.value, Decimal(plain(quantity.value)))


def with_unit(quantity: Quantity, name: str) -> Quantity:
    """The quantity in the unit named. Raises ValidationError where its words say another kind of unit."""
    unit = _unit(name)
    if quantity.form in {"multiple", "inverse", "part"} and unit.kind == "times":
        return quantity
    own = quantity.unit
    counts = own.kind == "count" and unit.kind in {"none", "count", "rate"}
    if own.kind != "none" and not counts and not comparable(own, unit):
        raise ValidationError({"unit": [f"expected the unit of the words, {own.code}, or none"]})
    upper = replace(quantity.upper, unit=unit) if quantity.upper else None
    return replace(quantity, unit=unit, upper=upper)


def _unit(name: str) -> Unit:
    return Unit("ordinal", "none") if name.strip() == "ordinal" else unit_of_words(name)


def _hedged(quantity: Quantity, hedge: str | None) -> Quantity:
    """The quantity with the hedge named. Raises ValidationError where its words say another one."""
    if quantity.hedge and hedge != quantity.hedge:
        raise ValidationError(
            {"hedge": [f"expected the hedge of the words, {quantity.hedge}, or no such field"]}
        )
    return replace(quantity, hedge=hedge)


def _hedge(words: str | None) -> str | None:
    if words is None:
        return None
    code = _HEDGE_CODES.get(" ".join(words.lower().split()))
    if code is None:
        raise ValidationError({"hedge": [f"expected one of {', '.join(HEDGES)}, or a word for one of them"]})
    return code


def dump_quantity(quantity: Quantity) -> dict[str, Any]:
    """The quantity as an object that reads back as the same quantity."""
    amount = quantity.value if quantity.out_of is not None else quantity.amount
    document: dict[str, Any] = {"amount": plain(amount)}
    if quantity.unit.code:
        document["unit"] = quantity.unit.code
    if quantity.hedge:
        document["hedge"] = quantity.hedge
    if quantity.change:
        document["change"] = quantity.change
    if quantity.evaluative:
        document["evaluative"] = list(quantity.evaluative)
    if quantity.wording:
        document["wording"] = quantity.wording
    return document
