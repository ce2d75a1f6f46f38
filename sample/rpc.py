"""Refugees admitted to the United States and their ceilings, from the Refugee Processing Center."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

from sample.rows import BY_HAND, Row, SampleError, read

REPORTED_ON = "2024-12-31"
EARLIER_ON = "2020-11-30"
REPORT_URL = (
    "https://www.wrapsnet.org/documents/PRM%20Refugee%20Admissions%20Report%20as%20of%2031%20Dec%202024.xlsx"
)
EARLIER_URL = "https://www.wrapsnet.org/admissions-and-arrivals/"
FIRST_YEAR, LAST_YEAR = 2001, 2025  # fiscal years; the last was in progress
AREAS = {
    "Africa": "rpc:africa",
    "East Asia": "rpc:east-asia",
    "Europe and Central Asia": "rpc:europe-central-asia",
    "Former Soviet Union": "rpc:former-soviet-union",
    "Latin America/Caribbean": "rpc:lac",
    "Near East/South Asia": "rpc:near-east-south-asia",
}
# The report names its regions otherwise in its summary, and did so in 2020.
SUMMARY = {
    "Asia": "East Asia",
    "Europe": "Europe and Central Asia",
    "Europe Central Asia": "Europe and Central Asia",
    "Latin America Caribbean": "Latin America/Caribbean",
    "Near East Sout Asia": "Near East/South Asia",
}
_MERGED = "From fiscal 2004 the report counts the former Soviet Union within Europe and Central Asia."
BREAKS = [
    (series, area, period, _MERGED)
    for series, period in (
        ("us-prm.refugee-admissions", "2003-10"),
        ("us-prm.refugee-ceilings", "FY2004"),
    )
    for area in ("rpc:europe-central-asia", "rpc:former-soviet-union")
]


def admissions(recorded: Path) -> Iterator[Row]:
    """Admissions by month as reported in 2024, and by fiscal year as reported in 2020."""
    counted, nationalities = _by_month(recorded)
    summary = _summary(recorded)
    for (year, region), total in summary.items():
        months = counted.get((year, region), Counter())
        if months.total() != total:
            raise SampleError(f"{region}, {year}: found {months.total()}, expected {total}")
        said = f"sum of {nationalities[year, region]} nationalities, {region}"
        if not months:
            # Without it the world as the sum of its regions would be undefined.
            said = f"{region}: 0 in the year (sheet Cumulative Summary), so 0 in each month"
        for period in _months(year):
            yield {
                "area": AREAS[region],
                "period": period,
                "value": str(months[period]),
                "status": "provisional" if year == LAST_YEAR else "final",
                "published_on": REPORTED_ON,
                "url": REPORT_URL,
                "locator": f"sheet {year}, {said}",
            }
    yield from _earlier(recorded)


def _by_month(
    recorded: Path,
) -> tuple[dict[tuple[int, str], Counter[str]], Counter[tuple[int, str]]]:
    """Admissions of each fiscal year and region by month, and how many nationalities they sum."""
    counted: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    nationalities: dict[tuple[int, str], set[str]] = defaultdict(set)
    for row in read(recorded / "rpc/rpc_admissions_by_month_nationality_fy2001_fy2025q1.csv"):
        key = int(row["fiscal_year"]), row["region"]
        counted[key][row["period"]] += int(row["admissions"])
        nationalities[key].add(row["nationality"])
    return dict(counted), Counter({key: len(names) for key, names in nationalities.items()})


def _summary(recorded: Path) -> dict[tuple[int, str], int]:
    """The report's own totals, by fiscal year and region, of its sheet Cumulative Summary."""
    totals = {}
    for row in read(recorded / "rpc/cumulative_summary_clean_lmundy.csv"):
        for column, value in row.items():
            region, year = SUMMARY.get(column, column), int(row["Fiscal Year"])
            if region in AREAS and year >= FIRST_YEAR:
                totals[year, region] = int(value)
    return totals


def _months(year: int) -> list[str]:
    """The months of a fiscal year that the report covers; it prints the later ones as 0."""
    months = [f"{year - 1}-{month}" for month in (10, 11, 12)]
    months += [f"{year}-{month:02}" for month in range(1, 10)]
    return [month for month in months if month <= REPORTED_ON]


def _earlier(recorded: Path) -> Iterator[Row]:
    rows = list(read(recorded / "rpc/prm_hist_admit_2020-11-30.csv"))
    for row in rows:
        region = SUMMARY.get(row["Region"], row["Region"])
        if region in AREAS and row["Year"] >= str(FIRST_YEAR) and row["Year"].isdigit():
            yield {
                "area": AREAS[region],
                "period": f"FY{row['Year']}",
                "value": row["Population"],
                "status": "final",
                "published_on": EARLIER_ON,
                "url": EARLIER_URL,
                "locator": f"report as of 30 November 2020: {row['Region']}, {row['Year']}",
            }


def ceilings(recorded: Path) -> Iterator[Row]:
    """Ceilings for the world and allocations to regions, by fiscal year."""
    determined = list(read(BY_HAND / "ceilings.csv"))
    said: dict[tuple[str, str], tuple[str, str, str]] = {}
    for row in sorted([*determined, *_allocations(recorded)], key=itemgetter("published_on")):
        key, amount = (row["area"], row["period"]), (row["value"], row["low"], row["high"])
        if said.get(key) != amount:
            said[key] = amount
            yield row


def _allocations(recorded: Path) -> Iterator[Row]:
    for row in read(recorded / "rpc/rpc_region_ceilings_fy2001_fy2025.csv"):
        fixed = row["lower"] == row["upper"]
        yield {
            "area": AREAS.get(row["region"], "rpc:unallocated"),
            "period": f"FY{row['fiscal_year']}",
            "value": row["lower"] if fixed else "",
            "low": "" if fixed else row["lower"],
            "high": "" if fixed else row["upper"],
            "published_on": REPORTED_ON,
            "url": REPORT_URL,
            "locator": f"sheet {row['fiscal_year']}, {row['region']}, column Ceiling: "
            f"{row['ceiling_as_printed']}",
        }
