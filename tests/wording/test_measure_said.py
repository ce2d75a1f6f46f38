"""Measures in words that also name a place and a time."""

from datetime import date

import pytest

from wording import read_measure

SAID_ON = date(2023, 5, 1)


@pytest.mark.parametrize(
    ("text", "measure", "area", "period"),
    [
        ("refugees hosted by Uganda in 2021", "refugees hosted", "Uganda", "2021"),
        ("the jobless rate in the United States in March 2023", "jobless rate", "United States", "2023-03"),
        ("Syrian refugees in Turkey", "syria refugees living", "Turkey", None),
        ("refugees from Venezuela in Spain", "refugees from venezuela", "Spain", None),
        ("refugees from the Democratic Republic of the Congo", "refugees from", "Democratic Republic of the Congo", None),
        ("Afghan refugees who returned home from Pakistan", None, "Pakistan", None),
        ("refugees admitted to the U.S. from Latin America and the Caribbean from October 2017 through June 2022",
         "refugees admitted", "Latin America and the Caribbean", "2017-10/2022-06"),
        ("people in Kenya", "population", "Kenya", None),
        ("Kenya's population last year", "population", "Kenya", "last year"),
        ("apples", "apples", None, None),
        ("", "", None, None),
    ],
)  # fmt: skip
def test_the_measure_is_told_from_the_place_and_the_time(text, measure, area, period):
    said = read_measure(text, SAID_ON, "US")
    assert (said.area, said.period) == (area, period)
    assert measure is None or said.measure == measure
