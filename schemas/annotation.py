"""Annotations: the claims of a text in their places, with what their checks say."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from schemas.annotation_request import AnnotationRequest
from schemas.blocks import OFFSETS, Blocks, in_units
from schemas.check import at_detail
from schemas.check_shape import VERDICTS, CheckSchema, MissingSchema
from schemas.open_claim import dump_missing, lacking
from schemas.saved import key_of
from schemas.shape import Shape
from wording.claim_in_text import ClaimInText

AROUND = 32  # characters of the text on either side, by which a place is found again
ENGLISH, UNKNOWN = "en", "und"
WARNINGS = {
    "language_not_read": "Only English is read, and the text is not English, as far as can be told.",
    "said_on_assumed": "No date was given for the text; {said_on} was taken.",
    "claims_limited": "The text holds more claims than are checked at once; the last {left_out} were left out.",
}


class SpeakerSchema(Schema):
    """Who is said to have said it, and where the text names them. quoted: in their own words."""

    name = fields.String(required=True)
    block = fields.String(allow_none=True, required=True)
    start = fields.Integer(required=True)
    end = fields.Integer(required=True)
    quoted = fields.Boolean(required=True)


class AnnotationSchema(Schema):
    """A claim in its place [start, end). Without a check: verdict, summary, rule and check are null."""

    start = fields.Integer(required=True)
    end = fields.Integer(required=True)
    block = fields.String(
        allow_none=True, required=True, metadata={"description": "null where a text was sent"}
    )
    exact = fields.String(required=True, metadata={"description": "the words at that place"})
    prefix = fields.String(required=True)
    suffix = fields.String(required=True)
    key = fields.String(required=True, metadata={"description": "the same wherever the claim stands"})
    group = fields.String(allow_none=True, required=True)
    said_by = fields.Nested(SpeakerSchema, allow_none=True, required=True)
    claim = fields.Dict(required=True, metadata={"description": "may be corrected and sent to /v1/checks"})
    missing = fields.List(
        fields.Nested(MissingSchema), required=True, metadata={"description": "what the text leaves open"}
    )
    verdict = fields.String(allow_none=True, required=True, metadata={"enum": [*VERDICTS, None]})
    summary = fields.String(allow_none=True, required=True)
    rule = fields.String(
        allow_none=True,
        required=True,
        metadata={"description": "<relation>-<verdict>, for clients that filter"},
    )
    check = fields.Nested(CheckSchema, allow_none=True, required=True)


class TextWarningSchema(Schema):
    """What to mind of a text as a whole."""

    code = fields.String(required=True, metadata={"enum": list(WARNINGS)})
    text = fields.String(required=True)


class AnnotationsSchema(Schema):
    """The claims of a text, in order of start (with blocks: of block, then start)."""

    annotations = fields.List(fields.Nested(AnnotationSchema), required=True)
    language = fields.String(required=True, metadata={"description": 'a language tag, "und" where unknown'})
    offsets = fields.String(required=True, metadata={"enum": list(OFFSETS)})
    warnings = fields.List(fields.Nested(TextWarningSchema), required=True)


def dump_annotation(
    found: ClaimInText, claim: Mapping[str, Any], check: dict[str, Any] | None, asked: AnnotationRequest
) -> dict[str, Any]:
    """The annotation of a claim that lies in a block. claim: as understood; check: its whole document."""
    block = asked.blocks.block_of(found.start, found.end)
    if block is None:
        raise ValueError("expected a claim that lies in a block")
    text, start, end = block.text, found.start - block.start, found.end - block.start
    verdict = check["verdict"] if check else None
    return {
        "start": block.offset(found.start),
        "end": block.offset(found.end),
        "block": block.id,
        "exact": text[start:end],
        "prefix": text[max(start - AROUND, 0) : start],
        "suffix": text[end : end + AROUND],
        "key": key_of(claim),
        "group": found.group,
        "said_by": _said_by(found, asked.blocks),
        "claim": claim,
        "missing": dump_missing(lacking(claim), found.left_open),
        "verdict": verdict,
        "summary": check["summary"] if check else None,
        "rule": f"{claim.get('relation')}-{verdict}" if check else None,
        "check": _at_detail(check, asked) if check else None,
    }


def _said_by(found: ClaimInText, blocks: Blocks) -> dict[str, Any] | None:
    said_by = found.said_by
    block = blocks.block_of(said_by.start, said_by.end) if said_by else None
    if said_by is None or block is None:
        return None
    start, end = block.offset(said_by.start), block.offset(said_by.end)
    return {"name": said_by.name, "block": block.id, "start": start, "end": end, "quoted": said_by.quoted}


def _at_detail(check: dict[str, Any], asked: AnnotationRequest) -> dict[str, Any]:
    told = at_detail(check, asked.detail)
    if "not_checked" in told:
        wording = check["claim"]["wording"]
        told = told | {"not_checked": in_units(told["not_checked"], wording, asked.offsets)}
    return told


def dump_annotations(
    annotations: list[dict[str, Any]], asked: AnnotationRequest, language: str, left_out: int
) -> dict[str, Any]:
    """The answer: the annotations, and what to mind of the text as a whole. left_out: claims not told."""
    said_on = asked.setting.context.said_on
    warnings = {
        "language_not_read": language not in {ENGLISH, UNKNOWN},
        "said_on_assumed": bool(annotations) and not asked.setting.context.said_on_given,
        "claims_limited": left_out > 0,
    }
    return {
        "annotations": annotations,
        "language": language,
        "offsets": asked.offsets,
        "warnings": [
            {"code": code, "text": WARNINGS[code].format(said_on=said_on, left_out=left_out)}
            for code, applies in warnings.items()
            if applies
        ],
    }


_WORDS = "The U.S. admitted 25,465 refugees in fiscal year 2022."
_SUMMARY = 'Consistent with the figures: 25,465, where the claim says "25,465 refugees".'
_EXAMPLE: dict[str, Any] = {
    "start": 0,
    "end": len(_WORDS),
    "block": None,
    "exact": _WORDS,
    "prefix": "",
    "suffix": "",
    "key": "0fd0fb8b7fb5d53bfbd1e3a45c9d5ab0",
    "group": None,
    "said_by": None,
    "claim": {
        "wording": _WORDS,
        "relation": "equals",
        "stated": {"amount": "25465", "unit": "person", "wording": "25,465 refugees"},
        "subject": {"measure": "refugees admitted", "period": "FY2022"},
        "stance": "asserted",
    },
    "missing": [],
    "verdict": "consistent",
    "summary": _SUMMARY,
    "rule": "equals-consistent",
    "check": {
        "verdict": "consistent",
        "summary": _SUMMARY,
        "headline": None,
    },
}
ANNOTATIONS = Shape(
    AnnotationsSchema,
    {"A text": {"annotations": [_EXAMPLE], "language": "en", "offsets": "utf16", "warnings": []}},
)
