"""Every statement of the store is read by PostgreSQL's planner, and look-ups use indexes."""

import io
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

import psycopg2
import pytest
from psycopg2.extensions import cursor

from sql import (
    areas,
    checks,
    feeds,
    figures,
    idempotency,
    imports,
    jobs,
    keys,
    publishers,
    queries,
    refreshes,
    revisions,
    series,
    snapshots,
    subscribers,
    turns,
    vocabulary,
)
from sql.database import open_database
from sql.errors import ImportRefusedError
from sql.export import export_csv
from sql.migrate import FOLDER, migrate
from sql.page import Page
from tests.sql.files import csv_of, take_in
from tests.sql_fixtures import create_database, drop_database

NAMES = {path.read_text(encoding="utf-8"): path.stem for path in queries.FOLDER.glob("*.sql")}
BY_COMMENT = {text.partition("\n")[0]: name for text, name in NAMES.items()}
# Statements without a plan: they set, make or copy something.
PLANLESS = re.compile(
    r"set local|create index|create (unlogged )?table (if not exists )?\w+ \(|drop table|copy"
)


# Statements that were prepared, by their names.
PLANNED = re.compile(r"execute (\w+) \(")


class Explaining(cursor):
    """A cursor that has the planner explain each statement of the store before it is run."""

    plans: dict[str, str] = {}  # noqa: RUF012 - shared by all cursors of the test on purpose

    def execute(self, statement, values=None):
        text = statement.decode() if isinstance(statement, bytes) else statement
        planned = PLANNED.match(text)
        name = planned[1] if planned else BY_COMMENT.get(text.partition("\n")[0])
        if name and PLANLESS.match(without_comment(text)):
            self.plans[name] = "no plan"
        elif name:
            with self.connection.cursor(cursor_factory=cursor) as planner:
                planner.execute(b"explain " + planner.mogrify(statement, values))
                self.plans[name] = "\n".join(row[0] for row in planner)
        return super().execute(statement, values)

    def copy_expert(self, statement, file, size=8192):
        self.plans[BY_COMMENT[statement.partition("\n")[0]]] = "no plan"
        return super().copy_expert(statement, file, size)


def without_comment(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("--"))


@pytest.fixture
def explaining(fresh_url) -> Iterator[psycopg2.extensions.connection]:
    """A connection that collects plans."""
    Explaining.plans.clear()
    with closing(psycopg2.connect(fresh_url, cursor_factory=Explaining)) as conn:
        yield conn


def write_everything(conn) -> None:
    """Calls each function of the store that writes."""
    take_in(conn, {}, {"period": "FY2022", "value": "11"})
    areas_file = b"code,name,alias,group\ninv:all,All,,\ninv:north,,N,inv:all\n"
    listed = imports.run(conn, "areas", [areas_file], "t")
    imports.run(conn, "breaks", [b"series,area,period,text\ninv.apples,N,2022-01,New.\n"], "t")
    imports.run(conn, "vocabulary", [b"notion,called\napples,pippins\n"], "t")
    with pytest.raises(ImportRefusedError):
        imports.run(conn, "figures", [csv_of({"value": "x"})], "t")
    imports.withdraw(conn, listed.id)
    checks.record(conn, checks.Kept("ck_a", "consistent", None, None, "{}", {("inv.apples", "inv:north")}))
    keys.find(conn, keys.create(conn, "somebody", ["import"]))
    keys.revoke(conn, keys.listing(conn)[0].id)
    idempotency.recall(conn, "k", "f")
    idempotency.remember(conn, "k", "f", "{}")
    follow_everything(conn)
    tell_everything(conn)


def follow_everything(conn) -> None:
    """Calls each function of the store that follows a source and works on it."""
    wanted = feeds.Wanted("inv", "a", (), {}, {}, None, None, timedelta(days=1), Decimal(1))
    feed = feeds.one(conn, f"so_{feeds.add(conn, wanted)}")
    feeds.asked(conn, feed.number)
    feeds.failed(conn, feed.number, "no answer")
    feeds.accept(conn, feed.number)
    received = refreshes.Received(
        "data", "GET x", "0" * 64, 1, date(2026, 1, 1), None, None, lambda: io.BytesIO(b"x")
    )
    parsed = refreshes.Parsed(1, b"hash", [], 0)
    done, published_on = refreshes.take_in(
        conn, feed, [csv_of({"period": "2024-01"})], lambda: parsed, [received]
    )
    feeds.succeeded(conn, feed.number, done.id, published_on)
    with refreshes.received(conn, done.id)[0].content() as content:
        content.read()
    refreshes.one(conn, done.id)
    refreshes.settled(conn, "inv.apples")
    jobs.add(conn, "refresh", feed.number)
    with jobs.taken(conn) as job:
        jobs.doing(conn, job, "asking")
        jobs.advance(conn, job, 1)
        jobs.put_off(conn, job, 0)
    with jobs.taken(conn, number=jobs.add(conn, "refresh", feed.number)) as job:
        jobs.end(conn, job)
    jobs.seconds_until_next(conn)
    turns.wait_s(conn, "inv", 1, 1.0)
    feeds.forget(conn, feed.number)
    feeds.end(conn, feed.id)


