"""FRED's answers: real rows of U.S. GDP with their vintages, in an envelope built as the recorded ones have it.

The rows are as their publisher showed them; where no last day of real time was shown, it is the day
before the next vintage, or the end of time.
"""

import csv
import json
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishers import fred
from publishers.errors import AnswerError, ShapeError, SourceError
from publishers.fred_vintages import Row, Vintage, vintages
from publishers.shape import Observation, Problem, Source
from tests.publishers.conftest import Answering, body
from tests.publishers.mutations import survive

SOURCE = Source("fred", "GDP")
US = {"area": "iso3166-1:USA"}
END = "9999-12-31"
GDP = {
    "id": "GDP",
    "realtime_start": "1991-12-04",
    "realtime_end": END,
    "title": "Gross Domestic Product",
    "frequency": "Quarterly",
    "units": "Billions of Dollars",
    "seasonal_adjustment": "Seasonally Adjusted Annual Rate",
}
FIRST_QUARTER = [
    ("2014-01-01", "2014-04-30", "2014-05-28", "17149.6"),
    ("2014-01-01", "2014-05-29", "2014-06-24", "17101.3"),
    ("2014-01-01", "2014-06-25", END, "17016.0"),
]


def described(*spans: dict[str, str]) -> str:
    return json.dumps({"realtime_start": "1776-07-04", "realtime_end": END, "seriess": list(spans or (GDP,))})


def observed(
    *rows: tuple[str, str, str, str], window=("1776-07-04", END), count=None, offset=0, limit=100_000
) -> str:
    names = ("date", "realtime_start", "realtime_end", "value")
    return json.dumps(
        {
            "realtime_start": window[0],
            "realtime_end": window[1],
            "count": len(rows) if count is None else count,
            "offset": offset,
            "limit": limit,
            "observations": [dict(zip(names, row, strict=True)) for row in rows],
        }
    )


def dates(*days: str, count=None, offset=0, limit=1000) -> str:
    counted = {"count": len(days) if count is None else count, "offset": offset, "limit": limit}
    return json.dumps({**counted, "vintage_dates": list(days)})


def found(*pages: str, series: str = "", source: Source = SOURCE) -> list[Observation | Problem]:
    bodies = [body(series or described(), "series"), *(body(page, "observations") for page in pages)]
    return list(fred.parse(source, bodies))


def published(findings: list[Observation | Problem]) -> list[tuple[str, str, str]]:
    return [
        (one.period, one.published_on, one.missing or f"{one.value:f}")
        for one in findings
        if isinstance(one, Observation)
    ]


def test_each_row_is_a_vintage_published_on_its_first_day():
    assert published(found(observed(*FIRST_QUARTER))) == [
        ("2014-Q1", "2014-04-30", "17149600000000.0"),
        ("2014-Q1", "2014-05-29", "17101300000000.0"),
        ("2014-Q1", "2014-06-25", "17016000000000.0"),
    ]


def test_a_series_is_its_publishers_and_not_fred_s():
    columns = found(observed(*FIRST_QUARTER))[0].series.columns
    assert (columns["publisher"], columns["unit"], columns["frequency"]) == ("us-bea", "USD", "quarter")
    assert columns["adjustment"] == "seasonally adjusted annual rate"
    assert columns["stock_flow"] == "rate"  # four quarters at an annual rate are no year's sum


def test_windows_of_real_time_give_the_same_as_the_whole():
    whole = published(found(observed(*FIRST_QUARTER)))
    cut = found(
        observed(
            *FIRST_QUARTER[:1],
            ("2014-01-01", "2014-05-29", "2014-06-09", "17101.3"),
            window=("1776-07-04", "2014-06-09"),
        ),
        observed(
            ("2014-01-01", "2014-06-10", "2014-06-24", "17101.3"),
            FIRST_QUARTER[2],
            window=("2014-06-10", END),
        ),
    )
    assert published(cut) == whole


LAST = 60  # days of real time, from the first


def on(day: int) -> date:
    return date.fromordinal(735_000 + day)


def in_windows(timelines: dict[int, list[tuple[int, int, int]]], cuts: list[int]) -> list[Vintage]:
    """The vintages of the timelines (start, end, value), when asked for in windows that begin at the cuts."""
    rows: list[Row] = []
    ends = []
    for first, following in pairwise([0, *cuts, LAST + 1]):
        window = first, following - 1
        ends.append(on(window[1]))
        rows += [
            Row((on(first), on(window[1])), on(period), on(max(start, first)), on(min(end, window[1])), Decimal(value))
            for period, timeline in sorted(timelines.items())
            for start, end, value in timeline
            if start <= window[1] and end >= first
        ]  # fmt: skip
    return sorted(vintages(rows, ends), key=lambda vintage: (vintage.day, vintage.published))


