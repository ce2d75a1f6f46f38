"""Figures and their vintages as callers see them, in a check and alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load

from factcheck.errors import PeriodError
from factcheck.figure import NATURE_CLASS, Figure, Vintage
from factcheck.period import Period, parse_period
from factcheck.series import Area, Series
from schemas.listing import Cursor, DayField, PageSchema, listed
from schemas.publisher import EXAMPLE as PUBLISHER_EXAMPLE
from schemas.shape import Shape, load_query


class PeriodSchema(Schema):
    """Days from start to end, both included."""

    label = fields.String(required=True)
    start = fields.Date(required=True)
    end = fields.Date(required=True)


class NamedSchema(Schema):
    """What has an id and a name."""

    id = fields.String(required=True)
    name = fields.String(required=True)


class PlaceSchema(Schema):
    """An area by code and name."""

    code = fields.String(required=True)
    name = fields.String(required=True)


class VintageSchema(Schema):
    """One published version of a figure."""

    id = fields.String(required=True)
    value = fields.String(required=True, allow_none=True)
    low = fields.String(required=True, allow_none=True)
    high = fields.String(required=True, allow_none=True)
    missing = fields.String(required=True, allow_none=True, metadata={"description": "why there is no value"})
    nature = fields.String(required=True, metadata={"enum": list(NATURE_CLASS)})
    status = fields.String(required=True)
    published_on = fields.Date(required=True)
    recorded_at = fields.DateTime(required=True)
    locator = fields.String(required=True)
    url = fields.String(required=True)
    licence = fields.String(required=True)
    margin_of_error = fields.String(allow_none=True)
    imported_by = fields.String(data_key="import", required=True)


class FigureSchema(Schema):
    """What a series says of an area in a period: the vintage that decides."""

    id = fields.String(required=True)
    vintage = fields.String(required=True)
    series = fields.String(required=True)
    title = fields.String(required=True)
    area = fields.Nested(PlaceSchema, required=True)
    period = fields.Nested(PeriodSchema, required=True)
    value = fields.String(required=True, allow_none=True)
    low = fields.String(required=True, allow_none=True)
    high = fields.String(required=True, allow_none=True)
    missing = fields.String(allow_none=True)
    unit = fields.String(required=True)
    nature = fields.String(required=True, metadata={"enum": list(NATURE_CLASS)})
    status = fields.String(required=True)
    published_on = fields.Date(required=True)
    publisher = fields.Nested(NamedSchema, required=True)
    dataset = fields.String(allow_none=True)
    url = fields.String(required=True)
    locator = fields.String(required=True)
    licence = fields.String(required=True)
    retrieved_at = fields.DateTime(required=True)


class FigureWithVintagesSchema(FigureSchema):
    """The figure, with every vintage of it, oldest first."""

    vintages = fields.List(fields.Nested(VintageSchema), required=True)


@dataclass(frozen=True, slots=True)
class FigureQuery:
    """Which figures of a series are asked for.

    first, through: days, both included. as_of: as published by that day.
    """

    area: str | None
    first: date | None
    through: date | None
    as_of: date | None
    cursor: Cursor
    limit: int


_PERIODS = [
    {"type": "string", "format": "date"},
    {"type": "string", "pattern": "^[12][0-9]{3}(-(0[1-9]|1[0-2]))?$"},
]


class PeriodField(fields.Field[Period]):
    """A day, a month, a year or whatever else names a period of time."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Period:
        try:
            return parse_period(str(value))
        except PeriodError as error:
            raise ValidationError(str(error)) from error


class FigureQuerySchema(PageSchema):
    """Which figures of a series are asked for."""

    area = fields.String(load_default=None, metadata={"description": "code, alias or exact name"})
    first = PeriodField(
        data_key="from",
        load_default=None,
        metadata={"description": "the first day, or the period that begins with it", "anyOf": _PERIODS},
    )
    through = PeriodField(
        load_default=None,
        metadata={"description": "the last day, or the period that ends with it", "anyOf": _PERIODS},
    )
    as_of = DayField(load_default=None, metadata={"description": "as it was published on or before that day"})

    @post_load
    def _query(self, loaded: dict[str, Any], **_: Any) -> FigureQuery:
        first, through = loaded.pop("first"), loaded.pop("through")
        return FigureQuery(
            first=first.start if first else None, through=through.last_day if through else None, **loaded
        )


