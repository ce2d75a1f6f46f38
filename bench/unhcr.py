"""A figures file of any size made from the recorded refugee figures of UNHCR, and a server for it."""

import csv
import gzip
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2

from sql import embedded
from sql.migrate import migrate

RECORDED = Path(__file__).parents[2] / "shared" / "recorded" / "unhcr"
POPULATION = RECORDED / "population_1951_2025_v2025.12.1.csv.gz"
MEASURES = (
    "refugees", "asylum_seekers", "returned_refugees", "idps", "returned_idps", "stateless",
    "ooc", "oip", "hst",
)  # fmt: skip
HEADER = (
    "series", "title", "publisher", "measure", "unit", "stock_flow", "frequency", "area",
    "area_name", "period", "value", "low", "high", "nature", "status", "published_on", "url",
    "locator", "licence",
)  # fmt: skip


def skip_without_recorded() -> None:
    """Ends the script, saying why, where the recorded figures are not beside the checkout."""
    if not POPULATION.exists():
        print(f"skipped: it needs the recorded figures of UNHCR, and {POPULATION} is not there")
        sys.exit(0)


def rows(release: int = 0) -> Iterator[tuple[str, ...]]:
    """Rows of figures: year by country of origin, country of asylum and measure.

    release: of a later one each number is so much greater, and so a further vintage.
    """
    with gzip.open(POPULATION, "rt", encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            for measure in MEASURES:
                if row[measure]:
                    yield _figure(row, measure, line, release)


def _figure(row: dict[str, str], measure: str, line: int, release: int) -> tuple[str, ...]:
    words = measure.replace("_", " ")
    return (
        f"unhcr.{measure}.{row['coo'].lower()}", f"{words} from {row['coo_name']}", "unhcr", words,
        "person", "stock", "year", f"unhcr:{row['coa']}", row["coa_name"], row["year"],
        str(int(row[measure]) + release), "", "", "actual", "final", f"{2025 + release}-12-01",
        "https://www.unhcr.org/refugee-statistics/download", f"row {line}", "CC BY 4.0",
    )  # fmt: skip


@contextmanager
def figures_file(figures: Iterable[tuple[str, ...]]) -> Iterator[Path]:
    """A temporary figures CSV of these rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(HEADER)
            writer.writerows(figures)
        yield path


@contextmanager
def server() -> Iterator[embedded.Server]:
    """An embedded server of the benchmark's own, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="addsup-bench-"))
    folder.chmod(0o755)  # as root, PostgreSQL runs as another account, which has to get in
    started = embedded.start(folder)
    try:
        yield started
    finally:
        started.stop()
        shutil.rmtree(folder)
        shutil.rmtree(started.socket_folder, ignore_errors=True)


def database(server_url: str, name: str) -> str:
    """The URL of a new database with all tables."""
    with closing(psycopg2.connect(server_url)) as conn:
        conn.autocommit = True
        conn.cursor().execute(f"create database {name}")
    url = server_url.replace("/addsup?", f"/{name}?")
    migrate(url)
    return url
