"""Makes the sample figures from a folder of recorded official files.

    python -m sample.make_sample [FOLDER]

FOLDER holds rpc/, cbp/, worldbank/, unhcr/ and oecd/; without it, ../shared/recorded beside the
checkout. The same folder always gives the same bytes. README.md says what was decided.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from sample import cbp, oecd, places, rpc, unhcr, world_bank
from sample.rows import Row, write_figures, write_table

HERE = Path(__file__).parent
Source = Callable[[Path], Iterator[Row]]

# File name and series; loaded in order of name, so areas come first and breaks last.
FIGURES: dict[str, tuple[str, Source]] = {
    "10-us-refugee-admissions.csv": ("us-prm.refugee-admissions", rpc.admissions),
    "11-us-refugee-ceilings.csv": ("us-prm.refugee-ceilings", rpc.ceilings),
    "20-us-southwest-encounters.csv": ("us-cbp.southwest-encounters", cbp.encounters),
    "30-population.csv.gz": ("wb.population", world_bank.population),
    "31-gdp.csv.gz": ("wb.gdp", world_bank.gdp),
    "40-refugees-by-asylum.csv.gz": ("unhcr.refugees-by-asylum", unhcr.by_asylum),
    "41-refugees-by-origin.csv.gz": ("unhcr.refugees-by-origin", unhcr.by_origin),
    "50-us-unemployment-rate.csv": ("oecd.us-unemployment-rate", oecd.unemployment_rate),
}


def make(recorded: Path, into: Path) -> None:
    """Write every sample file from the recorded ones."""
    areas = sorted(places.areas(recorded))
    names = {code: name for code, name, _, _ in areas}
    write_table(into / "00-areas.csv", ("code", "name", "alias", "group"), areas)
    for file_name, (series, source) in FIGURES.items():
        write_figures(into / file_name, series, names, source(recorded))
    write_table(into / "90-breaks.csv", ("series", "area", "period", "text"), rpc.BREAKS)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if sys.argv[1:] else HERE.parent.parent / "shared/recorded", HERE)
