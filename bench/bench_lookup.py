"""The look-up of all figures of one check with ten thousand and with a million vintages stored."""

import collections
import itertools
import statistics
import time
from contextlib import closing
from datetime import date
from pathlib import Path

import psycopg2
import unhcr
from psycopg2.extensions import connection

from sql import figures, imports, snapshots

FEW, MANY = 10_000, 1_000_000
AREAS = 12  # of two series: a check on a group of countries
ROUNDS = 200
AS_OF = date(2026, 1, 1)
Pairs = tuple[list[str], list[str]]


def main() -> None:
    """Prints the median time of the same look-up in both stores, and the ratio."""
    unhcr.skip_without_recorded()
    asked = most_covered()
    with unhcr.server() as server, unhcr.figures_file(itertools.islice(unhcr.rows(), MANY)) as many:
        times = {}
        for count, path in ((FEW, few_rows(asked, many)), (MANY, many)):
            with closing(psycopg2.connect(filled(server.url, path))) as conn:
                conn.autocommit = True
                times[count], found = median_look_up(conn, asked)
            print(f"{count:>9,} vintages: {times[count] * 1e3:6.2f} ms for {found} figures")
    print(f"ratio {times[MANY] / times[FEW]:.2f}")


def most_covered() -> Pairs:
    """Two series and twelve areas that have the most figures with one another."""
    counts = collections.Counter((row[0], row[7]) for row in itertools.islice(unhcr.rows(), MANY))
    series = collections.Counter(one for one, _ in counts).most_common(2)
    names = [name for name, _ in series]
    areas: collections.Counter[str] = collections.Counter()
    for (one, area), count in counts.items():
        if one in names:
            areas[area] += count
    return names, [area for area, _ in areas.most_common(AREAS)]


def few_rows(asked: Pairs, many: Path) -> Path:
    """A file of ten thousand rows with all those of the pairs asked for."""
    path = many.with_name("few.csv")
    header, *lines = many.read_text(encoding="utf-8").splitlines(keepends=True)
    wanted = [line for line in lines if is_of(asked, line)]
    others = [line for line in lines[: 2 * FEW] if not is_of(asked, line)]
    path.write_text("".join([header, *wanted, *others][: FEW + 1]), encoding="utf-8")
    return path


def is_of(asked: Pairs, line: str) -> bool:
    """Whether the line is a figure of the series and areas asked for."""
    return line.split(",", 1)[0] in asked[0] and any(f",{area}," in line for area in asked[1])


def filled(server_url: str, path: Path) -> str:
    """The URL of a new database with the figures of the file."""
    url = unhcr.database(server_url, path.stem)
    with closing(psycopg2.connect(url)) as conn, path.open("rb") as file:
        imports.run(conn, "figures", iter(lambda: file.read(1 << 16), b""), path.name)
        conn.commit()
        conn.autocommit = True
        conn.cursor().execute("vacuum analyze")
    return url


def median_look_up(conn: connection, asked: Pairs) -> tuple[float, int]:
    """Seconds of the look-up, and how many figures it finds."""
    snapshot = snapshots.current(conn)
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        found = figures.figures_for(conn, *asked, AS_OF, snapshot)
        taken.append(time.perf_counter() - started)
    return statistics.median(taken), len(found)


if __name__ == "__main__":
    main()