@st.composite
def timeline(draw) -> list[tuple[int, int, int]]:
    days = sorted(draw(st.sets(st.integers(0, LAST), min_size=1, max_size=6)))
    spans = []
    for start, following in pairwise([*days, LAST + 1]):
        end = draw(st.sampled_from([following - 1, draw(st.integers(start, following - 1))]))
        gap = not spans or spans[-1][1] + 1 < start
        value = draw(st.integers(0, 3).filter(lambda one, gap=gap: gap or one != spans[-1][2]))
        spans.append((start, end, value))
    return spans


@given(st.dictionaries(st.integers(0, 3), timeline(), max_size=3), st.sets(st.integers(1, LAST), max_size=4))
def test_wherever_real_time_is_cut_the_vintages_are_the_same(timelines, cuts):
    assert in_windows(timelines, sorted(cuts)) == in_windows(timelines, [])


@given(timeline())
def test_every_span_is_a_vintage_and_every_gap_a_withdrawal(spans):
    seen = in_windows({0: spans}, [])
    assert [vintage.published for vintage in seen if not vintage.withdrawn] == [
        on(start) for start, _, _ in spans
    ]
    ends = {end + 1 for _, end, _ in spans} - {start for start, _, _ in spans} - {LAST + 1}
    assert {vintage.published for vintage in seen if vintage.withdrawn} == {on(end) for end in ends}


def test_a_value_that_is_new_on_the_first_day_of_a_window_is_a_vintage():
    cut = found(
        observed(*FIRST_QUARTER[:2], window=("1776-07-04", "2014-06-24")),
        observed(FIRST_QUARTER[2], window=("2014-06-25", END)),
    )
    assert published(cut) == published(found(observed(*FIRST_QUARTER)))


def test_a_period_that_first_appears_in_a_later_window_is_a_vintage():
    cut = found(
        observed(("2014-01-01", "2014-04-30", "2014-06-24", "1"), window=("1776-07-04", "2014-06-24")),
        observed(
            ("2014-01-01", "2014-06-25", END, "1"),
            ("2014-04-01", "2014-07-30", END, "2"),
            window=("2014-06-25", END),
        ),
    )
    assert [row[:2] for row in published(cut)] == [("2014-Q1", "2014-04-30"), ("2014-Q2", "2014-07-30")]


def test_a_value_without_a_successor_was_withdrawn():
    assert published(found(observed(FIRST_QUARTER[0]))) == [
        ("2014-Q1", "2014-04-30", "17149600000000.0"),
        ("2014-Q1", "2014-05-29", "withdrawn"),
    ]


def test_a_value_was_withdrawn_until_the_next():
    assert published(found(observed(FIRST_QUARTER[0], FIRST_QUARTER[2])))[1:] == [
        ("2014-Q1", "2014-05-29", "withdrawn"),
        ("2014-Q1", "2014-06-25", "17016000000000.0"),
    ]


def test_a_value_that_ends_with_its_window_and_is_not_in_the_next_was_withdrawn():
    cut = found(
        observed(("2014-01-01", "2014-04-30", "2014-06-24", "1"), window=("1776-07-04", "2014-06-24")),
        observed(("2014-04-01", "2014-06-25", END, "2"), window=("2014-06-25", END)),
    )
    assert ("2014-Q1", "2014-06-25", "withdrawn") in published(cut)


def test_a_window_without_rows_withdraws_what_was_there_before_it():
    cut = found(
        observed(("2014-01-01", "2014-04-30", "2014-06-24", "1"), window=("1776-07-04", "2014-06-24")),
        observed(window=("2014-06-25", END)),
    )
    assert published(cut)[1:] == [("2014-Q1", "2014-06-25", "withdrawn")]


def test_a_point_is_no_value():
    (seen,) = found(observed(("2014-01-01", "2014-04-30", END, ".")))
    assert (seen.value, seen.missing) == (None, "missing")


def test_two_values_at_one_time_are_a_changed_shape():
    with pytest.raises(ShapeError, match="two values"):
        found(observed(("2014-01-01", "2014-04-30", END, "1"), ("2014-01-01", "2014-05-29", END, "2")))


