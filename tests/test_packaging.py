"""What is installed elsewhere holds all that the checkout holds, and installs what it says."""

import configparser
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SETUP = configparser.ConfigParser()
SETUP.read(ROOT / "setup.cfg")


def shipped(package):
    globs = re.split(r",\s*", SETUP["options.package_data"].get(package, ""))
    return {file for glob in filter(None, globs) for file in (ROOT / package).glob(glob)}


@pytest.mark.parametrize("package", ["api", "factcheck", "matching", "schemas", "sql", "wording"])
def test_every_file_of_a_package_is_shipped(package):
    files = {
        path for path in (ROOT / package).rglob("*") if path.is_file() and "__pycache__" not in path.parts
    }
    assert {file for file in files if file.suffix != ".py"} - shipped(package) == set()


def test_the_sample_figures_are_shipped():
    assert len(shipped("sample")) > 8


def pins(text):
    return {
        name.lower(): version for name, version in re.findall(r"^\s*([\w-]+)==(\S+)$", text, re.MULTILINE)
    }


def test_every_direct_dependency_is_in_the_lock_at_its_version():
    locked = {
        name.replace("_", "-"): version
        for name, version in pins((ROOT / "requirements.lock").read_text()).items()
    }
    direct = pins(SETUP["options"]["install_requires"]) | pins(SETUP["options.extras_require"]["dev"])

    assert len(direct) > 25
    assert {name: locked.get(name) for name in direct} == direct


def test_the_lock_names_no_place():
    lock = (ROOT / "requirements.lock").read_text()
    assert re.search(r"://|^-|@ |/(?:opt|home|root|tmp)/", lock, re.MULTILINE) is None


def test_every_dependency_has_its_reason():
    reasons = (ROOT / "docs" / "decisions" / "0020-dependencies.md").read_text()
    for extra in (SETUP["options"]["install_requires"], SETUP["options.extras_require"]["dev"]):
        for name in pins(extra):
            assert name in reasons or name.startswith("types-"), name
