"""The documentation shows what the service answers: its commands are run as they stand."""

import re
from contextlib import closing
from pathlib import Path

import pytest

from api.app import create_app
from api.settings import Settings
from docs.examples import PAGES, rewritten
from sql import embedded, imports
from sql.database import Database
from tests.api.conftest import serving
from tests.sql_fixtures import create_database

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()


@pytest.fixture(scope="module")
def sample_url(server: embedded.Server, template_url: str) -> str:
    """A database with the sample figures that the README speaks of."""
    url = create_database(server.url, template_url)
    with closing(Database(url, None, connections=1)) as database:
        files = ("00-areas.csv", "10-us-refugee-admissions.csv", "11-us-refugee-ceilings.csv")
        for kind, name in zip(("areas", "figures", "figures"), files, strict=True):
            with database.transaction() as conn:
                imports.run(conn, kind, [(ROOT / "sample" / name).read_bytes()], name)
    return url


@pytest.fixture(scope="module")
def address(sample_url: str):
    """The service on those figures, over HTTP."""
    with closing(Database(sample_url, None, connections=2)) as database:
        yield from serving(create_app(database, Settings()))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_of_a_page_prints_what_the_page_shows(address, page):
    shown = page.read_text()
    assert rewritten(shown, address) == shown


def test_every_page_shows_a_command():
    for page in PAGES:
        assert re.search(r"^```sh\n(curl|echo) ", page.read_text(), re.MULTILINE)


def test_every_command_of_the_readme_exists():
    targets = set(re.findall(r"^make (\w+)", README, re.MULTILINE))
    makefile = (ROOT / "Makefile").read_text()
    assert targets == {"run", "check"}
    for target in targets:
        assert f"\n{target}: " in makefile
