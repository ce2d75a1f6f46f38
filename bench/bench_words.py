"""The time that words take: to find their series among 100,000 and ten million vintages, and to be checked whole.

Every phrase is new to the process, as from another reader each time; what a server keeps in memory between requests
(names, descriptions of series) is kept.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path

import psycopg2
import unhcr

from api.app import create_app
from api.finding import Said, find, wanted_of
from api.settings import Settings
from api.state import State
from factcheck.claim import Context
from sql import imports, snapshots
from sql.database import Database
from wording import read_measure

HERE = Path(__file__).parent
RELEASES = 9  # of 1.1 million figures each
FEW = 100_000
SAID_ON = date(2026, 11, 1)
PIECE = 1 << 20  # bytes read of a file at a time
WARM_UP = 100  # phrases before the ones that are timed


def main() -> None:
    """Prints the rate of loading, and the times of both stores."""
    unhcr.skip_without_recorded()
    with unhcr.server() as server:
        few, many = (unhcr.database(server.url, name) for name in ("few", "many"))
        load(few, 1, FEW)
        count, seconds = load(many, RELEASES, None)
        print(f"loaded {count:,} vintages in {seconds:.0f} s: {count / seconds:,.0f} a second")
        print(f"{'milliseconds':32}{'p50':>8}{'p99':>8}")
        told = {name: times_of_finding(url) for name, url in (("100,000", few), ("10 million", many))}
        for name, taken in told.items():
            print(f"{f'finding, {name} vintages':32}{show(taken)}")
        few_p99, many_p99 = (p99(taken) for taken in told.values())
        print(f"p99 of 10 million against 100,000: {many_p99 / few_p99:.2f}")
        print(f"{'a sentence checked, 10 million':32}{show(times_of_checks(many))}")


def load(url: str, releases: int, most: int | None) -> tuple[int, float]:
    """Loads the sample, and so many releases of UNHCR's figures; how many vintages these are, and the seconds they took."""
    environment = {**os.environ, "DATABASE_URL": url}
    subprocess.run(["addsup", "load-sample"], env=environment, check=True, capture_output=True)
    added, seconds = 0, 0.0
    for release in range(releases):
        with tempfile.TemporaryFile() as file, closing(psycopg2.connect(url)) as conn:
            file.writelines(_pieces(islice(unhcr.rows(release), most)))
            file.seek(0)
            started = time.perf_counter()
            done = imports.run(conn, "figures", iter(lambda: file.read(PIECE), b""), f"release {release}")
            conn.commit()
            added += done.vintages_added
            conn.autocommit = True
            conn.cursor().execute("vacuum analyze")
            seconds += time.perf_counter() - started
    return added, seconds


def _pieces(rows: Iterator[tuple[str, ...]]) -> Iterator[bytes]:
    """The rows as a figures CSV, some thousand lines at a time; no cell of them has a quote in it."""
    yield (",".join(unhcr.HEADER) + "\n").encode()
    while part := list(islice(rows, 5000)):
        yield "".join(
            ",".join(f'"{cell}"' if "," in cell else cell for cell in row) + "\n" for row in part
        ).encode()


def times_of_finding(url: str) -> list[float]:
    """Seconds of each search and match."""
    phrases = [json.loads(line) for line in (HERE / "phrases.jsonl").read_text("utf-8").splitlines()]
    taken = []
    with closing(psycopg2.connect(url)) as conn:
        conn.autocommit = True
        state = State(snapshots.current(conn), SAID_ON, {})
        for row in phrases:
            context = Context(date.fromisoformat(row["said_on"]), country=row.get("country"))
            said = Said(*read_measure(row["phrase"], context.said_on, context.country))
            taken.append(
                timed(
                    lambda said=said, context=context: find(
                        conn, wanted_of(conn, said, context, state), state
                    )
                )
            )
    return taken[WARM_UP:]


def times_of_checks(url: str) -> list[float]:
    """Seconds of POST /v1/checks for each sentence, inside the server."""
    database = Database(url, None, connections=1)
    client = create_app(database, Settings()).test_client()
    taken = []
    for line in (HERE / "sentences.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        context = {"said_on": row["said_on"], **({"country": row["country"]} if row.get("country") else {})}
        asked = {"wording": row["sentence"], "context": context, "options": {"store": False}}
        taken.append(timed(lambda asked=asked: client.post("/v1/checks", json=asked)))
    database.close()
    return taken[WARM_UP:]


def timed(step: Callable[[], object]) -> float:
    """Seconds that the step takes."""
    started = time.perf_counter()
    step()
    return time.perf_counter() - started


def p99(taken: Sequence[float]) -> float:
    """The time that one in a hundred takes longer than."""
    return statistics.quantiles(taken, n=100)[98]


def show(taken: Sequence[float]) -> str:
    """Median and p99 in milliseconds."""
    return f"{statistics.median(taken) * 1e3:8.1f}{p99(taken) * 1e3:8.1f}"


if __name__ == "__main__":
    sys.exit(main())
