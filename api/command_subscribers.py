"""Commands for subscribers, who are told when a revision turns a check that was kept."""

import click
from flask import current_app
from flask.cli import with_appcontext

from api.endpoint import database
from outgoing.public import require_public
from outgoing.webhook import new_secret
from sql import subscribers


@click.command("add-subscriber")
@click.argument("url")
@with_appcontext
def add_subscriber(url: str) -> None:
    """Tell URL whenever a revision turns a check that was kept. Prints the secret, alone on the last line."""
    if not current_app.extensions["addsup"].settings.private_addresses:
        require_public(url)
    secret = new_secret()
    with database().transaction() as conn:
        number = subscribers.add(conn, url, secret)
    click.echo(f"{number} is told from now on. Messages are signed (Standard Webhooks) with:", err=True)
    click.echo(secret)


@click.command("list-subscribers")
@with_appcontext
def list_subscribers() -> None:
    """List who is told, and how that went."""
    with database().reading() as conn:
        for one in subscribers.listing(conn):
            failed = f"; last failure: {one.failure}" if one.failure else ""
            click.echo(
                f"{one.id}  {one.url}  {one.delivered} told, {one.waiting} waiting, {one.given_up} given up{failed}"
            )


@click.command("end-subscriber")
@click.argument("subscriber")
@with_appcontext
def end_subscriber(subscriber: str) -> None:
    """Tell SUBSCRIBER (su_1) no more."""
    with database().transaction() as conn:
        subscribers.end(conn, subscriber)
    click.echo(f"{subscriber} is told no more.")


COMMANDS = (add_subscriber, list_subscribers, end_subscriber)
