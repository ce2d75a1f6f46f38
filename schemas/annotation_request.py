"""The request to find and check the claims of a text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from schemas.blocks import CODE_POINT, OFFSETS, Blocks, blocks_of
from schemas.check_request import MOST_TEXT
from schemas.check_shape import VERDICTS
from schemas.claim import one_of, short_text
from schemas.json_text import Json
from schemas.listing import Strict
from schemas.setting import ContextSchema, MannerSchema, Setting, setting_of
from schemas.shape import Shape, load_body

_TOO_LONG = f"expected at most {MOST_TEXT:,} characters in all"


class BlockSchema(Strict):
    """A piece of a text, such as a paragraph of an editor."""

    id = short_text(200, required=True)
    text = fields.String(required=True)


class AnnotationOptionsSchema(MannerSchema):
    """How the claims of a text are checked and told. check: false for the claims only."""

    offsets = fields.String(validate=one_of(OFFSETS))
    check = fields.Boolean(truthy={True}, falsy={False})
    verdicts = fields.List(
        fields.String(validate=one_of(VERDICTS)),
        validate=validate.Length(min=1, error="expected one verdict or more"),
        metadata={"description": "the verdicts to tell; all of them without it"},
    )

    @validates_schema
    def _some_verdict(self, loaded: dict[str, Any], **_: Any) -> None:
        if loaded.get("check") is False and "verdicts" in loaded:
            raise ValidationError({"verdicts": ["expected none: with check false there is no verdict"]})


class AnnotationRequestSchema(Strict):
    """A text, in one piece or in blocks, whose claims are to be found."""

    text = fields.String(validate=validate.Length(max=MOST_TEXT, error=_TOO_LONG))
    blocks = fields.List(fields.Nested(BlockSchema))
    context = fields.Nested(ContextSchema, load_default=dict)
    options = fields.Nested(AnnotationOptionsSchema, load_default=dict)

    @validates_schema(pass_original=True)
    def _one_text(self, loaded: dict[str, Any], sent: Any, **_: Any) -> None:
        faults = dict(_misfits(loaded, {"text", "blocks"} & set(sent)))
        if faults:
            raise ValidationError(faults)


def _misfits(loaded: dict[str, Any], sent: set[str]) -> Iterator[tuple[str, list[str]]]:
    if not sent:
        yield "text", ["expected a text, or blocks instead"]
    if len(sent) > 1:
        yield "blocks", ["expected either a text or blocks, not both"]
        return
    blocks = loaded.get("blocks", ())
    if sum(len(block["text"]) for block in blocks) > MOST_TEXT:
        yield "blocks", [_TOO_LONG]
    elif len({block["id"] for block in blocks}) < len(blocks):
        yield "blocks", ["expected each id once"]


@dataclass(frozen=True, slots=True)
class AnnotationRequest:
    """The claims of a text asked for. verdicts: those to tell, None for all."""

    blocks: Blocks
    offsets: str
    setting: Setting
    check: bool
    detail: str
    verdicts: Sequence[str] | None


_REQUEST = AnnotationRequestSchema()


def load_annotation_request(document: Json, today: date) -> AnnotationRequest:
    """What a body asks for, said today where it gives no date. Raises BodyError."""
    loaded: dict[str, Any] = load_body(_REQUEST, document)
    options = loaded["options"]
    offsets = options.get("offsets", CODE_POINT)
    pieces: list[tuple[str | None, str]] = [
        (block["id"], block["text"]) for block in loaded.get("blocks", ())
    ]
    if "text" in loaded:
        pieces = [(None, loaded["text"])]
    return AnnotationRequest(
        blocks_of(pieces, offsets), offsets, setting_of(loaded["context"], options, today),
        options.get("check", True), options.get("detail", "mark"), options.get("verdicts"),
    )  # fmt: skip


_CONTEXT = {"said_on": "2023-03-01", "country": "US", "area": "US"}
ANNOTATION_REQUEST = Shape(
    AnnotationRequestSchema,
    {
        "A text": {
            "text": "The U.S. admitted 25,465 refugees in fiscal year 2022.",
            "context": _CONTEXT,
            "options": {"offsets": "utf16", "verdicts": ["inconsistent", "depends"]},
        },
        "Paragraphs of an editor": {
            "blocks": [
                {"id": "p1", "text": "The United States resettles refugees."},
                {"id": "p2", "text": "It admitted 25,465 refugees in fiscal year 2022."},
            ],
            "context": _CONTEXT,
            "options": {"check": False},
        },
    },
)
