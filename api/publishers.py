"""GET /v1/publishers: who publishes the stored series."""

from flask import Blueprint, request

from api.endpoint import Answer, database, endpoint
from api.paging import page
from schemas.listing import Cursor
from schemas.openapi import Operation
from schemas.publisher import PAGE_QUERY, PUBLISHERS, dump_publisher, load_page_query
from sql import publishers, snapshots

blueprint = Blueprint("publishers", __name__)


@blueprint.get("/v1/publishers")
@endpoint(Operation("List publishers", "Figures", query=PAGE_QUERY, answers={200: PUBLISHERS}))
def list_publishers() -> Answer:
    """All publishers, by id."""
    cursor, limit = load_page_query(request.args.to_dict(flat=False))
    with database().reading() as conn:
        snapshot = cursor.snapshot or snapshots.current(conn)
        # Publishers are few, some dozens: the store lists them all.
        found = publishers.listing(conn, snapshot)[cursor.after : cursor.after + limit + 1]
    return page([dump_publisher(one) for one in found], limit, Cursor(snapshot, cursor.after + limit))
