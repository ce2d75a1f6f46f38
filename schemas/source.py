"""Sources that are followed, as callers see them and ask for them."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from schemas.errors import BodyError, Fault
from schemas.json_text import Json
from schemas.listing import PageSchema, Strict, listed
from schemas.shape import Shape, load_body

MOST_AREAS = 1000
LONGEST_OPTION = 1 << 16  # characters: the mapping of a table is one
NAME = r"^[a-z][a-z0-9_]{0,39}\Z"
_HOURS = validate.Range(1 / 60, 24 * 366, error="expected hours, from a minute's to a year's")


class AreasField(fields.Field[tuple[str, ...]]):
    """Codes of areas as the publisher has them, or "all"."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> tuple[str, ...]:
        if value == "all":
            return ()
        texts = isinstance(value, list) and all(isinstance(one, str) for one in value)
        if (
            not texts
            or not 1 <= len(value) <= MOST_AREAS
            or not all(re.fullmatch(r"[^\x00-\x1f]{1,300}", v) for v in value)
        ):
            raise ValidationError(
                'expected "all", or a list of the publisher\'s codes of areas, such as ["USA"]'
            )
        return tuple(sorted(set(value)))


class ShareField(fields.Decimal):
    """A share from 0 to 1, in at most six decimals."""

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> Any:
        if not re.fullmatch(r"0?\.[0-9]{1,6}|[01](\.0{1,6})?", str(value)[:20], re.ASCII) or isinstance(
            value, bool
        ):
            raise ValidationError("expected a share from 0 to 1, in at most six decimals")
        return super()._deserialize(str(value), *rest, **more)


def _texts(longest: int) -> fields.Dict:
    return fields.Dict(
        keys=fields.String(validate=validate.Regexp(NAME, error="expected a name in small letters")),
        values=fields.String(
            validate=validate.Regexp(
                rf"\A[^\x00]{{1,{longest}}}\Z",
                error=f"expected a text of up to {longest:,} characters",
            )
        ),
        load_default=dict,
    )


class WantedSourceSchema(Strict):
    """What is to be followed, by its publisher's own code."""

    publisher = fields.String(required=True, metadata={"description": "as addsup list-publishers has it"})
    code = fields.String(
        required=True,
        validate=validate.Regexp(
            r"\A[^\x00-\x20][^\x00-\x1f]{0,299}\Z", error="expected the publisher's code of it"
        ),
    )
    areas = AreasField(
        load_default=(),
        metadata={
            "description": 'codes as the publisher has them, or "all"',
            "anyOf": [{"const": "all"}, {"type": "array", "items": {"type": "string"}}],
        },
    )
    columns = _texts(300)
    options = _texts(LONGEST_OPTION)
    every_hours = fields.Float(load_default=None, allow_none=True, validate=_HOURS)
    change_limit = ShareField(
        load_default=None,
        allow_none=True,
        metadata={"description": "the share of stored figures that a refresh may change before it asks"},
    )

    @post_load
    def _wanted(self, loaded: dict[str, Any], **_: Any) -> "WantedSource":
        hours = loaded.pop("every_hours")
        return WantedSource(every=timedelta(hours=hours) if hours else None, **loaded)


@dataclass(frozen=True, slots=True)
class WantedSource:
    """What is to be followed. areas: none, all. every, change_limit: None, as is usual of its publisher."""

    publisher: str
    code: str
    areas: tuple[str, ...]
    columns: Mapping[str, str]
    options: Mapping[str, str]
    every: timedelta | None
    change_limit: Decimal | None


class FailureSchema(Schema):
    """Why a run failed."""

    at = fields.DateTime(required=True)
    text = fields.String(required=True)


class SourceSchema(Schema):
    """Something that is followed, how fresh it is, and how its last run went."""

    id = fields.String(required=True)
    publisher = fields.String(required=True)
    code = fields.String(required=True)
    areas = fields.Raw(required=True, metadata={"description": 'a list of codes, or "all"'})
    columns = fields.Dict(required=True)
    options = fields.Dict(required=True)
    state = fields.String(
        required=True,
        metadata={
            "enum": ["waiting", "running", "fresh", "failed", "held"],
            "description": "held: a run would change too much, and asks; see last_error",
        },
    )
    doing = fields.String(required=True, allow_none=True, metadata={"description": "what is being done now"})
    added_at = fields.DateTime(required=True)
    asked_at = fields.DateTime(required=True, allow_none=True)
    succeeded_at = fields.DateTime(required=True, allow_none=True)
    published_on = fields.Date(
        required=True,
        allow_none=True,
        metadata={"description": "the newest day of publication in its last import"},
    )
    last_import = fields.String(required=True, allow_none=True)
    last_error = fields.Nested(FailureSchema, required=True, allow_none=True)
    next_run = fields.DateTime(required=True, allow_none=True)
    every_hours = fields.Float(required=True)
    change_limit = fields.String(required=True)


class RefreshSchema(Strict):
    """How a refresh is to be made."""

    accept = fields.Boolean(
        load_default=False, metadata={"description": "let it change as much as it likes, this once"}
    )


class EndedSchema(Schema):
    """That something is no longer followed or told."""

    id = fields.String(required=True)
    ended = fields.Boolean(required=True)


_EXAMPLE: dict[str, Any] = {
    "id": "so_1",
    "publisher": "worldbank",
    "code": "SP.POP.TOTL",
    "areas": "all",
    "columns": {},
    "options": {},
    "state": "fresh",
    "doing": None,
    "added_at": "2026-11-24T09:00:00+00:00",
    "asked_at": "2026-11-25T09:00:00+00:00",
    "succeeded_at": "2026-11-25T09:00:07+00:00",
    "published_on": "2026-11-14",
    "last_import": "im_12",
    "last_error": None,
    "next_run": "2026-11-26T09:00:07+00:00",
    "every_hours": 24.0,
    "change_limit": "0.9",
}
WANTED_SOURCE = Shape(
    WantedSourceSchema,
    {"An indicator of the World Bank": {"publisher": "worldbank", "code": "SP.POP.TOTL", "areas": "all"}},
)
SOURCE = Shape(SourceSchema, {"Followed": _EXAMPLE})
SOURCES = Shape(listed(SourceSchema), {"Followed": {"items": [_EXAMPLE], "next": None}})
REFRESH = Shape(RefreshSchema, {"After a look at what it would change": {"accept": True}})
ENDED = Shape(EndedSchema, {"Ended": {"id": "so_1", "ended": True}})
SOURCE_QUERY = Shape(PageSchema)
_WANTED, _REFRESH, _SOURCE = WantedSourceSchema(), RefreshSchema(), SourceSchema()


def load_wanted(document: Json, forbidden: Collection[str] = ()) -> WantedSource:
    """What is to be followed. forbidden: options that may not be asked for. Raises BodyError."""
    wanted: WantedSource = load_body(_WANTED, document)
    for name in sorted(set(forbidden) & set(wanted.options)):
        expected = "an option that may be set from outside; the command line may set this one"
        raise BodyError([Fault(f"/options/{name}", f"found {name}; expected {expected}", name, expected)])
    return wanted


def load_refresh(document: Json) -> bool:
    """Whether the refresh may change as much as it likes. Raises BodyError."""
    accept: bool = load_body(_REFRESH, document)["accept"]
    return accept


def dump_source(source: Mapping[str, Any]) -> dict[str, Any]:
    """The source as JSON."""
    document: dict[str, Any] = _SOURCE.dump(source)
    return document