def test_rows_out_of_order_are_a_changed_shape():
    with pytest.raises(ShapeError, match="earlier first"):
        found(observed(("2014-04-01", "2014-04-30", END, "1"), ("2014-01-01", "2014-04-30", END, "2")))


def test_vintages_in_other_units_than_today_s_are_left_out_and_counted():
    old = {**GDP, "units": "Billions of Chained 2012 Dollars", "realtime_end": "2014-06-24"}
    new = {**GDP, "units": "Billions of Chained 2017 Dollars", "realtime_start": "2014-06-25"}
    *seen, told = found(observed(*FIRST_QUARTER), series=described(new, old), source=Source("fred", "GDPC1"))
    assert published(seen) == [("2014-Q1", "2014-06-25", "17016000000000.0")]
    assert seen[0].series.columns["price_basis"] == "chained 2017 dollars"
    assert isinstance(told, Problem)
    assert "2 values" in told.text


def test_an_older_value_that_still_stands_is_in_today_s_units_from_their_first_day():
    old = {**GDP, "seasonal_adjustment": "Not Seasonally Adjusted", "realtime_end": "2020-12-31"}
    new = {**GDP, "realtime_start": "2021-01-01"}
    seen = found(observed(FIRST_QUARTER[2]), series=described(old, new))
    assert published(seen) == [("2014-Q1", "2021-01-01", "17016000000000.0")]


def test_another_title_leaves_the_vintages_in():
    old = {**GDP, "title": "GDP", "realtime_end": "2014-05-31"}
    seen = found(observed(*FIRST_QUARTER), series=described(old, {**GDP, "realtime_start": "2014-06-01"}))
    assert len(published(seen)) == 3


@pytest.mark.parametrize(
    ("frequency", "day", "period"),
    [
        ("Daily", "2023-08-15", "2023-08-15"),
        ("Daily, Close", "2023-08-15", "2023-08-15"),
        ("Weekly, Ending Saturday", "2023-08-05", "2023-07-30/2023-08-05"),
        ("Monthly", "2023-08-01", "2023-08"),
        ("Quarterly, End of Period", "2023-07-01", "2023-Q3"),
        ("Annual", "2023-01-01", "2023"),
        ("Annual, Fiscal Year", "2023-09-30", "FY2023"),
    ],
)
def test_a_day_names_the_period_of_its_frequency(frequency, day, period):
    series = described({**GDP, "frequency": frequency})
    assert found(observed((day, "2024-01-01", END, "1")), series=series)[0].period == period


def test_a_day_that_begins_no_quarter_is_a_changed_shape():
    with pytest.raises(ShapeError, match="2023-08-01"):
        found(observed(("2023-08-01", "2024-01-01", END, "1")))


def test_a_frequency_that_figures_cannot_have_is_refused():
    with pytest.raises(SourceError, match="Semiannual"):
        found(observed(FIRST_QUARTER[0]), series=described({**GDP, "frequency": "Semiannual"}))


@pytest.mark.parametrize(
    ("units", "unit", "value", "basis"),
    [
        ("Percent", "percent", "3", None),
        ("Billions of Dollars", "USD", "3000000000", "current prices (nominal)"),
        ("Thousands of Persons", "person", "3000", None),
        ("Index 1982-1984=100", "index point", "3", "1982-1984 = 100"),
        ("Billions of Chained 2017 Dollars", "USD", "3000000000", "chained 2017 dollars"),
        ("Dollars per Barrel", "USD", "3", "current prices (nominal)"),
        ("2023 C-CPI-U Dollars", "USD", "3", "constant 2023 US dollars"),
    ],
)
def test_units_are_multiplied_out(units, unit, value, basis):
    source = Source("fred", "X", said={"stock_flow": "flow"}, options=US)
    series = described({**GDP, "id": "X", "units": units})
    (seen,) = found(observed(("2014-01-01", "2014-04-30", END, "3")), series=series, source=source)
    assert (seen.series.columns["unit"], seen.value) == (unit, Decimal(value))
    assert seen.series.columns.get("price_basis") == basis


def test_units_that_no_rule_knows_are_asked_of_the_operator():
    with pytest.raises(SourceError, match="unit"):
        found(
            observed(),
            series=described({**GDP, "id": "X", "units": "Furlongs"}),
            source=Source("fred", "X", options=US | {"factor": "1"}),
        )


