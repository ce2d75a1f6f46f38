"""The README shows what the service answers: its commands are run as they stand."""

import os
import re
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from api.app import create_app
from api.settings import Settings
from sql import embedded, imports
from sql.database import Database
from tests.api.conftest import serving
from tests.sql_fixtures import create_database

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()
WALK = re.compile(r"<!-- (\w+) -->\n```sh\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def sample_url(server: embedded.Server, template_url: str) -> str:
    """A database with the sample figures that the README speaks of."""
    url = create_database(server.url, template_url)
    with closing(Database(url, None, connections=1)) as database:
        for kind, name in (("areas", "00-areas.csv"), ("figures", "10-us-refugee-admissions.csv")):
            with database.transaction() as conn:
                imports.run(conn, kind, [(ROOT / "sample" / name).read_bytes()], name)
    return url


@pytest.fixture(scope="module")
def address(sample_url: str):
    """The service on those figures, over HTTP."""
    with closing(Database(sample_url, None, connections=2)) as database:
        yield from serving(create_app(database, Settings()))


def test_the_readme_holds_two_walks():
    assert [name for name, _, _ in WALK.findall(README)] == ["claimed", "admitted"]


@pytest.mark.parametrize(
    ("command", "shown"), [walk[1:] for walk in WALK.findall(README)], ids=["claimed", "admitted"]
)
def test_a_command_of_the_readme_prints_what_it_shows(address, command, shown):
    typed = command.replace("http://127.0.0.1:8000", address)
    done = subprocess.run(["sh", "-ec", typed], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout == shown


def test_every_command_of_the_readme_exists():
    targets = set(re.findall(r"^make (\w+)", README, re.MULTILINE))
    makefile = (ROOT / "Makefile").read_text()
    assert targets == {"run", "check"}
    for target in targets:
        assert f"\n{target}: " in makefile
