"""JSON as it comes: what it holds that no store can take is refused, and no digit is lost."""

from decimal import Decimal

import pytest

from publishers.errors import ShapeError
from publishers.json_body import read_json, times
from publishers.series_ids import LONGEST, escaped, joined
from tests.publishers.conftest import body


@pytest.mark.parametrize(
    "number", ["1e99999999999999999999", "1e-99999999999999999999", "1e400", "NaN", "Infinity"]
)
def test_a_number_that_is_no_amount_is_refused(number):
    with pytest.raises(ShapeError, match="expected JSON"):
        read_json(body(f"[{number}]"))


@pytest.mark.parametrize(
    "text", [b'["\\ud800"]', b'{"\\uDfff": 1}', b'["\xed\xa0\x80"]', b'["a\\u0000"]', b'["\xff"]']
)
def test_a_text_that_is_none_is_refused(text):
    with pytest.raises(ShapeError, match="expected JSON"):
        read_json(body(text))


def test_a_character_in_two_halves_is_one():
    assert read_json(body(b'["\\ud83d\\ude00", "\\\\u0000"]')) == ["\U0001f600", "\\u0000"]


def test_a_product_keeps_all_its_digits():
    assert times(Decimal("1" * 40 + ".1"), Decimal(1000)) == Decimal("1" * 41 + "00")


def test_texts_that_differ_are_other_parts_of_an_id():
    texts = ["<5", ">5", "5", "a b", "a_b", "a.b", "a:20b", "é", "éA", "\u0e9a", "a-b"]
    assert len({escaped(text) for text in texts}) == len(texts)
    assert escaped("All items") == "All_items"


def test_an_id_that_is_too_long_ends_in_a_digest_of_all_of_it():
    one, two = joined("x.1", "a" * 400 + "b"), joined("x.1", "a" * 400 + "c")
    assert one != two
    assert max(len(one), len(two)) <= LONGEST
