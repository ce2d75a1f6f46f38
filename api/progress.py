"""What is being done, told on one line where somebody watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

MOST_CHARACTERS = 100


@contextmanager
def on_one_line(name: str) -> Iterator[Callable[[str], None]]:
    """What tells how far the work of that name is; the line is gone when it is done."""
    width = 0

    def tell(text: str) -> None:
        nonlocal width
        if sys.stderr.isatty():
            line = f"{name}: {text}"[:MOST_CHARACTERS]
            click.echo(f"\r{line:<{width}}", nl=False, err=True)
            width = len(line)

    yield tell
    if width:
        click.echo(f"\r{'':<{width}}\r", nl=False, err=True)
