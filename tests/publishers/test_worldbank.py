"""The World Bank's answers: built from recorded rows, with the page headers that its documentation shows."""

import json
from decimal import Decimal

import pytest

from publishers import worldbank
from publishers.catalogue import codes, entry
from publishers.errors import AnswerError, ShapeError, SourceError
from publishers.shape import Observation, Problem, Source
from publishers.worldbank_names import derived_from_name
from tests.publishers.conftest import Answering, body
from tests.publishers.mutations import survive

SOURCE = Source("worldbank", "NY.GDP.MKTP.CD")
HEADER = {"page": 1, "pages": 1, "per_page": "50", "total": 1}
INDICATOR = json.dumps(
    [HEADER, [{"id": "NY.GDP.MKTP.CD", "name": "GDP (current US$)", "source": {"value": "WDI"}}]]
)
COUNTRIES = json.dumps([HEADER, [{"id": "WLD", "iso2Code": "1W", "name": "World "}]])
NONE = '[{"page":0,"pages":0,"per_page":50,"total":0},null]'


def row(value: str, code: str = "USA", year: str = "2022", country: str = "US", status: str = "") -> str:
    return (
        f'{{"indicator":{{"id":"NY.GDP.MKTP.CD","value":"GDP"}},"country":{{"id":"{country}","value":"A country"}},'
        f'"countryiso3code":"{code}","date":"{year}","value":{value},"unit":"","obs_status":"{status}","decimal":0}}'
    )


def page(*rows: str, pages: int = 1, total: int = 2, updated: str = "2024-05-30", number=1) -> str:
    return (
        f'[{{"page":{number},"pages":{pages},"total":{total},"lastupdated":"{updated}"}},[{",".join(rows)}]]'
    )


def found(*pages: str, source: Source = SOURCE, indicator: str = INDICATOR) -> list[Observation | Problem]:
    bodies = [body(indicator, "indicator"), body(COUNTRIES, "countries"), *map(body, pages)]
    return list(worldbank.parse(source, bodies))


def test_a_value_is_read_digit_by_digit():
    (seen,) = found(page(row("25439700000000.123456789")))
    assert seen.value == Decimal("25439700000000.123456789")
    assert (seen.area, seen.period, seen.published_on) == ("iso3166-1:USA", "2022", "2024-05-30")
    assert seen.series.columns["series"] == "wb.gdp"


def test_a_null_is_no_figure_and_a_zero_is_one():
    assert [seen.value for seen in found(page(row("null"), row("0", year="2021")))] == [Decimal(0)]


def test_an_error_with_status_200_is_an_error():
    said = '[{"message":[{"id":"120","key":"Invalid value","value":"The provided parameter value is not valid"}]}]'
    with pytest.raises(AnswerError, match="not valid"):
        found(said)


def test_zero_pages_end_the_asking():
    web = Answering(INDICATOR, COUNTRIES, NONE)
    assert len(list(worldbank.fetch(SOURCE, web))) == 3


def test_every_page_is_asked_for():
    web = Answering(INDICATOR, COUNTRIES, page(row("1"), pages=2), page(row("2"), pages=2, number=2))
    assert [ask.part for ask in [*worldbank.fetch(SOURCE, web)] and web.asked] == [
        "indicator",
        "countries",
        "data",
        "data",
    ]
    assert dict(web.asked[-1].params)["page"] == "2"


@pytest.mark.parametrize(
    "pages",
    [
        [page(pages=10**12, total=0)],
        [page(row("1"), pages=2), page(row("1"), pages=2)],
        [page(row("1"), row("1"), pages=3, total=1)],
    ],
)
def test_pages_without_end_or_of_others_are_refused(pages):
    with pytest.raises(ShapeError):
        list(worldbank.fetch(SOURCE, Answering(INDICATOR, COUNTRIES, *pages)))


def test_fewer_rows_than_the_header_counts_are_not_taken_for_all():
    web = Answering(INDICATOR, COUNTRIES, page(row("1"), total=2))
    with pytest.raises(ShapeError, match="expected 2"):
        list(worldbank.fetch(SOURCE, web))


