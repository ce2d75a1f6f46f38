"""Amounts as tables print them: each form is one that a recorded table has, or that its notes document."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishers.errors import ShapeError
from publishers.tables.written_numbers import EXACT, Amount, Notation, reading

PLAIN = Notation()


def read(text: str, notation: Notation = PLAIN) -> Amount | None:
    return reading(notation)(text)


def value(text: str, notation: Notation = PLAIN) -> Decimal | None:
    found = read(text, notation)
    assert found is not None
    return found.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1234", "1234"),
        ("20,000", "20000"),
        ("1,234,567.50", "1234567.50"),
        ("-12.5", "-12.5"),
        ("\u221212", "-12"),
        ("+3", "3"),
        (".5", "0.5"),
        (" 7 ", "7"),
        ("1\u00a0234", "1234"),
        ("1\u202f234\u2009567", "1234567"),
        ("0.30000000000000004", "0.30000000000000004"),
    ],
)
def test_numbers_are_read_in_all_their_digits(text, expected):
    assert value(text) == Decimal(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "–",
        "n/a",
        "1,23",
        "12,3456",
        "1 234",
        "1.2.3",
        "1e5",
        "١٢٣",
        "(5)",
        "5 -",
        "- 5 -",
        "35 - 50",
        "1,234 r",
    ],
)
def test_what_is_neither_a_number_nor_declared_is_not_guessed(text):
    with pytest.raises(ShapeError, match="expected a number"):
        read(text)


@pytest.mark.parametrize("text", ["35,000 - 50,000", "35,000–50,000", "35,000 to 50,000", "35,000-50,000"])
def test_a_range_has_two_ends_and_no_value(text):
    assert read(text, Notation(ranges=True)) == Amount(None, Decimal(35000), Decimal(50000))


def test_a_range_upside_down_is_a_mistake():
    with pytest.raises(ShapeError, match="lower to its higher"):
        read("50,000 - 35,000", Notation(ranges=True))


def test_a_range_without_its_second_end_is_no_number():
    with pytest.raises(ShapeError, match="expected a number"):
        read("35,000 -", Notation(ranges=True))


def test_parentheses_are_negative_only_where_the_mapping_says_so():
    assert value("(1,234)", Notation(parentheses=True)) == -1234
    with pytest.raises(ShapeError):
        read("(1,234", Notation(parentheses=True))


@pytest.mark.parametrize(
    ("mark", "reason"),
    [("D", "suppressed"), ("X", "not_applicable"), ("(X)", "not_applicable"), ("N", "missing"), ("..", "missing"),
     ("*****", "not_applicable")],
)  # fmt: skip
def test_usual_marks_say_why_there_is_no_value(mark, reason):
    assert read(mark) == Amount(None, missing=reason)


@pytest.mark.parametrize("mark", ["-", "–", ""])
def test_a_dash_and_a_blank_mean_what_the_mapping_says(mark):
    assert read(mark, Notation(marks={mark: "zero"})) == Amount(Decimal(0))
    assert read(mark, Notation(marks={mark: "missing"})) == Amount(None, missing="missing")
    assert read(mark, Notation(marks={mark: "not_applicable"})) == Amount(None, missing="not_applicable")
    assert read(mark, Notation(marks={mark: "skip"})) is None


def test_a_mapping_may_give_a_usual_mark_another_meaning_and_a_number_the_meaning_of_a_mark():
    assert read("N", Notation(marks={"N": "skip"})) is None
    assert read("9999", Notation(marks={"9999": "missing"})) == Amount(None, missing="missing")


@pytest.mark.parametrize(
    ("text", "status"), [("1,234 r", "revised"), ("12 p", "provisional"), ("1,234*", "")]
)
def test_footnote_marks_after_a_number_say_a_status(text, status):
    found = read(text, Notation(footnotes={"r": "revised", "p": "provisional", "*": ""}))
    assert found is not None
    assert (found.value in {Decimal(1234), Decimal(12)}, found.status) == (True, status)


def test_the_longest_footnote_mark_that_fits_is_cut():
    found = read("12**", Notation(footnotes={"*": "", "**": "revised"}))
    assert found == Amount(Decimal(12), status="revised")


def test_a_long_number_is_multiplied_out_in_all_its_digits():
    assert value("9" * 28, Notation(multiply=Decimal("1000.1"))) == Decimal(
        f"{10001 * int('9' * 28)}"
    ).scaleb(-1, EXACT)


def test_a_footnote_that_is_a_digit_is_cut_from_a_number():
    assert value("1234 1", Notation(footnotes={" 1": ""})) == 1234


def test_the_comma_is_the_decimal_sign_where_declared():
    german = Notation(decimal=",", group=".")
    assert value("1.234,5", german) == Decimal("1234.5")
    with pytest.raises(ShapeError):
        read("1,234.5", german)


def test_amounts_are_multiplied_out_and_signs_around_them_ignored():
    assert value("$1.5", Notation(ignored=("$",), multiply=Decimal(1000))) == 1500
    assert value("12 %", Notation(ignored=("%",))) == 12


def test_a_number_too_long_to_add_up_exactly_is_refused():
    with pytest.raises(ShapeError):
        read("9" * 29)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**15), max_value=10**15))
def test_what_is_printed_with_thousands_is_read_back(number):
    assert value(f"{number:,f}") == number


@given(st.text(max_size=40))
def test_any_text_is_an_amount_nothing_or_a_shape_error(text):
    try:
        found = read(
            text, Notation(ranges=True, parentheses=True, footnotes={"p": "provisional"}, marks={"": "skip"})
        )
    except ShapeError:
        return
    assert found is None or (found.value is None) == bool(found.missing or found.low is not None)
