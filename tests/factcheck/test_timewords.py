"""Words of time, where the cases do not reach: every way of saying one, and words that are none."""

from datetime import date

import pytest

from factcheck.errors import PeriodError
from factcheck.named_time import Moment
from factcheck.timewords import meanings

MOMENT = Moment(date(2022, 6, 15))
FISCAL = Moment(date(2022, 6, 15), fiscal_month=10)
SAID = {
    "June 2022": "2022-06",
    "Jun 2022": "2022-06",
    "in june 2022": "2022-06",
    "June 13, 2022": "2022-06-13",
    "13 June 2022": "2022-06-13",
    "the third quarter of 2021": "2021-Q3",
    "3rd quarter 2021": "2021-Q3",
    "Q3 2021": "2021-Q3",
    "the second half of 2021": "2021-07/2021-12",
    "the first nine months of 2021": "2021-01/2021-09",
    "the 1990s": "1990/1999",
    "fiscal 2021": "FY2021",
    "the 2021 fiscal year": "FY2021",
    "FY21": "FY2021",
    "FY '21": "FY2021",
    "this month": "2022-06",
    "last month": "2022-05",
    "next month": "2022-07",
    "last quarter": "2022-Q1",
    "previous year": "2021",
    "next year": "2023",
    "last fiscal year": "FY2021",
    "this fiscal year": "FY2022",
    "last week": "2022-06-06/2022-06-12",
    "this week": "2022-06-13/2022-06-19",
    "yesterday": "2022-06-14",
    "the last ten days": "2022-06-05/2022-06-14",
    "the next two weeks": "2022-06-16/2022-06-29",
    "the last two years": "2020-06/2022-05",
    "the next two years": "2022-07/2024-06",
    "the past decade": "2012-06/2022-05",
    "March": "2022-03",
    "last July": "2021-07",
    "from 2018 to 2021": "2018/2021",
    "2018-2021": "2018/2021",
    "2018–2021": "2018/2021",
    "March 2020 through May 2021": "2020-03/2021-05",
    "between 13 June 2021 and 20 June 2021": "2021-06-13/2021-06-20",
    "since 2017": "2017-01-01/..",
    "since March 2020": "2020-03-01/..",
    "since 20 January 2017": "2017-01-20/..",
    "2017-10/2022-06": "2017-10/2022-06",
    "so far this year": "2022",
    "end of 2021": "2021",
    "ever": "../..",
}


@pytest.mark.parametrize(("words", "label"), SAID.items())
def test_words_of_time_resolve_from_the_day_they_were_said(words: str, label: str) -> None:
    period = meanings(words, MOMENT)[0].period
    assert period is not None
    assert period.label == label


@pytest.mark.parametrize(
    "words", ["current", "now", "the current rate", "today's rate", "at the moment", "at present"]
)
def test_words_for_the_present(words: str) -> None:
    assert meanings(words, MOMENT)[0].kind == "current"


@pytest.mark.parametrize(
    ("words", "months"), [("a year earlier", -12), ("a month before", -1), ("the previous quarter", -3)]
)
def test_words_that_count_from_the_subject(words: str, months: int) -> None:
    meaning = meanings(words, MOMENT)[0]
    assert (meaning.kind, meaning.months) == ("relative", months)


def test_a_publisher_of_fiscal_years_gives_years_a_second_meaning() -> None:
    found = [(m.value, m.standing, m.period and m.period.label) for m in meanings("2021", FISCAL)]
    assert found == [("calendar_year", "literal", "2021"), ("fiscal_year", "accepted", "FY2021")]
    found = [(m.value, m.standing, m.period and m.period.label) for m in meanings("last year", FISCAL)]
    assert found == [
        ("previous_calendar_year", "literal", "2021"),
        ("previous_fiscal_year", "literal", "FY2021"),
        ("twelve_months", "accepted", "2021-06/2022-05"),
    ]
    found = [(m.value, m.period and m.period.label) for m in meanings("this year", FISCAL)]
    assert found == [("calendar_year", "2022"), ("fiscal_year", "FY2022")]


@pytest.mark.parametrize(
    "words", ["soon", "31 June 2022", "February 30, 2022", "since now", "the last 9999 years", "2022-13"]
)
def test_words_that_are_no_time_are_refused(words: str) -> None:
    with pytest.raises(PeriodError, match="expected|no such day"):
        meanings(words, MOMENT)


def test_words_at_the_edge_of_the_calendar_are_refused() -> None:
    with pytest.raises(PeriodError, match="expected"):
        meanings("last year", Moment(date(1, 1, 1)))
    with pytest.raises(PeriodError, match="expected"):
        meanings("the next two years", Moment(date(9990, 12, 31)))
