"""Recorded answers of publishers, replayed over real HTTP, from the asking to the stored figure.

What a recording lacks is added as its publisher documents it, and said here: the headers of the World
Bank's pages, the count of the Treasury's page (whoever kept it dropped rows), the number of UNHCR's pages.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from api import worker
from api.refreshing import Surroundings
from api.settings import Settings
from publishers.catalogue import entry
from sql import feeds
from tests.following_fixtures import Place, wanted

RECORDED = Path(__file__).parents[3] / "shared" / "recorded"
UNEMPLOYMENT = "OECD.SDD.TPS/DSD_LFS@DF_IALFS_UNE_M/1.0/USA.UNE_LF_M.PT_LF_SUB._Z.N._T.Y_GE15._Z.M"
GDP = "country_US_indicator_NY.GDP.MKTP.CD.rows.json"


def _recorded(path: str) -> bytes:
    if not (RECORDED / path).exists():
        pytest.skip(f"needs the recorded answer {path}, in ../shared/recorded")
    return (RECORDED / path).read_bytes()


def _world_bank() -> dict[str, bytes]:
    rows = _recorded(f"worldbank/{GDP}")
    header = b'[{"page":1,"pages":1,"per_page":10000,"total":%d,"lastupdated":"2024-05-30"},'
    named = [{"id": "NY.GDP.MKTP.CD", "name": "GDP (current US$)", "source": {"value": "WDI"}}]
    countries = _recorded("worldbank/country_all.rows.json")
    return {
        "/indicator/": header % 1 + json.dumps(named).encode() + b"]",
        "/country/all?": header % len(json.loads(countries)) + countries + b"]",
        "/country/USA/indicator/": header % len(json.loads(rows)) + rows + b"]",
    }


def _treasury() -> dict[str, bytes]:
    page = json.loads(_recorded("treasury/debt_outstanding_page3.json"))
    page["meta"] |= {"count": len(page["data"]), "total-count": len(page["data"]), "total-pages": 1}
    return {"/": json.dumps(page).encode()}


def _unhcr() -> dict[str, bytes]:
    page = json.loads(_recorded("unhcr/api_population_2024_GBR.excerpt.json"))
    return {"/": json.dumps({**page, "maxPages": 1}).encode()}


def _whole(path: str) -> Callable[[], dict[str, bytes]]:
    return lambda: {"/": _recorded(path)}


# Publisher, code, areas, options, what its server answers; then a series, period and value that must be stored.
ANSWERS = [
    ("worldbank", "NY.GDP.MKTP.CD", ("USA",), {}, _world_bank, "wb.gdp", "2022", "25439700000000"),
    ("oecd", UNEMPLOYMENT, (), {}, _whole("oecd/DF_IALFS_UNE_M_USA_sdmxcsv2_labels_both_2026-03-08.csv"),
     "oecd.us-unemployment-rate", "2023-05", "3.4"),
    ("eurostat", "NAMQ_10_GDP/Q.CLV20_MEUR.SCA.B1GQ.AT", (), {}, _whole("eurostat/namq_10_gdp_AT_sdmxcsv_2026-08-28.csv"),
     "eurostat.real-gdp", "2026-Q1", "105150100000"),
    ("bls", "APU0000701111", (), {"start": "2022", "end": "2022"}, _whole("bls/APU0000701111_2022.json"),
     "bls.APU0000701111", "2022-12", "0.522"),
    ("treasury", "debt_outstanding", (), {}, _treasury, "treasury.debt-by-fiscal-year", "FY2024", "35464673929171.69"),
    ("statcan", "18100204", (), {"select": "Index=Electric power selling price indexes, national total"},
     _whole("statcan/18100204-eng.zip"), None, "1981-01", "31.0"),
    ("unhcr", "refugees-by-asylum", ("GBR",), {}, _unhcr,
     "unhcr.refugees-by-asylum", "2024", "515677"),
]  # fmt: skip


@pytest.mark.parametrize("answer", ANSWERS, ids=[row[0] for row in ANSWERS])
def test_a_recorded_answer_is_fetched_read_and_stored(place: Place, monkeypatch, answer):
    publisher, code, areas, options, answers, series, period, value = answer
    place.mock.answers = answers()
    monkeypatch.setenv(f"ADDSUP_{publisher.upper()}_URL", place.mock.address)
    asked = replace(wanted(publisher, code), areas=areas, options=options)
    with place.database.transaction() as conn:
        number = feeds.add(conn, asked)
    done = worker.refresh_now(place.around, number)
    assert done.failure is None, done.text
    client = place.app.test_client()
    listed = [one["id"] for one in client.get("/v1/series").json["items"]]
    assert series is None or series in listed
    found = [
        one for name in listed for one in client.get(f"/v1/series/{name}/figures?limit=200").json["items"]
    ]
    assert [Decimal(one["value"]) for one in found if one["period"]["label"] == period] == [Decimal(value)]
    assert worker.refresh_now(place.around, number).text.endswith("nothing new")


def test_a_recorded_table_is_followed_by_its_address(place: Place):
    place.mock.answers["/sbo-encounters-fy22-fy25-aug.csv"] = _recorded(
        "cbp/sbo-encounters-fy22-fy25-aug.csv"
    )
    options = {
        "url": f"{place.mock.address}/sbo-encounters-fy22-fy25-aug.csv",
        "mapping": "cbp-southwest-encounters",
    }
    said = entry("cbp", "southwest-encounters")
    with place.database.transaction() as conn:
        asked = replace(wanted("file", "us-cbp.southwest-encounters"), options=options, said=said)
        number = feeds.add(conn, asked)
    refused = worker.refresh_now(place.around, number)
    assert "no public address" in refused.text
    at_home = Surroundings(place.database, Settings(private_addresses=True))
    done = worker.refresh_now(at_home, number)
    assert done.failure is None, done.text
    assert "47 figures" in done.text
