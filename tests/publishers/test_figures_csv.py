"""Findings as rows of the figures CSV."""

import csv
from decimal import Decimal

import pytest

from publishers.errors import ShapeError
from publishers.figures_csv import figures_csv
from publishers.shape import Observation, Problem, Series

COLUMNS = {"series": "inv.a", "title": "A", "stock_flow": "flow", "nature": "actual", "status": "final"}


def rows(*findings):
    text = b"".join(figures_csv(findings, lambda _: None)).decode()
    return list(csv.DictReader(text.splitlines()))


def seen(period="2024", published_on="2025-01-31", locator="row 1", **columns):
    return Observation(
        Series(COLUMNS | columns), "inv:n", "North", period, Decimal("1E3"), published_on, locator
    )


def test_a_row_has_what_its_series_and_its_figure_say():
    (row,) = rows(seen())
    assert (row["series"], row["area"], row["value"], row["nature"], row["status"]) == (
        "inv.a",
        "inv:n",
        "1000",
        "actual",
        "final",
    )


@pytest.mark.parametrize(
    ("period", "published_on", "kind", "nature"),
    [
        ("2031", "2025-10-14", "stock", "projection"),
        ("2025", "2025-10-14", "flow", "projection"),
        ("2025", "2025-07-11", "stock", "actual"),
        ("2024-11", "2024-11-22", "rate", "actual"),
        ("2024-11-30", "2024-11-30", "stock", "actual"),
        ("FY2024", "2024-10-20", "flow", "actual"),
    ],
)
def test_what_could_not_be_known_yet_is_a_projection(period, published_on, kind, nature):
    assert rows(seen(period, published_on, stock_flow=kind))[0]["nature"] == nature


def test_texts_are_made_to_fit():
    (row,) = rows(seen(locator="=1+1\n" + "x" * 900, title="-A" + "b" * 400))
    assert row["locator"].startswith("1+1 xxx")
    assert (len(row["locator"]), len(row["title"])) == (500, 300)


def test_problems_are_noted_and_nothing_at_all_is_refused():
    noted = []
    with pytest.raises(ShapeError, match="no figure"):
        list(figures_csv([Problem("row 2", "odd")], noted.append))
    assert noted == [Problem("row 2", "odd")]
