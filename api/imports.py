"""Imports: taking figures, areas and breaks in, listing what was taken in, and taking it back."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from flask import Blueprint, request
from werkzeug.exceptions import UnsupportedMediaType

from api import replay
from api.endpoint import Answer, database, endpoint, response
from api.following import without_query
from api.paging import page
from publishers.registry import module_of
from schemas.importing import (
    IMPORT,
    IMPORT_DONE,
    IMPORT_QUERY,
    IMPORTS,
    WITHDRAWAL,
    ImportQuery,
    dump_done,
    dump_import,
    dump_read,
    load_import_query,
)
from schemas.listing import Cursor
from schemas.openapi import Operation
from schemas.publisher import PAGE_QUERY, load_page_query
from sql import imports, refreshes
from sql.database import Connection
from sql.errors import NotStoredError

blueprint = Blueprint("imports", __name__)
_CSV = ("text/csv", "application/gzip")
BODY_IN_MEMORY = 1 << 20  # bytes; what is longer is put on disk
_PIECE = 1 << 18  # bytes read from the network at a time


@blueprint.post("/v1/imports")
@endpoint(
    Operation(
        "Take in a file",
        "Imports",
        "A CSV or its gzip, streamed and stored whole or not at all. A file that came before adds nothing. "
        "The columns are those of the sample files and of GET /v1/series/{series_id}/figures as text/csv.",
        query=IMPORT_QUERY,
        reads=_CSV,
        answers={201: IMPORT_DONE},
        may="import",
        headers={"Location": "where the import is found"},
    )
)
def post_import() -> Answer:
    """Store what the file says, or say which rows cannot be stored."""
    query = load_import_query(request.args.to_dict(flat=False))
    if request.mimetype not in _CSV:
        raise UnsupportedMediaType(
            f"found {request.mimetype or 'no Content-Type'}; expected Content-Type: text/csv"
        )
    if replay.key() is None:
        return _take_in(query, _sent())
    # With a key all of it must be seen before it is known whether it came before.
    with SpooledTemporaryFile(BODY_IN_MEMORY) as file:
        file.writelines(_sent())
        return replay.once(_pieces(file), lambda: response(_take_in(query, _pieces(file))))


def _take_in(query: ImportQuery, file: Iterable[bytes]) -> Answer:
    with database().transaction() as conn:
        done = imports.run(conn, query.kind, file, query.source)
    return dump_done(done), 201, {"Location": f"/v1/imports/{done.id}"}


def _sent() -> Iterator[bytes]:
    """The body in pieces as they arrive, however long it is: the store has its own limit."""
    request.max_content_length = sys.maxsize  # None would be the limit of the app
    while piece := request.stream.read(_PIECE):
        yield piece


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece


@blueprint.get("/v1/imports")
@endpoint(Operation("List imports", "Imports", query=PAGE_QUERY, answers={200: IMPORTS}))
def list_imports() -> Answer:
    """All imports, newest first."""
    cursor, limit = load_page_query(request.args.to_dict(flat=False))
    with database().reading() as conn:
        found = imports.listing(conn, limit + 1, cursor.after)
    return page([dump_import(one) for one in found], limit, Cursor(None, cursor.after + limit))


@blueprint.get("/v1/imports/<import_id>")
@endpoint(Operation("One import", "Imports", answers={200: IMPORT}))
def get_import(import_id: str) -> Answer:
    """The import of that id."""
    with database().reading() as conn:
        found = dump_import(imports.one(conn, import_id))
        with suppress(NotStoredError):  # a file that somebody sent
            found["read"] = _read(conn, import_id)
    return found


def _read(conn: Connection, import_id: str) -> dict[str, Any]:
    """How the import was read from what a publisher sent. Raises NotStoredError."""
    read = refreshes.one(conn, import_id)
    received = refreshes.received(conn, import_id)
    public = bool(module_of(read.publisher).publisher.url)  # else whoever followed it named the address
    return dump_read(
        {
            "source": f"so_{read.feed_number}",
            "publisher": read.publisher,
            "code": read.code,
            "parser": read.parser,
            "withdrawn": read.withdrawn,
            "problem_count": read.problem_count,
            "problems": [{"locator": locator, "text": text} for locator, text in read.problems],
            "bodies": [
                {
                    "part": one.part,
                    "request": one.request if public else without_query(one.request),
                    "sha256": one.sha256,
                    "bytes": one.size,
                    "retrieved_on": one.retrieved_on,
                }
                for one in received
            ],
        }
    )  # fmt: skip


@blueprint.post("/v1/imports/<import_id>/withdrawal")
@endpoint(
    Operation(
        "Take an import back",
        "Imports",
        "Its vintages stop deciding; nothing is deleted, and checks that rest on them say so.",
        answers={201: WITHDRAWAL},
        may="import",
    )
)
def post_withdrawal(import_id: str) -> Answer:
    """Take back what the import added."""
    with database().transaction() as conn:
        imports.withdraw(conn, import_id)
    return {"id": import_id, "withdrawn": True}, 201
