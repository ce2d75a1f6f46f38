"""The page for one claim put together by hand, with every part that a claim may have."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import orjson
from flask import Blueprint, render_template

from api import access, worked_example
from api.checking import make_check
from api.endpoint import dumped
from api.forms import context_of, faults_of, is_closed, sent_form, status_of
from factcheck.errors import FactcheckError
from factcheck.relations import RELATIONS
from schemas.errors import BodyError, Fault, JsonError, SchemaError
from schemas.json_text import Json, read_json

blueprint = Blueprint("check_page", __name__)
_OPERANDS = ("subject", "reference")


@blueprint.get("/check")
def claim() -> str:
    """The form, with the worked example ready to be sent."""
    return _page(worked_example.FORM)


@blueprint.post("/check")
def checked() -> tuple[str, int]:
    """The same page with the answer to the claim that was sent; nothing is stored."""
    access.require(None, closable=True)
    form = sent_form()
    try:
        # The page is shown what any caller is sent.
        answer = orjson.loads(dumped(make_check(_request(form))))
    except (SchemaError, FactcheckError) as error:
        return _page(form, faults=faults_of(error)), status_of(error)
    return _page(form, check=answer), HTTPStatus.OK


def _page(form: Mapping[str, str], **more: Any) -> str:
    return render_template("check.html", form=form, relations=RELATIONS, closed=is_closed(), **more)


def _request(form: Mapping[str, str]) -> dict[str, Json]:
    """What the fields of the form ask for, as POST /v1/checks takes it. Raises BodyError."""
    claim: dict[str, Json] = {
        name: form[name] for name in ("wording", "relation", "stated") if form.get(name)
    }
    faults = []
    for name in _OPERANDS:
        if form.get(name):
            try:
                claim[name] = read_json(form[name].encode())
            except JsonError as error:
                faults.append(Fault(f"/claim/{name}", str(error)))
    try:
        more = read_json(form["more"].encode()) if form.get("more") else {}
        if isinstance(more, dict):
            claim |= more
        else:
            faults.append(Fault("/claim", f"found {form['more'][:50]}; expected an object of further fields"))
    except JsonError as error:
        faults.append(Fault("/claim", str(error)))
    if faults:
        raise BodyError(faults)
    return {"claim": claim, "context": context_of(form), "options": {"store": False}}
