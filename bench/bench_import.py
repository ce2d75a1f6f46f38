"""The rate of an import of a million figures against a bare COPY, and the memory it takes."""

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import psycopg2
import unhcr

from sql import imports
from sql.database import Database

COUNT = 1_000_000
ROUNDS = 3
PIECE = 1 << 16


def main() -> None:
    """Prints both rates, their ratio, and the greatest memory of the process that imports.

    The best of three rounds each: others have work to do on the machine too.
    """
    unhcr.skip_without_recorded()
    with unhcr.figures_file(islice(unhcr.rows(), COUNT)) as path, unhcr.server() as server:
        bare, first, again = [], [], []
        for number in range(ROUNDS):
            url = unhcr.database(server.url, f"round{number}")
            bare.append((bare_copy(url, path), 0.0))
            first.append(import_apart(url, path))
            again.append(import_apart(url, path))
    fastest = min(bare)[0]
    print(f"{'':24}{'seconds':>9}{'rows/s':>11}{'of COPY':>9}{'memory MB':>11}")
    for name, rounds in (("bare COPY", bare), ("import", first), ("the same file again", again)):
        seconds, memory = min(rounds)
        shown = f"{memory:.0f}" if memory else ""
        print(f"{name:24}{seconds:9.2f}{COUNT / seconds:11,.0f}{fastest / seconds:9.2f}{shown:>11}")


def import_apart(url: str, path: Path) -> tuple[float, float]:
    """Seconds and megabytes of an import in a process of its own: making the file took memory too."""
    argv = [sys.executable, __file__, url, str(path)]
    said = subprocess.run(argv, check=True, capture_output=True, text=True).stdout.split()
    return float(said[0]), float(said[1])


def bare_copy(url: str, path: Path) -> float:
    """Seconds that COPY takes for the same rows, into one table of texts without an index."""
    conn = psycopg2.connect(url)
    with conn.cursor() as cur, path.open("rb") as file:
        columns = ", ".join(f"{name} text" for name in unhcr.HEADER)
        cur.execute(f"create table bare ({columns})")
        conn.commit()
        started = time.perf_counter()
        cur.copy_expert("copy bare from stdin (format csv, header)", file, size=1 << 20)
        conn.commit()
        seconds = time.perf_counter() - started
        cur.execute("drop table bare")
        conn.commit()
    conn.close()
    return seconds


def take_in(url: str, path: Path) -> None:
    """Imports the file, and prints seconds and the process's greatest memory in MB."""
    database = Database(url, None, connections=1)
    started = time.perf_counter()
    with database.transaction() as conn:
        imports.run(conn, "figures", pieces(path), str(path), None)
    seconds = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{seconds:.3f} {memory:.0f}")


def pieces(path: Path) -> Iterator[bytes]:
    """The file in pieces of 64 KiB, as a server would receive them."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


if __name__ == "__main__":
    if len(sys.argv) > 1:
        take_in(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
