"""The command that fills the store from a folder of publishers' recorded answers."""

import time
from pathlib import Path

import click
from flask.cli import with_appcontext

from api.command_figures import AREAS, load_files
from api.endpoint import database
from api.progress import on_one_line
from api.refreshing import Reading, Tell, settled
from publishers.recorded import Recorded, answers
from publishers.registry import module_of
from sql import imports
from sql.imports import ImportDone


@click.command("load-recorded")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@with_appcontext
def load_recorded(folder: Path) -> None:
    """Store what the recorded answers of publishers in FOLDER say, read as when they are followed.

    The areas that the figures are of are stored first. Each answer is stored whole or not at all; those stored
    before are passed over, so that a load that was stopped goes on where it was. publishers/recorded/answers.toml
    lists the files that FOLDER may hold.
    """
    found = list(answers(folder))
    if not found:
        raise click.ClickException(
            f"found none of the recorded answers in {folder}; "
            "expected files such as worldbank/bulk_gdp.csv in it, as publishers/recorded/answers.toml lists them"
        )
    load_files([AREAS])
    with database().reading() as conn:
        loaded = {one.source for one in imports.listing(conn)}
    started, rows = time.monotonic(), 0
    for number, one in enumerate(found, 1):
        place = f"{number}/{len(found)} {one.name}"
        if _stored_as(one) in loaded:
            click.echo(f"{place}: stored before")
            continue
        with on_one_line(place) as tell:
            done = _store(one, tell)
        rows += done.rows_read
        click.echo(
            f"{place}: {done.rows_read:,} rows, {done.figures_added:,} figures and "
            f"{done.vintages_added:,} vintages added ({done.id})"
        )
    seconds = time.monotonic() - started
    click.echo(f"{rows:,} rows in {seconds:,.0f} s.")


def _stored_as(one: Recorded) -> str:
    return f"recorded/{one.name} {one.version}"


def _store(one: Recorded, tell: Tell) -> ImportDone:
    reading = Reading(module_of(one.source.publisher), one.source, one.bodies, tell)
    # Rows are made while the one connection takes them in, so what is stored is looked up on another.
    with database().transaction() as conn, database().session() as beside:
        rows = reading.rows(lambda columns: settled(beside, columns, reading.note))
        return imports.run(conn, "figures", rows, _stored_as(one))


COMMANDS = (load_recorded,)
