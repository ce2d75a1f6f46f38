"""Commands that follow publishers: adding series, refreshing them, the worker, looking at how that goes."""

import os
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from api.endpoint import database
from api.following import FROM_THE_COMMAND_LINE, follow, wanted_of
from api.progress import on_one_line
from api.refreshing import Reading, Refreshed, Surroundings, body_of, settled, source_of
from api.services import service_of, variable_of
from api.sources import state_of
from api.worker import FOLLOWING, refresh_now, told, work
from outgoing.errors import UnreachableError
from publishers.catalogue import usual
from publishers.errors import SourceError
from publishers.registry import MODULES, module_of
from schemas.source import WantedSource
from sql import feeds, refreshes
from sql.errors import BusyError, HeldError
from sql.feeds import Feed


class _Pair(click.ParamType[tuple[str, str]]):
    """NAME=TEXT."""

    name = "name=text"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, str]:
        name, equals, text = value.partition("=")
        if not equals or not name or not text:
            self.fail(
                f"found {value!r}; expected a name, an equals sign and a text (unit=person)", param, ctx
            )
        return name, text


@click.command("list-publishers")
def list_publishers() -> None:
    """List the publishers that can be followed, and what their codes look like."""
    for module in MODULES.values():
        one = module.publisher
        key = ""
        if one.key_place:
            key = f"  ({'needs' if one.key_place.needed else 'takes'} a key: {variable_of(one)}_KEY)"
        click.echo(f"{one.id:<14} {one.name}: {one.codes}{key}")


@click.command("add-series")
@click.argument("publisher")
@click.argument("code")
@click.option("--areas", default="all", show_default=True, help="The publisher's codes, with commas between.")
@click.option(
    "--set", "columns", type=_Pair(), multiple=True, help="What the publisher does not say: unit=person"
)
@click.option(
    "--option", "options", type=_Pair(), multiple=True, help="What its module understands: start=2000"
)
@click.option("--every", "hours", type=click.FloatRange(1 / 60, 24 * 366), help="Hours between refreshes.")
@click.option(
    "--change-limit", type=click.FloatRange(0, 100), help="Percent that a refresh may change unasked."
)
@click.option("--later", is_flag=True, help="Leave the fetching to a worker.")
@with_appcontext
def add_series(publisher: str, code: str, areas: str, later: bool, **more: Any) -> None:
    """Follow CODE of PUBLISHER, and fetch it.

    As with worldbank SP.POP.TOTL, or fred UNRATE. list-publishers says what there is. A file of one's own:
    add-series file my.series --option path=table.csv --option mapping=@mapping.toml
    """
    some = () if areas == "all" else tuple(filter(None, areas.split(",")))
    every, limit = more["hours"], more["change_limit"]
    asked = WantedSource(
        publisher, code, some, dict(more["columns"]), dict(_whole(*pair) for pair in more["options"]),
        timedelta(hours=every) if every else None, None if limit is None else Decimal(str(limit)) / 100,
    )  # fmt: skip
    try:
        wanted = wanted_of(asked)
    except SourceError as error:
        raise click.ClickException(str(error)) from error
    with database().transaction() as conn:
        known = {one.number for one in feeds.listing(conn)}
        feed = feeds.one(conn, f"so_{follow(conn, wanted)}")
    if later:
        click.echo(f"{feed.id} is followed; a worker fetches it.")
        return
    _first_fetch(feed, again=feed.number in known)


def _first_fetch(feed: Feed, *, again: bool) -> None:
    """Fetches what is followed from now on. again: it was followed before. What can never come is not followed."""
    kept = f"{feed.id} is followed all the same; addsup end-source {feed.id} ends that"
    try:
        done = _refreshed(feed)
    except KeyboardInterrupt:
        click.echo(f"\n{kept}. A worker fetches it.", err=True)
        sys.exit(130)
    failed = done.failure
    if failed and not again and not isinstance(failed, UnreachableError | HeldError | BusyError):
        with database().transaction() as conn:
            if not feeds.forget(conn, feed.number):  # it was followed before, and ended
                feeds.end(conn, feed.id)
        raise click.ClickException(f"{done.text}\nIt is not followed.")
    if failed:
        click.echo(f"{kept}. A worker tries again.", err=True)
    _finish([done])


def _whole(name: str, text: str) -> tuple[str, str]:
    """The option, its text that of the file which it names after an @; a path as it is from anywhere."""
    if name in FROM_THE_COMMAND_LINE:
        return name, str(Path(text).resolve())
    if not text.startswith("@"):
        return name, text
    try:
        return name, Path(text[1:]).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"found no text to read in {text[1:]}: {error}") from error


@click.command()
@click.argument("publisher", required=False)
@click.option("--source", help="Only the source of that id (so_1).")
@click.option(
    "--accept", is_flag=True, help="Let it change as much as it likes: after a look at what was held."
)
@with_appcontext
def refresh(publisher: str | None, source: str | None, accept: bool) -> None:
    """Fetch what is followed of PUBLISHER, or all that is followed, now.

    Where nothing of PUBLISHER is followed yet, its usual series are. Looks again at stored checks too; telling
    subscribers is left to a worker. Ends with 1 where a source failed, after a line on each.
    """
    if publisher and source:
        raise click.UsageError("found both PUBLISHER and --source; expected one of them")
    with database().transaction() as conn:
        found = [feeds.one(conn, source)] if source else feeds.listing(conn, publisher)
        found = found or [feeds.one(conn, f"so_{number}") for number in _usual(conn, publisher)]
        for feed in found if accept else ():
            feeds.accept(conn, feed.number)
    _finish(_each(found))


