"""The forms of the pages: what was sent, and what is wrong with it."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import current_app, request

from api.errors import kind_of
from schemas.errors import BodyError, Fault
from schemas.json_text import Json


def sent_form() -> dict[str, str]:
    """The fields of the form sent, without space around; with one kind of line end, and without NUL."""
    return {
        name: value.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd").strip()
        for name, value in request.form.items()
    }


def context_of(form: Mapping[str, str]) -> dict[str, Json]:
    """The context that the form gives, as POST /v1/checks takes it."""
    return {name: form[name] for name in ("said_on", "area", "country") if form.get(name)}


def faults_of(error: Exception) -> list[Fault]:
    """What is wrong with what was sent, place by place."""
    return list(error.faults) if isinstance(error, BodyError) else [Fault("", str(error))]


def status_of(error: Exception) -> int:
    """The status that tells of the error."""
    kind = kind_of(error)
    return kind.status if kind else HTTPStatus.INTERNAL_SERVER_ERROR


def is_closed() -> bool:
    """Whether checking needs a key, which a form cannot send."""
    closed: bool = current_app.extensions["addsup"].settings.closed
    return closed
