"""The committed sample files are what the script makes of the recorded official files."""

import gzip
from pathlib import Path

import pytest

from sample.make_sample import HERE, make
from sample.rows import SampleError, changes

RECORDED = HERE.parent.parent / "shared/recorded"


def content_of(path: Path) -> bytes:
    """Its bytes, unzipped: zlib's of another version may pack the same ones otherwise."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


@pytest.mark.skipif(not RECORDED.is_dir(), reason="no recorded official files beside the checkout")
def test_the_script_makes_the_committed_files_again(tmp_path):
    make(RECORDED, tmp_path)
    made = {path.name: content_of(path) for path in tmp_path.iterdir()}
    committed = {path.name: content_of(path) for path in HERE.glob("*.csv*")}
    assert made.keys() == committed.keys()
    assert [name for name in made if made[name] != committed[name]] == []


def test_a_vintage_that_says_the_same_is_no_change():
    vintages = [("2023-05-04", {"a": 1, "b": 2}), ("2025-04-01", {"a": 1, "b": 3, "c": 4})]
    assert list(changes(vintages)) == [
        ("2023-05-04", "a", 1),
        ("2023-05-04", "b", 2),
        ("2025-04-01", "b", 3),
        ("2025-04-01", "c", 4),
    ]


def test_a_figure_that_a_vintage_no_longer_has_is_refused():
    with pytest.raises(SampleError, match="no longer have"):
        list(changes([("2023-05-04", {"a": 1}), ("2025-04-01", {})]))
