"""Files that say all of their series: what they leave out, and how much they may change."""

from decimal import Decimal

import pytest

from sql import figures, imports, snapshots
from sql.errors import HeldError
from sql.figure_import import Scope
from tests.sql.files import csv_of, stored, take_in, values

ALL = Scope(feed_number=0, change_limit=None)
HALF = Scope(feed_number=0, change_limit=Decimal("0.5"))
MONTHS = [{"period": f"2022-{month:02}", "value": str(10 * month)} for month in range(1, 7)]


def whole(conn, *rows: dict[str, str], scope: Scope = ALL, **columns: str) -> imports.ImportDone:
    return imports.run(conn, "figures", [csv_of(*rows, **columns)], "test", scope)


def later(*rows: dict[str, str]) -> list[dict[str, str]]:
    return [row | {"published_on": "2022-09-01"} for row in rows]


def test_a_figure_that_vanishes_becomes_a_withdrawn_vintage(conn):
    take_in(conn, *MONTHS)
    done = whole(conn, *later(*MONTHS[:2], *MONTHS[3:]))
    vintages = stored(conn)[2].vintages
    assert [(one.value, one.missing, str(one.published_on)) for one in vintages] == [
        (Decimal(30), None, "2022-02-01"),
        (None, "withdrawn", "2022-09-01"),
    ]
    assert (done.vintages_added, done.figures_added, done.unchanged) == (1, 0, 5)


def test_it_is_withdrawn_once_and_may_come_back(conn):
    take_in(conn, *MONTHS)
    whole(conn, *later(*MONTHS[:5]))
    assert whole(conn, *later(*MONTHS[:5])).vintages_added == 0
    whole(conn, *[row | {"published_on": "2022-10-01"} for row in MONTHS])
    whole_story = figures.one(conn, stored(conn)[5].id, snapshots.current(conn))
    assert [vintage.value for vintage in whole_story.vintages] == [Decimal(60), None, Decimal(60)]


def test_what_lies_before_the_first_period_sent_is_not_withdrawn(conn):
    take_in(conn, *MONTHS)
    assert whole(conn, *later(*MONTHS[2:])).vintages_added == 0


def test_a_year_is_not_withdrawn_by_a_file_of_months(conn):
    take_in(conn, *MONTHS, {"period": "2022", "value": "210"})
    assert whole(conn, *later(*MONTHS)).vintages_added == 0


def test_an_area_that_somebody_else_brought_is_not_withdrawn(conn):
    take_in(conn, *MONTHS, *[row | {"area": "inv:south", "area_name": "South"} for row in MONTHS])
    assert whole(conn, *later(*MONTHS)).vintages_added == 0


def test_an_older_answer_withdraws_nothing(conn):
    take_in(conn, *MONTHS)
    assert whole(conn, *MONTHS[:5], published_on="2022-01-15").vintages_added == 5
    assert values(stored(conn))[5] == [Decimal(60)]


def test_a_projection_stays_where_the_outcome_comes(conn):
    take_in(conn, MONTHS[0] | {"nature": "projection"})
    assert whole(conn, *later(MONTHS[0])).vintages_added == 1


def test_more_changes_than_the_limit_are_held(conn):
    take_in(conn, *MONTHS)
    changed = [row | {"value": row["value"] + ".5"} for row in later(*MONTHS)]
    with pytest.raises(HeldError, match=r"4 of 6 stored figures \(66 %\).*inv.apples inv:north 2022-"):
        whole(conn, *changed[:4], *later(*MONTHS[4:]), scope=HALF)
    assert values(stored(conn)) == [[Decimal(10 * month)] for month in range(1, 7)]
    assert whole(conn, *changed[:3], *later(*MONTHS[3:]), scope=HALF).vintages_added == 3


def test_vanished_figures_count_as_changes(conn):
    take_in(conn, *MONTHS)
    with pytest.raises(HeldError, match="4 of 6"):
        whole(conn, *later(*MONTHS[:2]), scope=HALF)


