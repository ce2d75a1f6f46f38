"""Publishers as callers see them."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from factcheck.series import Publisher
from schemas.listing import Cursor, PageSchema, listed
from schemas.shape import Shape, load_query


class PublisherSchema(Schema):
    """Who publishes series."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    fiscal_month = fields.Integer(
        allow_none=True,
        metadata={"description": "first month of its fiscal years, null where it counts calendar years"},
    )


EXAMPLE = {"id": "us-prm", "name": "Bureau of Population, Refugees, and Migration", "fiscal_month": 10}
PUBLISHERS = Shape(listed(PublisherSchema), {"Publishers": {"items": [EXAMPLE], "next": None}})
PAGE_QUERY = Shape(PageSchema)
_QUERY = PageSchema()


def load_page_query(parameters: Mapping[str, list[str]]) -> tuple[Cursor, int]:
    """The cursor and the limit. Raises QueryError."""
    query = load_query(_QUERY, parameters)
    return query["cursor"], query["limit"]


def dump_publisher(publisher: Publisher) -> dict[str, Any]:
    """The publisher as JSON."""
    return {"id": publisher.id, "name": publisher.name, "fiscal_month": publisher.fiscal_month}
