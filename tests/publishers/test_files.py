"""Publishers of tables: how they are fetched, and that recorded tables give the figures that the sample has."""

import csv
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from outgoing.body import Body
from publishers import files
from publishers.catalogue import codes
from publishers.errors import ShapeError, SourceError
from publishers.figures_csv import figures_csv
from publishers.shape import Observation, Source
from tests.publishers.conftest import Answering, body

SAMPLE = Path(__file__).parents[2] / "sample"
REPORT = "rpc/PRM_Refugee_Admissions_Report_2024-12-31.xlsx"
KHSM = "dhs_ohss/KHSM_Encounters_USBP_fy25m11.xlsx"
ENCOUNTERS = "Fiscal Year,Month (abbv),Encounter Count\n2025 (FYTD),OCT,5\n"
OWN = """
format = "csv"
[series]
title = "Asylum claims, by month"
publisher = "my-ministry"
measure = "asylum claims (asylum applications)"
unit = "person"
stock_flow = "flow"
frequency = "month"
url = "https://ministry.example/asylum"
licence = "CC BY 4.0"
[values]
column = "claims"
[period.read]
"month" = '(?P<year>\\d{4})-(?P<month>\\d\\d)'
[area]
fixed = ["iso3166-1:DEU", "Germany"]
"""


def found(source: Source, bodies: Iterable[Body]) -> list[Observation]:
    return [seen for seen in files.parse(source, bodies) if isinstance(seen, Observation)]


def sampled(name: str, published_on: str) -> dict[tuple[str, str], tuple[object, ...]]:
    def number(text: str) -> Decimal | None:
        return Decimal(text) if text else None

    with (SAMPLE / name).open(encoding="utf-8", newline="") as file:
        return {
            (row["area"], row["period"]): (
                row["area_name"], number(row["value"]), number(row["low"]), number(row["high"]), row["status"],
            )
            for row in csv.DictReader(file)
            if row["published_on"] == published_on
        }  # fmt: skip


def told(seen: Iterable[Observation]) -> dict[tuple[str, str], tuple[object, ...]]:
    return {
        (one.area, one.period): (
            one.area_name, one.value, one.low, one.high, one.status or one.series.columns["status"],
        )
        for one in seen
    }  # fmt: skip


# --- fetching ---


def test_the_address_of_the_newest_table_is_the_sources():
    url = "https://www.wrapsnet.org/documents/PRM%20Refugee%20Admissions%20Report%20as%20of%205%20Dec%202025.xlsx"
    web = Answering(b"PK")
    (answer,) = files.fetch(Source("rpc", "admissions", options={"url": url}), web)
    assert (web.asked[0].path, web.asked[0].expect, answer.part) == (url, "file", "data")


def test_without_an_address_the_page_is_named_where_it_is_found():
    with pytest.raises(SourceError, match="https://www.wrapsnet.org/admissions-and-arrivals/"):
        list(files.fetch(Source("rpc", "admissions"), Answering()))
    with pytest.raises(SourceError, match="found both of the options url and path"):
        list(
            files.fetch(
                Source("cbp", "southwest-encounters", options={"url": "https://a", "path": "b"}), Answering()
            )
        )


@pytest.mark.parametrize(
    "url",
    [
        "https://mirror.example/a.xlsx",
        "https://wrapsnet.org.evil.example/a",
        "ftp://www.wrapsnet.org/a",
        "a.xlsx",
        "https://[wrapsnet.org/a",
        "https://mirror.example\\@www.wrapsnet.org/a",
        "https://me@www.wrapsnet.org/a",
    ],
)
def test_a_table_from_another_server_is_not_the_publishers(url):
    with pytest.raises(SourceError, match="^url: found"):
        list(files.fetch(Source("rpc", "admissions", options={"url": url}), Answering()))


@pytest.mark.parametrize(
    ("publisher", "code", "url"),
    [
        ("rpc", "ceilings", "https://www.wrapsnet.org/a.xlsx"),
        ("cbp", "southwest-encounters", "https://www.cbp.gov/a.csv"),
        ("ohss", "usbp-encounters", "https://ohss.dhs.gov/a.xlsx"),
        ("file", "my.claims", "https://newsroom.example/a.csv?x=a@b"),
    ],
)
def test_each_publisher_is_asked_for_the_whole_address_of_the_source(publisher, code, url):
    web = Answering(b"x")
    (answer,) = files.fetch(Source(publisher, code, options={"url": url, "mapping": OWN}), web)
    assert (web.asked[0].path, answer.part) == (url, "data")


def test_only_a_table_of_ones_own_has_no_server_of_its_own():
    assert [one.id for one in files.PUBLISHERS.values() if not one.url] == ["file"]


