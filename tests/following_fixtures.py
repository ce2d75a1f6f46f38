"""The World Bank's server as a mock, a source followed there, and the place where workers do their work."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask import Flask

from api import refreshing
from api.app import create_app
from api.refreshing import Surroundings
from api.settings import Settings
from outgoing.web import Limits
from sql import feeds, figures, snapshots
from sql.database import Database
from tests.mock_publisher import MockPublisher, serving

INDICATOR = (
    b'[{"page":1,"pages":1,"per_page":"50","total":1},'
    b'[{"id":"SP.POP.TOTL","name":"Population, total","source":{"value":"WDI"}}]]'
)
COUNTRIES = b'[{"page":1,"pages":1,"per_page":"1000","total":1},[{"id":"WLD","name":"World"}]]'
YEARS = {"2019": "100", "2020": "110", "2021": "120"}
SERIES = "wb.population"
DATA = "/country/all/indicator/SP.POP.TOTL"


def page(years: dict[str, str], updated: str = "2024-05-30", codes: tuple[str, ...] = ("USA",)) -> bytes:
    rows = [
        {"indicator": {"id": "SP.POP.TOTL"}, "country": {"id": "US", "value": "x"}, "countryiso3code": code,
         "date": year, "value": json.loads(value)}
        for code in codes
        for year, value in years.items()
    ]  # fmt: skip
    header = {"page": 1, "pages": 1, "per_page": 10000, "total": len(rows), "lastupdated": updated}
    return json.dumps([header, rows]).encode()


def answers() -> dict[str, bytes]:
    """What the World Bank's server answers of one indicator."""
    return {"/indicator/SP.POP.TOTL": INDICATOR, "/country/all?": COUNTRIES, DATA: page(YEARS)}


@pytest.fixture
def mock(monkeypatch) -> Iterator[MockPublisher]:
    with serving() as mock:
        mock.answers = answers()
        monkeypatch.setenv("ADDSUP_WORLDBANK_URL", mock.address)
        quick = Limits(connect_s=2, read_s=1.5, whole_s=1.5, largest=1 << 20, attempts=2, backoff_s=0.01)
        monkeypatch.setattr(refreshing, "LIMITS", quick)
        yield mock


@dataclass(frozen=True)
class Place:
    """The service, its store, its worker's surroundings, and the publisher's server."""

    app: Flask
    database: Database
    around: Surroundings
    mock: MockPublisher


@pytest.fixture
def place(database: Database, mock: MockPublisher) -> Iterator[Place]:
    app = create_app(database, Settings())
    with app.app_context():
        yield Place(app, database, Surroundings(database, Settings()), mock)


def wanted(publisher: str, code: str) -> feeds.Wanted:
    return feeds.Wanted(publisher, code, (), {}, {}, None, None, timedelta(days=1), Decimal("0.5"))


def stored(database: Database) -> dict[str, list[Decimal | None]]:
    with database.reading() as conn:
        at = snapshots.current(conn)
        found = figures.figures_for(conn, [SERIES], ["iso3166-1:USA"], date(2030, 1, 1), at)
        whole = [figures.one(conn, one.id, at) for one in found]
    return {one.period.label: [vintage.value for vintage in one.vintages] for one in whole}
