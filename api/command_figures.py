"""Commands that fill the store and empty it into a file: imports, exports, the sample."""

import hashlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import click
from flask.cli import with_appcontext

from api.endpoint import database
from schemas.importing import KINDS
from sql import areas, figures, imports, snapshots
from sql import series as stored_series
from sql.errors import ImportRefusedError
from sql.export import export_csv

SAMPLE = Path(__file__).resolve().parent.parent / "sample"
AREAS = SAMPLE / "00-areas.csv"  # countries, regions and groups, by the names that figures are told by
_PIECE = 1 << 18  # bytes read at a time


@click.command("import-figures")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kind", type=click.Choice(KINDS), default="figures", show_default=True)
@with_appcontext
def import_figures(file: Path, kind: imports.Kind) -> None:
    """Store what FILE says: a CSV or its gzip, whole or not at all.

    The columns are those of the files in sample/. The same file again adds nothing.
    """
    try:
        done = _import(file, kind, file.name)
    except ImportRefusedError as error:
        print_problems(error)
        sys.exit(1)
    click.echo(
        f"{done.id}: {done.rows_read:,} rows read, {done.figures_added:,} figures and "
        f"{done.vintages_added:,} vintages added, {done.unchanged:,} were stored before"
    )


def _import(file: Path, kind: imports.Kind, source: str) -> imports.ImportDone:
    with database().transaction() as conn, file.open("rb") as opened:
        return imports.run(conn, kind, _pieces(opened, file), source)


def _pieces(opened: BinaryIO, file: Path) -> Iterator[bytes]:
    """The file in pieces, with a bar of how much of it is read where somebody watches."""
    size = file.stat().st_size
    with click.progressbar(
        length=size, label=file.name, file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        while piece := opened.read(_PIECE):
            bar.update(len(piece))
            yield piece


def print_problems(error: ImportRefusedError) -> None:
    """The bad rows as a table, and how many more there are."""
    click.echo(f"Nothing was stored: {error.count:,} bad rows.\n", err=True)
    rows = [("line", "column", "found", "expected")]
    rows += [(str(one.line), one.column or "", one.found, one.expected) for one in error.problems]
    widths = [min(40, max(len(row[at]) for row in rows)) for at in range(3)]
    for row in rows:
        cells = [row[at][: widths[at]].ljust(widths[at]) for at in range(3)]
        click.echo("  ".join([*cells, row[3]]).rstrip(), err=True)
    if error.count > len(error.problems):
        click.echo(f"… and {error.count - len(error.problems):,} more", err=True)


@click.command("withdraw-import")
@click.argument("import_id")
@with_appcontext
def withdraw_import(import_id: str) -> None:
    """Take an import back: its vintages stop deciding, and nothing is deleted."""
    with database().transaction() as conn:
        imports.withdraw(conn, import_id)
    click.echo(f"{import_id} is taken back.")


@click.command("export-figures")
@click.argument("series")
@click.option("--area", help="Code, alias or exact name; all areas without it.")
@click.option("--output", type=click.File("wb"), default="-", help="A file; standard output without it.")
@with_appcontext
def export_figures(series: str, area: str | None, output: BinaryIO) -> None:
    """Write the figures of SERIES as a CSV that import-figures takes."""
    with database().reading() as conn:
        snapshot = snapshots.current(conn)
        described = stored_series.one(conn, series, snapshot).series
        selection = figures.Selection(areas.one(conn, area, snapshot).code if area else None)
        output.writelines(export_csv(conn, described, selection, snapshot))


@click.command("load-sample")
@with_appcontext
def load_sample() -> None:
    """Store the sample figures that come with the program, once."""
    load_files(path for path in SAMPLE.iterdir() if path.name.endswith((".csv", ".csv.gz")))
    click.echo("The sample figures are loaded.")


def load_files(files: Iterable[Path]) -> None:
    """Stores those of the sample's files that are not stored yet, in order of their names."""
    with database().reading() as conn:
        loaded = {one.source for one in imports.listing(conn)}
    for file in sorted(files):
        # A file of the same name with other rows is another source: it is loaded again.
        source = f"sample/{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"
        if source not in loaded:
            done = _import(file, _kind(file), source)
            click.echo(f"{done.id}: {file.name}, {done.rows_read:,} rows")


def _kind(file: Path) -> imports.Kind:
    if "areas" in file.name:
        return "areas"
    return "breaks" if "breaks" in file.name else "figures"


COMMANDS = (import_figures, withdraw_import, export_figures, load_sample)
