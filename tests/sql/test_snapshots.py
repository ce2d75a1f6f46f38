"""Snapshots: what was read once can be read again, whatever came in or was taken back since."""

from datetime import date

import psycopg2
import pytest

from sql import areas, figures, imports, publishers, series, snapshots
from sql.errors import AlreadyWithdrawnError, ImportRefusedError, NotStoredError
from sql.export import export_csv
from tests.sql.files import csv_of, stored, take_in, values


def of_kind(conn, kind: imports.Kind, text: str) -> imports.ImportDone:
    return imports.run(conn, kind, [text.encode()], "test", None)


def test_an_empty_store_is_snapshot_nought(conn):
    assert snapshots.current(conn) == 0


def test_what_came_later_is_not_seen_at_an_earlier_snapshot(conn):
    take_in(conn, {"value": "1"})
    first = snapshots.current(conn)
    take_in(conn, {"value": "2", "published_on": "2022-05-01"}, {"period": "2022-02"})
    assert values(stored(conn, first)) == [[1]]
    assert values(stored(conn)) == [[1, 2], [10]]


def test_a_withdrawn_import_no_longer_decides_but_did_at_the_snapshot_before(conn):
    take_in(conn, {"value": "1"})
    done = take_in(conn, {"value": "2", "published_on": "2022-05-01"})
    before = snapshots.current(conn)
    imports.withdraw(conn, done.id)
    assert snapshots.current(conn) > before
    assert values(stored(conn)) == [[1]]
    assert values(stored(conn, before)) == [[1, 2]]


def test_what_was_taken_back_can_be_brought_again(conn):
    done = take_in(conn, {"value": "1"})
    figure = stored(conn)[0].id
    imports.withdraw(conn, done.id)
    assert stored(conn) == []
    assert take_in(conn, {"value": "1"}).vintages_added == 1
    assert stored(conn)[0].id == figure


def test_a_series_wrongly_described_can_be_described_anew_once_it_is_taken_back(conn):
    done = take_in(conn, {}, unit="pears")
    before = snapshots.current(conn)
    imports.withdraw(conn, done.id)
    take_in(conn, {}, unit="apples")
    now = snapshots.current(conn)
    assert series.by_ids(conn, ["inv.apples"], before)["inv.apples"].unit == "pears"
    assert series.by_ids(conn, ["inv.apples"], now)["inv.apples"].unit == "apples"


def test_an_import_is_taken_back_once(conn):
    done = take_in(conn, {})
    imports.withdraw(conn, done.id)
    with pytest.raises(AlreadyWithdrawnError, match=done.id):
        imports.withdraw(conn, done.id)
    with pytest.raises(NotStoredError, match="im_99"):
        imports.withdraw(conn, "im_99")
    assert imports.one(conn, done.id).withdrawn_at


def test_aliases_groups_and_breaks_follow_their_imports(conn):
    take_in(conn, {})
    listed = of_kind(conn, "areas", "code,name,alias,group\ninv:north,,Boreas,inv:all\ninv:all,All,,\n")
    broken = of_kind(conn, "breaks", "series,area,period,text\ninv.apples,Boreas,2022-01,Counted anew.\n")
    at = snapshots.current(conn)
    imports.withdraw(conn, broken.id)
    imports.withdraw(conn, listed.id)
    now = snapshots.current(conn)
    assert areas.one(conn, "boreas", at).groups == ("inv:all",)
    assert areas.named(conn, ["boreas"], now) == {"boreas": []}
    assert areas.one(conn, "inv:north", now).groups == ()
    assert [one.text for one in figures.breaks(conn, ["inv.apples"], at)] == ["Counted anew."]
    assert figures.breaks(conn, ["inv.apples"], now) == []


def test_publishers_and_series_are_as_they_were(conn):
    take_in(conn, {})
    at = snapshots.current(conn)
    take_in(conn, {"publisher": "other", "series": "other.one"})
    assert [one.id for one in publishers.listing(conn, at)] == ["inventor"]
    assert list(series.by_ids(conn, ["other.one"], at)) == []


def test_each_class_of_natures_brings_its_oldest_its_newest_known_and_its_newest(conn):
    days = ["2022-02-01", "2022-03-01", "2022-04-01", "2022-05-01"]
    rows = [{"published_on": day, "value": str(at)} for at, day in enumerate(days)]
    take_in(conn, *rows, {"nature": "projection", "value": "9", "published_on": "2021-01-01"})
    found = figures.figures_for(
        conn, ["inv.apples"], ["inv:north"], date(2022, 3, 15), snapshots.current(conn)
    )
    assert values(found) == [[9, 0, 1, 3]]


def test_a_file_that_comes_out_can_go_in_again(conn):
    take_in(conn, {"value": "1.50"}, {"period": "2022-02", "value": "", "missing": "suppressed"})
    snapshot = snapshots.current(conn)
    described = series.by_ids(conn, ["inv.apples"], snapshot)["inv.apples"]
    file = b"".join(export_csv(conn, described, figures.Selection(), snapshot))
    done = imports.run(conn, "figures", [file], "again", None)
    assert (done.rows_read, done.unchanged) == (2, 2)


def test_imports_are_numbered_in_the_order_in_which_they_are_committed(database):
    with database.transaction() as conn:
        first = take_in(conn, {})
    with database.transaction() as conn:
        second = take_in(conn, {"period": "2022-02"})
    with database.reading() as conn:
        assert [one.id for one in imports.listing(conn)] == [second.id, first.id]
        assert imports.one(conn, first.id).vintages_added == 1


def test_a_refused_file_leaves_nothing_even_where_the_transaction_is_committed(database):
    with database.transaction() as conn, pytest.raises(ImportRefusedError):
        imports.run(conn, "figures", [csv_of({"value": "x"})], "test", None)
    with database.reading() as conn:
        assert (snapshots.current(conn), imports.listing(conn)) == (0, [])


def test_a_vintage_is_never_changed_or_deleted(conn):
    take_in(conn, {})
    for statement in ("update vintage set value = 2", "delete from vintage"):
        conn.cursor().execute("savepoint here")
        with pytest.raises(psycopg2.errors.RestrictViolation, match="never changed"):
            conn.cursor().execute(statement)
        conn.cursor().execute("rollback to savepoint here")
