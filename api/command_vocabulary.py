"""Commands that add what things are called: names of a notion, and how series of one notion stand."""

import csv
import io
import sys

import click
from flask.cli import with_appcontext

from api.checking import today
from api.command_figures import print_problems
from api.endpoint import database
from api.finding import vocabulary_at
from api.state import State
from sql import imports, snapshots
from sql.errors import ImportRefusedError


@click.command("add-name")
@click.argument("notion")
@click.argument("called")
@with_appcontext
def add_name(notion: str, called: str) -> None:
    """Let CALLED be another name of NOTION wherever series are looked for.

    As with: addsup add-name "unemployment rate" "dole queue rate". Many at once: import-figures --kind vocabulary,
    a CSV with the columns notion and called. withdraw-import takes it back.
    """
    with database().reading() as conn:
        known = vocabulary_at(conn, State(snapshots.current(conn), today(), {}))
    terms = known.read(called)
    before = terms[0].notion if len(terms) == 1 else None
    so_far = f", and no longer as “{before}”" if before not in {None, notion} else ""
    _add({"notion": notion, "called": called}, f"“{called}” is read as “{notion}” from now on{so_far}")


@click.command("add-standing")
@click.argument("series")
@click.argument("beside")
@click.argument("standing", type=click.Choice(["accepted", "strained"]))
@click.option("--why", required=True, help="Why, in a sentence that readers are told.")
@with_appcontext
def add_standing(series: str, beside: str, standing: str, why: str) -> None:
    """Let SERIES stand behind BESIDE, a series of the same notion, where both can be had.

    As with: addsup add-standing fred.U6RATE fred.UNRATE strained --why "U-6 counts part-time work too".
    """
    row = {"series": series, "beside": beside, "standing": standing, "why": why}
    _add(row, f"{series} is {standing} beside {beside} from now on")


def _add(row: dict[str, str], told: str) -> None:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(row), lineterminator="\n")
    writer.writeheader()
    writer.writerow(row)
    try:
        with database().transaction() as conn:
            done = imports.run(conn, "vocabulary", [written.getvalue().encode()], "command line")
    except ImportRefusedError as error:
        print_problems(error)
        sys.exit(1)
    click.echo(f"{done.id}: {told}." if not done.unchanged else f"{done.id}: that was so before.")


COMMANDS = (add_name, add_standing)
