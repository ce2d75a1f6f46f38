"""Pages for people: what the service is with a live form, its reference, and its problems explained.

They work without JavaScript, without another host, and on a keyboard alone.
"""

from collections.abc import Mapping
from decimal import Decimal
from http import HTTPStatus
from typing import Any

import orjson
from flask import Blueprint, abort, current_app, render_template, request

from api import access, worked_example
from api.checking import make_check
from api.endpoint import dumped
from api.errors import KINDS, kind_of
from api.service import description
from factcheck.errors import FactcheckError
from factcheck.relations import RELATIONS
from schemas.errors import BodyError, Fault, JsonError, SchemaError
from schemas.json_text import Json, read_json

blueprint = Blueprint("pages", __name__)
_OPERANDS = ("subject", "reference")


@blueprint.get("/")
def front() -> str:
    """What the service is, with the worked example ready to be sent."""
    return _page(worked_example.FORM)


@blueprint.post("/")
def checked() -> tuple[str, int]:
    """The same page with the answer to the claim that was sent; nothing is stored."""
    access.require(None, closable=True)
    form = {name: value.strip() for name, value in request.form.items()}
    try:
        # The page is shown what any caller is sent.
        answer = orjson.loads(dumped(make_check(_request(form))))
    except (SchemaError, FactcheckError) as error:
        kind = kind_of(error)
        status = kind.status if kind else HTTPStatus.INTERNAL_SERVER_ERROR
        return _page(form, faults=_faults(error)), status
    return _page(form, check=answer), HTTPStatus.OK


def _page(form: Mapping[str, str], **more: Any) -> str:
    closed = current_app.extensions["addsup"].settings.closed
    return render_template("front.html", form=form, relations=RELATIONS, closed=closed, **more)


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
    context: dict[str, Json] = {name: form[name] for name in ("said_on", "area") if form.get(name)}
    return {"claim": claim, "context": context, "options": {"store": False}}


def _faults(error: Exception) -> list[Fault]:
    return list(error.faults) if isinstance(error, BodyError) else [Fault("", str(error))]


@blueprint.app_template_filter("short")
def short(number: str | None) -> str:
    """The number as a page shows it, to six digits; "…" where there is none."""
    if number is None:
        return "…"
    shown = f"{Decimal(number):,.6g}"
    return f"{Decimal(number):,.0f}" if "e+" in shown else shown


@blueprint.get("/docs")
def reference() -> str:
    """The reference, from the same document as /openapi.json."""
    return render_template("reference.html", api=description())


@blueprint.get("/problems/<slug>")
def explained(slug: str) -> str:
    """What a kind of problem means and what to do about it."""
    if slug not in KINDS:
        abort(HTTPStatus.NOT_FOUND)
    return render_template("problem.html", kind=KINDS[slug])


@blueprint.get("/problems")
def all_explained() -> str:
    """Every kind of problem."""
    return render_template("problems.html", kinds=KINDS.values())
