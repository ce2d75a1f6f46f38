"""What a stored check would say now: the same question, put to the store as it is today."""

from collections.abc import Mapping
from typing import Any

import orjson

from api.checking import Snapshot, day_of, made, question_of
from schemas.check_request import load_request
from sql.checks import Saved
from sql.database import Connection

_TOLD = ("verdict", "summary", "published_on", "readings")


def now_at(conn: Connection, saved: Mapping[str, Any], at: Snapshot) -> dict[str, Any]:
    """What the check says with all that is known at that state: verdict, summary, readings, their figures.

    The claim is read as on the day on which it was checked first: its words mean what they meant then.
    """
    question = question_of(saved)
    again = made(conn, load_request(question, day_of(question)), at)
    if not again["now"]:  # today's figures say the same: these are told, not those of the day
        question["options"]["as_of"] = "latest"
        again = made(conn, load_request(question, day_of(question)), at)
    told = again["now"] or {name: again.get(name) for name in _TOLD}
    steps = [step for reading in told["readings"] for step in reading["working"]]
    used = {used for step in steps for used in step["inputs"]}
    figures = [figure for figure in again["figures"] if f"vintage:{figure['vintage']}" in used]
    newest = max((figure["published_on"] for figure in figures), default=None)
    return {**told, "published_on": told["published_on"] or newest, "snapshot": str(at), "figures": figures}


def last_told(saved: Mapping[str, Any]) -> str:
    """The verdict that the answer, as it was given, told of the figures as they were known then."""
    return str((saved["now"] or saved)["verdict"])


def as_known(saved: Saved) -> dict[str, Any]:
    """The document as it was given, with what it would say now in its `now`, where that is otherwise."""
    document: dict[str, Any] = orjson.loads(saved.document)
    if saved.now:
        document["now"] = orjson.loads(saved.now)
    return document
