"""The Bureau of Labor Statistics' answers: in the shape that its documentation and a recorded answer show."""

import json
from decimal import Decimal

import pytest

from publishers import bls
from publishers.errors import AnswerError, ShapeError, SourceError
from publishers.shape import Observation, Source
from tests.publishers.conftest import TODAY, Answering, body
from tests.publishers.mutations import survive

SOURCE = Source("bls", "LNS14000000")


def row(year: str, period: str, value: str, *letters: str) -> dict:
    notes = [{"code": letter, "text": "…"} for letter in letters] or [{}]
    return {"year": year, "period": period, "periodName": "…", "value": value, "footnotes": notes}


def answer(
    *rows: dict, code: str = "LNS14000000", status: str = "REQUEST_SUCCEEDED", said=(), **more: dict
) -> str:
    results = {"series": [{"seriesID": code, "data": list(rows), **more}]}
    return json.dumps({"status": status, "responseTime": 1, "message": list(said), "Results": results})


def found(*pages: str, source: Source = SOURCE) -> list[Observation]:
    return list(bls.parse(source, map(body, pages)))


def test_a_value_in_quotes_is_a_number_of_its_month():
    (seen,) = found(answer(row("2023", "M08", "3.8")))
    assert (seen.period, seen.value, seen.area) == ("2023-08", Decimal("3.8"), "iso3166-1:USA")
    assert seen.published_on == TODAY.isoformat()
    assert seen.series.columns["rounding_quantum"] == "0.1"


def test_a_minus_with_the_footnote_x_was_not_collected():
    (seen,) = found(answer(row("2025", "M10", "-", "X")))
    assert (seen.value, seen.missing) == (None, "not_collected")


def test_a_minus_without_it_is_missing():
    assert found(answer(row("2025", "M10", "-")))[0].missing == "missing"


def test_a_preliminary_figure_is_provisional():
    (seen,) = found(answer(row("2025", "M09", "4.4", "P")))
    assert (seen.nature, seen.status) == ("provisional", "provisional")


def test_an_empty_footnote_is_none():
    (seen,) = found(answer(row("2025", "M09", "4.4")))
    assert (seen.nature, seen.status) == ("", "")


def test_the_thirteenth_month_of_a_rate_is_the_figure_of_its_year():
    year, month = found(answer(row("2023", "M13", "3.6"), row("2023", "M12", "3.7")))
    assert (year.period, month.period) == ("2023", "2023-12")
    assert "annual average" in year.locator
    assert year.series.columns["frequency"] == "month"


def test_the_thirteenth_month_of_a_count_is_left_out():
    source = Source("bls", "CES0000000001")
    seen = found(
        answer(row("2023", "M13", "156000"), row("2023", "M12", "157304"), code=source.code), source=source
    )
    assert [one.period for one in seen] == ["2023-12"]


def test_figures_in_thousands_are_multiplied_out():
    source = Source("bls", "CES0000000001")
    (seen,) = found(answer(row("2023", "M12", "157304"), code=source.code), source=source)
    assert (seen.value, seen.series.columns["unit"]) == (Decimal(157304000), "person")


def test_quarters_and_half_years_have_their_periods():
    source = Source(
        "bls",
        "CIU1010000000000A",
        said={"title": "t", "measure": "m", "unit": "percent", "stock_flow": "rate"},
        options={"factor": "1"},
    )
    seen = found(answer(row("2023", "Q05", "4"), row("2023", "Q04", "4"), code=source.code), source=source)
    assert [(one.period, one.series.columns["frequency"]) for one in seen] == [
        ("2023", "quarter"),
        ("2023-Q4", "quarter"),
    ]
    half = Source("bls", "CUUS0000SA0", said={"title": "t", "measure": "m", "frequency": "month"})
    seen = found(answer(row("2023", "S02", "300"), row("2023", "S03", "299"), code=half.code), source=half)
    assert [one.period for one in seen] == ["2023-07/2023-12", "2023"]