def test_a_local_file_is_read_without_asking_and_is_of_the_day_it_was_changed(tmp_path):
    path = tmp_path / "sbo encounters fy22-fy25-may.csv"
    path.write_text(ENCOUNTERS, "utf-8")
    web = Answering()
    (answer,) = files.fetch(Source("cbp", "southwest-encounters", options={"path": str(path)}), web)
    assert (web.asked, answer.request) == ([], "FILE sbo%20encounters%20fy22-fy25-may.csv")
    assert answer.retrieved_on == datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    (seen,) = found(Source("cbp", "southwest-encounters"), [answer])
    assert (seen.period, seen.published_on) == ("2024-10", "2025-06-01")
    assert seen.locator.startswith("sbo encounters fy22-fy25-may.csv: ")


@pytest.mark.parametrize("path", ["/no/such/file", "/dev/zero", "/tmp"])
def test_a_path_that_is_no_file_is_a_source_error(path):
    with pytest.raises(SourceError, match="^path: found"):
        list(files.fetch(Source("cbp", "southwest-encounters", options={"path": path}), Answering()))


def test_an_unknown_code_names_those_that_there_are():
    with pytest.raises(SourceError, match="expected admissions or ceilings"):
        list(
            files.fetch(Source("rpc", "arrivals", options={"url": "https://www.wrapsnet.org/a"}), Answering())
        )


@pytest.mark.parametrize("publisher", ["rpc", "cbp", "ohss"])
def test_every_code_of_the_catalogue_has_a_mapping(publisher):
    for code in codes(publisher):
        source = Source(
            publisher, code, options={"url": f"https://www.{files.PAGES[publisher].servers[0]}/a"}
        )
        assert len(list(files.fetch(source, Answering(b"x")))) == 1


# --- a newsroom's own table ---


def test_a_newsrooms_own_table_says_all_of_its_series_in_its_mapping():
    source = Source("file", "my.asylum-claims", options={"url": "https://a.example/t.csv", "mapping": OWN})
    (seen,) = found(source, files.fetch(source, Answering("month,claims\n2024-05,17000\n")))
    columns = seen.series.columns
    assert (seen.value, seen.period, seen.published_on) == (17000, "2024-05", "2026-11-25")
    assert (columns["series"], columns["publisher"], columns["url"]) == (
        "my.asylum-claims", "my-ministry", "https://ministry.example/asylum",
    )  # fmt: skip


DOCUMENTED = (Path(__file__).parents[2] / "docs" / "publishers.md").read_text("utf-8")
GERMAN = DOCUMENTED.partition("```toml\n")[2].partition("```")[0]


def test_the_mapping_of_the_documentation_reads_signs_totals_and_notes_as_declared():
    content = (
        "Asylerstanträge\nLand;2024-01;2024-02;Summe\nBayern;3.120;2.905 p;6.025\nBerlin;–;812;812\n"
        "Insgesamt;3.120;3.717;6.837\nQuelle: BAMF\n"
    )
    source = Source("file", "bamf.first-claims-by-state", options={"mapping": GERMAN})
    seen = found(source, [body(content, request="GET https://www.bamf.example/asylum-2024-03-05.csv")])
    assert [(one.area_name, one.period, one.value, one.status) for one in seen] == [
        ("Bavaria", "2024-01", 3120, ""), ("Bavaria", "2024-02", 2905, "provisional"),
        ("Berlin", "2024-01", 0, ""), ("Berlin", "2024-02", 812, ""),
    ]  # fmt: skip
    assert {one.published_on for one in seen} == {"2024-03-05"}


def test_what_its_mapping_does_not_say_the_operator_is_asked_for():
    source = Source("file", "my.claims", options={"mapping": OWN.replace('unit = "person"', "")})
    with pytest.raises(SourceError, match="--set unit="):
        found(source, [body("month,claims\n2024-05,1\n")])
    said = Source("file", "my.claims", said={"unit": "claim"}, options=source.options)
    assert found(said, [body("month,claims\n2024-05,1\n")])[0].series.columns["unit"] == "claim"


def test_a_file_without_a_mapping_is_a_source_error():
    with pytest.raises(SourceError, match="expected the option mapping"):
        list(files.fetch(Source("file", "x", options={"url": "https://a.example"}), Answering("a")))


def test_the_operator_may_say_the_day_of_publication():
    source = Source("file", "x", options={"mapping": OWN, "published_on": "2024-06-30"})
    assert found(source, [body("month,claims\n2024-05,1\n")])[0].published_on == "2024-06-30"
    with pytest.raises(SourceError, match="published_on: found '30 June'"):
        found(
            Source("file", "x", options={"mapping": OWN, "published_on": "30 June"}), [body("month,claims\n")]
        )


# --- recorded tables ---


def test_the_recorded_report_gives_the_admissions_of_the_sample(recorded: Callable[..., Body]):
    seen = found(Source("rpc", "admissions"), [recorded(REPORT)])
    assert told(seen) == sampled("10-us-refugee-admissions.csv", "2024-12-31")
    assert {one.published_on for one in seen} == {"2024-12-31"}
    assert len(seen) == len(told(seen)) == 1746
    assert {one.nature for one in seen if one.period >= "2024-10"} == {"provisional"}


def test_the_former_soviet_union_has_zeros_since_it_has_no_rows(recorded: Callable[..., Body]):
    seen = told(found(Source("rpc", "admissions"), [recorded(REPORT)]))
    assert seen["rpc:former-soviet-union", "2024-12"][1] == 0
    assert ("rpc:africa", "2025-01") not in seen


