"""Stores for benchmarks: the sample figures alone, or with all recorded ones, made anew or kept from before."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg2
from psycopg2.extensions import connection

from sql.database import open_database

RECORDED = Path(__file__).parents[2] / "shared" / "recorded"


@contextmanager
def loaded() -> Iterator[str]:
    """The URL of a store with the sample and all recorded figures; ends the script where they are not at hand.

    One that was made before is taken from the folder that ADDSUP_BENCH_DATA names.
    """
    if kept := os.environ.get("ADDSUP_BENCH_DATA"):
        with _served(Path(kept)) as url:
            yield url
        return
    if not RECORDED.exists():
        print(f"skipped: it needs the recorded answers of publishers, and {RECORDED} is not there")
        sys.exit(0)
    with made(["migrate"], ["load-sample"], ["load-recorded", str(RECORDED)]) as url:
        yield url


@contextmanager
def made(*commands: Sequence[str]) -> Iterator[str]:
    """The URL of a new store that these commands filled; gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="addsup-bench-"))
    try:
        folder.chmod(0o755)  # as root, PostgreSQL runs as another account, which has to get in
        for command in commands:
            run(folder, *command)
        with _served(folder) as url:
            yield url
    finally:
        shutil.rmtree(folder)


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    database = open_database(None, folder / "data")
    try:
        yield database.url
    finally:
        database.close()


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
