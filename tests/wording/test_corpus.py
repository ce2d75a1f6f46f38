"""Texts that once were read wrongly or slowly, or that nobody would write; and texts of one thing without an end."""

import time
from pathlib import Path

import pytest

from wording import read_text

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.txt"))
ENDLESS = {
    "digits": "7" * 20_000,
    "commas": "1," * 10_000,
    "million million": "million " * 2_500,
    "numbers": "12 " * 6_000,
    "nested quotes": "\u201c\u2018" * 10_000,
    "one word": "a" * 20_000,
    "which": ", which " * 2_500,
    "by": "rose by " * 2_500,
    "in one line": "it rose 5% in 2019 and fell to 3 million in 2020, which " * 400,
    "abbreviations": "U.S. " * 4_000,
    "exponents": "1e" * 10_000,
    "names": "A. B. said " * 2_000,
    "dashes": "-" * 20_000,
    "marks": "e" + "\u0301" * 20_000,
}


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_a_text_of_the_corpus_is_read(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    found = read_text(text)

    assert found == read_text(text)
    assert all(0 <= claim.start < claim.end <= len(text) for claim in found.claims)


@pytest.mark.parametrize("name", ENDLESS)
def test_a_text_without_an_end_takes_no_more_than_its_length(name: str) -> None:
    """Ten times the length may take twenty times as long: a square would take a hundred."""
    text = ENDLESS[name]
    short, long = (min(_seconds(text[:size]) for _ in range(3)) for size in (len(text) // 10, len(text)))

    assert long < 0.05 + 20 * short


def _seconds(text: str) -> float:
    began = time.process_time()
    read_text(text)
    return time.process_time() - began
