"""Words of time in sentences: what is found, its days, its length, and what an operand can take as its period."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factcheck.errors import PeriodError
from factcheck.named_time import Moment
from factcheck.timewords import meanings
from wording.plain_text import plain_text
from wording.times import TimeSaid, find_times, times_line

MONDAY = date(2022, 6, 13)


def times(text: str, ref: date | None = MONDAY, country: str | None = None) -> list[TimeSaid]:
    return find_times(plain_text(text), ref, country)


def only(text: str, ref: date | None = MONDAY, country: str | None = None) -> TimeSaid:
    found = times(text, ref, country)
    assert len(found) == 1, [text[each.start : each.end] for each in found]
    return found[0]


def days(said: TimeSaid) -> str:
    return f"{said.first or '..'} {said.last_excluded or '..'}"


# A sentence with one time, its first day, and the day after its last.
DAYS = {
    "The council met on Oct. 19, 2021.": "2021-10-19 2021-10-20",
    "The council met on 19 October 2021.": "2021-10-19 2021-10-20",
    "It opened on the 5th of May 1999.": "1999-05-05 1999-05-06",
    "The Fourth of July 1995 was hot.": "1995-07-04 1995-07-05",
    "The towers fell on 9/11/2001.": "2001-09-11 2001-09-12",
    "The mayor spoke of 9/11.": "2001-09-11 2001-09-12",
    "The file is of 2021-03-04.": "2021-03-04 2021-03-05",
    "Prices rose in March 2021.": "2021-03-01 2021-04-01",
    "She was born in '98.": "1998-01-01 1999-01-01",
    "He left office in 1989.": "1989-01-01 1990-01-01",
    "They built it in the 1980s.": "1980-01-01 1990-01-01",
    "The nineties were calm.": "1990-01-01 2000-01-01",
    "It began in the mid-1990s.": "1993-05-01 1996-09-01",
    "The 19th century saw railways.": "1800-01-01 1900-01-01",
    "In fiscal 2022 they spent less.": "2021-10-01 2022-10-01",
    "FY2022 was lean.": "2021-10-01 2022-10-01",
    "In fiscal year 2021/22 they spent less.": "2021-10-01 2022-10-01",
    "The 2021-22 school year was odd.": "2021-09-01 2022-07-01",
    "Growth in Q3 2019 was weak.": "2019-07-01 2019-10-01",
    "Growth in the third quarter of 2019 was weak.": "2019-07-01 2019-10-01",
    "Growth in the second quarter of fiscal year 2019 was weak.": "2019-01-01 2019-04-01",
    "Growth in the first half of fiscal 2019 was weak.": "2018-10-01 2019-04-01",
    "The first half of fiscal year 2019 was worse.": "2018-10-01 2019-04-01",
    "The last half of 1989 was worse.": "1989-07-01 1990-01-01",
    "The first quarter was weak.": "2022-01-01 2022-04-01",
    "They reported on Tuesday.": "2022-06-07 2022-06-08",
    "They will report on Tuesday.": "2022-06-14 2022-06-15",
    "They reported on Tuesday morning.": "2022-06-07 2022-06-08",
    "The office closed last Friday.": "2022-06-10 2022-06-11",
    "The office closes next Friday.": "2022-06-24 2022-06-25",
    "It fell last June.": "2021-06-01 2021-07-01",
    "It fell in June last year.": "2021-06-01 2021-07-01",
    "It happened yesterday.": "2022-06-12 2022-06-13",
    "It happens today.": "2022-06-13 2022-06-14",
    "It is due next week.": "2022-06-20 2022-06-27",
    "This month is dry.": "2022-06-01 2022-07-01",
    "In the past two years rents doubled.": "2020-06-01 2022-06-01",
    "Over the next two years they will build.": "2022-07-01 2024-07-01",
    "In the year to March 2022 it fell.": "2021-04-01 2022-04-01",
    "The 12 months through June 2021 were dry.": "2020-07-01 2021-07-01",
    "From October 2017 through June 2022 they admitted few.": "2017-10-01 2022-07-01",
    "Between 2010 and 2015 it halved.": "2010-01-01 2016-01-01",
    "From June to August 2021 it rained.": "2021-06-01 2021-09-01",
    "The talks of Nov. 18-19, 2021 failed.": "2021-11-18 2021-11-20",
    "Since 2017 it has doubled.": "2017-01-01 ..",
    "The wall stood until 1989.": ".. 1989-01-01",
    "They expect more by the end of September 2022.": "2022-09-01 2022-10-01",
    "Early 2020 was quiet.": "2020-01-01 2020-05-01",
    "Three weeks ago it snowed.": "2022-05-23 2022-05-30",
    "Ten years ago it snowed.": "2012-01-01 2013-01-01",
    "They voted three days after Christmas 2021.": "2021-12-28 2021-12-29",
    "The last week of July 2021 was hot.": "2021-07-26 2021-08-02",
    "The first nine months of 2021 were good.": "2021-01-01 2021-10-01",
    "It was sold on Thanksgiving 2021.": "2021-11-25 2021-11-26",
    "Easter 2019 was late.": "2019-04-21 2019-04-22",
    "So far this year 300 have died.": "2022-01-01 2022-06-13",
    "Jobs grew under Obama.": "2009-01-20 2017-01-20",
    "Jobs grew during the Trump administration.": "2017-01-20 2021-01-20",
    "Since President Biden took office, prices rose.": "2021-01-20 ..",
    "Wages fell during Margaret Thatcher's premiership.": "1979-05-04 1990-11-28",
    "In nineteen ninety-four it closed.": "1994-01-01 1995-01-01",
    "Camps ran June 7 to July 9, 2021.": "2021-06-07 2021-07-10",
    "Fiscal years 2019 through 2021 were lean.": "2018-10-01 2021-10-01",
    "The last three fiscal years were lean.": "2018-10-01 2021-10-01",
    "The week ended Saturday was dry.": "2022-06-05 2022-06-12",
    "Post-2008 rules are strict.": "2009-01-01 ..",
    "They blamed weak March sales.": "2022-03-01 2022-04-01",
    "The 2018 sales were weak.": "2018-01-01 2019-01-01",
    "Summer 2018 was dry.": "2018-06-01 2018-09-01",
}


@pytest.mark.parametrize(("text", "expected"), DAYS.items())
def test_a_time_has_its_days(text: str, expected: str) -> None:
    assert days(only(text)) == expected


# A sentence with one time, and the words that an operand can take as its period.
WORDS = {
    "In 2017 it rose.": "2017",
    "Since 2017 it rose.": "since 2017",
    "Last year it rose.": "last year",
    "In the last year it rose.": "in the last year",
    "In the past year it rose.": "in the last year",
    "Between 2010 and 2015 it rose.": "between 2010 and 2015",
    "From October 2017 through June 2022 it rose.": "2017-10/2022-06",
    "In fiscal 2022 it rose.": "FY2022",
    "The current level is low.": "current",
    "It is now low.": "current",
    "Profit rose from a year earlier.": "a year earlier",
    "Profit of the year-ago quarter was low.": "a year earlier",
    "It is the hottest on record.": "on record",
    "So far this year it rose.": "so far this year",
    "In the past two years it rose.": "the last 2 years",
    "It will end by the end of September 2022.": "end of 2022-09",
    "It grew under Obama.": "2009-01-20/2017-01-19",
}


@pytest.mark.parametrize(("text", "expected"), WORDS.items())
@pytest.mark.parametrize("ref", [MONDAY, None])
def test_words_are_those_of_an_operand(text: str, expected: str, ref: date | None) -> None:
    said = only(text, ref)
    assert said.words == expected
    assert meanings(expected, Moment(MONDAY))


RELATIVE = [
    "Last year it rose.",
    "This month it rose.",
    "Next week it rises.",
    "It rose in June.",
    "In the past decade it rose.",
]


@pytest.mark.parametrize("text", RELATIVE)
def test_without_a_day_of_reference_words_stay_and_days_are_unknown(text: str) -> None:
    said = only(text, None)
    assert (said.first, said.last_excluded) == (None, None)
    assert said.words is not None


# A sentence with one length, and the length in TIMEX3.
LENGTHS = {
    "He served two years.": "P2Y",
    "The talks took three hours.": "PT3H",
    "A three-day trip is cheap.": "P3D",
    "It took one and a half hours.": "PT1.5H",
    "It lasted half an hour.": "PT0.5H",
    "It lasted 1 hour and 30 minutes.": "PT90M",
    "It lasted a decade.": "P10Y",
    "It lasted two to three weeks.": "P2W",
    "A 24-year-old was hurt.": "P24Y",
    "They waited for years.": "PXY",
    "The tree is 4,000 years old.": "P4000Y",
}


@pytest.mark.parametrize(("text", "expected"), LENGTHS.items())
def test_a_length_is_a_duration_and_no_period(text: str, expected: str) -> None:
    said = only(text)
    assert (said.kind, said.timex, said.words, said.first) == ("duration", expected, None, None)


def test_a_length_gives_its_count_and_unit() -> None:
    said = only("He served two years.")
    assert (said.count, said.unit, said.age) == (Decimal(2), "year", False)


@pytest.mark.parametrize(
    "text", ["A 24-year-old was hurt.", "She is 52 years old.", "The 6-month-old slept."]
)
def test_an_age_says_so(text: str) -> None:
    assert only(text).age


@pytest.mark.parametrize(
    "text", ["It falls every week.", "900 a day died.", "It falls daily.", "He works Fridays."]
)
def test_what_repeats_is_a_set(text: str) -> None:
    assert only(text).kind == "set"


@pytest.mark.parametrize(
    "text", ["The train left at 10:35 a.m. sharp.", "They broke off at noon.", "It ended at 5 pm."]
)
def test_a_clock_time_is_no_period(text: str) -> None:
    said = only(text)
    assert (said.kind, said.words) == ("clock", None)


NOTHING = [
    "They may go.",
    "All of this may be true.",
    "The quake had a strength of 7.8.",
    "She wrote for the Daily News.",
    "It is open 24/7.",
    "May I ask why?",
    "Soldiers march on.",
    "A march drew crowds.",
    "The second man left.",
    "They sat in the sun.",
    "Theresa May resigned.",
    "The Long March failed.",
    "It cost \u20b92000.",
    "Version 2.10.4 is out.",
    "A Boeing 747 landed.",
    "They ran Windows 95.",
    "Operation 1998 began.",
    "About 2,000 people came.",
    "Then 1980 people came.",
    "It cost $2000.",
    "Prices fall.",
    "The fall of the wall was televised.",
    "Three quarters of voters agree.",
    "It won 3-2.",
    "Good morning!",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_time_stays_out(text: str) -> None:
    assert [text[each.start : each.end] for each in times(text)] == []


def test_a_country_gives_the_order_the_fiscal_year_and_the_seasons() -> None:
    assert days(only("It was signed on 9/11/2015.", country="GB")) == "2015-11-09 2015-11-10"
    assert days(only("In fiscal 2022 it fell.", country="GB")) == "2021-04-01 2022-04-01"
    assert days(only("Summer 2018 was dry.", country="AU")) == "2018-12-01 2019-03-01"


def test_a_year_earlier_is_told_from_the_quarter_before_it() -> None:
    quarter, earlier = times("Profit rose in the third quarter of 2021 from a year earlier.")
    assert days(earlier) == "2020-07-01 2020-10-01"
    assert days(quarter) == "2021-07-01 2021-10-01"


def test_that_year_is_the_one_of_the_time_before_it() -> None:
    _, that_year = times("It began in March 2015, and more followed that year.")
    assert days(that_year) == "2015-01-01 2016-01-01"
    _, following_year = times("It began in March 2015, and ended the following year.")
    assert days(following_year) == "2016-01-01 2017-01-01"


def test_a_time_that_can_be_read_otherwise_says_so() -> None:
    assert (date(2022, 6, 14), date(2022, 6, 15)) in only("They met on Tuesday.").others
    assert (date(2010, 1, 1), date(2015, 1, 1)) in only("Between 2010 and 2015 it halved.").others


def test_a_line_has_its_places_in_the_text_as_given() -> None:
    line = times_line({"id": "x", "text": "A 6-year-old\u200b came in\u00a02017.", "ref_date": "2022-06-13"})
    assert line["id"] == "x"
    (item,) = line["q"]
    assert (item["span"], item["start"], item["end"], item["timex"]) == (
        [22, 26],
        "2017-01-01",
        "2018-01-01",
        None,
    )


SCRAPS = [
    *(
        "in",
        "the",
        "last",
        "next",
        "of",
        "to",
        "and",
        "between",
        "since",
        "until",
        "early",
        "end of",
        "first",
        "ago",
        "earlier",
    ),
    *(
        "May",
        "March",
        "Tuesday",
        "Easter",
        "weekend",
        "under Trump",
        "29 February",
        "31",
        "1/2",
        "2017",
        "0001",
        "9999",
        "999",
    ),
    *("year", "years", "quarter", "decade", "century", "a", "two", "-", ",", ".", "'"),
    *("\u00bd", "\u0661\u0662", "\U0001d7ce", "\u00e9", "\ufb01", "\u0130"),
]
DATES = st.dates() | st.sampled_from([date.min, date.max, date(2024, 2, 29)])


@given(st.text() | st.lists(st.sampled_from(SCRAPS)).map(" ".join), st.none() | DATES)
@example("the last 9999 centuries", date.min)
@example("year end of May", None)
@example("early next decade", date.max)
def test_any_text_gives_times_in_order_that_operands_can_take(text: str, ref: date | None) -> None:
    plain = plain_text(text)
    found = find_times(plain, ref)
    assert found == find_times(plain, ref)
    assert all(first.end <= second.start for first, second in pairwise(found))
    for said in found:
        assert 0 <= said.start < said.end <= len(plain.text)
        assert said.first is None or said.last_excluded is None or said.first < said.last_excluded
        if said.words is not None:
            accepted(said.words, ref)


def accepted(words: str, ref: date | None) -> None:
    """A refusal is answered only where the day of reference itself is at the end of the calendar."""
    try:
        assert meanings(words, Moment(ref or MONDAY))
    except PeriodError:
        assert ref is not None
        assert not 1500 < ref.year < 9000
