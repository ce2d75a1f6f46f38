"""The words of a quantity, as newspapers write them, and what each is read as."""

from decimal import Decimal

import pytest

from factcheck.errors import QuantityError
from factcheck.hedge import EVALUATIVES, HEDGES
from factcheck.reach import Situation, reach_of
from wording import read_quantity

NUMBERS = {
    "5,300": "5300",
    "5300": "5300",
    "5 300": "5300",
    "1,234,567.89": "1234567.89",
    ".5": "0.5",
    "3 million": "3000000",
    "3m": "3000000",
    "3.2bn": "3200000000",
    "4 trillion": "4000000000000",
    "72k": "72000",
    "seven": "7",
    "twenty-one": "21",
    "two hundred and twelve": "212",
    "forty-one thousand": "41000",
    "a hundred": "100",
    "a million": "1000000",
    "half a million": "500000",
    "a quarter of a million": "250000",
    "two and a half million": "2500000",
    "two dozen": "24",
    "a dozen": "12",
    "10 lakh": "1000000",
    "2 crore": "20000000",
    "-12": "-12",
    "minus 12": "-12",
    "−12": "-12",
    "１２": "12",
}


@pytest.mark.parametrize(("words", "number"), NUMBERS.items())
def test_a_number_in_words_or_digits(words: str, number: str) -> None:
    assert read_quantity(f"{words} people").amount == Decimal(number)


UNITS = {
    "5,300 people": "person",
    "12 arrests": "arrest",
    "12 cities": "city",
    "12 crashes": "crash",
    "3 women": "woman",
    "$5": "USD",
    "5 dollars": "dollar",
    "€5m": "EUR",
    "5 euros": "EUR",
    "£5": "GBP",
    "5%": "percent",
    "5 per cent": "percent",
    "5 pct": "percent",
    "5 percentage points": "percentage point",
    "5 points": "percentage point",
    "50 basis points": "basis point",
    "5 km": "km",
    "3 square miles": "square mile",
    "20 °C": "°C",
    "900 a day": "per day",
    "900 people a day": "person per day",
    "12 per 100,000 people": "per 100000",
    "$30 per person": "USD per person",
    "tripled": "times",
    "three times as many": "times",
    "a third": "percent",
    "third-highest": "ordinal",
}


@pytest.mark.parametrize(("words", "unit"), UNITS.items())
def test_the_unit_beside_a_number(words: str, unit: str) -> None:
    assert read_quantity(words).unit.code == unit


FORMS = {
    "threefold": "multiple",
    "3-fold": "multiple",
    "a threefold increase": "multiple",
    "three times as many": "multiple",
    "3x": "multiple",
    "doubled": "multiple",
    "twice as many": "multiple",
    "trebled": "multiple",
    "halved": "inverse",
    "three times fewer": "inverse",
    "two thirds as many": "fraction",
    "half": "fraction",
    "a third": "fraction",
    "three quarters": "fraction",
    "2/3": "fraction",
    "½": "fraction",
    "cut by half": "fraction",
    "one in five": "one_in",
    "1 in 5": "one_in",
    "one out of every five": "one_in",
    "3 in 10": "k_in",
    "nine out of ten": "k_in",
    "three of the last five": "k_in",
    "most": "majority",
    "a majority": "majority",
    "a minority": "minority",
    "all": "all",
    "every": "all",
    "virtually all": "nearly_all",
    "nearly all": "nearly_all",
    "none": "none",
    "not one": "none",
    "no one": "none",
    "thousands": "plural",
    "tens of thousands": "plural",
    "several": "number",
    "a few": "number",
    "several hundred": "number",
}


@pytest.mark.parametrize(("words", "form"), FORMS.items())
def test_the_form_of_a_quantity(words: str, form: str) -> None:
    assert read_quantity(words).form == form


