"""The unemployment rate of the United States by month, from the OECD."""

from collections.abc import Iterator
from pathlib import Path

from sample.rows import Row, SampleError, read

FILE = "DF_IALFS_UNE_M_USA_sdmxcsv2_labels_both_2026-03-08.csv"
RECORDED_ON = "2026-03-08"
EXPECTED = {
    "REF_AREA": "USA", "UNIT_MEASURE": "PT_LF_SUB", "ADJUSTMENT": "N", "SEX": "_T", "AGE": "Y_GE15",
    "FREQ": "M", "OBS_STATUS": "A", "UNIT_MULT": "0",
}  # fmt: skip


def unemployment_rate(recorded: Path) -> Iterator[Row]:
    """The rate by month, not seasonally adjusted; October 2025 was never surveyed."""
    for line, labelled in enumerate(read(recorded / "oecd" / FILE), start=2):
        # Headers and cells are "CODE: Label".
        row = {column.split(":")[0]: cell.split(":")[0] for column, cell in labelled.items()}
        for column, code in EXPECTED.items():
            if row[column] != code:
                raise SampleError(f"{FILE}, line {line}: {column} {row[column]}, expected {code}")
        yield {
            "area": "iso3166-1:USA",
            "period": row["TIME_PERIOD"],
            "value": row["OBS_VALUE"],
            "published_on": RECORDED_ON,
            "locator": f"DF_IALFS_UNE_M 1.0, answer of {RECORDED_ON}, line {line}",
        }