def test_the_recorded_report_gives_the_ceilings_that_the_sample_has_of_it(recorded: Callable[..., Body]):
    seen = told(found(Source("rpc", "ceilings"), [recorded(REPORT)]))
    of_report = sampled("11-us-refugee-ceilings.csv", "2024-12-31")
    assert {key: seen[key] for key in of_report} == of_report
    assert seen["rpc:lac", "FY2024"][1:4] == (None, 35000, 50000)
    assert seen["rpc:all", "FY2022"][1] == 125000
    assert not [key for key in seen if key[1] == "FY2020" and key[0] != "rpc:all"]


@pytest.mark.parametrize(("month", "published_on"), [("may", "2025-06-01"), ("aug", "2025-09-01")])
def test_both_recorded_vintages_give_the_encounters_of_the_sample(
    recorded: Callable[..., Body], month, published_on
):
    seen = found(
        Source("cbp", "southwest-encounters"), [recorded(f"cbp/sbo-encounters-fy22-fy25-{month}.csv")]
    )
    in_sample = sampled("20-us-southwest-encounters.csv", published_on)
    assert {key: row for key, row in told(seen).items() if key in in_sample} == in_sample
    assert {one.published_on for one in seen} == {published_on}
    assert {one.status for one in seen if one.period >= "2024-10"} == {"provisional"}
    assert {one.status for one in seen if one.period < "2024-10"} == {"final"}


def test_a_later_vintage_differs_only_where_the_sample_says_so(recorded: Callable[..., Body]):
    names = [recorded(f"cbp/sbo-encounters-fy22-fy25-{month}.csv") for month in ("may", "aug")]
    may, august = (told(found(Source("cbp", "southwest-encounters"), [name])) for name in names)
    changed = {key: row for key, row in august.items() if may.get(key) != row}
    assert changed == sampled("20-us-southwest-encounters.csv", "2025-09-01")


def test_encounters_by_state_add_up_to_the_rows_of_the_file(recorded: Callable[..., Body]):
    name = recorded("cbp/nationwide-encounters-fy22-fy25-may-state.csv")
    seen = found(Source("cbp", "nationwide-encounters-by-state"), [name])
    with name.content() as file:
        rows = list(csv.DictReader(file.read().decode("utf-8-sig").splitlines()))
    assert sum(one.value or 0 for one in seen) == sum(int(row["Encounter Count"]) for row in rows)
    assert len(seen) == len({row["State"] for row in rows}) * 44
    assert told(seen)["iso3166-2:US-NE", "2021-10"][:2] == ("Nebraska", 0)


def test_the_yearbook_gives_refugee_arrivals_rounded_to_ten(recorded: Callable[..., Body]):
    seen = found(Source("ohss", "refugee-arrivals"), [recorded("dhs_ohss/yearbook_refugees_fy2023.xlsx")])
    assert told(seen)["iso3166-1:USA", "FY2022"][1] == 25520
    assert (len(seen), seen[0].series.columns["rounding_quantum"]) == (44, "10")


def test_the_monthly_file_gives_encounters_of_the_border_patrol(recorded: Callable[..., Body]):
    whole, southwest = (
        found(Source("ohss", code), [recorded(KHSM)])
        for code in ("usbp-encounters", "usbp-southwest-encounters")
    )
    assert told(whole)["iso3166-1:USA", "2022-05"][1] == 225100
    assert told(southwest)["iso3166-1:USA", "2024-11"][1:] == (46610, None, None, "provisional")
    assert {one.published_on for one in whole} == {"2024-12-01"}
    assert told(whole)["iso3166-1:USA", "2024-09"][4] == "final"


@pytest.mark.parametrize(
    ("mapping", "path", "figures"),
    [
        ("wraps-arrivals", "wraps/WRAPS-arrivals-by-destination-2005-2015-clean.csv", 52 * 11),
        ("worldbank-bulk", "worldbank/bulk_population.csv", 17195),
        ("worldbank-bulk-gdp", "worldbank/bulk_gdp.csv", 13979),
        ("unhcr-solutions", "unhcr/solutions_1959_2025.csv", 1427),
        ("unhcr-population", "unhcr/population_2020_2025.csv", 3734),
    ],
)
def test_mappings_that_come_along_read_their_recorded_tables(
    recorded: Callable[..., Body], mapping, path, figures
):
    source = Source("file", "x", options={"mapping": mapping})
    seen = found(source, [recorded(path)])
    assert len(seen) == figures
    assert len({(one.series.columns["series"], one.area, one.period) for one in seen}) == figures
    assert sum(1 for _ in figures_csv(seen, lambda _: None)) >= 2


def test_a_report_of_another_shape_is_a_shape_error(recorded: Callable[..., Body]):
    with pytest.raises(ShapeError, match="found the sheets"):
        found(Source("rpc", "admissions"), [recorded("dhs_ohss/yearbook_refugees_fy2023.xlsx")])
