"""Series: found by words, one by id, and their figures, as JSON or CSV."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from flask import Blueprint, Response, request

from api.checking import today
from api.endpoint import Answer, database, endpoint, remembered
from api.finding import find, searched, wanted_of
from api.paging import page
from api.state import State
from factcheck.claim import Context
from factcheck.series import Area, Series
from schemas.figure import FIGURE_QUERY, FIGURES, dump_figure, load_figure_query
from schemas.listing import Cursor
from schemas.openapi import Operation
from schemas.series import SERIES, SERIES_LIST, SERIES_QUERY, dump_series, load_series_query
from sql import areas, figures, series, snapshots
from sql.database import Connection, Database
from sql.export import export_csv
from sql.page import Page

blueprint = Blueprint("series", __name__)
LEAST_SHOWN = Decimal("0.1")  # a score below which a series has nothing to do with the words


@blueprint.get("/v1/series")
@endpoint(Operation("Find series", "Figures", query=SERIES_QUERY, answers={200: SERIES_LIST}))
def list_series() -> Answer:
    """The series that the words fit, best match first."""
    query = load_series_query(request.args.to_dict(flat=False))
    with database().reading() as conn:
        snapshot = query.cursor.snapshot or snapshots.current(conn)
        area = areas.one(conn, query.area, snapshot) if query.area else None
        asked = Page(query.limit + 1, query.cursor.after)
        if query.q.strip():
            items = _found(conn, query.q, area, asked, snapshot)
        else:
            listed = series.listing(conn, area.code if area else None, snapshot, asked)
            items = [dump_series(one.series, one.first, one.last) for one in listed]
    return page(items, query.limit, Cursor(snapshot, query.cursor.after + query.limit))


def _found(
    conn: Connection, words: str, area: Area | None, asked: Page, snapshot: int
) -> list[dict[str, Any]]:
    """The series that may be meant by the words, best match first, each with its score and why."""
    state = State(snapshot, today(), remembered())
    here = Context(state.as_of, said_on_given=False)
    wanted = wanted_of(conn, searched(conn, words, here, state), here, state, area)
    matches = find(conn, wanted, state)
    shown = [one for one in matches if one.score >= LEAST_SHOWN][asked.offset : asked.offset + asked.limit]
    with_periods = [(one, series.with_ends(one.series, one.described.span)) for one in shown]
    return [dump_series(one.series, ends.first, ends.last, one) for one, ends in with_periods]


@blueprint.get("/v1/series/<series_id>")
@endpoint(Operation("One series", "Figures", answers={200: SERIES}))
def get_series(series_id: str) -> Answer:
    """The series of that id."""
    with database().reading() as conn:
        found = series.one(conn, series_id, snapshots.current(conn))
    return dump_series(found.series, found.first, found.last)


@blueprint.get("/v1/series/<series_id>/figures")
@endpoint(
    Operation(
        "The figures of a series",
        "Figures",
        "In order of area and period, each as its newest vintage has it, or the newest of as_of. "
        "With Accept: text/csv as a file that POST /v1/imports takes.",
        query=FIGURE_QUERY,
        answers={200: FIGURES},
        media=("text/csv",),
    )
)
def list_figures(series_id: str) -> Answer:
    """The figures of the series."""
    query = load_figure_query(request.args.to_dict(flat=False))
    with database().reading() as conn:
        snapshot = query.cursor.snapshot or snapshots.current(conn)
        described = series.one(conn, series_id, snapshot).series
        area = areas.one(conn, query.area, snapshot).code if query.area else None
        selection = figures.Selection(area, query.first, query.through, query.as_of)
        if request.accept_mimetypes.best_match(["application/json", "text/csv"]) == "text/csv":
            return Response(_lines(database(), described, selection, snapshot), mimetype="text/csv")
        asked = Page(query.limit + 1, query.cursor.after)
        found = figures.listing(conn, described, selection, asked, snapshot)
        places = areas.named(conn, sorted({figure.area for figure in found}), snapshot)
    items = [dump_figure(one, one.vintages[-1], described, places[one.area][0]) for one in found]
    return page(items, query.limit, Cursor(snapshot, query.cursor.after + query.limit))


def _lines(
    store: Database, described: Series, selection: figures.Selection, snapshot: int
) -> Iterator[bytes]:
    """The file, some thousand lines at a time, on a connection of its own until the last is sent."""
    with store.reading() as conn:
        yield from export_csv(conn, described, selection, snapshot)
