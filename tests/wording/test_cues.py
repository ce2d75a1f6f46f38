"""What the words around a number say of rates, pace and the present, and what of them is not checked."""

import pytest

from wording import has_pace, has_rate, not_checked, speaks_of_now

RATES = [
    "the current rate of admissions",
    "at this pace",
    "annual deaths",
    "a year",
    "per year",
    "each year",
    "yearly",
]
PACES = ["is lagging well behind", "lags", "trails the target", "ahead of its goal", "on track", "off course"]
NOW = ["the current rate", "at present", "today's level", "now"]
NEITHER = ["admitted 5,300 refugees", "a moderate rise", "the yearbook", "behaviour", "know", "presentation"]


@pytest.mark.parametrize("words", RATES)
def test_words_of_rate(words: str) -> None:
    assert has_rate(words)


@pytest.mark.parametrize("words", PACES)
def test_words_of_pace(words: str) -> None:
    assert has_pace(words)


@pytest.mark.parametrize("words", NOW)
def test_words_of_the_present(words: str) -> None:
    assert speaks_of_now(words)


@pytest.mark.parametrize("words", NEITHER)
def test_other_words(words: str) -> None:
    assert [has_rate(words), has_pace(words), speaks_of_now(words)] == [False] * 3


UNCHECKED = {
    "Arrests fell because he cut funding, officials noted.": (
        "because he cut funding, officials noted",
        "cause",
    ),
    "It doubled due to the war": ("due to the war", "cause"),
    "He sent 300 in order to help": ("in order to help", "intent"),
    "It rose to 300, the State Department said": ("the State Department said", "attribution"),
    "It rose to 300, according to Eurostat": ("according to Eurostat", "attribution"),
}


@pytest.mark.parametrize(("text", "wanted"), UNCHECKED.items())
def test_words_that_no_figure_bears_out_are_quoted_in_place(text: str, wanted: tuple[str, str]) -> None:
    (found,) = not_checked(text)
    assert (found.quote, found.why) == wanted
    assert text[found.start : found.end] == found.quote


def test_plain_words_are_all_checked() -> None:
    assert not_checked("The U.S. admitted just 5,300 refugees.") == []
