"""How series are ranked, and why: each thing that counts, one at a time."""

from datetime import date
from decimal import Decimal

import pytest

from factcheck.period import Period
from factcheck.series import Publisher, Series
from factcheck.unit import unit_named
from matching import FLOOR, Added, Asked, Described, Origin, ranked, role_of, vocabulary

KNOWN = vocabulary()
OFFICE = Publisher("inv", "Invented Office")
YEAR = Period(date(2022, 1, 1), date(2023, 1, 1))
MONTH = Period(date(2022, 6, 1), date(2022, 7, 1))


def series(name="inv.hosted", measure="refugees hosted (number of refugees)", unit="person", **more):
    said = {"stock_flow": "stock", "frequency": "year", "area_role": "asylum"} | more
    return Series(name, measure, OFFICE, measure, unit, **said)


def one(asked, described, known=KNOWN):
    if isinstance(described, Series):
        described = Described(described)
    (match,) = ranked(asked, [described], known)
    return match


def test_a_name_of_the_measure_asked_whole_scores_one_and_says_so():
    match = one(Asked("refugees hosted"), series())
    assert match.score == 1
    assert match.fits
    assert match.because == ("the words are a name of what it measures: refugees hosted",)


def test_another_name_of_the_notion_scores_as_much_and_is_told():
    rate = series(measure="unemployment rate", unit="percent", stock_flow="rate")
    match = one(Asked("jobless rate"), rate)
    assert match.score == 1
    assert match.because[0] == "“jobless rate” is another name of “unemployment rate”"


def test_a_word_that_the_series_does_not_say_makes_it_no_match():
    match = one(Asked("refugees hosted in camps"), series())
    assert not match.fits
    assert match.unsaid == ("camp",)
    assert "it says nothing of “camps”" in match.because


def test_idle_words_alone_are_no_match():
    assert not one(Asked("total number"), series()).fits


def test_a_name_that_comes_near_is_a_weaker_match():
    encounters = series(measure="migrant encounters", unit="encounter", stock_flow="flow")
    match = one(Asked("apprehensions"), encounters)
    assert FLOOR <= match.score < 1
    assert "comes near" in match.because[0]


@pytest.mark.parametrize(
    ("asked", "described", "told"),
    [
        ({}, {"breakdown": "from Syria"}, "only a part"),
        ({"unit": unit_named("percent")}, {}, "counts person, and the claim does not"),
        ({"stock_flow": "flow"}, {}, "is a stock"),
        ({"role": "origin"}, {}, "areas are those of asylum"),
        ({"role": "here"}, {"area_role": "origin"}, "areas are those of origin"),
        ({"period": MONTH}, {"stock_flow": "flow"}, "figures are by year"),
        ({}, {"unit": "encounter"}, "counts things of another kind: encounter"),
    ],
)
def test_what_does_not_fit_takes_away_and_is_told(asked, described, told):
    match = one(Asked("refugees hosted", **asked), series(**described))
    assert match.score < 1
    assert any(told in text for text in match.because)


def test_an_area_without_figures_takes_away_and_the_context_s_is_told_as_such():
    named = Asked("refugees hosted", area="Chad", areas=frozenset({"x:TCD"}))
    assert one(named, series()).score < 1
    assert one(named, Described(series(), {"x:TCD": YEAR})).score == 1
    assert one(named, Described(series(), titled=True)).score == 1
    here = Asked("refugees hosted", area="Chad", areas=frozenset({"x:TCD"}), given=False)
    assert "where the claim was made" in one(here, series()).because[-1]


def test_a_period_that_its_figures_do_not_reach_takes_away():
    asked = Asked("refugees hosted", period=Period(date(1950, 1, 1), date(1951, 1, 1)))
    assert one(asked, Described(series(), span=YEAR)).score < 1
    assert one(asked, series()).score == 1


def test_those_from_a_country_are_found_where_it_is_given_and_nowhere_else():
    syria = Origin("syria", frozenset({"syria", "syrian arab republic"}))
    asked = Asked("refugees hosted", origins=[syria])
    match = one(asked, series(measure="refugees hosted from Syria", breakdown="from Syria"))
    assert match.fits
    assert match.score == 1
    assert one(asked, series()).unsaid == ("syria",)
    assert not one(asked, series(measure="refugees hosted from Iraq", breakdown="from Iraq")).fits


def test_words_of_one_place_need_no_other():
    asked = Asked("encounters at the southern border", area="GB", areas=frozenset({"x:GBR"}), given=False)
    border = series(measure="encounters at the southwest border", unit="encounter", stock_flow="flow")
    match = one(asked, border)
    assert match.placed
    assert match.score == 1


def test_of_two_that_fit_alike_the_one_published_last_comes_first():
    days = (date(2020, 1, 1), date(2024, 1, 1))
    found = [Described(series(f"inv.{day.year}"), newest=day) for day in days]
    order = [match.series.id for match in ranked(Asked("refugees hosted"), found, KNOWN)]
    assert order == ["inv.2024", "inv.2020"]


def test_a_family_is_told_unless_the_words_name_its_member():
    added = Added(series="inv.hosted", beside="inv.other", standing="strained", why="it is a sample")
    match = one(Asked("refugees hosted"), series(), vocabulary([added]))
    assert [row.beside for row in match.beside] == ["inv.other"]
    named = one(Asked("U-6 unemployment"), series("fred.U6RATE", "U-6 unemployment rate", "percent"))
    assert named.beside == ()


def test_a_title_written_much_alike_is_shown_but_fits_nothing():
    match = one(Asked("refugges hostd"), Described(series(), alike=Decimal("0.6")))
    assert match.score == Decimal("0.3")
    assert not match.fits


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("refugees from", "origin"),
        ("refugees abroad", "origin"),
        ("refugees living", "here"),
        ("refugees", None),
    ],
)
def test_the_words_tell_what_the_area_is_the_area_of(words, role):
    assert role_of(words) == role


@pytest.mark.parametrize("words", ["hosted", "living"])
def test_a_verb_alone_measures_nothing(words):
    match = one(Asked(words), series())
    assert not match.fits
    assert match.unsaid == ("whom or what",)


def test_words_that_come_near_are_told_as_such():
    encounters = series(measure="migrant encounters", unit="encounter", stock_flow="flow")
    assert one(Asked("migrants arrested"), encounters).nearly
    assert not one(Asked("migrants encountered"), encounters).nearly


def test_a_series_of_one_place_only_comes_near_words_that_do_not_name_it():
    encounters = series(measure="encounters at the southwest border", unit="encounter", stock_flow="flow")
    assert one(Asked("encounters"), encounters).nearly
    assert not one(Asked("encounters at the border"), encounters).nearly
    assert not one(Asked("encounters on the frontier with Mexico"), encounters).nearly


def test_whom_a_series_leaves_in_is_not_what_it_measures():
    described = series(population="refugees and people in other situations")
    assert one(Asked("people in other situations"), described).unsaid == ("other", "situation")
