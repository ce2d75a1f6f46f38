"""The shape of a check as callers get it, and of the queries for checks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from factcheck.choice import STANDINGS
from factcheck.comparability import WARNINGS
from factcheck.evidence import REASONS
from schemas.figure import FigureSchema
from schemas.listing import Cursor, InstantField, PageSchema, Strict, listed
from schemas.setting import DETAILS
from schemas.shape import Shape, load_query

VERDICTS = ("consistent", "inconsistent", "depends", "no_figures", "not_checkable")


class IntervalSchema(Schema):
    """The stated quantity: all values it stands for. A missing end is null."""

    low = fields.String(allow_none=True, required=True)
    high = fields.String(allow_none=True, required=True)
    unit = fields.String(allow_none=True, required=True)
    low_included = fields.Boolean(required=True)
    high_included = fields.Boolean(required=True)


class ValueSchema(Schema):
    """A value and the interval it may lie in."""

    value = fields.String(allow_none=True, required=True)
    low = fields.String(allow_none=True, required=True)
    high = fields.String(allow_none=True, required=True)
    unit = fields.String(allow_none=True, required=True)


class StepSchema(Schema):
    """One line of the working. inputs: claim:, vintage:, step:, const:, months: or days:."""

    step = fields.Integer(required=True)
    operation = fields.String(required=True)
    inputs = fields.List(fields.String(), required=True)
    result = fields.Nested(ValueSchema, required=True)
    text = fields.String(required=True)


class AssumptionSchema(Schema):
    """A choice as one reading makes it."""

    choice = fields.String(required=True)
    value = fields.String(required=True)
    standing = fields.String(required=True)
    text = fields.String(required=True)


class WarningSchema(Schema):
    """What to mind. code: one of GET /v1/rules."""

    code = fields.String(required=True, metadata={"enum": list(WARNINGS)})
    text = fields.String(required=True)


class ReadingSchema(Schema):
    """One way to understand the claim, with its arithmetic and its verdict."""

    id = fields.String(required=True)
    label = fields.String(required=True)
    standing = fields.String(required=True, metadata={"enum": list(STANDINGS)})
    basis = fields.String(required=True, metadata={"enum": ["claimed", "official", "mixed"]})
    assumptions = fields.List(fields.Nested(AssumptionSchema), required=True)
    verdict = fields.String(required=True, metadata={"enum": ["consistent", "inconsistent", "undefined"]})
    robust = fields.Boolean(allow_none=True, required=True)
    stated = fields.Nested(IntervalSchema, allow_none=True, required=True)
    computed = fields.Nested(ValueSchema, allow_none=True, required=True)
    direction = fields.String(allow_none=True, required=True)
    gap = fields.String(allow_none=True, required=True)
    excess_percent = fields.String(allow_none=True, required=True)
    margin_percent = fields.String(allow_none=True, required=True)
    reason = fields.String(allow_none=True)
    working = fields.List(fields.Nested(StepSchema), required=True)
    notes = fields.List(fields.String())
    warnings = fields.List(fields.Nested(WarningSchema), required=True)
    figures = fields.List(fields.String(), required=True)


class HeadlineSchema(Schema):
    """The line a reporter prints."""

    reading = fields.String(required=True)
    claimed = fields.String(allow_none=True, required=True)
    found = fields.String(required=True)
    excess_percent = fields.String(allow_none=True, required=True)
    period = fields.Dict(allow_none=True, required=True)
    figure = fields.String(allow_none=True, required=True)
    source = fields.String(required=True)


class DivideSchema(Schema):
    """A choice that divides the readings."""

    choice = fields.String(required=True)
    consistent = fields.List(fields.String(), required=True)
    inconsistent = fields.List(fields.String(), required=True)


class MissingSchema(Schema):
    """What could not be had, and what is nearest."""

    operand = fields.String(required=True)
    reason = fields.String(required=True, metadata={"enum": list(REASONS)})
    text = fields.String(required=True)
    nearest = fields.List(fields.Dict(), required=True)


class NowSchema(Schema):
    """What today's figures say, where that differs."""

    verdict = fields.String(required=True)
    summary = fields.String(required=True)
    published_on = fields.String(allow_none=True, required=True)
    readings = fields.List(fields.Nested(ReadingSchema), required=True)
    revised_at = fields.String(metadata={"description": "when an import turned the check that was kept"})
    snapshot = fields.String(metadata={"description": "the state of the store that said so"})
    figures = fields.List(fields.Dict(), metadata={"description": "those of its readings"})


class CheckSchema(Schema):
    """A claim checked; at detail `card` or `mark`, a part of it."""

    id = fields.String(allow_none=True, metadata={"description": "null where it is not kept"})
    checked_at = fields.String()
    claim = fields.Dict()
    context = fields.Dict()
    verdict = fields.String(required=True, metadata={"enum": list(VERDICTS)})
    robust = fields.Boolean(allow_none=True)
    summary = fields.String(required=True)
    headline = fields.Nested(HeadlineSchema, allow_none=True, required=True)
    depends_on = fields.List(fields.Nested(DivideSchema))
    by_basis = fields.Dict()
    readings = fields.List(fields.Nested(ReadingSchema))
    reading = fields.Nested(ReadingSchema, allow_none=True)
    figures = fields.List(fields.Nested(FigureSchema))
    missing = fields.List(fields.Nested(MissingSchema))
    not_checked = fields.List(fields.Dict())
    as_of = fields.String()
    now = fields.Nested(NowSchema, allow_none=True)
    robustness = fields.Dict(allow_none=True)
    warnings = fields.List(fields.Nested(WarningSchema))
    rules = fields.Dict()
    snapshot = fields.String()
    digest = fields.String()
    links = fields.Dict()


class DetailQuerySchema(Strict):
    """How much of a check is asked for."""

    detail = fields.String(
        load_default="full", validate=validate.OneOf(DETAILS, error="expected full, card or mark")
    )


class CheckQuerySchema(PageSchema):
    """Which checks are asked for."""

    url = fields.String(
        load_default=None,
        metadata={"description": "the address that the claim was found at"},
    )
    key = fields.String(load_default=None, metadata={"description": "the key of the claim"})
    verdict = fields.String(
        load_default=None, validate=validate.OneOf(VERDICTS, error=f"expected one of {', '.join(VERDICTS)}")
    )

    changed_since = InstantField(
        load_default=None,
        metadata={"description": "only those that a revision has turned since: a time, or a day in UTC"},
    )

    @post_load
    def _query(self, loaded: dict[str, Any], **_: Any) -> "CheckQuery":
        return CheckQuery(**loaded)


@dataclass(frozen=True, slots=True)
class CheckQuery:
    """Which checks are asked for; None is no condition."""

    url: str | None
    key: str | None
    verdict: str | None
    changed_since: datetime | None
    cursor: Cursor
    limit: int


_DETAIL, _CHECK_QUERY = DetailQuerySchema(), CheckQuerySchema()
CHECK = Shape(CheckSchema)
CHECKS = Shape(listed(CheckSchema))
DETAIL_QUERY = Shape(DetailQuerySchema)
CHECK_QUERY = Shape(CheckQuerySchema)


def load_detail(parameters: Mapping[str, list[str]]) -> str:
    """How much of a check is asked for. Raises QueryError."""
    detail: str = load_query(_DETAIL, parameters)["detail"]
    return detail


def load_check_query(parameters: Mapping[str, list[str]]) -> CheckQuery:
    """Which checks are asked for. Raises QueryError."""
    query: CheckQuery = load_query(_CHECK_QUERY, parameters)
    return query