def test_the_area_is_the_catalogue_s_unless_said():
    assert found(observed(FIRST_QUARTER[2]))[0].area == "iso3166-1:USA"
    state = Source("fred", "GDP", options={"area": "iso3166-2:US-CA"})
    assert found(observed(FIRST_QUARTER[2]), source=state)[0].area_name == "California"


def test_all_is_asked_for_over_all_of_real_time():
    web = Answering(described(), dates("2014-04-30", "2014-05-29"), observed(*FIRST_QUARTER))
    assert len(list(fred.fetch(SOURCE, web))) == 3
    params = dict(web.asked[-1].params)
    assert (params["realtime_start"], params["realtime_end"], params["limit"]) == (
        "1776-07-04",
        END,
        "100000",
    )
    assert not any("vintage_date" in name for ask in web.asked for name, _ in ask.params)


def test_pages_are_asked_for_to_the_count():
    web = Answering(
        described(),
        dates("2014-04-30"),
        observed(*[FIRST_QUARTER[0]] * 100_000, count=100_001),
        observed(FIRST_QUARTER[1], count=100_001, offset=100_000),
    )
    assert len(list(fred.fetch(SOURCE, web))) == 4
    assert dict(web.asked[-1].params)["offset"] == "100000"


def test_a_page_cut_short_is_not_taken_for_all():
    web = Answering(described(), dates("2014-04-30"), observed(FIRST_QUARTER[0], count=2))
    with pytest.raises(ShapeError, match="of 2"):
        list(fred.fetch(SOURCE, web))


def test_more_vintages_than_an_answer_holds_are_asked_for_in_windows():
    days = [date.fromordinal(730_000 + at).isoformat() for at in range(4000)]
    windows = list(fred.windows(days))
    assert windows[0] == ("1776-07-04", days[1899])
    assert windows[1] == (days[1900], days[3799])
    assert windows[2] == (days[3800], END)
    assert list(fred.windows([])) == [("1776-07-04", END)]


def test_vintage_dates_come_in_pages_too():
    days = [date.fromordinal(730_000 + at).isoformat() for at in range(1001)]
    pages = [dates(*days[:1000], count=1001), dates(days[1000], count=1001, offset=1000)]
    web = Answering(described(), *pages, observed(*FIRST_QUARTER))
    assert len(list(fred.fetch(SOURCE, web))) == 4


def test_an_error_in_the_body_is_the_services_own():
    with pytest.raises(AnswerError, match="Invalid value"):
        found('{"error_code":400,"error_message":"Bad Request.  Invalid value for variable series_id."}')


def test_observations_without_their_series_are_refused():
    with pytest.raises(ShapeError, match="expected the series"):
        list(fred.parse(SOURCE, [body(observed(*FIRST_QUARTER), "observations")]))


def test_a_document_gone_wrong_is_refused_in_our_own_words():
    assert survive(json.loads(observed(*FIRST_QUARTER)), found) > 50
    assert survive(json.loads(described()), lambda text: found(observed(*FIRST_QUARTER), series=text)) > 20


def test_the_recorded_vintages_are_read_as_they_were_shown(recorded):
    with recorded("fred/gdp_vintages_rows.csv").content() as file:
        shown = list(csv.DictReader(line.decode() for line in file))
    starts = {}
    rows = []
    for row in reversed(shown):
        until = starts.get(row["date"])
        rows.append((row["date"], row["realtime_start"], row["realtime_end"] or until or END, row["value"]))
        day = date.fromisoformat(row["realtime_start"])
        starts[row["date"]] = date.fromordinal(day.toordinal() - 1).isoformat()
    seen = published(found(observed(*reversed(rows))))
    assert [(day, Decimal(value)) for _, day, value in seen] == [
        (row["realtime_start"], Decimal(row["value"]) * 10**9) for row in shown
    ]


def test_the_recorded_answer_of_one_day_is_read(recorded):
    with recorded("fred/series_GNPCA.json").content() as file:
        said = json.load(file)
    source = Source("fred", "GNPCA", said={"stock_flow": "flow"}, options=US)
    page = recorded("fred/observations_GNPCA_limit20.json", "observations")
    with pytest.raises(ShapeError, match="less than counted"):  # the first page of several
        list(fred.parse(source, [body(json.dumps(said), "series"), page]))
    with page.content() as file:
        answer = {**json.load(file), "count": 20}
    bodies = [body(json.dumps(said), "series"), body(json.dumps(answer), "observations")]
    seen = list(fred.parse(source, bodies))
    assert len(seen) == 20
    assert (seen[0].period, seen[0].value, seen[0].missing) == ("1929", Decimal(1120076000000), "")
    assert seen[0].series.columns["price_basis"] == "chained 2012 dollars"