CHANGES = {
    "rose 5%": "increase",
    "up 600%": "increase",
    "300 more": "increase",
    "a threefold increase": "increase",
    "grew by 12": "increase",
    "three times more": "increase",
    "fell 5%": "decrease",
    "cut by a third": "decrease",
    "300 fewer": "decrease",
    "down 3 points": "decrease",
    "three times fewer": "decrease",
    "a gap of 4,000": None,
    "three times as many": None,
    "tripled": None,
    "5,300": None,
    "fewer than 300": None,
    "more than 300": None,
    "up to 300": None,
    "at least 300": None,
}


@pytest.mark.parametrize(("words", "change"), CHANGES.items())
def test_which_way_the_words_say_it_went(words: str, change: str | None) -> None:
    assert read_quantity(words).change == change


BEFORE = [(phrase, hedge.code) for hedge in HEDGES.values() for phrase in hedge.before]
AFTER = [(phrase, hedge.code) for hedge in HEDGES.values() for phrase in hedge.after]


@pytest.mark.parametrize(("phrase", "code"), BEFORE)
def test_a_hedge_before_a_number(phrase: str, code: str) -> None:
    assert read_quantity(f"{phrase} 5,300 people").hedge == code
    assert read_quantity(f"{phrase} 5,300 people").amount == 5300


@pytest.mark.parametrize(("phrase", "code"), AFTER)
def test_a_hedge_after_a_number(phrase: str, code: str) -> None:
    joined = phrase[0] in "+-"
    assert read_quantity(f"5,300{phrase}" if joined else f"5,300 {phrase}").hedge == code


@pytest.mark.parametrize("row", HEDGES.values(), ids=lambda row: row.code)
def test_the_example_of_a_hedge_is_true(row: object) -> None:
    words, _, interval = row.example.partition(": ")  # type: ignore[attr-defined]
    low, _, high = interval.replace(",", "").removesuffix(" as a change").replace(" %", "").partition(" … ")
    reach = reach_of(read_quantity(words), Situation()).interval
    assert [reach.low, reach.high] == [Decimal(end.replace("∞", "Infinity")) for end in (low, high or low)], (
        row
    )


@pytest.mark.parametrize("words", EVALUATIVES)
def test_words_that_colour_a_number_are_kept(words: str) -> None:
    quantity = read_quantity(f"{words} 5,300 people")
    assert quantity.amount == 5300
    assert quantity.hedge is None
    assert words in quantity.evaluative


RANGES = {
    "between 10 and 20": ("10", "20"),
    "10 to 20": ("10", "20"),
    "10-20": ("10", "20"),
    "10–20": ("10", "20"),
    "5 to 10 million": ("5000000", "10000000"),
    "$5-10 million": ("5000000", "10000000"),
    "5% to 10%": ("5", "10"),
    "2 to 3 times as many": ("2", "3"),
    "between 35,000 and 50,000": ("35000", "50000"),
}


@pytest.mark.parametrize(("words", "ends"), RANGES.items())
def test_a_range(words: str, ends: tuple[str, str]) -> None:
    quantity = read_quantity(words)
    assert quantity.upper is not None
    assert (quantity.amount, quantity.upper.amount) == (Decimal(ends[0]), Decimal(ends[1]))


def test_two_numbers_that_fall_are_no_range() -> None:
    assert read_quantity("20-10").upper is None


def test_the_wording_is_kept_as_it_was_written() -> None:
    assert read_quantity("  Nearly  30,000  people ").wording == "Nearly 30,000 people"


@pytest.mark.parametrize("words", ["", "people", "because", "the increase", "?", "\u200b", "x" * 2001])
def test_words_that_state_no_quantity_are_refused_with_an_example(words: str) -> None:
    with pytest.raises(QuantityError, match="expected"):
        read_quantity(words)


def test_a_number_longer_than_any_figure_is_refused() -> None:
    assert read_quantity("9" * 1000).amount == Decimal("9" * 1000)
    with pytest.raises(QuantityError, match="1001 digits"):
        read_quantity("9" * 1001)
