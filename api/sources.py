"""Sources: what is followed, how fresh it is, and following more. The work itself is a worker's."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Blueprint, request

from api.endpoint import Answer, database, endpoint
from api.following import (
    FROM_THE_COMMAND_LINE,
    UnknownColumnError,
    UnknownOptionError,
    follow,
    wanted_of,
    without_query,
)
from api.paging import page
from publishers.errors import SourceError
from schemas.errors import BodyError, Fault
from schemas.json_text import Json
from schemas.listing import Cursor
from schemas.openapi import Operation
from schemas.publisher import load_page_query
from schemas.source import (
    ENDED,
    REFRESH,
    SOURCE,
    SOURCE_QUERY,
    SOURCES,
    WANTED_SOURCE,
    dump_source,
    load_refresh,
    load_wanted,
)
from sql import feeds, jobs
from sql.feeds import Feed

blueprint = Blueprint("sources", __name__)
SOURCE_ID = r"^so_[1-9][0-9]{0,17}$"


@blueprint.post("/v1/sources")
@endpoint(
    Operation(
        "Follow a source",
        "Figures",
        "Something of a publisher's, by the publisher's own code: a worker fetches it at once, and again whenever "
        "there may be news. columns says what the publisher does not say of its series (unit, measure …).",
        body=WANTED_SOURCE,
        answers={201: SOURCE},
        may="import",
        headers={"Location": "where the source is found"},
    )
)
def post_source(document: Json) -> Answer:
    """Follow it from now on."""
    asked = load_wanted(document, FROM_THE_COMMAND_LINE)
    try:
        wanted = wanted_of(asked)
    except UnknownOptionError as error:
        raise BodyError([Fault(f"/options/{error.option}", str(error), error.option)]) from error
    except UnknownColumnError as error:
        raise BodyError([Fault(f"/columns/{error.column}", str(error), error.column)]) from error
    except SourceError as error:
        raise BodyError([Fault("/publisher", str(error), asked.publisher)]) from error
    with database().transaction() as conn:
        feed = feeds.one(conn, f"so_{follow(conn, wanted)}")
    return told(feed), 201, {"Location": f"/v1/sources/{feed.id}"}


@blueprint.get("/v1/sources")
@endpoint(Operation("List sources", "Figures", "What is followed: when it was last asked for, how that went, "
                    "and when it is next.", query=SOURCE_QUERY, answers={200: SOURCES}))  # fmt: skip
def list_sources() -> Answer:
    """What is followed, in the order in which it was added."""
    cursor, limit = load_page_query(request.args.to_dict(flat=False))
    with database().reading() as conn:
        found = feeds.listing(conn, limit=limit + 1, after=cursor.after)
    last = found[:limit][-1].number if found else 0
    return page([told(one) for one in found], limit, Cursor(None, last))


@blueprint.get("/v1/sources/<source_id>")
@endpoint(Operation("One source", "Figures", answers={200: SOURCE}, identifiers={"source_id": SOURCE_ID}))
def get_source(source_id: str) -> Answer:
    """The source of that id."""
    with database().reading() as conn:
        return told(feeds.one(conn, source_id))


@blueprint.post("/v1/sources/<source_id>/refresh")
@endpoint(
    Operation(
        "Refresh a source",
        "Figures",
        "A worker does it as soon as one is free. A run that was held because it would change too much is let "
        "through with accept.",
        body=REFRESH,
        answers={202: SOURCE},
        may="import",
        identifiers={"source_id": SOURCE_ID},
    )
)
def post_refresh(document: Json, source_id: str) -> Answer:
    """Have it refreshed now."""
    accept = load_refresh(document)
    with database().transaction() as conn:
        feed = feeds.one(conn, source_id)
        if accept:
            feeds.accept(conn, feed.number)
        jobs.add(conn, "refresh", feed.number)
        return told(feeds.one(conn, source_id)), 202


@blueprint.post("/v1/sources/<source_id>/end")
@endpoint(Operation("Follow a source no more", "Figures", "Its figures stay.", answers={200: ENDED}, may="import",
                    identifiers={"source_id": SOURCE_ID}))  # fmt: skip
def post_source_end(source_id: str) -> Answer:
    """Follow it no more."""
    with database().transaction() as conn:
        feeds.end(conn, source_id)
    return {"id": source_id, "ended": True}


def told(feed: Feed) -> dict[str, Any]:
    """The source as callers see it."""
    path = feed.options.get("path")
    said = feed.failure and (feed.failure.replace(path, Path(path).name) if path else feed.failure)
    error = {"at": feed.failed_at, "text": said} if said else None
    return dump_source(
        {
            "id": feed.id,
            "publisher": feed.publisher,
            "code": feed.code,
            "areas": list(feed.areas) or "all",
            "columns": feed.said,
            "options": _shown(feed.options),
            "state": state_of(feed),
            "doing": feed.doing,
            "added_at": feed.added_at,
            "asked_at": feed.asked_at,
            "succeeded_at": feed.succeeded_at,
            "published_on": feed.published_on,
            "last_import": feed.import_id,
            "last_error": error,
            "next_run": feed.next_run,
            "every_hours": round(feed.every_s / 3600, 4),
            "change_limit": feed.change_limit,
        }
    )


def _shown(options: Mapping[str, str]) -> dict[str, str]:
    """The options; of what lies on the machine itself only the name, of an address no query: it may be secret."""
    shown = dict(options)
    for name in FROM_THE_COMMAND_LINE:
        if name in shown:
            shown[name] = Path(shown[name]).name
    if "url" in shown:
        shown["url"] = without_query(shown["url"])
    return shown


def state_of(feed: Feed) -> str:
    """In a word, how it is with the source."""
    if feed.doing is not None:
        return "running"
    if feed.held:
        return "held"
    if feed.failure:
        return "failed"
    return "fresh" if feed.succeeded_at else "waiting"