def _each(found: Sequence[Feed]) -> Iterator[Refreshed]:
    """How each refresh went; where a publisher could not be reached, its others are not tried."""
    away: dict[str, Exception] = {}
    for feed in found:
        if feed.publisher in away:
            yield Refreshed(
                feed, "not tried, since the publisher could not be reached a moment ago", away[feed.publisher]
            )
            continue
        done = _refreshed(feed)
        if isinstance(done.failure, UnreachableError):
            away[feed.publisher] = done.failure
        yield done


def _usual(conn: Any, publisher: str | None) -> list[int]:
    """Follows what the catalogue knows of the publisher."""
    if publisher is None:
        raise click.ClickException(
            "found nothing that is followed; add it: addsup add-series worldbank SP.POP.TOTL"
        )
    try:
        about = module_of(publisher).publisher
    except SourceError as error:
        raise click.ClickException(str(error)) from error
    known = [wanted_of(WantedSource(publisher, code, (), {}, {}, None, None)) for code in usual(publisher)]
    if not known:
        raise click.ClickException(
            f"found nothing of {publisher} that is followed; add it: addsup add-series {publisher} CODE, "
            f"where CODE is {about.codes}"
        )
    service_of(about, current_app.extensions["addsup"].settings, os.environ).require_key()
    click.echo(f"Nothing of {publisher} was followed yet; its usual series are from now on.", err=True)
    return [follow(conn, wanted) for wanted in known]


def _refreshed(feed: Feed) -> Refreshed:
    """How its refresh went, with what is being done where somebody watches."""
    with on_one_line(feed.name) as tell:
        done = refresh_now(_surroundings(tell), feed.number)
    return done or Refreshed(
        feed, "another process is refreshing it just now; list-sources shows how that goes"
    )


def _surroundings(tell: Any = lambda _: None) -> Surroundings:
    return Surroundings(database(), current_app.extensions["addsup"].settings, tell)


def _finish(refreshed: Iterable[Refreshed]) -> None:
    """Says how each went, as it goes, and looks again at the checks that they may have turned."""
    failed = False
    for one in refreshed:
        failed = failed or one.failure is not None
        click.echo(f"{one.feed.id} {one.feed.name}: {told(one)}", err=one.failure is not None)
    work(_surroundings(), click.echo, once=True, kinds=FOLLOWING)
    if failed:
        sys.exit(1)


@click.command()
@click.option("--once", is_flag=True, help="End when nothing is due, instead of waiting for more.")
@with_appcontext
def worker(once: bool) -> None:
    """Refresh what is due, look again at checks that a revision may turn, and tell subscribers; until Ctrl-C.

    Any number may run at once. Killed at any moment, it loses nothing and does nothing twice.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    click.echo("The worker is at work (Ctrl-C stops it)." if not once else "Doing what is due.", err=True)
    try:
        work(_surroundings(), click.echo, once=once)
    except KeyboardInterrupt:
        sys.exit(0)


@click.command("list-sources")
@with_appcontext
def list_sources() -> None:
    """List what is followed, how fresh it is, and when it is next (in UTC)."""
    with database().reading() as conn:
        for one in feeds.listing(conn):
            fresh = f"{one.succeeded_at:%Y-%m-%d %H:%M}Z" if one.succeeded_at else "never"
            due = f"{one.next_run:%Y-%m-%d %H:%M}Z" if one.next_run else "never"
            areas = f" [{', '.join(one.areas)[:60]}]" if one.areas else ""
            click.echo(f"{one.id:<6} {state_of(one):<8} {one.name}{areas}  last {fresh}, next {due}")
            if one.failure:
                click.echo(f"       {one.failure}")


@click.command("end-source")
@click.argument("source")
@with_appcontext
def end_source(source: str) -> None:
    """Follow SOURCE (so_1) no more; its figures stay."""
    with database().transaction() as conn:
        feeds.end(conn, source)
    click.echo(f"{source} is followed no more.")


@click.command("parse-again")
@click.argument("import_id")
@with_appcontext
def parse_again(import_id: str) -> None:
    """Read again what a publisher sent for IMPORT_ID (im_5), from what is kept, and compare."""
    with database().session() as conn:
        read = refreshes.one(conn, import_id)
        module = module_of(read.publisher)
        kept = [body_of(one) for one in refreshes.received(conn, import_id)]
        reading = Reading(module, source_of(read), kept)
        for _ in reading.rows(lambda columns: settled(conn, columns, lambda _: None)):
            pass
    if reading.parsed().rows_sha256 != read.rows_sha256:
        raise click.ClickException(
            f"{import_id} was read by parser {read.parser}; parser {module.publisher.parser} makes other rows of it"
        )
    click.echo(f"{import_id}: {reading.count:,} rows, the same as when it was stored.")


COMMANDS = (list_publishers, add_series, refresh, worker, list_sources, end_source, parse_again)
