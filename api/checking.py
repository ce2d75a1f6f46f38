"""Making a check of a claim, whoever asks: at which state of the store, on which figures, kept or not."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from secrets import token_urlsafe
from typing import Any

import orjson

from api.endpoint import database, remembered
from api.evidence import asked_for, evidence_for
from api.state import State
from factcheck.check import Asked, check
from factcheck.evidence import Evidence
from schemas.check import Asked as Told
from schemas.check import dump_check
from schemas.check_request import Request, load_request
from schemas.errors import BodyError, Fault
from schemas.json_text import Json
from schemas.open_claim import lacking
from schemas.saved import key_of
from schemas.setting import Setting
from sql import checks, revisions, snapshots
from sql.database import Connection

FIRST_DAY = date(2026, 1, 1)  # no snapshot is older than the service
_WRITTEN = re.compile(r"s(?P<number>\d{1,15})\.(?P<day>\d{4}-\d{2}-\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state of the store: the number of the newest import or withdrawal, and the day it was read on."""

    number: int
    day: date

    def __str__(self) -> str:
        return f"s{self.number}.{self.day.isoformat()}"


def today() -> date:
    """The day, in the time zone that all dates of the service are in."""
    return datetime.now(UTC).date()


def day_of(document: Json) -> date:
    """The day on which the request is read: that of the snapshot it asks for, else today."""
    options = document.get("options") if isinstance(document, dict) else None
    asked = options.get("snapshot") if isinstance(options, dict) else None
    state = _read(asked) if isinstance(asked, str) else None
    return state.day if state else today()


def snapshot_at(conn: Connection, asked: str | None) -> Snapshot:
    """The state of the store: the newest and today, or the one asked for. Raises BodyError."""
    newest = snapshots.current(conn)
    if asked is None:
        return Snapshot(newest, today())
    state = _read(asked)
    began = snapshots.began(conn, state.number) if state else None
    if state is None or state.number > newest or not (began or date.min) <= state.day <= today():
        wanted = 'the "snapshot" of an earlier answer of this service'
        raise BodyError([Fault("/options/snapshot", f"found {asked!r}; expected {wanted}", asked, wanted)])
    return state


def _read(text: str) -> Snapshot | None:
    match = _WRITTEN.fullmatch(text)
    try:
        state = Snapshot(int(match["number"]), date.fromisoformat(match["day"])) if match else None
    except ValueError:
        return None
    return state if state and state.day >= FIRST_DAY else None


def make_check(document: Json) -> dict[str, Any]:
    """The document of a check that nobody keeps, for pages and commands. Raises BodyError."""
    asked = load_request(document, day_of(document))
    with database().reading() as conn:
        return made(conn, asked, snapshot_at(conn, asked.snapshot))


def made(conn: Connection, asked: Request, at: Snapshot) -> dict[str, Any]:
    """The check, on the figures as they were at that state."""
    evidence = evidence_for(conn, asked.claim, asked.context, state_at(asked, at))
    return document_of(asked, evidence, at)


def state_at(setting: Setting, at: Snapshot) -> State:
    """What is read of the store for claims in that setting."""
    as_of = asked_at(setting, at).vintages_until(setting.context.said_on)
    return State(at.number, as_of, remembered())


def document_of(asked: Request, evidence: Evidence, at: Snapshot) -> dict[str, Any]:
    """The document of the check with that evidence."""
    found = check(asked.claim, evidence, asked.context, asked_at(asked, at))
    return loose(dump_check(found, Told(asked.understood, asked.context_understood, str(at))))


def asked_at(setting: Setting, at: Snapshot) -> Asked:
    """How a check in that setting is made on the day of that state."""
    return Asked(at.day, setting.tolerance, setting.as_of)


def loose(document: dict[str, Any]) -> dict[str, Any]:
    """The document with the time it was made, and as yet kept nowhere."""
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return {"id": None, "checked_at": now, **document, "links": {}}


def question_of(saved: Mapping[str, Any]) -> dict[str, Any]:
    """The request that a saved answer answers, at the state of the store that it was answered at."""
    context = dict(saved["context"])
    if any(warning.get("code") == "said_on_assumed" for warning in saved.get("warnings") or ()):
        context.pop("said_on", None)
    options = {
        "snapshot": saved["snapshot"],
        "tolerance": saved["rules"]["tolerance"],
        "as_of": saved["as_of"],
        "store": False,
    }
    return {"claim": saved["claim"], "context": context, "options": options}


def recorded(conn: Connection, document: dict[str, Any]) -> dict[str, Any]:
    """The document, kept under an id of its own, and under what a revision of finds it."""
    document["id"] = f"ck_{token_urlsafe(16)}"
    document["links"] = {"self": f"/v1/checks/{document['id']}"}
    url, key = document["context"].get("url"), key_of(document["claim"])
    text = orjson.dumps(document).decode()
    at = snapshot_at(conn, document["snapshot"])
    uses = _uses(conn, document, at)
    checks.record(conn, checks.Kept(document["id"], document["verdict"], url, key, text, uses))
    revisions.look_again(conn, at.number)  # what came while it was made
    return document


def _uses(conn: Connection, document: dict[str, Any], at: Snapshot) -> set[tuple[str, str]]:
    """The series and areas that the check rests on, or looked for in vain."""
    if lacking(document["claim"]):
        return set()
    question = question_of(document)
    asked = load_request(question, day_of(question))
    return asked_for(conn, asked.claim, asked.context, state_at(asked, at))
