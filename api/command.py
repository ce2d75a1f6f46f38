"""The `addsup` command: running the service, filling its store, and keys.

Built on Flask's command groups: each command runs inside the app and finds its database there.
"""

import sys

import click
from flask import Flask
from flask.cli import AppGroup, ScriptInfo

from api import (
    command_figures,
    command_keys,
    command_recorded,
    command_service,
    command_sources,
    command_subscribers,
    command_vocabulary,
)
from api.app import create_app
from api.settings import SettingError, from_environment
from outgoing.errors import OutgoingError
from publishers.errors import PublisherError
from sql.database import open_database
from sql.errors import StoreError

cli = AppGroup(
    "addsup",
    help="Does the number add up? Checks numeric claims against stored official figures.\n\n"
    "To try it: migrate, load-sample, demo, serve (which is what `make run` does). "
    "The README lists the variables of the environment that set where it runs and stores.",
)
_PARTS = (
    command_service, command_figures, command_recorded, command_sources, command_subscribers, command_keys,
    command_vocabulary,
)  # fmt: skip
for part in _PARTS:
    for command in part.COMMANDS:
        cli.add_command(command)


def main() -> None:
    """Run the command that the arguments name; what fails is said in one line, without a traceback."""
    try:
        cli(prog_name="addsup", obj=ScriptInfo(create_app=_app, set_debug_flag=False))
    except (SettingError, StoreError, OutgoingError, PublisherError) as error:
        click.echo(f"addsup: {error}", err=True)
        sys.exit(1)


def _app() -> Flask:
    settings = from_environment()
    database = open_database(settings.database_url, settings.data)
    click.get_current_context().call_on_close(database.close)
    return create_app(database, settings)
