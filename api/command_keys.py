"""Commands for keys: making, listing and revoking them."""

import click
from flask.cli import with_appcontext

from api.endpoint import database
from sql import keys

MAY = ("check", "import")


@click.command("create-key")
@click.option("--name", required=True, help="Whose it is, to know it by in the list.")
@click.option(
    "--may",
    type=click.Choice(MAY),
    multiple=True,
    required=True,
    help="What it may do. Reading is in each; give the option twice for both.",
)
@with_appcontext
def create_key(name: str, may: tuple[str, ...]) -> None:
    """Make a key and print it, alone on the last line.

    It is stored hashed: keep it, for it cannot be shown again.
    """
    with database().transaction() as conn:
        secret = keys.create(conn, name, may)
    click.echo(f"A key for {name}, which may {' and '.join(may)}:", err=True)
    click.echo(secret)


@click.command("list-keys")
@with_appcontext
def list_keys() -> None:
    """List the keys that work, without what is secret in them."""
    with database().reading() as conn:
        for key in keys.listing(conn):
            click.echo(f"{key.id}  {key.name}  may {', '.join(key.may)}")


@click.command("revoke-key")
@click.argument("key_id")
@with_appcontext
def revoke_key(key_id: str) -> None:
    """Make a key stop working, at once and for good. KEY_ID is that of list-keys."""
    with database().transaction() as conn:
        keys.revoke(conn, key_id)
    click.echo(f"The key {key_id} is revoked.")


COMMANDS = (create_key, list_keys, revoke_key)