def test_an_unknown_period_is_a_changed_shape():
    with pytest.raises(ShapeError, match="M14"):
        found(answer(row("2023", "M14", "1")))


def test_a_failure_with_status_200_is_an_error():
    said = [
        "Request could not be serviced, as the daily threshold for total number of requests has been reached."
    ]
    with pytest.raises(AnswerError, match="threshold"):
        found(answer(status="REQUEST_NOT_PROCESSED", said=said))


def test_a_series_that_does_not_exist_is_an_error():
    with pytest.raises(AnswerError, match="does not exist"):
        found(answer(said=["Series does not exist for Series LNS14000000"]))


def test_a_year_without_figures_is_no_error():
    assert found(answer(said=["No Data Available for Series LNS14000000 Year: 1947"])) == []


def test_the_years_are_asked_for_in_windows_back_from_the_newest():
    web = Answering(
        answer(row("2025", "M01", "4.0"), row("2023", "M01", "3.4")),
        answer(row("2022", "M01", "4.0"), row("2013", "M01", "8.0")),
        answer(row("2012", "M01", "8.3")),
    )
    assert len(list(bls.fetch(SOURCE, web))) == 3
    assert [(ask.json.get("startyear"), ask.json.get("endyear")) for ask in web.asked] == [
        (None, None),
        ("2013", "2022"),
        ("2006", "2012"),
    ]
    assert all(ask.json["seriesid"] == ["LNS14000000"] for ask in web.asked)


def test_an_answer_without_figures_ends_the_asking():
    web = Answering(answer(row("2025", "M01", "4.0")), answer())
    assert len(list(bls.fetch(SOURCE, web))) == 1


def test_figures_of_other_years_than_asked_for_are_a_changed_shape():
    web = Answering(*[answer(row("2024", "M01", "4.0"))] * 2)
    with pytest.raises(ShapeError, match="2024 to 2024"):
        list(bls.fetch(SOURCE, web))


def test_a_hole_is_no_end_where_a_start_is_said():
    web = Answering(answer(row("2025", "M01", "4.0")), answer(), answer(row("2005", "M01", "5.3")))
    assert len(list(bls.fetch(Source("bls", "LNS14000000", options={"start": "2005"}), web))) == 2
    assert [ask.json.get("startyear") for ask in web.asked] == [None, "2015", "2005"]


@pytest.mark.parametrize(("code", "known"), [("CIU1010000000000A", True), ("CIU2010000000210A", False)])
def test_an_index_of_employment_costs_is_the_country_s_only_where_it_is_of_no_region(code, known):
    said = {"title": "t", "measure": "m", "unit": "percent", "stock_flow": "rate"}
    source = Source("bls", code, said=said, options={"factor": "1"})
    read = lambda: found(answer(row("2023", "Q04", "4"), code=code), source=source)  # noqa: E731
    if known:
        assert read()[0].area == "iso3166-1:USA"
    else:
        with pytest.raises(SourceError, match="--option area="):
            read()


def test_of_two_means_of_a_year_the_months_is_taken():
    half, whole = row("2023", "S03", "299"), row("2023", "M13", "300")
    for order in ((half, whole), (whole, half)):
        source = Source("bls", "CUUR0000SA0")
        seen = found(answer(*order, row("2023", "M12", "306"), code=source.code), source=source)
        assert [(one.period, one.value) for one in seen] == [("2023", 300), ("2023-12", 306)]


@pytest.mark.parametrize(
    ("code", "unit", "value"),
    [
        ("JTS000000000000000JOL", "job opening", 11_000_000),
        ("JTS000000000000000HIL", "hire", 11_000_000),
        ("JTU000000000000000QUL", "separation", 11_000_000),
        ("JTS000000000000000JOR", "percent", 11_000),
        ("LNS12032194", "person", 11_000_000),
    ],
)
def test_levels_are_in_thousands_and_rates_are_not(code, unit, value):
    source = Source("bls", code, said={"title": "t", "measure": "m"})
    (seen,) = found(answer(row("2022", "M06", "11000"), code=code), source=source)
    assert (seen.series.columns["unit"], seen.value, seen.area) == (unit, value, "iso3166-1:USA")


