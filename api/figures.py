"""GET /v1/figures/{id}: a figure with every vintage of it."""

from flask import Blueprint

from api.endpoint import Answer, database, endpoint
from schemas.figure import FIGURE, dump_figure, dump_vintage
from schemas.openapi import Operation
from sql import areas, figures, series, snapshots

blueprint = Blueprint("figures", __name__)


@blueprint.get("/v1/figures/<figure_id>")
@endpoint(Operation("One figure with its vintages", "Figures", answers={200: FIGURE}))
def get_figure(figure_id: str) -> Answer:
    """The figure as its newest vintage has it, and all its vintages, oldest first."""
    with database().reading() as conn:
        snapshot = snapshots.current(conn)
        figure = figures.one(conn, figure_id, snapshot)
        described = series.by_ids(conn, [figure.series], snapshot)[figure.series]
        area = areas.one(conn, figure.area, snapshot)
    document = dump_figure(figure, figure.vintages[-1], described, area)
    return {**document, "vintages": [dump_vintage(vintage) for vintage in figure.vintages]}