def test_areas_are_asked_for_together():
    web = Answering(INDICATOR, COUNTRIES, NONE)
    list(worldbank.fetch(Source("worldbank", "SP.POP.TOTL", areas=("DEU", "FRA")), web))
    assert web.asked[-1].path == "country/DEU;FRA/indicator/SP.POP.TOTL"


def test_a_row_without_value_is_a_changed_shape():
    with pytest.raises(ShapeError, match="value"):
        found(page('{"countryiso3code":"USA","date":"2022","country":{}}'))


def test_a_value_in_quotes_is_a_changed_shape():
    with pytest.raises(ShapeError, match="number"):
        found(page(row('"12"')))


def test_a_group_without_a_code_of_three_letters_is_known_by_its_two():
    (seen,) = found(page(row("1", code="", country="1W")))
    assert (seen.area, seen.area_name) == ("wb:WLD", "World")


def test_a_row_without_any_known_code_is_told_of():
    (told,) = found(page(row("1", code="", country="QQ")))
    assert isinstance(told, Problem)
    assert "no code" in told.text


def test_the_frequency_is_that_of_the_periods():
    (quarter,) = found(
        page(row("1", year="2025Q1")), source=Source("worldbank", "X", said={"stock_flow": "flow"})
    )
    (month,) = found(
        page(row("1", year="2025M01")), source=Source("worldbank", "X", said={"stock_flow": "flow"})
    )
    assert (quarter.period, quarter.series.columns["frequency"]) == ("2025-Q1", "quarter")
    assert (month.period, month.series.columns["frequency"]) == ("2025-01", "month")


def test_a_period_of_another_length_is_told_of():
    first, told = found(page(row("1"), row("1", year="2025Q1")))
    assert isinstance(first, Observation)
    assert isinstance(told, Problem)


def test_a_period_of_another_form_is_a_changed_shape():
    with pytest.raises(ShapeError, match="MRV"):
        found(page(row("1", year="MRV")))


def test_a_forecast_is_a_projection():
    (seen,) = found(page(row("1", status="F")))
    assert (seen.nature, seen.status) == ("projection", "forecast")


def test_an_unknown_indicator_is_an_error():
    with pytest.raises(AnswerError, match="knows no indicator"):
        found(page(row("1")), indicator=NONE)


def test_what_a_name_does_not_tell_is_asked_of_the_operator():
    said = json.dumps([HEADER, [{"id": "X", "name": "Methane emissions (Mt CO2e)"}]])
    with pytest.raises(SourceError, match=r"--set unit=… --set stock_flow=…"):
        found(page(row("1")), source=Source("worldbank", "X"), indicator=said)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "GDP (constant 2015 US$)",
            {
                "unit": "USD",
                "price_basis": "constant 2015 US dollars",
                "stock_flow": "flow",
                "statistic": "total",
                "transformation": "level",
            },
        ),
        (
            "GDP (current US$)",
            {"unit": "USD", "price_basis": "current prices (nominal)", "stock_flow": "flow"},
        ),
        (
            "GDP per capita (current US$)",
            {
                "unit": "USD",
                "price_basis": "current prices (nominal)",
                "stock_flow": "rate",
                "statistic": "mean",
            },
        ),
        ("GDP growth (annual %)", {"unit": "percent", "transformation": "growth_yoy", "stock_flow": "rate"}),
        (
            "Inflation, consumer prices (annual %)",
            {"unit": "percent", "transformation": "growth_yoy", "stock_flow": "rate", "statistic": "rate"},
        ),
        ("Population, total", {"unit": "person", "stock_flow": "stock", "statistic": "total"}),
        ("Population growth (annual %)", {"unit": "percent", "transformation": "growth_yoy"}),
        ("Population ages 65 and above (% of total population)", {"unit": "percent", "stock_flow": "rate"}),
        (
            "Unemployment, total (% of total labor force) (national estimate)",
            {
                "unit": "percent",
                "statistic": "rate",
                "transformation": "level",
                "population": "in percent of total labor force",
            },
        ),
        (
            "Life expectancy at birth, total (years)",
            {"unit": "year", "stock_flow": "rate", "statistic": "mean"},
        ),
        (
            "Poverty headcount ratio at $2.15 a day (2017 PPP) (% of population)",
            {"unit": "percent", "price_basis": "$2.15 a day (2017 PPP)", "stock_flow": "rate"},
        ),
        (
            "Access to electricity (% of rural population)",
            {"unit": "percent", "population": "in percent of rural population"},
        ),
        (
            "Literacy rate, youth total (% of people ages 15-24) ",
            {"title": "Literacy rate, youth total (% of people ages 15-24)", "unit": "percent"},
        ),
        ("Mortality rate, infant (per 1,000 live births)", {"unit": "death per 1000", "stock_flow": "rate"}),
        ("Fertility rate, total (births per woman)", {"unit": "birth", "stock_flow": "rate"}),
        ("Net migration", {"unit": "person", "stock_flow": "flow"}),
        (
            "Refugee population by country or territory of asylum",
            {"unit": "person", "stock_flow": "stock", "area_role": "asylum"},
        ),
        (
            "Consumer price index (2010 = 100)",
            {"unit": "index point", "statistic": "index", "price_basis": "2010 = 100"},
        ),
        ("External debt stocks, total (DOD, current US$)", {"unit": "USD", "stock_flow": "stock"}),
        (
            "GNI per capita, PPP (current international $)",
            {"unit": "international dollar", "stock_flow": "rate"},
        ),
    ],
)
def test_a_name_says_what_an_indicator_is(name, expected):
    derived = derived_from_name(name)
    assert {column: derived.get(column) for column in expected} == expected


