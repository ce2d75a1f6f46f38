"""Figures as the CSV that an import takes: what comes out can be sent back."""

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict

from psycopg2.extensions import connection

from factcheck.period import Period, label_of
from factcheck.series import Series
from sql.figures import Selection
from sql.queries import query

COLUMNS = (
    "series", "title", "publisher", "publisher_name", "publisher_fiscal_month", "dataset", "measure", "unit", "stock_flow",
    "frequency",
    "area_role", "population", "breakdown", "statistic", "price_basis", "adjustment", "transformation",
    "rounding_quantum", "area", "area_name", "period", "value", "low", "high", "margin_of_error", "missing",
    "nature", "status", "published_on", "url", "locator", "licence",
)  # fmt: skip
BATCH = 5000  # rows at a time


def export_csv(conn: connection, series: Series, selection: Selection, snapshot: int) -> Iterator[bytes]:
    """The header and every vintage in force of the series' figures, some thousand lines at a time."""
    yield _lines([COLUMNS])
    asked = {**asdict(selection), "series": series.id, "snapshot": snapshot}
    head = [
        series.id, series.title, series.publisher.id, series.publisher.name, series.publisher.fiscal_month,
        series.dataset, series.measure, series.unit, series.stock_flow, series.frequency, series.area_role,
        series.population, series.breakdown, series.statistic, series.price_basis, series.adjustment,
        series.transformation, series.rounding_quantum,
    ]  # fmt: skip
    with conn.cursor(name="figures_out", withhold=True) as cur:
        cur.itersize = BATCH
        cur.execute(query("figure_export"), asked)
        while rows := cur.fetchmany(BATCH):
            yield _lines([*head, *row[:2], _iso(row[2], row[3], series), *row[4:]] for row in rows)


def _iso(start: object, end: object, series: Series) -> str:
    """The period by a name that reads back as the same days, whatever country reads it."""
    period = Period(start, end)  # type: ignore[arg-type]  # dates of the table
    fiscal_us = series.frequency == "fiscal_year" and period.start.month == 10
    return label_of(period.start, period.end, 10 if fiscal_us else None)


def _lines(rows: object) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)  # type: ignore[arg-type]
    return text.getvalue().encode()