def test_the_recorded_answer_without_rows_is_read(recorded):
    assert found() == []
    none = recorded("fred/observations_GNPCA_none.json", "observations")
    assert list(fred.parse(SOURCE, [body(described(), "series"), none])) == []


def test_every_recorded_description_is_understood(recorded):
    with recorded("fred/search.json").content() as file:
        said = json.load(file)["seriess"]
    for one in said:
        assert (
            found(series=json.dumps({"seriess": [one]}), source=Source("fred", one["id"], options=US)) == []
        )


# --- places, magnitudes, bases ---


def one(
    title: str = "T", units: str = "Percent", said=None, options=None, **more: str
) -> Observation | Problem:
    """The figure of one vintage of a series that the catalogue does not know."""
    day = more.pop("day", "2023-08-01")
    series = described({**GDP, "id": "X", "title": title, "units": units, "frequency": "Monthly", **more})
    source = Source("fred", "X", said=said or {}, options=US if options is None else options)
    return found(observed((day, "2024-01-01", END, "3")), series=series, source=source)[0]


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("Unemployment Rate in California", "iso3166-2:US-CA"),
        ("Harmonized Unemployment: Total: All Persons for the United Kingdom", "iso3166-1:GBR"),
        ("Inflation, consumer prices for the United States", "iso3166-1:USA"),
    ],
)
def test_a_title_that_ends_with_a_place_says_where_the_series_is_of(title, area):
    assert one(title, options={}).area == area


@pytest.mark.parametrize(
    "title",
    ["Unemployment Rate", "Unemployment Rate in Georgia", "Homes in Springfield", "Prices for All Items"],
)
def test_no_place_is_ever_assumed(title):
    with pytest.raises(SourceError, match="--option area="):
        one(title, options={})


@pytest.mark.parametrize("units", ["Level in Thousands", "Thousands", "Thousands of Units"])
def test_a_magnitude_is_multiplied_out_wherever_it_stands(units):
    assert one(units=units, said={"unit": "job opening", "stock_flow": "stock"}).value == 3000


def test_units_that_no_rule_knows_want_their_magnitude_said_too():
    said = {"unit": "furlong", "stock_flow": "stock"}
    with pytest.raises(SourceError, match="--option factor="):
        one(units="Furlongs", said=said)
    assert one(units="Furlongs", said=said, options=US | {"factor": "10"}).value == 30


@pytest.mark.parametrize(
    ("units", "ending"),
    [
        ("Billions of Chained 2017 Dollars", ".2017"),
        ("Billions of Chained 2012 Dollars", ".2012"),
        ("Index 1982-1984=100", ".1982-1984"),
        ("2023 C-CPI-U Dollars", ".2023"),
        ("Percent", ""),
    ],
)
def test_a_rebased_series_is_another_series(units, ending):
    assert one(units=units, said={"stock_flow": "flow"}).series.columns["series"] == f"fred.X{ending}"


@pytest.mark.parametrize("code", ["GDPC1", "CPIAUCSL"])
def test_the_catalogue_keeps_a_base_out_of_its_ids(code):
    units = {"GDPC1": "Billions of Chained 2017 Dollars", "CPIAUCSL": "Index 1982-1984=100"}[code]
    series = described({**GDP, "id": code, "units": units})
    (seen,) = found(observed(FIRST_QUARTER[2]), series=series, source=Source("fred", code))
    assert seen.series.columns["series"] in {"fred.GDPC1.2017", "fred.CPIAUCSL.1982-1984"}


@pytest.mark.parametrize(
    ("frequency", "day", "adjustment", "transformation"),
    [
        ("Annual", "2022-01-01", "Not Seasonally Adjusted", "growth_yoy"),
        ("Quarterly", "2022-01-01", "Seasonally Adjusted Annual Rate", "annualised"),
        ("Quarterly", "2022-01-01", "Seasonally Adjusted", "growth_qoq"),
        ("Monthly", "2022-01-01", "Seasonally Adjusted", "growth_mom"),
    ],
)
def test_a_change_from_the_period_before_is_annualised_only_at_an_annual_rate(
    frequency, day, adjustment, transformation
):
    seen = one(
        units="Percent Change from Preceding Period",
        frequency=frequency,
        day=day,
        seasonal_adjustment=adjustment,
    )
    assert seen.series.columns["transformation"] == transformation


