from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.endpoint import dumped
from schemas.errors import JsonError
from schemas.json_text import MAX_DEPTH, MAX_DIGITS, read_json

texts = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"))
documents = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(texts, below, max_size=4),
    max_leaves=20,
)


@given(documents)
def test_what_is_written_is_read_again(document):
    assert read_json(dumped(document)) == document


def test_a_number_keeps_its_digits():
    assert str(read_json(b"[2.50]")[0]) == "2.50"
    assert read_json(b"0.1") == Decimal("0.1")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty body"),
        (b" \n", "empty body"),
        (b'{"a": 1, "a": 2}', "'a' twice"),
        (b'{"b": {"a": 1, "a": 1}}', "'a' twice"),
        (b"[NaN]", "NaN"),
        (b"[-Infinity]", "-Infinity"),
        (b'"\xff"', "not UTF-8"),
        (b'"\xed\xa0\x80"', "not UTF-8"),
        (b"\xef\xbb\xbf{}", "byte order mark"),
        ("{}".encode("utf-16"), "not UTF-8"),
        (b'"\\ud800"', r"\\ud800"),
        (b'{"\\udc00x": 1}', r"\\udc00"),
        (b'"\\u0000"', r"\\u0000"),
        (b'["a\0"]', "Invalid control character"),
        (b"{} {}", "Extra data at line 1, column 4"),
        (b"{'a': 1}", "line 1, column 2"),
        (b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), "nested more than 30"),
        (b"[" * 100_000, "nested more than 30"),
        (b"9" * 10_000, "10000 characters"),
        (b"-" + b"9" * MAX_DIGITS, "1001 characters"),
        (b"0." + b"9" * 10_000, "10002 characters"),
        (b"1e999999999", "at most 1000 digits"),
        (b"1e-999999999", "at most 1000 digits"),
    ],
)
def test_what_could_be_understood_differently_is_refused(body, words):
    with pytest.raises(JsonError, match=words):
        read_json(body)


@pytest.mark.parametrize(
    "body",
    [
        b"[" * MAX_DEPTH + b"]" * MAX_DEPTH,
        b'["' + b"[" * 100 + b'"]',
        b"[" + b",".join([b"[]"] * 100) + b"]",
        b'"\\ud83d\\ude00"',
        b"9" * MAX_DIGITS,
        b"0e99999",
    ],
)
def test_what_only_looks_like_an_attack_is_read(body):
    read_json(body)
