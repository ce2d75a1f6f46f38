"""A store for benchmarks with all recorded figures: made anew, or one that was made before, in ADDSUP_BENCH_DATA."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
from psycopg2.extensions import connection

from sql.database import open_database

RECORDED = Path(__file__).parents[2] / "shared" / "recorded"


@contextmanager
def loaded() -> Iterator[str]:
    """The URL of a store with the sample and all recorded figures; ends the script where they are not at hand."""
    kept = os.environ.get("ADDSUP_BENCH_DATA")
    folder = Path(kept) if kept else Path(tempfile.mkdtemp(prefix="addsup-bench-"))
    folder.chmod(0o755)  # as root, PostgreSQL runs as another account, which has to get in
    if not kept:
        if not RECORDED.exists():
            print(f"skipped: it needs the recorded answers of publishers, and {RECORDED} is not there")
            sys.exit(0)
        for command in (["migrate"], ["load-sample"], ["load-recorded", str(RECORDED)]):
            run(folder, *command)
    database = open_database(None, folder / "data")
    try:
        yield database.url
    finally:
        database.close()
        if not kept:
            shutil.rmtree(folder)


def run(folder: Path, *command: str) -> str:
    """What the command says, with the store in that folder."""
    environment = {**os.environ, "ADDSUP_DATA": str(folder / "data")}
    done = subprocess.run(["addsup", *command], env=environment, check=True, capture_output=True, text=True)
    return done.stdout


def connect(url: str) -> connection:
    """A connection that reads."""
    conn = psycopg2.connect(url)
    conn.autocommit = True
    return conn
