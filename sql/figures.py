"""Figures with their vintages, as they are known at a snapshot."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from psycopg2.extensions import connection

from factcheck.figure import Figure, Vintage
from factcheck.period import Period, label_of
from factcheck.series import Series
from sql.errors import NotStoredError
from sql.page import Page
from sql.queries import execute_planned, query

MOST_DIGITS = 19  # of a number that the store can hold


@dataclass(frozen=True, slots=True)
class Selection:
    """Which figures of a series: of an area by its code, from a day through a day, as published by a day.

    None is no condition.
    """

    area: str | None = None
    first: date | None = None
    through: date | None = None
    as_of: date | None = None


def listing(
    conn: connection, series: Series, selection: Selection, page: Page, snapshot: int
) -> list[Figure]:
    """Figures of the series in order of area and time, each with the one vintage that as_of asks for."""
    asked = {
        **asdict(selection), **asdict(page), "series": series.id, "frequency": series.frequency, "snapshot": snapshot,
    }  # fmt: skip
    with conn.cursor() as cur:
        cur.execute(query("figure_listing"), asked)
        return figures_from(cur.fetchall())


def one(conn: connection, figure_id: str, snapshot: int) -> Figure:
    """The figure with all its vintages in force, oldest first. Raises NotStoredError."""
    number = figure_id.removeprefix("fg_")
    found: list[Figure] = []
    if figure_id.startswith("fg_") and number.isascii() and number.isdigit() and len(number) < MOST_DIGITS:
        with conn.cursor() as cur:
            cur.execute(query("figure_vintages"), {"figure": int(number), "snapshot": snapshot})
            found = figures_from(cur.fetchall())
    if not found:
        raise NotStoredError(
            f"found no figure {figure_id!r}; expected an id such as fg_12, as answers name them"
        )
    return found[0]


def withdrawn(conn: connection, vintages: Sequence[str]) -> list[str]:
    """Those of the vintages, by their ids, whose import has been taken back."""
    numbers = [int(vintage.removeprefix("vt_")) for vintage in vintages]
    if not numbers:
        return []
    with conn.cursor() as cur:
        cur.execute(query("vintage_withdrawn"), {"vintages": numbers})
        return [f"vt_{row[0]}" for row in cur]


@dataclass(frozen=True, slots=True)
class Break:
    """A break in a series: its figures before and after the period are not made alike."""

    series: str
    area: str
    period: Period
    text: str


def breaks(conn: connection, series: Sequence[str], snapshot: int) -> list[Break]:
    """The breaks of the series, in order of series, area and time."""
    with conn.cursor() as cur:
        cur.execute(query("break_listing"), {"codes": list(series), "snapshot": snapshot})
        return [Break(row[0], row[1], Period(row[2], row[3]), row[4]) for row in cur]


def figures_for(
    conn: connection, series: Sequence[str], areas: Sequence[str], as_of: date, snapshot: int
) -> list[Figure]:
    """All figures of each series for each area, in order of series, area and time, in one query.

    Of the vintages those that can decide: of each class of natures the oldest, the newest published
    on or before `as_of`, and the newest of all.
    """
    asked = {"series": list(series), "areas": list(areas), "as_of": as_of, "snapshot": snapshot}
    with conn.cursor() as cur:
        execute_planned(cur, "figures_for", asked)
        return figures_from(cur.fetchall())


def figures_from(rows: Sequence[Sequence[Any]]) -> list[Figure]:
    """The figures in rows of the columns of figures_for.sql, those of a figure one after another."""
    figures: list[Figure] = []
    vintages: list[Vintage] = []
    last = None
    for at, row in enumerate(rows):
        if row[0] != last:
            if vintages:
                figures.append(_figure(rows[at - 1], vintages))
                vintages = []
            last = row[0]
        vintages.append(Vintage(*row[6:]))
    if vintages:
        figures.append(_figure(rows[-1], vintages))
    return figures


def _figure(row: Sequence[Any], vintages: list[Vintage]) -> Figure:
    return Figure(f"fg_{row[0]}", row[1], row[2], _period(row[3], row[4], row[5]), tuple(vintages))


@lru_cache(maxsize=20_000)  # the same months and years come again in every series
def _period(start: date, end: date, frequency: str | None) -> Period:
    return Period(start, end, label_of(start, end, start.month if frequency == "fiscal_year" else None))
