"""Periods: their names, lengths and neighbours."""

from datetime import date

import pytest

from factcheck.errors import PeriodError
from factcheck.period import (
    OPEN_END,
    OPEN_START,
    Length,
    Period,
    add_months,
    fiscal_start_month,
    in_words,
    label_of,
    length_of,
    parse_period,
    shifted,
    union,
)

NAMES = {
    "2022": ("2022-01-01", "2023-01-01"),
    "2022-06": ("2022-06-01", "2022-07-01"),
    "2022-Q4": ("2022-10-01", "2023-01-01"),
    "2022-02-28": ("2022-02-28", "2022-03-01"),
    "2022-W01": ("2022-01-03", "2022-01-10"),
    "FY2022": ("2021-10-01", "2022-10-01"),
    "FY2022-Q1": ("2021-10-01", "2022-01-01"),
    "fy 2022": ("2021-10-01", "2022-10-01"),
    "2017-10/2022-06": ("2017-10-01", "2022-07-01"),
    "2021-10-01/2022-09-30": ("2021-10-01", "2022-10-01"),
    "FY2020/FY2021": ("2019-10-01", "2021-10-01"),
    "2020/2021": ("2020-01-01", "2022-01-01"),
}


@pytest.mark.parametrize(("name", "days"), NAMES.items())
def test_a_name_is_the_days_it_says_both_included(name: str, days: tuple[str, str]) -> None:
    period = parse_period(name)
    assert (period.start.isoformat(), period.end.isoformat()) == days


def test_an_open_end_has_none() -> None:
    assert parse_period("2009-01-20/..").end == OPEN_END
    assert parse_period("../2009-01-20").start == OPEN_START
    assert parse_period("../..").label == "../.."


WRONG = [
    "",
    "summer",
    "2022-13",
    "2022-02-30",
    "2022-Q5",
    "2022-W54",
    "22",
    "2022/2021",
    "FY2022-06",
    "0999",
    "9991",
    "2022/",
    "/2022",
]


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_period_is_refused_with_what_was_found(name: str) -> None:
    with pytest.raises(PeriodError, match="expected|quarters"):
        parse_period(name)


LABELS = {
    ("2022-01-01", "2023-01-01", None): "2022",
    ("2022-01-01", "2023-01-01", 1): "FY2022",
    ("2021-10-01", "2022-10-01", 10): "FY2022",
    ("2021-10-01", "2022-10-01", None): "2021-10/2022-09",
    ("2022-04-01", "2022-07-01", None): "2022-Q2",
    ("2022-05-01", "2022-08-01", None): "2022-05/2022-07",
    ("2020-01-01", "2022-01-01", None): "2020/2021",
    ("2022-05-01", "2022-06-01", None): "2022-05",
    ("2022-05-03", "2022-05-04", None): "2022-05-03",
    ("2022-05-03", "2022-05-09", None): "2022-05-03/2022-05-08",
}


@pytest.mark.parametrize(("days", "label"), LABELS.items())
def test_days_have_one_name(days: tuple[str, str, int | None], label: str) -> None:
    assert label_of(date.fromisoformat(days[0]), date.fromisoformat(days[1]), days[2]) == label


WORDS = {
    "2022": "2022",
    "2022-Q2": "the second quarter of 2022",
    "2022-06": "June 2022",
    "2017-10/2022-06": "October 2017 to June 2022",
    "2022-06-13": "13 June 2022",
    "2022-06-13/2022-06-20": "13 June 2022 to 20 June 2022",
    "FY2022": "fiscal 2022",
    "2017-01-20/..": "since 20 January 2017",
    "../2017-01-20": "until 20 January 2017",
    "../..": "all time",
}


@pytest.mark.parametrize(("name", "words"), WORDS.items())
def test_a_period_as_a_newspaper_writes_it(name: str, words: str) -> None:
    assert in_words(parse_period(name)) == words


SHIFTED = {
    ("2022", -12): "2021",
    ("2022-Q1", -3): "2021-Q4",
    ("FY2022", -12): "FY2021",
    ("FY2022", 6): "2022-04/2023-03",
    ("2022-01-31", 1): "2022-02-28",
    ("2024-02-29", -12): "2023-02-28",
    ("2022-03-02/2022-03-04", -12): "2021-03-02/2021-03-04",
    ("2009-01-20/..", -12): "2009-01-20/..",
}


@pytest.mark.parametrize(("before", "after"), SHIFTED.items())
def test_a_period_moved_by_months(before: tuple[str, int], after: str) -> None:
    assert shifted(parse_period(before[0]), before[1]).label == after


LENGTHS = {
    ("2022",): (12, "months"),
    ("2022-02",): (1, "months"),
    ("2022-02-01/2022-02-27",): (27, "days"),
    ("2020", "2021"): (24, "months"),
    ("2020", "2020-06"): (12, "months"),
    ("2020", "2022"): (24, "months"),
    ("2022-01-15/2022-02-14", "2022"): (12, "months"),
}


@pytest.mark.parametrize(("names", "length"), LENGTHS.items())
def test_a_sum_is_as_long_as_the_union_of_its_parts(names: tuple[str, ...], length: tuple[int, str]) -> None:
    assert length_of([parse_period(name) for name in names]) == Length(*length)


def test_the_union_is_in_order_of_time() -> None:
    parts = [parse_period(name) for name in ("2022", "2019", "2020")]
    assert [period.label for period in union(parts)] == ["2019/2020", "2022"]


def test_a_period_ends_after_it_has_begun() -> None:
    with pytest.raises(PeriodError, match="before it has begun"):
        Period(date(2022, 1, 2), date(2022, 1, 1))


def test_months_do_not_leave_the_calendar() -> None:
    with pytest.raises(PeriodError, match="expected one from"):
        add_months(date(1000, 1, 1), -12 * 1000)


def test_fiscal_years_begin_as_the_country_has_it() -> None:
    assert [fiscal_start_month(country) for country in ("US", "gb", "AU", "XX", None)] == [10, 4, 7, 10, 10]
