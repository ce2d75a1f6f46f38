"""The way in for claims: read `post_check` and you have read the program."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson
from flask import Blueprint, request

from api.checking import day_of, made, question_of, recorded, snapshot_at
from api.endpoint import Answer, database, endpoint
from api.paging import page
from api.revising import as_known, now_at
from api.text_claims import checks_of, claims_in, known_places, left_open
from schemas.check import at_detail
from schemas.check_request import CHECK_REQUEST, WordingRequest, load_request, load_setting, load_wording
from schemas.check_shape import (
    CHECK,
    CHECK_QUERY,
    CHECKS,
    DETAIL_QUERY,
    CheckQuery,
    load_check_query,
    load_detail,
)
from schemas.errors import BodyError, Fault
from schemas.json_text import Json
from schemas.listing import Cursor
from schemas.open_claim import lacking
from schemas.openapi import Operation
from schemas.saved import SAVED, VERIFICATION, differences, digest_of, load_saved
from schemas.wording_checks import CHECK_OR_CHECKS, dump_wording_checks
from sql import checks, figures, revisions
from sql.database import Connection

blueprint = Blueprint("checks", __name__)
MOST_CLAIMS = 100  # of a sentence
SAVED_LIMIT = (
    16 * 1024 * 1024
)  # bytes: an answer with all its readings and figures is longer than any question
CHECK_ID = r"^ck_[A-Za-z0-9_-]{22}$"


@blueprint.post("/v1/checks")
@endpoint(
    Operation(
        "Check a claim",
        "Checks",
        "Sets a claim against the stored figures and answers with a verdict, every defensible reading, the "
        "arithmetic of each and the figures used. With a wording in place of the claim, each claim that the sentence "
        "holds is checked. With store: false in options nothing is kept, and the status is 200.",
        body=CHECK_REQUEST,
        answers={201: CHECK_OR_CHECKS, 200: CHECK_OR_CHECKS},
        headers={"Location": "where the check is kept"},
    )
)
def post_check(document: Json) -> Answer:
    """One check, or one of each claim of a wording: read, look up, check, record, answer."""
    if isinstance(document, dict) and "wording" in document:
        return _of_wording(load_wording(document, day_of(document)))
    asked = load_request(document, day_of(document))
    if not asked.store:
        with database().reading() as conn:
            return at_detail(made(conn, asked, snapshot_at(conn, asked.snapshot)), asked.detail), 200
    with database().transaction() as conn:
        kept = recorded(conn, made(conn, asked, snapshot_at(conn, asked.snapshot)))
    return at_detail(kept, asked.detail), 201, {"Location": kept["links"]["self"]}


def _of_wording(asked: WordingRequest) -> Answer:
    """The checks of the claims that lie in the wording, each kept under an id of its own where they are kept."""
    with database().reading() as conn:
        places = known_places(conn, asked.setting)
    found, language = claims_in(asked.text, asked.setting, places)
    inside = [one for one in found if asked.start <= one.found.start and one.found.end <= asked.end]
    if len(inside) > MOST_CLAIMS:
        wanted = f"a sentence of at most {MOST_CLAIMS} claims; POST /v1/annotations takes a text"
        raise BodyError(
            [Fault("/wording", f"found {len(inside)} claims; expected {wanted}", str(len(inside)), wanted)]
        )
    if not asked.store:
        with database().reading() as conn:
            documents = list(checks_of(conn, inside, asked.setting))
        return dump_wording_checks(documents, asked.detail, language), 200
    with database().transaction() as conn:
        documents = [recorded(conn, document) for document in checks_of(conn, inside, asked.setting)]
    return dump_wording_checks(documents, asked.detail, language), 201


@blueprint.get("/v1/checks/<string(length=25):check_id>")
@endpoint(Operation("One check", "Checks", "The document as it was given, for ever.", query=DETAIL_QUERY,
                    answers={200: CHECK}, identifiers={"check_id": CHECK_ID}))  # fmt: skip
def get_check(check_id: str) -> Answer:
    """A check that was kept."""
    detail = load_detail(request.args.to_dict(flat=False))
    with database().reading() as conn:
        kept = as_known(checks.one(conn, check_id))
        gone = figures.withdrawn(conn, [figure["vintage"] for figure in kept["figures"]])
    return at_detail(_with_withdrawals(kept, gone), detail)


def _with_withdrawals(kept: dict[str, Any], gone: list[str]) -> dict[str, Any]:
    """The document as it was given; where its figures have been taken back since, it says so."""
    if gone:
        text = (
            f"Figures it rests on have been taken back since: {', '.join(gone[:20])}. Check the claim again."
        )
        kept["warnings"] = [*kept["warnings"], {"code": "withdrawn_import", "text": text}]
    return kept


@blueprint.get("/v1/checks")
@endpoint(
    Operation(
        "Checks made before",
        "Checks",
        "Was it checked already? Newest first. With changed_since, those that a revision of figures has turned "
        "since, newest revision first: `now` holds what they would say.",
        query=CHECK_QUERY,
        answers={200: CHECKS},
    )
)
def get_checks() -> Answer:
    """The checks kept, newest first, of one address, one claim or one verdict."""
    query = load_check_query(request.args.to_dict(flat=False))
    wanted = checks.Wanted(query.url, query.key, query.verdict)
    with database().reading() as conn:
        if query.changed_since:
            return _revised(conn, wanted, query, query.changed_since)
        kept = checks.listing(conn, wanted, query.limit + 1, query.cursor.after)
    items = [as_known(one) for one in kept]
    return page(items, query.limit, Cursor(None, query.cursor.after + query.limit))


def _revised(conn: Connection, wanted: checks.Wanted, query: CheckQuery, since: datetime) -> Answer:
    found = revisions.listing(conn, wanted, since, query.limit + 1, query.cursor.after or None)
    last = found[: query.limit][-1][0] if found else 0
    return page([as_known(saved) for _, saved in found], query.limit, Cursor(None, last))


@blueprint.post("/v1/checks/verify")
@endpoint(Operation("Verify a saved answer", "Checks", "Whether it is as it was given, and computes again.",
                    body=SAVED, answers={200: VERIFICATION}), body_limit=SAVED_LIMIT)  # fmt: skip
def verify(document: Json) -> Answer:
    """Whether a saved answer still has its digest, and what differs when it is computed again."""
    saved = load_saved(document)
    again = question_of(saved)
    with database().reading() as conn:
        computed = _open_again(conn, again) if lacking(saved["claim"]) else _made_again(conn, again)
        if not lacking(saved["claim"]):
            computed["now"] = _now_again(conn, saved, computed["now"])
    found = differences(saved, orjson.loads(orjson.dumps(computed)))
    return {"unaltered": digest_of(saved) == saved["digest"], "computes": not found, "differences": found}


def _made_again(conn: Connection, again: dict[str, Any]) -> dict[str, Any]:
    asked = load_request(again, day_of(again))
    return made(conn, asked, snapshot_at(conn, asked.snapshot))


def _now_again(conn: Connection, saved: Mapping[str, Any], first: Any) -> Any:
    """What was told of later figures: with the answer itself, or by a revision, which names its own state."""
    told = saved.get("now")
    if not isinstance(told, dict) or "snapshot" not in told:
        return first
    return {
        **now_at(conn, saved, snapshot_at(conn, str(told["snapshot"]))),
        "revised_at": told.get("revised_at"),
    }


def _open_again(conn: Connection, again: dict[str, Any]) -> dict[str, Any]:
    """The document of a claim that lacks an operand, as it was read from a wording."""
    setting = load_setting(again["context"], again["options"], day_of(again))
    return left_open(again["claim"], setting, snapshot_at(conn, setting.snapshot))
