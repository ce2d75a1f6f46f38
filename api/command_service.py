"""Commands that run the service: serve, migrate, demo."""

import fcntl
import logging
import multiprocessing
import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import click
import orjson
from flask.cli import with_appcontext
from granian.constants import Interfaces
from granian.server import Server

from api import worked_example
from api.app import THREADS
from api.checking import make_check
from api.endpoint import dumped
from api.settings import Settings, from_environment
from factcheck.choice import DECIDING
from sql.database import open_database

STOP_S = 2  # how long requests in hand may take when the service is told to stop


@click.command()
def serve() -> None:
    """Serve on ADDSUP_HOST and ADDSUP_PORT (127.0.0.1:8000), until Ctrl-C or SIGTERM."""
    settings = from_environment()
    # A worker begins anew: no connection, lock or metric of this process is its own.
    multiprocessing.set_start_method("spawn")
    # This process keeps the database open for as long as any worker needs it, and closes it last.
    with (
        _reserved(settings),
        closing(open_database(settings.database_url, settings.data)),
        tempfile.TemporaryDirectory(prefix="addsup-metrics-") as metrics,
    ):
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = metrics
        click.echo(f"Addsup listens on http://{settings.host}:{settings.port} (Ctrl-C stops it)", err=True)
        Server(
            "api.app:from_settings",
            settings.host,
            settings.port,
            interface=Interfaces.WSGI,
            workers=os.cpu_count() or 1,
            blocking_threads=THREADS,
            factory=True,
            respawn_failed_workers=True,
            workers_kill_timeout=STOP_S,
            websockets=False,
            log_dictconfig=_LOGGING,
        ).serve()


@contextmanager
def _reserved(settings: Settings) -> Iterator[None]:
    """Holds the port for this service: its workers share it, and would share it with another in silence.

    Raises ClickException where something has it already.
    """
    settings.data.mkdir(parents=True, exist_ok=True)
    with (settings.data / f"serve-{settings.port}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((settings.host, settings.port))
        except socket.gaierror as error:
            raise click.ClickException(
                f"found ADDSUP_HOST={settings.host!r}; expected an address of this machine, such as 127.0.0.1 or 0.0.0.0"
            ) from error
        except OSError as error:
            raise click.ClickException(
                f"found {settings.host}:{settings.port} taken; expected a free port. "
                "Stop what listens there, or choose another: ADDSUP_PORT=8001"
            ) from error
        yield


class _JsonLines(logging.Formatter):
    """The server's own log, in lines of JSON as the service's."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"event": record.getMessage(), "level": record.levelname.lower(), "logger": record.name}
        return orjson.dumps(line | {"timestamp": self.formatTime(record)}).decode()


_LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"generic": {"()": _JsonLines}, "access": {"()": _JsonLines}},
}


@click.command()
@with_appcontext
def migrate() -> None:
    """Bring the tables of the database up to date, which every other command does too."""
    click.echo("The database is up to date.")


@click.command()
@with_appcontext
def demo() -> None:
    """Check the claim that the service was made for, and print every reading of it."""
    for title, request in (
        ("With the claim's own numbers", worked_example.CLAIMED),
        ("With the stored figures", worked_example.STORED),
        ("Another sentence of the same report", worked_example.ADMITTED),
    ):
        # Printed from what any caller is sent, and not stored.
        check = orjson.loads(dumped(make_check(request | {"options": {"store": False}})))
        click.echo(f"\n{title}: {request['claim']['wording']!r}")
        click.secho(f"  {check['verdict']}", bold=True, nl=False)
        click.echo(f"  {check['summary']}")
        told = [reading for reading in check["readings"] if reading["standing"] in DECIDING]
        for reading in told:
            click.echo(f"    {_line(reading)}")
        labels = {reading["label"] for reading in told}
        for reading in (check["now"] or {}).get("readings") or []:
            if reading["standing"] in DECIDING and reading["label"] not in labels:
                click.echo(f"    {_line(reading)} (known today)")


def _line(reading: dict[str, Any]) -> str:
    computed = reading["computed"]
    between = "nothing computed"
    if computed:
        low, high = _short(computed["low"]), _short(computed["high"])
        between = low if low == high else f"{low} … {high}"
    return f"{reading['verdict']:<13} {between:<18} {reading['label']}"


def _short(number: str | None) -> str:
    return "…" if number is None else f"{float(number):.4g}" if "." in number else f"{int(number):,}"


COMMANDS = (serve, migrate, demo)