@pytest.mark.parametrize(
    "name",
    [
        "Methane emissions (Mt CO2e)",
        "Container port traffic (TEU: 20 foot equivalent units)",
        "Air transport, freight (million ton-km)",
    ],
)
def test_a_unit_that_no_rule_knows_is_not_guessed(name):
    assert "unit" not in derived_from_name(name)


def test_no_series_of_the_catalogue_lacks_what_a_series_needs():
    for code in codes("worldbank"):
        said = entry("worldbank", code)
        assert said["series"].startswith("wb."), code
        assert {"unit", "stock_flow", "frequency", "measure", "title", "url", "statistic"} <= set(said), code


def test_recorded_rows_are_all_read(recorded):
    raw = recorded("worldbank/country_US_indicator_NY.GDP.MKTP.CD.rows.json")
    with raw.content() as file:
        rows = json.load(file)
    seen = found(json.dumps([HEADER | {"lastupdated": "2024-05-30"}, rows]))
    assert len(seen) == sum(one["value"] is not None for one in rows)
    assert {one.area for one in seen} == {"iso3166-1:USA"}
    assert next(one.value for one in seen if one.period == "2022") == Decimal(25439700000000)


def test_every_recorded_country_and_group_has_a_code(recorded):
    raw = recorded("worldbank/country_all.rows.json")
    with raw.content() as file:
        groups = json.load(file)
    rows = ",".join(row("1", code=one["id"], country=one["iso2Code"]) for one in groups)
    bodies = [
        body(INDICATOR, "indicator"),
        body(json.dumps([HEADER, groups]), "countries"),
        body(page(rows)),
    ]
    seen = list(worldbank.parse(SOURCE, bodies))
    assert len(seen) == len(groups)
    assert all(isinstance(one, Observation) for one in seen)


def test_every_recorded_name_is_read_or_left(recorded):
    raw = recorded("worldbank/indicator_page1_of_100.rows.json")
    with raw.content() as file:
        names = [one["name"] for one in json.load(file)]
    derived = [derived_from_name(name) for name in names]
    assert all(one["title"] and one["measure"] for one in derived)


def test_a_document_gone_wrong_is_refused_in_our_own_words():
    document = json.loads(page(row("1")))
    assert survive(document, found) > 20
    assert survive(json.loads(INDICATOR), lambda text: found(page(row("1")), indicator=text)) > 5
