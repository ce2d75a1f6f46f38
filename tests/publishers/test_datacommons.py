"""Data Commons' answers: in the shape of the documented examples, and recorded ones in either spelling."""

import json
from decimal import Decimal

import pytest

from publishers import datacommons
from publishers.errors import AnswerError, ShapeError, SourceError
from publishers.shape import Finding, Observation, Problem, Source
from tests.publishers.conftest import Answering, body
from tests.publishers.mutations import survive

SOURCE = Source("datacommons", "Count_Person", areas=("country/USA",))
CENSUS = {
    "importName": "USCensusPEP_Annual_Population",
    "measurementMethod": "CensusPEPSurvey",
    "observationPeriod": "P1Y",
    "provenanceUrl": "https://www2.census.gov/programs-surveys/popest/tables",
}
BANK = {
    "importName": "WorldDevelopmentIndicators",
    "observationPeriod": "P1Y",
    "provenanceUrl": "https://datacatalog.worldbank.org/dataset/world-development-indicators/",
}


def facet(facet_id: str, *rows: tuple[str, object]) -> dict:
    return {"facetId": facet_id, "observations": [{"date": day, "value": value} for day, value in rows]}


def answer(
    *facets: dict, entity: str = "country/USA", known: dict | None = None, variable: str = "Count_Person"
) -> str:
    by = {variable: {"byEntity": {entity: {"orderedFacets": list(facets)}}}}
    return json.dumps({"byVariable": by, "facets": {"1": CENSUS, "2": BANK} if known is None else known})


def chosen(one: str, code: str = "Count_Person") -> Source:
    return Source("datacommons", code, options={"facet": one})


def found(*pages: str, source: Source = SOURCE) -> list[Finding]:
    return list(datacommons.parse(source, map(body, pages)))


def test_the_sources_of_a_variable_are_series_of_their_own():
    both = answer(facet("1", ("2024", 340110988)), facet("2", ("2024", 340110988)))
    (census,), (bank,) = (found(both, source=chosen(one)) for one in ("1", "2"))
    assert census.series.columns["series"] == "dc.Count_Person.USCensusPEP_Annual_Population.1"
    assert bank.series.columns["series"] == "dc.Count_Person.WorldDevelopmentIndicators.2"
    assert census.series.columns["url"] == CENSUS["provenanceUrl"]
    assert (census.value, census.area, census.period) == (Decimal(340110988), "iso3166-1:USA", "2024")


def test_one_source_can_be_chosen_by_id_or_name():
    both = answer(facet("1", ("2024", 1)), facet("2", ("2024", 2)))
    for chosen in ("2", "WorldDevelopmentIndicators"):
        (seen,) = found(both, source=Source("datacommons", "Count_Person", options={"facet": chosen}))
        assert seen.value == 2


def test_several_sources_are_never_mixed():
    with pytest.raises(SourceError, match="1: USCensusPEP_Annual_Population CensusPEPSurvey; 2: WorldDev"):
        found(answer(facet("1", ("2024", 1)), facet("2", ("2024", 2))))
    with pytest.raises(SourceError, match="--option facet="):
        found(answer(facet("1", ("2024", 1))), answer(facet("2", ("2024", 2)), entity="country/FRA"))


@pytest.mark.parametrize("length", [{}, {"observationPeriod": "P1Y"}, {"observationPeriod": "P5Y"}])
def test_an_average_of_five_years_is_no_year_s(length):
    known = {"1": {"importName": "CensusACS5YearSurvey", "measurementMethod": "CensusACS5yrSurvey"} | length}
    (told,) = found(answer(facet("1", ("2022", 331097593)), known=known))
    assert isinstance(told, Problem)


def test_an_empty_answer_is_how_it_says_that_it_knows_nothing():
    for nothing in ("{}", answer(), answer(known={})):
        with pytest.raises(AnswerError, match="knows nothing"):
            found(nothing)


def test_one_empty_answer_among_others_is_no_error():
    assert len(found("{}", answer(facet("1", ("2024", 1))))) == 1


def test_snake_case_is_read_as_camel_case():
    camel = answer(facet("1", ("2024", 7)))
    snake = camel
    for name, other in (
        ("byVariable", "by_variable"),
        ("byEntity", "by_entity"),
        ("orderedFacets", "ordered_facets"),
        ("facetId", "facet_id"),
        ("importName", "import_name"),
        ("measurementMethod", "measurement_method"),
        ("observationPeriod", "observation_period"),
        ("provenanceUrl", "provenance_url"),
    ):
        assert name in snake
        snake = snake.replace(name, other)
    (one,), (two,) = found(camel), found(snake)
    assert (one.series, one.value) == (two.series, two.value)


def test_a_scaling_factor_of_a_hundred_is_a_percentage_and_leaves_the_value():
    known = {"1": {**CENSUS, "scalingFactor": "100.0000000000"}}
    source = Source("datacommons", "Count_Person_IsInternetUser_PerCapita")
    (seen,) = found(answer(facet("1", ("1999", 36)), known=known, variable=source.code), source=source)
    assert (seen.series.columns["unit"], seen.series.columns["stock_flow"], seen.value) == (
        "percent",
        "rate",
        36,
    )


def test_another_scaling_factor_names_how_many_it_is_of():
    known = {"1": {**CENSUS, "scalingFactor": 1000}}
    source = Source("datacommons", "Some_Rate")
    (seen,) = found(answer(facet("1", ("1999", 36)), known=known, variable=source.code), source=source)
    assert (seen.series.columns["unit"], seen.value) == ("per 1000", 36)


