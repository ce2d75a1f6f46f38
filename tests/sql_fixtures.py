"""A PostgreSQL of the tests' own: one cluster a session, made by the code that serves users too."""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest
from psycopg2.extensions import connection

from sql import embedded
from sql.database import Database
from sql.migrate import migrate


@pytest.fixture(scope="session")
def server() -> Iterator[embedded.Server]:
    """The embedded server of this session, in a temporary folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="addsup-tests-"))
    folder.chmod(0o755)  # where tests run as root, PostgreSQL does not
    started = embedded.start(folder)
    yield started
    started.stop()
    shutil.rmtree(folder)
    shutil.rmtree(started.socket_folder, ignore_errors=True)


@pytest.fixture(scope="session")
def template_url(server: embedded.Server) -> str:
    """A database with all migrations applied, never written to; copies of it cost 30 ms."""
    url = create_database(server.url)
    migrate(url)
    return url


@pytest.fixture(scope="session")
def store_url(server: embedded.Server, template_url: str) -> str:
    """The database in which the tests' transactions are rolled back."""
    return create_database(server.url, template_url)


@pytest.fixture
def conn(store_url: str) -> Iterator[connection]:
    """A connection to a migrated store in a transaction that is rolled back."""
    with closing(psycopg2.connect(store_url, options="-c timezone=UTC")) as opened:
        yield opened
        opened.rollback()


@pytest.fixture
def fresh_url(server: embedded.Server, template_url: str) -> Iterator[str]:
    """A migrated database of the test's own, for what commits."""
    url = create_database(server.url, template_url)
    yield url
    drop_database(server.url, url)


@pytest.fixture
def empty_url(server: embedded.Server) -> Iterator[str]:
    """A database without any table."""
    url = create_database(server.url)
    yield url
    drop_database(server.url, url)


@pytest.fixture
def database(fresh_url: str) -> Iterator[Database]:
    """Connections to a database of the test's own."""
    with closing(Database(fresh_url, None, connections=2)) as opened:
        yield opened


def create_database(server_url: str, template_url: str | None = None) -> str:
    """The URL of a new database, a copy of the other one where that is given."""
    name = f"test_{secrets.token_hex(6)}"
    template = f" template {_name(template_url)}" if template_url else ""
    _run(server_url, f"create database {name}{template}")
    return server_url.replace("/addsup?", f"/{name}?")


def drop_database(server_url: str, url: str) -> None:
    """Drops the database, whoever is still connected."""
    _run(server_url, f"drop database {_name(url)} with (force)")


def _name(url: str) -> str:
    return urlsplit(url).path.lstrip("/")


def _run(url: str, statement: str) -> None:
    with closing(psycopg2.connect(url)) as conn:
        conn.autocommit = True
        with conn.cursor() as cur:
            cur.execute(statement)