EXAMPLE = {
    "id": "fg_4711",
    "vintage": "vt_4711",
    "series": "us-prm.refugee-admissions",
    "title": "Refugees admitted to the United States, by region of origin",
    "area": {"code": "rpc:lac", "name": "Latin America and the Caribbean"},
    "period": {"label": "2022-06", "start": "2022-06-01", "end": "2022-06-30"},
    "value": "236",
    "low": "236",
    "high": "236",
    "missing": None,
    "unit": "person",
    "nature": "actual",
    "status": "final",
    "published_on": "2024-12-31",
    "publisher": {"id": PUBLISHER_EXAMPLE["id"], "name": PUBLISHER_EXAMPLE["name"]},
    "dataset": "Refugee Admissions Report",
    "url": "https://www.rpc.example/report.xlsx",
    "locator": "sheet 2022, row 12",
    "licence": "US government work",
    "retrieved_at": "2026-11-24T09:00:00+00:00",
}
VINTAGE_EXAMPLE = {
    "id": "vt_4711",
    "value": "236",
    "low": None,
    "high": None,
    "missing": None,
    "nature": "actual",
    "status": "final",
    "published_on": "2024-12-31",
    "recorded_at": "2026-11-24T09:00:00+00:00",
    "locator": "sheet 2022, row 12",
    "url": "https://www.rpc.example/report.xlsx",
    "licence": "US government work",
    "margin_of_error": None,
    "import": "im_2",
}
FIGURE = Shape(FigureWithVintagesSchema, {"One figure": EXAMPLE | {"vintages": [VINTAGE_EXAMPLE]}})
FIGURES = Shape(listed(FigureSchema), {"Figures of a series": {"items": [EXAMPLE], "next": None}})
FIGURE_QUERY = Shape(FigureQuerySchema)
_QUERY = FigureQuerySchema()


def load_figure_query(parameters: Mapping[str, list[str]]) -> FigureQuery:
    """Which figures are asked for. Raises QueryError."""
    query: FigureQuery = load_query(_QUERY, parameters)
    return query


def dump_figure(figure: Figure, vintage: Vintage, series: Series, area: Area) -> dict[str, Any]:
    """The figure as JSON, as one of its vintages has it. Low and high are its value where it is one."""
    return {
        "id": figure.id,
        "vintage": vintage.id,
        "series": series.id,
        "title": series.title,
        "area": {"code": area.code, "name": area.name},
        "period": dump_period(figure.period),
        "value": vintage.value,
        "low": vintage.value if vintage.low is None else vintage.low,
        "high": vintage.value if vintage.high is None else vintage.high,
        "missing": vintage.missing,
        "unit": series.unit,
        "nature": vintage.nature,
        "status": vintage.status,
        "published_on": vintage.published_on,
        "publisher": {"id": series.publisher.id, "name": series.publisher.name},
        "dataset": series.dataset,
        "url": vintage.url,
        "locator": vintage.locator,
        "licence": vintage.licence,
        "retrieved_at": vintage.recorded_at,
    }


def dump_period(period: Period) -> dict[str, Any]:
    """The period as JSON; its end is its last day, included."""
    return {"label": period.label, "start": period.start, "end": period.last_day}


def dump_vintage(vintage: Vintage) -> dict[str, Any]:
    """The vintage as JSON."""
    return {
        "id": vintage.id,
        "value": vintage.value,
        "low": vintage.low,
        "high": vintage.high,
        "missing": vintage.missing,
        "nature": vintage.nature,
        "status": vintage.status,
        "published_on": vintage.published_on,
        "recorded_at": vintage.recorded_at,
        "locator": vintage.locator,
        "url": vintage.url,
        "licence": vintage.licence,
        "margin_of_error": vintage.margin_of_error,
        "import": vintage.import_id,
    }
