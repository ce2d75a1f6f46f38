"""The page where an article is pasted and its claims are shown in place, and one claim of it corrected.

It works without JavaScript. With it, static/article.js takes the same pages from here and puts their parts
where they belong, so that there is one template for each thing shown.
"""

from collections import Counter
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import orjson
from flask import Blueprint, render_template, request

from api import access, worked_example
from api.annotations import TEXT_LIMIT, make_annotations
from api.checking import make_check
from api.correction import corrected, parts, shown
from api.endpoint import dumped
from api.forms import context_of, faults_of, is_closed, sent_form, status_of
from api.marked_text import QUIET, pieces
from factcheck.errors import FactcheckError
from factcheck.relations import RELATIONS
from schemas.errors import BodyError, Fault, JsonError, SchemaError
from schemas.json_text import Json, read_json

blueprint = Blueprint("article_page", __name__)


@blueprint.get("/")
def article() -> str:
    """A place to paste an article, with a short one in it."""
    return _page(worked_example.ARTICLE)


@blueprint.post("/")
def annotated() -> tuple[str, int]:
    """The article with its claims marked, and each of them with what its check says; nothing is stored."""
    access.require(None, closable=True)
    request.max_content_length = request.max_form_memory_size = TEXT_LIMIT
    form = sent_form()
    text = form.get("text", "")
    asked: dict[str, Json] = {"text": text, "context": context_of(form), "options": {"detail": "full"}}
    try:
        # The page is shown what any caller is sent.
        answer = orjson.loads(dumped(make_annotations(asked)))
    except SchemaError as error:
        return _page(form, faults=faults_of(error)), status_of(error)
    claims = [_shown(number, row) for number, row in enumerate(answer["annotations"], 1)]
    counted = Counter(claim["verdict"] for claim in claims if not claim["quiet"])
    return _page(
        form, answer=answer, claims=claims, counted=counted,
        quiet=sum(claim["quiet"] for claim in claims), pieces=pieces(text, answer["annotations"]),
    ), HTTPStatus.OK  # fmt: skip


@blueprint.post("/check/again")
def corrected_claim() -> tuple[str, int]:
    """One claim of an article as it was corrected, checked again; nothing is stored."""
    access.require(None, closable=True)
    form = sent_form()
    sent = form.get("number", "")[:6]
    number = int(sent) if sent.isdecimal() else 1
    claim: dict[str, Any] = {}
    try:
        claim = corrected(_claim_sent(form), form)
        check = make_check({"claim": claim, "context": context_of(form), "options": {"store": False}})
    except (SchemaError, FactcheckError) as error:
        row = {"claim": claim, "exact": claim.get("wording")}
        return _claim_page(form, _shown(number, row), faults=faults_of(error)), status_of(error)
    check = orjson.loads(dumped(check))
    row = {"claim": check["claim"], "exact": check["claim"].get("wording"), "check": check}
    return _claim_page(form, _shown(number, row | {"verdict": check["verdict"]})), HTTPStatus.OK


def _claim_sent(form: Mapping[str, str]) -> dict[str, Any]:
    """The claim that the form corrects. Raises BodyError where it holds none."""
    try:
        claim = read_json(form.get("claim", "").encode())
    except JsonError as error:
        raise BodyError([Fault("/claim", str(error))]) from error
    if not isinstance(claim, dict):
        raise BodyError([Fault("/claim", "found no object; expected the claim that is corrected")])
    return claim


def _shown(number: int, row: Mapping[str, Any]) -> dict[str, Any]:
    """A claim as the pages show it."""
    return {
        "said_by": None,
        "check": None,
        "verdict": None,
        **row,
        "number": number,
        # What is only asked is computed and never marked.
        "quiet": row.get("verdict") in QUIET or (row.get("claim") or {}).get("stance") == "asked",
        "stated": shown(row["claim"].get("stated")),
        "parts": parts(row["claim"]),
        "sent": orjson.dumps(row["claim"]).decode(),
    }


def _page(form: Mapping[str, str], **more: Any) -> str:
    return render_template("article.html", form=form, relations=RELATIONS, closed=is_closed(), **more)


def _claim_page(form: Mapping[str, str], claim: Mapping[str, Any], **more: Any) -> str:
    return render_template("again.html", form=form, claim=claim, relations=RELATIONS, **more)
