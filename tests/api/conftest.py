"""The service on a database of its own, with the figures of an invented publisher in it."""

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from api.app import create_app
from api.settings import Settings
from sql import embedded, imports, keys
from sql.database import Database
from tests.sql_fixtures import create_database

AREAS = b"""code,name,alias,group
iso3166-1:USA,United States,US,m49:021
iso3166-1:CAN,Canada,CA,m49:021
m49:021,Northern America,,
inv:north,The North,Upland,
inv:south,The South,Upland,
"""
COLUMNS = (
    b"series,title,publisher,publisher_name,measure,unit,stock_flow,frequency,area,area_name,"
    b"period,value,low,high,nature,status,published_on,url,locator,licence\n"
)
ROW = (
    "inv.{series},{title},inv,Invented Office,{measure},person,flow,{frequency},{area},,{period},{value},,,"
    "actual,final,{published_on},https://office.example/{series},row {row},CC BY 4.0\n"
)


def rows(values: dict[str, int], area: str = "iso3166-1:USA", published_on: str = "2023-02-01") -> str:
    """Rows of arrivals by month, one for each period."""
    return "".join(
        ROW.format(
            series="arrivals",
            title="Arrivals by month",
            measure="arrivals",
            frequency="month",
            area=area,
            period=period,
            value=value,
            published_on=published_on,
            row=number,
        )
        for number, (period, value) in enumerate(values.items(), 1)
    )


MONTHS = {f"2022-{month:02}": 100 + month for month in range(1, 13)}
FIGURES = (
    COLUMNS
    + (
        rows(MONTHS) + rows({"2022-12": 150}, published_on="2023-06-01") + rows(MONTHS, "iso3166-1:CAN")
    ).encode()
)


def fill(database: Database) -> None:
    """Store the invented publisher's figures."""
    for kind, file in (("areas", AREAS), ("figures", FIGURES)):
        with database.transaction() as conn:
            imports.run(conn, kind, [file], f"{kind}.csv", None)


@pytest.fixture(scope="session")
def filled_url(server: embedded.Server, template_url: str) -> str:
    """A database with the invented publisher's figures, which no test writes to."""
    url = create_database(server.url, template_url)
    with closing(Database(url, None, connections=1)) as database:
        fill(database)
    return url


@pytest.fixture(scope="session")
def app(filled_url: str) -> Iterator[Flask]:
    """The service as it is by default, for tests that only read."""
    with closing(Database(filled_url, None, connections=2)) as database:
        yield create_app(database, Settings())


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A caller of the service who only reads."""
    return app.test_client()


@pytest.fixture
def writer(database: Database) -> FlaskClient:
    """A caller of a service with an empty store of its own."""
    return create_app(database, Settings()).test_client()


@pytest.fixture
def key(database: Database) -> dict[str, str]:
    """The headers of somebody who may import into that store."""
    with database.transaction() as conn:
        return {"Authorization": f"Bearer {keys.create(conn, 'a test', ['import'])}"}


@pytest.fixture(scope="session")
def site(app: Flask) -> Iterator[str]:
    """The address at which the service is served over HTTP."""
    yield from serving(app)


def serving(app: Flask) -> Iterator[str]:
    """The address of the app, for as long as it is served."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    serving.join()
    server.server_close()