@pytest.mark.parametrize(
    ("units", "frequency"), [("Japanese Yen to One U.S. Dollar", "Monthly"), ("Percent", "Daily")]
)
def test_what_has_no_season_is_not_adjusted(units, frequency):
    said = {"unit": "JPY per USD"} if "Yen" in units else {}
    seen = one(
        units=units, frequency=frequency, said=said, options=US | {"factor": "1"},
        seasonal_adjustment="Not Seasonally Adjusted",
    )  # fmt: skip
    assert seen.series.columns["adjustment"] == "not adjusted"


def test_a_rate_of_people_that_has_a_season_is_not_seasonally_adjusted():
    assert one(seasonal_adjustment="Not Seasonally Adjusted").series.columns["adjustment"] == (
        "not seasonally adjusted"
    )


def test_a_fiscal_year_that_ended_with_june_is_its_twelve_months_or_its_last_day():
    yearly = {"units": "Millions of Dollars", "frequency": "Annual, Fiscal Year", "day": "1976-06-30"}
    assert one(said={"stock_flow": "flow"}, **yearly).period == "1975-07-01/1976-06-30"
    assert one(said={"stock_flow": "stock"}, **yearly).period == "1976-06-30"


def test_another_end_of_a_fiscal_year_is_told_of():
    told = one(
        said={"stock_flow": "flow"}, units="Dollars", frequency="Annual, Fiscal Year", day="1843-12-31"
    )
    assert isinstance(told, Problem)


def test_the_description_that_holds_now_says_the_frequency_in_whatever_order_they_come():
    now = {**GDP, "frequency": "Quarterly", "realtime_start": "2010-01-01"}
    before = {**GDP, "frequency": "Weekly, Ending Saturday", "realtime_end": "2009-12-31"}
    for order in ((now, before), (before, now)):
        assert found(observed(FIRST_QUARTER[2]), series=described(*order))[0].period == "2014-Q1"


def test_two_descriptions_at_one_time_are_a_changed_shape():
    old = {**GDP, "units": "Percent"}
    with pytest.raises(ShapeError, match="at one time"):
        found(observed(), series=described(old, {**GDP, "realtime_start": "2000-01-01"}))


def test_a_value_that_stood_when_the_description_changed_is_in_from_that_day_on():
    old = {**GDP, "units": "Percent", "realtime_end": "2014-05-31"}
    seen = found(observed(*FIRST_QUARTER), series=described(old, {**GDP, "realtime_start": "2014-06-01"}))
    assert published(seen) == [
        ("2014-Q1", "2014-06-01", "17101300000000.0"),
        ("2014-Q1", "2014-06-25", "17016000000000.0"),
    ]


def test_a_product_keeps_all_its_digits():
    digits = "1234567890123456789012345678901.25"
    (seen,) = found(observed(("2014-01-01", "2014-04-30", END, digits)))
    assert seen.value == Decimal("1234567890123456789012345678901250000000.00")


def test_pages_are_stepped_by_what_came_and_not_by_what_was_asked_for():
    pages = [
        dates("2014-04-30", "2014-05-01", count=3, limit=2),
        dates("2014-05-02", count=3, offset=2, limit=2),
    ]
    web = Answering(described(), *pages, observed(*FIRST_QUARTER))
    assert len(list(fred.fetch(SOURCE, web))) == 4
    assert dict(web.asked[2].params)["offset"] == "2"


@pytest.mark.parametrize(
    "second",
    [
        dates("2014-04-30", count=2, limit=1),  # the first page again
        dates("2014-05-29", count=3, offset=1, limit=1),  # another count
        dates(count=2, offset=1, limit=0),
        dates("2014-05-29", count=10**14, offset=1, limit=1),
    ],
)
def test_a_page_other_than_the_one_asked_for_is_a_changed_shape(second):
    web = Answering(described(), dates("2014-04-30", count=2, limit=1), second, second)
    with pytest.raises(ShapeError):
        list(fred.fetch(SOURCE, web))


def test_pages_that_are_lacking_are_not_taken_for_all():
    first = observed(FIRST_QUARTER[0], count=2, limit=1)
    with pytest.raises(ShapeError, match="less than counted"):
        found(first)
