"""Areas as callers see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields, post_load

from factcheck.series import Area
from schemas.listing import Cursor, PageSchema, listed
from schemas.shape import Shape, load_query


class AreaSchema(Schema):
    """A place or a group of places, in the scheme before the colon of its code."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    groups = fields.List(fields.String(), required=True, metadata={"description": "groups it belongs to"})
    members = fields.List(fields.String(), metadata={"description": "what a group consists of"})


@dataclass(frozen=True, slots=True)
class AreaQuery:
    """Which areas are asked for: those that the words name, or all."""

    q: str
    cursor: Cursor
    limit: int


class AreaQuerySchema(PageSchema):
    """Which areas are asked for."""

    q = fields.String(load_default="", metadata={"description": "words of its name, an alias or its code"})

    @post_load
    def _query(self, loaded: dict[str, Any], **_: Any) -> AreaQuery:
        return AreaQuery(**loaded)


EXAMPLE = {"code": "iso3166-1:USA", "name": "United States", "groups": ["m49:021"], "members": []}
AREA_QUERY = Shape(AreaQuerySchema)
AREAS = Shape(listed(AreaSchema), {"Areas named so": {"items": [EXAMPLE], "next": None}})
_QUERY = AreaQuerySchema()


def load_area_query(parameters: Mapping[str, list[str]]) -> AreaQuery:
    """Which areas are asked for. Raises QueryError."""
    query: AreaQuery = load_query(_QUERY, parameters)
    return query


def dump_area(area: Area) -> dict[str, Any]:
    """The area as JSON."""
    return {
        "code": area.code,
        "name": area.name,
        "groups": list(area.groups),
        "members": list(area.members),
    }
