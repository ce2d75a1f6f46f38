"""The way in for claims: read `post_check` and you have read the program."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from secrets import token_urlsafe
from typing import Any

import orjson
from flask import Blueprint, request

from api.endpoint import Answer, database, endpoint, remembered
from api.evidence import State, evidence_for
from api.paging import page
from factcheck.check import Asked, check
from schemas.check import Asked as Told
from schemas.check import at_detail, dump_check
from schemas.check_request import CHECK_REQUEST, Request, load_request
from schemas.check_shape import CHECK, CHECK_QUERY, CHECKS, DETAIL_QUERY, load_check_query, load_detail
from schemas.errors import BodyError, Fault
from schemas.json_text import Json
from schemas.listing import Cursor
from schemas.openapi import Operation
from schemas.saved import SAVED, VERIFICATION, differences, digest_of, load_saved
from sql import checks, figures, snapshots
from sql.database import Connection

blueprint = Blueprint("checks", __name__)
FIRST_DAY = date(2026, 1, 1)  # no snapshot is older than the service
CHECK_ID = r"^ck_[A-Za-z0-9_-]{22}$"
# The number of the newest import or withdrawal, and the day on which it was read.
_SNAPSHOT = re.compile(r"s(?P<number>\d{1,15})\.(?P<day>\d{4}-\d{2}-\d{2})", re.ASCII)


@blueprint.post("/v1/checks")
@endpoint(
    Operation(
        "Check a claim",
        "Checks",
        "Sets a claim against the stored figures and answers with a verdict, every defensible reading, the "
        "arithmetic of each and the figures used. With store: false in options nothing is kept, and the status is 200.",
        body=CHECK_REQUEST,
        answers={201: CHECK, 200: CHECK},
        headers={"Location": "where the check is kept"},
    )
)
def post_check(document: Json) -> Answer:
    """One check: read, look up, check, record, answer."""
    asked = load_request(document, _day_of(document))
    if not asked.store:
        with database().reading() as conn:
            return at_detail(_made(conn, asked), asked.detail), 200
    with database().transaction() as conn:
        made = _recorded(conn, asked)
    return at_detail(made, asked.detail), 201, {"Location": made["links"]["self"]}


def make_check(document: Json) -> dict[str, Any]:
    """The document of a check that nobody keeps, for pages and commands. Raises BodyError."""
    asked = load_request(document, _day_of(document))
    with database().reading() as conn:
        return _made(conn, asked)


def today() -> date:
    """The day, in the time zone that all dates of the service are in."""
    return datetime.now(UTC).date()


def _day_of(document: Json) -> date:
    """The day on which the request is read: that of the snapshot it asks for, else today."""
    options = document.get("options") if isinstance(document, dict) else None
    asked = options.get("snapshot") if isinstance(options, dict) else None
    state = _read_snapshot(asked) if isinstance(asked, str) else None
    return state[1] if state else today()


def _made(conn: Connection, asked: Request) -> dict[str, Any]:
    """The check, on the figures as they are or as they were at the snapshot asked for."""
    number, day = _snapshot(conn, asked.snapshot)
    wanted = Asked(day, asked.tolerance, asked.as_of)
    state = State(number, wanted.vintages_until(asked.context.said_on), remembered())
    evidence = evidence_for(conn, asked.claim, asked.context, state)
    found = check(asked.claim, evidence, asked.context, wanted)
    told = Told(asked.understood, asked.context_understood, f"s{number}.{day.isoformat()}")
    return {"id": None, "checked_at": _instant(), **dump_check(found, told), "links": {}}


def _instant() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _snapshot(conn: Connection, asked: str | None) -> tuple[int, date]:
    """The state of the store: the newest and today, or the one asked for. Raises BodyError."""
    newest = snapshots.current(conn)
    if asked is None:
        return newest, today()
    state = _read_snapshot(asked)
    began = snapshots.began(conn, state[0]) if state else None
    if state is None or state[0] > newest or not (began or date.min) <= state[1] <= today():
        wanted = 'the "snapshot" of an earlier answer of this service'
        raise BodyError([Fault("/options/snapshot", f"found {asked!r}; expected {wanted}", asked, wanted)])
    return state


def _read_snapshot(text: str) -> tuple[int, date] | None:
    match = _SNAPSHOT.fullmatch(text)
    try:
        state = (int(match["number"]), date.fromisoformat(match["day"])) if match else None
    except ValueError:
        return None
    return state if state and state[1] >= FIRST_DAY else None


def _recorded(conn: Connection, asked: Request) -> dict[str, Any]:
    """The check, kept under an id of its own."""
    made = _made(conn, asked)
    made["id"] = f"ck_{token_urlsafe(16)}"
    made["links"] = {"self": f"/v1/checks/{made['id']}"}
    kept = checks.Kept(
        made["id"], made["verdict"], made["context"].get("url"), _key(made), orjson.dumps(made).decode()
    )
    checks.record(conn, kept)
    return made


def _key(made: Mapping[str, Any]) -> str:
    """A hash of the exact words and the claim, the same wherever the claim stands."""
    return digest_of({"claim": made["claim"]}).removeprefix("sha-256:")[:32]


@blueprint.get("/v1/checks/<string(length=25):check_id>")
@endpoint(Operation("One check", "Checks", "The document as it was given, for ever.", query=DETAIL_QUERY,
                    answers={200: CHECK}, identifiers={"check_id": CHECK_ID}))  # fmt: skip
def get_check(check_id: str) -> Answer:
    """A check that was kept."""
    detail = load_detail(request.args.to_dict(flat=False))
    with database().reading() as conn:
        kept = orjson.loads(checks.one(conn, check_id))
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
@endpoint(Operation("Checks made before", "Checks", "Was it checked already? Newest first.", query=CHECK_QUERY,
                    answers={200: CHECKS}))  # fmt: skip
def get_checks() -> Answer:
    """The checks kept, newest first, of one address, one claim or one verdict."""
    query = load_check_query(request.args.to_dict(flat=False))
    wanted = checks.Wanted(query.url, query.key, query.verdict)
    with database().reading() as conn:
        kept = checks.listing(conn, wanted, query.limit + 1, query.cursor.after)
    items = [orjson.loads(document) for document in kept]
    return page(items, query.limit, Cursor(None, query.cursor.after + query.limit))


@blueprint.post("/v1/checks/verify")
@endpoint(Operation("Verify a saved answer", "Checks", "Whether it is as it was given, and computes again.",
                    body=SAVED, answers={200: VERIFICATION}))  # fmt: skip
def verify(document: Json) -> Answer:
    """Whether a saved answer still has its digest, and what differs when it is computed again."""
    saved = load_saved(document)
    request_again = _asked_by(saved)
    again = load_request(request_again, _day_of(request_again))
    with database().reading() as conn:
        computed = _made(conn, again)
    found = differences(saved, orjson.loads(orjson.dumps(computed)))
    return {"unaltered": digest_of(saved) == saved["digest"], "computes": not found, "differences": found}


def _asked_by(saved: Mapping[str, Any]) -> dict[str, Any]:
    """The request that a saved answer answers."""
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
