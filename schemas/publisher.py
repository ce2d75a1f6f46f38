"""Publishers as callers see them."""

from typing import Any

from marshmallow import Schema, fields

from factcheck.series import Publisher
from schemas.listing import PageSchema, listed
from schemas.shape import Shape


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


def dump_publisher(publisher: Publisher) -> dict[str, Any]:
    """The publisher as JSON."""
    return {"id": publisher.id, "name": publisher.name, "fiscal_month": publisher.fiscal_month}
