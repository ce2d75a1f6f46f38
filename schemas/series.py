"""Series as callers see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from factcheck.period import Period
from factcheck.series import Series
from matching import Match
from schemas.listing import Cursor, PageSchema, listed
from schemas.publisher import EXAMPLE as PUBLISHER_EXAMPLE
from schemas.publisher import PublisherSchema, dump_publisher
from schemas.shape import Shape, load_query

FREQUENCIES = ("day", "week", "month", "quarter", "year", "fiscal_year")


class SpanSchema(Schema):
    """The first and the last period for which there is a figure, by label."""

    first = fields.String(required=True, allow_none=True)
    last = fields.String(required=True, allow_none=True)


class SeriesSchema(Schema):
    """One indicator of one publisher, with all that decides what it can be compared with."""

    id = fields.String(required=True)
    title = fields.String(required=True)
    publisher = fields.Nested(PublisherSchema, required=True)
    dataset = fields.String(allow_none=True)
    measure = fields.String(required=True)
    unit = fields.String(required=True)
    stock_flow = fields.String(required=True, validate=validate.OneOf(["stock", "flow", "rate"]))
    area_role = fields.String(
        required=True, metadata={"description": "what its area is the area of: place, origin, asylum …"}
    )
    frequency = fields.String(required=True, validate=validate.OneOf(FREQUENCIES))
    population = fields.String(allow_none=True)
    breakdown = fields.String(allow_none=True)
    statistic = fields.String(allow_none=True)
    price_basis = fields.String(allow_none=True)
    adjustment = fields.String(allow_none=True)
    transformation = fields.String(allow_none=True)
    rounding_quantum = fields.String(allow_none=True)
    periods = fields.Nested(SpanSchema, required=True)
    score = fields.String(
        allow_none=True, metadata={"description": "0 to 1, how well it fits the words asked for"}
    )
    fits = fields.Boolean(
        allow_none=True,
        metadata={
            "description": "whether a claim in these words would be checked against it; null without words"
        },
    )
    because = fields.List(
        fields.String(), metadata={"description": "why, a line for each thing that counted"}
    )


@dataclass(frozen=True, slots=True)
class SeriesQuery:
    """Which series are asked for: those the words fit, best first; of an area, if one is named."""

    q: str
    area: str | None
    cursor: Cursor
    limit: int


class SeriesQuerySchema(PageSchema):
    """Which series are asked for."""

    q = fields.String(load_default="", metadata={"description": "words: what is counted, and where"})
    area = fields.String(load_default=None, metadata={"description": "code, alias or exact name"})

    @post_load
    def _query(self, loaded: dict[str, Any], **_: Any) -> SeriesQuery:
        return SeriesQuery(**loaded)


EXAMPLE = {
    "id": "us-prm.refugee-admissions",
    "title": "Refugees admitted to the United States, by region of origin",
    "publisher": PUBLISHER_EXAMPLE,
    "dataset": "Refugee Admissions Report",
    "measure": "refugees admitted",
    "unit": "person",
    "stock_flow": "flow",
    "area_role": "origin",
    "frequency": "month",
    "population": "refugees",
    "breakdown": None,
    "statistic": "total",
    "price_basis": None,
    "adjustment": None,
    "transformation": "level",
    "rounding_quantum": None,
    "periods": {"first": "2000-10", "last": "2024-12"},
    "score": "1.0000",
    "fits": True,
    "because": ["the words are a name of what it measures: refugees admitted"],
}
SERIES = Shape(SeriesSchema, {"One series": EXAMPLE | {"score": None, "fits": None, "because": []}})
SERIES_LIST = Shape(listed(SeriesSchema), {"Series about refugees": {"items": [EXAMPLE], "next": None}})
SERIES_QUERY = Shape(SeriesQuerySchema)
_QUERY = SeriesQuerySchema()


def load_series_query(parameters: Mapping[str, list[str]]) -> SeriesQuery:
    """Which series are asked for. Raises QueryError."""
    query: SeriesQuery = load_query(_QUERY, parameters)
    return query


def dump_series(
    series: Series, first: Period | None, last: Period | None, match: Match | None = None
) -> dict[str, Any]:
    """The series as JSON, with the periods it covers and how well it fits."""
    return {
        "id": series.id,
        "title": series.title,
        "publisher": dump_publisher(series.publisher),
        "dataset": series.dataset,
        "measure": series.measure,
        "unit": series.unit,
        "stock_flow": series.stock_flow,
        "area_role": series.area_role,
        "frequency": series.frequency,
        "population": series.population,
        "breakdown": series.breakdown,
        "statistic": series.statistic,
        "price_basis": series.price_basis,
        "adjustment": series.adjustment,
        "transformation": series.transformation,
        "rounding_quantum": series.rounding_quantum,
        "periods": {"first": first.label if first else None, "last": last.label if last else None},
        "score": match.score if match else None,
        "fits": match.fits if match else None,
        "because": list(match.because) if match else [],
    }
