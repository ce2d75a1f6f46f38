"""POST /v1/annotations: the claims of a text in their places, checked and kept nowhere."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Blueprint

from api.checking import day_of, snapshot_at
from api.endpoint import Answer, database, endpoint
from api.text_claims import TextClaim, checked, claims_in
from schemas.annotation import ANNOTATIONS, dump_annotation, dump_annotations
from schemas.annotation_request import ANNOTATION_REQUEST, AnnotationRequest, load_annotation_request
from schemas.json_text import Json
from schemas.openapi import Operation

blueprint = Blueprint("annotations", __name__)


@blueprint.post("/v1/annotations")
@endpoint(
    Operation(
        "Check a text",
        "Text",
        "Finds the claims of an English text and checks each. Nothing is stored. Offsets are those of the text as "
        "sent, or of its block; a place where a page's text is not exact must not be marked.",
        body=ANNOTATION_REQUEST,
        answers={200: ANNOTATIONS},
    )
)
def post_annotations(document: Json) -> Answer:
    """The claims of a text, each with what its check says."""
    return make_annotations(document)


def make_annotations(document: Json) -> dict[str, Any]:
    """The answer to a request for annotations. Raises BodyError."""
    asked = load_annotation_request(document, day_of(document))
    found, language = claims_in(asked.blocks.text, asked.setting, asked.offsets)
    # A claim that spans two blocks is in no place that could be marked.
    placed = [one for one in found if asked.blocks.block_of(one.found.start, one.found.end)]
    annotations = [
        dump_annotation(one.found, one.claim, check, asked)
        for one, check in _checked(placed, asked)
        if asked.verdicts is None or check is None or check["verdict"] in asked.verdicts
    ]
    return dump_annotations(annotations, language, asked)


def _checked(
    claims: Sequence[TextClaim], asked: AnnotationRequest
) -> Iterator[tuple[TextClaim, dict[str, Any] | None]]:
    """Each claim with its check, all at one state of the store; with None where no checks are asked for."""
    if not asked.check:
        yield from ((one, None) for one in claims)
        return
    with database().reading() as conn:
        at = snapshot_at(conn, asked.setting.snapshot)
        for one in claims:
            yield one, checked(conn, one, asked.setting, at)
