"""The rate at which answers of publishers become observations, and the memory it takes, against pandas.

A wide SDMX-CSV of 300,000 rows is made from the recorded one of the OECD; the CBP's table by state is read
as it was recorded. Pandas only splits the same file into rows: it multiplies nothing out, knows no area,
and reads values as floats.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from outgoing.body import Body
from publishers import files
from publishers.sdmx import services as sdmx
from publishers.shape import Observation, Parse, Source

RECORDED = Path(__file__).parents[2] / "shared" / "recorded"
OECD = RECORDED / "oecd" / "DF_IALFS_UNE_M_USA_sdmxcsv2_labels_both_2026-03-08.csv"
CBP = RECORDED / "cbp" / "nationwide-encounters-fy22-fy25-may-state.csv"
ROWS = 300_000
ROUNDS = 3


def main() -> None:
    """Prints seconds, rows a second and the greatest memory of a process of its own, the best of three rounds."""
    _skip_without(OECD, CBP)
    print(f"{'':38}{'rows':>9}{'seconds':>9}{'rows/s':>11}{'memory MB':>11}")
    with tempfile.TemporaryDirectory() as folder:
        wide = Path(folder) / "wide.csv"
        _make(wide)
        _compare("SDMX-CSV, 18 columns, labels", wide, ("oecd", "pandas", "pysdmx"))
    _compare("CBP by state", CBP, ("cbp", "pandas"))


def _skip_without(*needed: Path) -> None:
    for path in needed:
        if not path.exists():
            print(f"skipped: it needs the recorded answer {path}, which is not there")
            sys.exit(0)
    if not find_spec("pandas"):
        print("skipped: it compares with pandas, which is not installed")
        sys.exit(0)


def _make(path: Path) -> None:
    """Writes the file: rows of the recorded one for other areas and periods, in no order, as it has them."""
    header, first, *_ = OECD.read_text("utf-8").splitlines()
    chance = random.Random(1)
    areas = [f"{a}{b}{c}" for a in "ABC" for b in "ABCDEFGHIJ" for c in "ABCDEFGHIJ"]
    moments = [(area, year, month) for area in areas for year in range(1940, 2024) for month in range(1, 13)]
    chance.shuffle(moments)
    with path.open("w", encoding="utf-8") as file:
        file.write(header + "\n")
        for area, year, month in moments[:ROWS]:
            line = first.replace("USA: United States", f"{area}: Land of {area}")
            line = line.replace("2023-01", f"{year}-{month:02d}")
            file.write(line.replace(",3.9,", f",{chance.random() * 20:.1f},") + "\n")


def _compare(name: str, path: Path, ways: tuple[str, ...]) -> None:
    with path.open("rb") as file:
        rows = sum(1 for _ in file) - 1
    for way in ways:
        if way == "pysdmx" and not find_spec("pysdmx"):
            continue
        seconds, memory = min(_apart(way, path) for _ in range(ROUNDS))
        label = f"{name}: {'ours' if way in SOURCES else way}"
        print(f"{label:38}{rows:9,.0f}{seconds:9.2f}{rows / seconds:11,.0f}{memory:11.0f}")


def _apart(way: str, path: Path) -> tuple[float, float]:
    """Seconds and megabytes of one reading in a process of its own."""
    argv = [sys.executable, __file__, way, str(path)]
    said = subprocess.run(argv, check=True, capture_output=True, text=True).stdout.split()
    return float(said[0]), float(said[1])


def _observations(parse: Parse, source: Source, path: Path) -> Iterator[Observation]:
    body = Body.of(path, "data", f"GET https://publisher.example/{path.name}", date(2026, 11, 25))
    return (found for found in parse(source, [body]) if isinstance(found, Observation))


def ours(way: str) -> Callable[[Path], int]:
    """What counts the observations of a file, read by our module for it."""
    parse, source = SOURCES[way]
    return lambda path: sum(1 for _ in _observations(parse, source, path))


def pandas_rows() -> Callable[[Path], int]:
    """What counts the rows that pandas makes of a file, as mappings. Importing it is not measured."""
    import pandas as pd  # noqa: PLC0415 - only the process that measures it has it in its memory

    return lambda path: len(pd.read_csv(path).to_dict("records"))


def pysdmx_rows() -> Callable[[Path], int]:
    """What counts the rows of the tables that pysdmx makes of a file."""
    from pysdmx.io import read_sdmx  # noqa: PLC0415 - as above

    return lambda path: sum(len(each.data) for each in read_sdmx(path, validate=False).data)


def measure(way: str, path: Path) -> None:
    """Reads the file once; prints seconds, the process's greatest memory in MB."""
    read = {"pandas": pandas_rows, "pysdmx": pysdmx_rows}[way]() if way not in SOURCES else ours(way)
    started = time.perf_counter()
    if not read(path):
        sys.exit("nothing was read")
    seconds = time.perf_counter() - started
    print(f"{seconds:.3f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")


# A further file to measure: its way of being read here, and a line in main.
SOURCES: dict[str, tuple[Parse, Source]] = {
    "oecd": (
        next(service.parse for service in sdmx.SERVICES if service.PUBLISHER.id == "oecd"),
        Source("oecd", "OECD.SDD.TPS/DSD_LFS@DF_IALFS_UNE_M/1.0/"),
    ),
    "cbp": (files.parse, Source("cbp", "nationwide-encounters-by-state")),
}

if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
