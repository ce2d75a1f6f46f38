"""Pages for people about the service: its reference, and its problems explained.

They work without JavaScript, without another host, and on a keyboard alone.
"""

from decimal import Decimal
from http import HTTPStatus

from flask import Blueprint, abort, render_template

from api.errors import KINDS
from api.service import description

blueprint = Blueprint("pages", __name__)


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