def tell_everything(conn) -> None:
    """Calls each function of the store that revises a check and tells of it."""
    subscriber = subscribers.add(conn, "https://newsroom.example/hook", "secret")
    numbers = [one.number for one in revisions.touched(conn, 1, 0, 10)]
    revisions.one_at_a_time(conn)
    revisions.add(conn, revisions.Revision(numbers[0], 1, "consistent", "depends", "{}"))
    revisions.listing(conn, checks.Wanted(), datetime(2020, 1, 1, tzinfo=UTC), 10, None)
    revisions.look_again(conn, 0)
    jobs.put_off_round(conn, 1, 60)
    subscribers.delivery(conn, 1)
    subscribers.failed(conn, 1, "no answer", last=False)
    subscribers.delivered(conn, 1)
    subscribers.dropped(conn, 1)
    subscribers.listing(conn)
    subscribers.end(conn, subscriber)


def read_everything(conn) -> None:
    """Calls each function of the store that reads."""
    snapshot = snapshots.current(conn)
    described = series.one(conn, "inv.apples", snapshot).series
    found = figures.figures_for(conn, ["inv.apples"], ["inv:north"], date(2023, 1, 1), snapshot)
    figures.one(conn, found[0].id, snapshot)
    figures.withdrawn(conn, [found[0].vintages[0].id])
    figures.listing(conn, described, figures.Selection(), Page(10, 0), snapshot)
    figures.breaks(conn, ["inv.apples"], snapshot)
    list(export_csv(conn, described, figures.Selection(), snapshot))
    series.find(conn, series.Looked("apples", {"apples": 1}), snapshot)
    series.listing(conn, None, snapshot, Page(5, 0))
    vocabulary.added(conn, snapshot)
    areas.names_of(conn, ["inv:north"], snapshot)
    series.whole_areas(conn, ["inv.apples"], snapshot)
    areas.one(conn, "North", snapshot)
    areas.search(conn, "north", snapshot, Page(5, 0))
    areas.names(conn, snapshot)
    publishers.listing(conn, snapshot)
    snapshots.began(conn, snapshot)
    imports.listing(conn)
    checks.one(conn, "ck_a")
    checks.listing(conn, checks.Wanted(), 10, 0)


def test_the_planner_reads_every_statement(explaining, fresh_url, monkeypatch, tmp_path):
    write_everything(explaining)
    read_everything(explaining)
    monkeypatch.setattr(psycopg2, "connect", partial(psycopg2.connect, cursor_factory=Explaining))
    for path in FOLDER.glob("*.sql"):
        (tmp_path / path.name).write_text(path.read_text())
    (tmp_path / "9999_more.sql").write_text("select 1")
    open_database(fresh_url, tmp_path).close()
    migrate(fresh_url, tmp_path)
    assert set(NAMES.values()) - set(Explaining.plans) == set()


@pytest.mark.parametrize("path", sorted(queries.FOLDER.glob("*.sql")), ids=lambda path: path.stem)
def test_a_statement_says_first_what_it_answers(path: Path):
    text = path.read_text(encoding="utf-8")
    assert re.match(r"-- [A-Z][^\n]+\n", text)
    assert not re.search(r"\bselect \*\s", text)


PADDING = """
insert into import (import_id, kind, source) select n, 'areas', 'test' from generate_series(1000, 5000) as n;
insert into withdrawal (withdrawal_id, import_id) select n + 5000, n from generate_series(1000, 5000) as n;
insert into area (code, import_id) select 'more:' || n, 1 from generate_series(1, 5000) as n;
insert into source (licence_id, url) select 1, 'https://example.org/more/' || n from generate_series(1, 20000) as n;
insert into series (code, import_id) select 'more.' || n, 1 from generate_series(1, 5000) as n;
insert into series_description (
    series_id, import_id, publisher_id, title, measure, unit, stock_flow, frequency, area_role
)
select series_id, 1, 1, 'More', 'more', 'one', 'flow', 'year', 'place' from series where code like 'more.%';
"""


@pytest.fixture(scope="session")
def large_url(server, template_url) -> Iterator[str]:
    """A store in which each table is large enough for an index to be worth its while."""
    url = create_database(server.url, template_url)
    rows = [
        {"series": f"inv.s{one}", "area": f"inv:a{area}", "area_name": f"Area {area}", "period": str(year),
         "url": f"https://example.org/{one}/{area}", "licence": f"Licence {one}.{area}"}
        for one in range(40) for area in range(40) for year in range(1990, 2000)
    ]  # fmt: skip
    with closing(psycopg2.connect(url)) as conn:
        take_in(conn, *rows)
        conn.cursor().execute(PADDING)
        conn.commit()
        conn.autocommit = True
        conn.cursor().execute("vacuum analyze")
    yield url
    drop_database(server.url, url)


@pytest.mark.parametrize("count", [1, 12])
def test_the_figures_of_a_check_are_looked_up_by_indexes_only(large_url, count):
    asked = {
        "series": ["inv.s3", "inv.s7"], "areas": [f"inv:a{n}" for n in range(count)],
        "as_of": date(2023, 1, 1), "snapshot": 9000,
    }  # fmt: skip
    with closing(psycopg2.connect(large_url)) as conn, conn.cursor(cursor_factory=Explaining) as cur:
        cur.execute("set plan_cache_mode = force_generic_plan")  # the plan that is kept, whatever is asked
        queries.execute_planned(cur, "figures_for", asked)
        plan = Explaining.plans["figures_for"]
    assert "Seq Scan" not in plan, plan
    assert "using vintage_once on vintage" in plan
