"""Encounters at the southwest border of the United States, from Customs and Border Protection."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sample.rows import Row, Summed, changes, read

# A file is named after its last month; its day of publication is not recorded. The first day
# after that month is the earliest on which its figures can have been known.
FILES = {
    "2025-06-01": "sbo-encounters-fy22-fy25-may.csv",
    "2025-09-01": "sbo-encounters-fy22-fy25-aug.csv",
}
# In order of the fiscal year; the first three are of the calendar year before.
MONTHS = {
    "OCT": (-1, 10), "NOV": (-1, 11), "DEC": (-1, 12), "JAN": (0, 1), "FEB": (0, 2), "MAR": (0, 3),
    "APR": (0, 4), "MAY": (0, 5), "JUN": (0, 6), "JUL": (0, 7), "AUG": (0, 8), "SEP": (0, 9),
}  # fmt: skip
IN_PROGRESS = " (FYTD)"


def encounters(recorded: Path) -> Iterator[Row]:
    """Encounters by month: all demographics, citizenships, authorities and kinds summed."""
    vintages = [(day, _by_month(recorded / "cbp" / name)) for day, name in FILES.items()]
    for published_on, (period, fiscal_year), summed in changes(vintages):
        yield {
            "area": "iso3166-1:USA",
            "period": period,
            "value": str(summed.total),
            "status": "provisional" if fiscal_year.endswith(IN_PROGRESS) else "final",
            "published_on": published_on,
            "locator": f"{FILES[published_on]}: sum of {summed.rows} rows",
        }


def _by_month(path: Path) -> dict[tuple[str, str], Summed]:
    """The encounters by month and fiscal year, the latter as printed."""
    counts: dict[tuple[str, str], Summed] = defaultdict(Summed)
    for row in read(path):
        shift, month = MONTHS[row["Month (abbv)"]]
        year = int(row["Fiscal Year"].removesuffix(IN_PROGRESS)) + shift
        key = f"{year}-{month:02}", row["Fiscal Year"]
        counts[key] = counts[key].plus(row["Encounter Count"])
    return counts
