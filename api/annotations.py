"""POST /v1/annotations: the claims of a text in their places, checked and kept nowhere."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Blueprint

from api.checking import day_of
from api.endpoint import Answer, database, endpoint
from api.text_claims import TextClaim, checks_of, claims_in, known_places
from schemas.annotation import ANNOTATIONS, dump_annotation, dump_annotations
from schemas.annotation_request import ANNOTATION_REQUEST, AnnotationRequest, load_annotation_request
from schemas.json_text import Json
from schemas.openapi import Operation

blueprint = Blueprint("annotations", __name__)
TEXT_LIMIT = 3 * 1024 * 1024  # bytes: 200,000 characters outside the first plane, each in two escapes
MOST_CLAIMS = 1000  # of a text: what a worker checks in some ten seconds
MOST_IN_FULL = 300  # of a text with every reading, working and figure: some 25 MB


@blueprint.post("/v1/annotations")
@endpoint(
    Operation(
        "Check a text",
        "Text",
        "Finds the claims of an English text and checks each. Nothing is stored. Offsets are those of the text as "
        "sent, or of its block; a place where a page's text is not exact must not be marked.",
        body=ANNOTATION_REQUEST,
        answers={200: ANNOTATIONS},
    ),
    body_limit=TEXT_LIMIT,
)
def post_annotations(document: Json) -> Answer:
    """The claims of a text, each with what its check says."""
    return make_annotations(document)


def make_annotations(document: Json) -> dict[str, Any]:
    """The answer to a request for annotations. Raises BodyError."""
    asked = load_annotation_request(document, day_of(document))
    with database().reading() as conn:
        places = known_places(conn, asked.setting)
    found, language = claims_in(asked.blocks.text, asked.setting, places, asked.offsets)
    # A claim that spans two blocks is in no place that could be marked.
    placed = [one for one in found if asked.blocks.block_of(one.found.start, one.found.end)]
    told = placed[: MOST_IN_FULL if asked.detail == "full" else MOST_CLAIMS]
    annotations = list(_checked(told, asked) if asked.check else _unchecked(told, asked))
    return dump_annotations(annotations, asked, language, len(placed) - len(told))


def _checked(claims: Sequence[TextClaim], asked: AnnotationRequest) -> Iterator[dict[str, Any]]:
    """The annotations of the claims whose verdicts are asked for."""
    with database().reading() as conn:
        for one, check in zip(claims, checks_of(conn, claims, asked.setting), strict=True):
            if asked.verdicts is None or check["verdict"] in asked.verdicts:
                yield dump_annotation(one.found, one.claim, check, asked)


def _unchecked(claims: Sequence[TextClaim], asked: AnnotationRequest) -> Iterator[dict[str, Any]]:
    """The annotations of the claims, without a word on whether they hold."""
    return (dump_annotation(one.found, one.claim, None, asked) for one in claims)
