"""GET /v1/areas: places and groups of places, by any of their names."""

from flask import Blueprint, request

from api.endpoint import Answer, database, endpoint
from api.paging import page
from schemas.area import AREA_QUERY, AREAS, dump_area, load_area_query
from schemas.listing import Cursor
from schemas.openapi import Operation
from sql import areas, snapshots
from sql.page import Page

blueprint = Blueprint("areas", __name__)


@blueprint.get("/v1/areas")
@endpoint(Operation("Find areas", "Figures", query=AREA_QUERY, answers={200: AREAS}))
def list_areas() -> Answer:
    """The areas that the words name, best match first."""
    query = load_area_query(request.args.to_dict(flat=False))
    with database().reading() as conn:
        snapshot = query.cursor.snapshot or snapshots.current(conn)
        found = areas.search(conn, query.q, snapshot, Page(query.limit + 1, query.cursor.after))
    following = Cursor(snapshot, query.cursor.after + query.limit)
    return page([dump_area(area) for area in found], query.limit, following)