def test_a_series_that_no_rule_knows_wants_its_magnitude_said_too():
    said = {"title": "t", "measure": "m", "unit": "person", "stock_flow": "stock"}
    source = Source("bls", "LNS12099999", said=said)
    with pytest.raises(SourceError, match="--option factor="):
        found(answer(row("2022", "M06", "11000"), code=source.code), source=source)


@pytest.mark.parametrize("code", ["CUUR0000SA0", "APU0000701111"])
def test_prices_as_they_are_quoted_are_not_adjusted(code):
    (seen,) = found(answer(row("2022", "M06", "1"), code=code), source=Source("bls", code))
    assert seen.series.columns["adjustment"] == "not adjusted"


def test_with_a_key_more_is_asked_for():
    source = Source("bls", "LNS14000000", options={"start": "2000", "end": "2019"})
    web = Answering(answer(row("2019", "M13", "3.7")), keyed=True)
    assert len(list(bls.fetch(source, web))) == 1
    assert web.asked[0].json["annualaverage"] is True
    assert (web.asked[0].json["startyear"], web.asked[0].json["endyear"]) == ("2000", "2019")


def test_a_series_that_has_ended_wants_its_last_year_said():
    with pytest.raises(AnswerError, match="end=2019"):
        list(bls.fetch(SOURCE, Answering(answer())))


def test_a_start_that_is_no_year_is_refused():
    with pytest.raises(SourceError, match="yesterday"):
        list(bls.fetch(Source("bls", "LNS14000000", options={"start": "yesterday"}), Answering()))


def test_a_state_is_known_by_the_id():
    source = Source("bls", "LASST060000000000003", said={"title": "t", "measure": "m"})
    (seen,) = found(answer(row("2023", "M08", "4.9"), code=source.code), source=source)
    assert (seen.area, seen.series.columns["unit"]) == ("iso3166-2:US-CA", "percent")
    assert seen.series.columns["adjustment"] == "seasonally adjusted"


def test_an_area_that_the_id_does_not_say_is_asked_of_the_operator():
    said = {"title": "t", "measure": "m"}
    with pytest.raises(SourceError, match="area"):
        found(
            answer(row("2023", "M08", "4.9"), code="CUURS49ASA0"),
            source=Source("bls", "CUURS49ASA0", said=said),
        )


def test_the_magnitude_of_an_unknown_series_can_be_said():
    said = {"title": "t", "measure": "m", "unit": "person", "stock_flow": "stock"}
    source = Source("bls", "XX1", said=said, options={"factor": "1000", "area": "iso3166-1:USA"})
    (seen,) = found(answer(row("2023", "M08", "4.9"), code="XX1"), source=source)
    assert seen.value == Decimal(4900)


def test_what_no_rule_tells_is_asked_of_the_operator():
    with pytest.raises(SourceError, match="--set unit"):
        found(answer(row("2023", "M08", "4.9"), code="XX1"), source=Source("bls", "XX1"))


def test_the_answer_for_another_series_is_a_changed_shape():
    with pytest.raises(ShapeError, match="LNS14000000"):
        found(answer(row("2023", "M08", "4.9"), code="LNS11000000"))


def test_a_document_gone_wrong_is_refused_in_our_own_words():
    assert survive(json.loads(answer(row("2025", "M10", "-", "X"))), found) > 50


def test_the_recorded_answer_is_read(recorded):
    seen = list(bls.parse(Source("bls", "APU0000701111"), [recorded("bls/APU0000701111_2022.json")]))
    assert [one.period for one in seen] == [f"2022-{month:02d}" for month in range(12, 0, -1)]
    assert (seen[0].value, seen[-1].value) == (Decimal("0.522"), Decimal("0.424"))
    assert seen[0].series.columns["unit"] == "USD"