@pytest.mark.parametrize(
    ("value", "held"), [("100", False), ("101", True), ("0.9", True), ("1", False), ("0", False)]
)
def test_a_change_by_more_than_ten_times_is_held(conn, value, held):
    take_in(conn, *MONTHS)
    rows = later(MONTHS[0] | {"value": value}, *MONTHS[1:])
    if held:
        with pytest.raises(HeldError, match="by more than ten times"):
            whole(conn, *rows, scope=HALF)
    else:
        assert whole(conn, *rows, scope=HALF).vintages_added == 1


def test_a_change_of_status_is_no_change_of_a_figure(conn):
    take_in(conn, *MONTHS)
    assert whole(conn, *later(*MONTHS), scope=HALF, status="revised").vintages_added == 6


def test_older_vintages_in_a_file_are_not_taken_for_the_newest(conn):
    take_in(conn, *MONTHS)
    history = [row | {"value": str(5 * int(row["value"])), "published_on": "2021-01-01"} for row in MONTHS]
    assert whole(conn, *history, *later(*MONTHS), scope=HALF).vintages_added == 6


def test_what_was_said_before_is_not_rewritten_unseen(conn):
    take_in(conn, *MONTHS)
    take_in(conn, *[row | {"value": row["value"] + "1"} for row in later(*MONTHS)])
    older = [row | {"value": row["value"] + "000"} for row in MONTHS]
    with pytest.raises(HeldError, match="6 by more than ten times"):
        whole(conn, *older, *[row | {"value": row["value"] + "1"} for row in later(*MONTHS)], scope=HALF)
    before = [row | {"value": row["value"] + "000", "published_on": "2022-01-31"} for row in MONTHS]
    with pytest.raises(HeldError, match="by more than ten times"):
        whole(conn, *before, scope=HALF)


def test_the_middle_of_a_range_counts(conn):
    take_in(conn, {"value": "", "low": "100", "high": "200"})
    with pytest.raises(HeldError, match="1 by more than ten times"):
        whole(conn, *later({"value": "", "low": "100000", "high": "200000"}), scope=Scope(0, Decimal(1)))


def test_a_figure_with_a_day_of_its_own_comes_back_too(conn):
    """As in FRED: each figure is published on its own day, before and after it was left out."""
    own_days = [row | {"published_on": f"2022-0{at}-15"} for at, row in enumerate(MONTHS, 2)]
    take_in(conn, *own_days)
    whole(conn, *own_days[:2], *own_days[3:])
    assert stored(conn)[2].vintages[-1].missing == "withdrawn"
    whole(conn, *own_days)
    assert stored(conn)[2].vintages[-1].value == Decimal(30)
    assert whole(conn, *own_days).vintages_added == 0


def test_a_figure_comes_back_on_the_day_of_its_withdrawal(conn):
    take_in(conn, *MONTHS)
    whole(conn, *later(*MONTHS[:5]))
    whole(conn, *later(*MONTHS))
    assert stored(conn)[5].vintages[-1].value == Decimal(60)


def test_an_older_answer_brings_nothing_back(conn):
    take_in(conn, *MONTHS)
    whole(conn, *later(*MONTHS[:5]))
    assert whole(conn, *MONTHS).vintages_added == 0
    assert stored(conn)[5].vintages[-1].missing == "withdrawn"


def test_an_area_is_named_for_its_own_series_only(conn):
    south = {"area": "inv:south", "area_name": "South"}
    pears = {"series": "inv.pears", "title": "Pears", "measure": "pears eaten", "unit": "pear"}
    take_in(conn, *MONTHS, *[row | south for row in MONTHS])
    take_in(conn, *[row | pears for row in MONTHS], *[row | pears | south for row in MONTHS])
    rows = [*MONTHS, *[row | south for row in MONTHS], *[row | pears for row in MONTHS]]
    assert whole(conn, *later(*rows)).vintages_added == 0
