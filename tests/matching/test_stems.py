"""Words in one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.stems import LONGEST_TEXT, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("refugees admitted", "admitting refugees"), ("hosts", "hosted"), ("asylum-seekers", "asylum seekers"),
        ("economies", "economy"), ("Türkiye's", "turkiye"), ("The debts of the nation", "debt nation"),
        ("resettled", "resettle"), ("U-6 rate", "u-6 rates"),
    ],
)  # fmt: skip
def test_words_that_differ_in_number_tense_or_accent_are_one(one, other):
    assert sorted(stems(one)) == sorted(stems(other))


@pytest.mark.parametrize(
    ("one", "other"), [("unemployed", "unemployment"), ("admission", "admitted"), ("U-3", "U-6")]
)
def test_words_that_say_something_else_stay_apart(one, other):
    assert stems(one) != stems(other)


@given(st.text())
def test_any_text_is_read(text):
    assert all(stems(text))


def test_a_long_text_is_read_in_part():
    assert len(stems("apple " * LONGEST_TEXT)) <= LONGEST_TEXT // 6 + 1