def test_a_source_in_another_unit_than_its_variable_is_refused():
    with pytest.raises(SourceError, match="percent"):
        found(answer(facet("1", ("1999", 36)), known={"1": {**CENSUS, "scalingFactor": "100"}}))


def test_a_unit_that_no_rule_knows_is_never_taken_for_the_usual_one():
    known = {"1": {"importName": "X", "unit": "MexicanPeso"}}
    source = Source("datacommons", "Median_Income_Household")
    with pytest.raises(SourceError, match="mexican peso"):
        found(answer(facet("1", ("2015", 61818)), known=known, variable=source.code), source=source)


def test_a_unit_of_the_facet_is_known():
    known = {"1": {"importName": "X", "unit": "USDollar"}}
    source = Source("datacommons", "Median_Income_Household")
    (seen,) = found(
        answer(facet("1", ("2015", 61818)), entity="geoId/06", known=known, variable=source.code),
        source=source,
    )
    assert (seen.series.columns["unit"], seen.series.columns["price_basis"]) == (
        "USD",
        "current prices (nominal)",
    )
    assert (seen.area, seen.series.columns["statistic"]) == ("iso3166-2:US-CA", "median")


def test_months_and_days_have_their_frequency():
    monthly = {
        "1": {
            "importName": "BLS_CPS",
            "measurementMethod": "BLSSeasonallyAdjusted",
            "observationPeriod": "P1M",
        }
    }
    source = Source("datacommons", "UnemploymentRate_Person")
    (seen,) = found(answer(facet("1", ("2023-08", 3.8)), known=monthly, variable=source.code), source=source)
    assert (seen.period, seen.series.columns["frequency"], seen.value) == ("2023-08", "month", Decimal("3.8"))
    assert seen.series.columns["adjustment"] == "seasonally adjusted"


def test_a_facet_that_does_not_say_how_long_its_periods_are_is_a_series_for_each_length():
    seen = found(answer(facet("1", ("2016", 1), ("2016-12-31", 2)), known={"1": {"importName": "Wikidata"}}))
    assert [(one.series.columns["series"], one.series.columns["frequency"]) for one in seen] == [
        ("dc.Count_Person.Wikidata.1.year", "year"),
        ("dc.Count_Person.Wikidata.1.day", "day"),
    ]


def test_a_period_whose_length_is_not_told_is_left_out_once():
    known = {"1": {**CENSUS, "observationPeriod": "P5Y"}}
    (told,) = found(answer(facet("1", ("2022", 1), ("2023", 2)), known=known))
    assert isinstance(told, Problem)


def test_a_place_without_a_code_is_told_of():
    first, second = found(answer(facet("1", ("2024", 1)), entity="dummy"), answer(facet("1", ("2024", 1))))
    assert isinstance(first, Problem)
    assert isinstance(second, Observation)


def test_a_value_in_quotes_is_a_changed_shape():
    with pytest.raises(ShapeError, match="number"):
        found(answer(facet("1", ("2024", "12"))))


def test_an_address_that_is_none_is_replaced():
    known = {"1": {**CENSUS, "provenanceUrl": "custom url"}}
    (seen,) = found(answer(facet("1", ("2024", 1)), known=known))
    assert seen.series.columns["url"] == "https://datacommons.org/browser/Count_Person"


def test_places_are_asked_for_together_and_each_expression_by_itself():
    counties = "geoId/06<-containedInPlace+{typeOf:County}"
    source = Source("datacommons", "Count_Person", areas=("country/USA", "geoId/06", counties))
    web = Answering("{}", "{}")
    list(datacommons.fetch(source, web))
    assert [ask.json["entity"] for ask in web.asked] == [
        {"dcids": ["country/USA", "geoId/06"]},
        {"expression": counties},
    ]
    assert "facet" in web.asked[0].json["select"]


def test_areas_are_needed():
    with pytest.raises(SourceError, match="country/USA"):
        list(datacommons.fetch(Source("datacommons", "Count_Person"), Answering()))


def test_a_document_gone_wrong_is_refused_in_our_own_words():
    assert survive(json.loads(answer(facet("1", ("2024", 1)))), found) > 50


@pytest.mark.parametrize(
    "name",
    [
        "doc_obs_4",
        "doc_obs_8",
        "doc_obs_9",
        "observation_contained_in_latest_Country",
        "observation_direct_2015",
        "observation_direct_latest",
    ],
)
def test_recorded_answers_are_read(recorded, name):
    answer = recorded(f"datacommons/{name}.json")
    if name not in {"doc_obs_8", "doc_obs_9"}:
        with pytest.raises(SourceError, match="3981252704"):
            list(datacommons.parse(SOURCE, [answer]))
    seen = list(datacommons.parse(chosen("2176550201" if name == "doc_obs_8" else "3981252704"), [answer]))
    assert any(isinstance(one, Observation) for one in seen)
    ids = {one.series.columns["series"] for one in seen if isinstance(one, Observation)}
    assert all(one.startswith("dc.Count_Person.") for one in ids)


def test_the_recorded_empty_answer_is_an_error(recorded):
    with pytest.raises(AnswerError):
        list(datacommons.parse(SOURCE, [recorded("datacommons/observation_direct_empty.json")]))


def test_a_recorded_calculation_has_no_facet_and_is_read(recorded):
    code = "Count_Person_Female[mm=CensusACS5yrSurvey] / Count_Person_Male[mm=CensusACS5yrSurvey]"
    source = Source("datacommons", code, said={"unit": "times", "stock_flow": "rate"})
    seen = list(datacommons.parse(source, [recorded("datacommons/observation_derived_series_case2.json")]))
    assert seen[0].value == Decimal("1.0105376860793711")
    assert seen[0].series.columns["dataset"] == "calculated"
