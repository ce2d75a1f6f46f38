"""Imports as callers see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from marshmallow import Schema, fields, post_load, validate

from schemas.listing import Strict, listed
from schemas.shape import Shape, load_query

KINDS = ("figures", "areas", "breaks", "vocabulary")


class ImportDoneSchema(Schema):
    """What an import added."""

    id = fields.String(required=True)
    rows_read = fields.Integer(required=True)
    figures_added = fields.Integer(required=True)
    vintages_added = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    rejected = fields.Integer(required=True, metadata={"description": "0: a file is stored whole or not"})


class BodySchema(Schema):
    """What a publisher sent, kept by its hash."""

    part = fields.String(required=True)
    request = fields.String(required=True)
    sha256 = fields.String(required=True)
    bytes = fields.Integer(required=True)
    retrieved_on = fields.Date(required=True)


class LeftOutSchema(Schema):
    """What was left out, and why."""

    locator = fields.String(required=True)
    text = fields.String(required=True)


class ReadSchema(Schema):
    """How an import was read from what a publisher sent."""

    source = fields.String(required=True)
    publisher = fields.String(required=True)
    code = fields.String(required=True)
    parser = fields.Integer(required=True, metadata={"description": "the version of the parser"})
    withdrawn = fields.Integer(
        required=True, metadata={"description": "figures that the publisher gives no more"}
    )
    problem_count = fields.Integer(required=True)
    problems = fields.List(
        fields.Nested(LeftOutSchema), required=True, metadata={"description": "the first 100"}
    )
    bodies = fields.List(fields.Nested(BodySchema), required=True)


class ImportSchema(Schema):
    """An import, and when it was taken back if it was."""

    id = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    source = fields.String(required=True)
    recorded_at = fields.DateTime(required=True)
    rows_read = fields.Integer(required=True)
    figures_added = fields.Integer(required=True)
    vintages_added = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    withdrawn_at = fields.DateTime(required=True, allow_none=True)
    read = fields.Nested(ReadSchema, metadata={"description": "how it was read, where a publisher sent it"})


class WithdrawalSchema(Schema):
    """That an import was taken back."""

    id = fields.String(required=True)
    withdrawn = fields.Boolean(required=True)


@dataclass(frozen=True, slots=True)
class ImportQuery:
    """What the file holds, and what it is called where its caller says so."""

    kind: Literal["figures", "areas", "breaks", "vocabulary"]
    source: str


class ImportQuerySchema(Strict):
    """What the file holds."""

    kind = fields.String(
        load_default="figures",
        validate=validate.OneOf(KINDS, error=f"expected one of {', '.join(KINDS)}"),
    )
    source = fields.String(
        load_default="HTTP",
        validate=validate.Regexp(r"\A[^\x00-\x1f]{1,200}\Z", error="expected a name of up to 200 characters"),
        metadata={"description": "what to call the file in the list of imports"},
    )

    @post_load
    def _query(self, loaded: dict[str, Any], **_: Any) -> ImportQuery:
        return ImportQuery(**loaded)


_DONE = {
    "id": "im_2",
    "rows_read": 5103,
    "figures_added": 5103,
    "vintages_added": 5103,
    "unchanged": 0,
    "rejected": 0,
}
_EXAMPLE = {
    "id": "im_2",
    "kind": "figures",
    "source": "10-us-refugee-admissions.csv",
    "recorded_at": "2026-11-24T09:00:00+00:00",
    "rows_read": 5103,
    "figures_added": 5103,
    "vintages_added": 5103,
    "unchanged": 0,
    "withdrawn_at": None,
}
IMPORT_DONE = Shape(ImportDoneSchema, {"A file of figures": _DONE})
IMPORT = Shape(ImportSchema, {"An import in force": _EXAMPLE})
IMPORTS = Shape(listed(ImportSchema), {"Imports, newest first": {"items": [_EXAMPLE], "next": None}})
WITHDRAWAL = Shape(WithdrawalSchema, {"Taken back": {"id": "im_2", "withdrawn": True}})
IMPORT_QUERY = Shape(ImportQuerySchema)
_QUERY = ImportQuerySchema()
_IMPORT = ImportSchema()
_READ = ReadSchema()
_DONE_SCHEMA = ImportDoneSchema()


def load_import_query(parameters: Mapping[str, list[str]]) -> ImportQuery:
    """What the file holds. Raises QueryError."""
    query: ImportQuery = load_query(_QUERY, parameters)
    return query


def dump_import(one: object) -> dict[str, Any]:
    """An import, by its attributes of the names of ImportSchema, as JSON."""
    document: dict[str, Any] = _IMPORT.dump(one)
    return document


def dump_done(done: object) -> dict[str, Any]:
    """What an import added, by its attributes of the names of ImportDoneSchema, as JSON."""
    document: dict[str, Any] = _DONE_SCHEMA.dump(done)
    return document


def dump_read(read: object) -> dict[str, Any]:
    """How an import was read, by attributes of the names of ReadSchema, as JSON."""
    document: dict[str, Any] = _READ.dump(read)
    return document
