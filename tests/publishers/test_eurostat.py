"""Eurostat's answers: built from recorded rows, and recorded ones."""

from decimal import Decimal
from typing import Any

import pytest

from publishers import eurostat
from publishers.catalogue import entry, usual
from publishers.errors import AnswerError, SourceError
from publishers.shape import Observation, Problem, Source
from tests.publishers.conftest import Answering, body

HEADER = "DATAFLOW,LAST UPDATE,freq,unit,s_adj,na_item,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n"
FLOW = "ESTAT:NAMQ_10_GDP(1.0),28/08/26 23:00:00"
KEY = "NAMQ_10_GDP/Q.CLV20_MEUR.SCA.B1GQ.AT"


def row(period: str = "2026-Q1", value: str = "105150.1", flag: str = "", **changed: str) -> str:
    cells = {"freq": "Q", "unit": "CLV20_MEUR", "geo": "AT", "conf": ""} | changed
    return f"{FLOW},{cells['freq']},{cells['unit']},SCA,B1GQ,{cells['geo']},{period},{value},{flag},{cells['conf']}\n"


def found(*rows: str, **named: Any) -> list[Observation | Problem]:
    """What comes of the rows. named: code, said, areas; all else are options."""
    code, said, areas = named.pop("code", KEY), named.pop("said", {}), named.pop("areas", ())
    return list(eurostat.parse(Source("eurostat", code, areas, said, named), [body(HEADER + "".join(rows))]))


def test_million_euro_are_multiplied_out_by_the_code_of_the_unit():
    (seen,) = found(row())
    assert isinstance(seen, Observation)
    assert seen.value == Decimal(105150100000)
    columns = seen.series.columns
    assert (columns["unit"], columns["price_basis"]) == ("EUR", "chain-linked volumes, reference year 2020")
    assert columns["adjustment"] == "seasonally and calendar adjusted"
    assert (columns["frequency"], columns["series"]) == ("quarter", "eurostat.real-gdp")


def test_the_last_update_is_day_month_and_year():
    (seen,) = found(row())
    assert isinstance(seen, Observation)
    assert seen.published_on == "2026-08-28"


def test_a_series_that_the_catalogue_does_not_know_is_derived():
    (seen,) = found(row("2025", unit="CP_MEUR", freq="A"), code="nama_10_gdp")
    assert isinstance(seen, Observation)
    columns = seen.series.columns
    assert columns["series"] == "eurostat.NAMA_10_GDP.A.CP_MEUR.SCA.B1GQ"
    assert columns["measure"].startswith("gross domestic product")
    assert (columns["stock_flow"], columns["price_basis"]) == ("flow", "current prices (nominal)")
    assert columns["url"] == "https://ec.europa.eu/eurostat/databrowser/view/nama_10_gdp/default/table"


def test_an_unknown_unit_is_named():
    with pytest.raises(SourceError, match="'MIO_PPS_NEW'"):
        found(row(unit="MIO_PPS_NEW"))


@pytest.mark.parametrize(
    ("value", "flag", "conf", "expected"),
    [
        ("1", "e", "", (Decimal(1_000_000), "", "estimate", "estimated")),
        ("1", "bp", "", (Decimal(1_000_000), "", "provisional", "break, provisional")),
        ("1", "u", "", (Decimal(1_000_000), "", "", "low reliability")),
        ("0", "n", "", (Decimal(0), "", "", "not significant")),
        ("", "", "", (None, "missing", "", "")),
        ("", "c", "", (None, "suppressed", "", "confidential")),
        ("", "", "C", (None, "suppressed", "", "confidential")),
        ("", "z", "", (None, "not_applicable", "", "not applicable")),
    ],
)
def test_flags_are_small_letters(
    value: str, flag: str, conf: str, expected: tuple[Decimal | None, str, str, str]
):
    (seen,) = found(row(value=value, flag=flag, conf=conf))
    assert isinstance(seen, Observation)
    assert (seen.value, seen.missing, seen.nature, seen.status) == expected


def test_greece_the_kingdom_the_union_and_regions_have_their_areas():
    seen = found(*(row(geo=geo) for geo in ("EL", "UK", "EU27_2020", "EA20", "AT11")), code="NAMQ_10_GDP")
    areas = [each.area for each in seen if isinstance(each, Observation)]
    assert areas == ["iso3166-1:GRC", "iso3166-1:GBR", "wb:EUU", "eurostat:EA20", "nuts:AT11"]


def test_a_header_alone_is_no_data():
    with pytest.raises(AnswerError, match="no data for this key"):
        found()


def test_a_dataset_that_froze_is_told_with_its_successor():
    problem, *rest = found(row(), code="prc_hicp_midx", said={"stock_flow": "rate"})
    assert isinstance(problem, Problem)
    assert "froze at 2025-12; its successor is prc_hicp_minr" in problem.text
    assert "CP00 is TOTAL" in problem.text
    assert rest


def test_the_format_is_asked_for_by_a_parameter():
    web = Answering(HEADER)
    list(eurostat.fetch(Source("eurostat", KEY.lower(), (), {}, {"start": "2020", "end": "2025"}), web))
    (asked,) = web.asked
    assert asked.path == "sdmx/2.1/data/NAMQ_10_GDP/Q.CLV20_MEUR.SCA.B1GQ.AT"
    assert list(asked.params) == [("format", "SDMX-CSV"), ("startPeriod", "2020"), ("endPeriod", "2025")]
    assert not asked.headers


def test_dimensions_without_a_key_are_asked_for_by_name():
    web = Answering("{}")
    source = Source(
        "eurostat", "namq_10_gdp", ("IT", "FR"), {}, {"unit": "CP_MEUR+CLV20_MEUR", "start": "2020"}
    )
    list(eurostat.fetch(source, web))
    (asked,) = web.asked
    assert asked.path == "statistics/1.0/data/NAMQ_10_GDP"
    assert list(asked.params) == [
        ("format", "JSON"), ("lang", "EN"), ("unit", "CP_MEUR"), ("unit", "CLV20_MEUR"), ("geo", "IT"), ("geo", "FR"),
        ("sinceTimePeriod", "2020"),
    ]  # fmt: skip


def test_a_whole_dataset_and_either_format_may_be_asked_for():
    web = Answering(HEADER, "{}")
    list(eurostat.fetch(Source("eurostat", "namq_10_gdp"), web))
    list(eurostat.fetch(Source("eurostat", "namq_10_gdp", (), {}, {"format": "json-stat"}), web))
    assert [ask.path for ask in web.asked] == ["sdmx/2.1/data/NAMQ_10_GDP", "statistics/1.0/data/NAMQ_10_GDP"]


@pytest.mark.parametrize(("code", "asked"), [(KEY, "json-stat"), (KEY, "xlsx")])
def test_what_cannot_be_asked_for_is_refused(code: str, asked: str):
    with pytest.raises(SourceError):
        list(eurostat.fetch(Source("eurostat", code, (), {}, {"format": asked}), Answering("")))


def test_options_choose_dimensions_again_from_what_comes():
    seen = found(row(), row(unit="CP_MEUR"), code="namq_10_gdp", unit="CP_MEUR", geo="AT")
    assert [each.series.columns["unit"] for each in seen if isinstance(each, Observation)] == ["EUR"]
    assert len(seen) == 1


@pytest.mark.parametrize("code", [code for code in usual("eurostat") if code.startswith("NAMQ_10_GDP/")])
def test_a_code_of_the_catalogue_that_leaves_the_area_open_names_the_series_of_any_area(code: str):
    unit = code.split(".")[1]
    seen = found(row(unit=unit), row(unit=unit, geo="FR"), code="NAMQ_10_GDP")
    names = {each.series.columns["series"] for each in seen if isinstance(each, Observation)}
    assert names == {entry("eurostat", code)["series"]}


def test_an_answer_that_comes_later_says_to_ask_for_less(recorded):
    with pytest.raises(AnswerError, match=r"URL: http://.*ask for less"):
        list(eurostat.parse(Source("eurostat", KEY), [recorded("sdmx/eurostat/footer.xml")]))


def test_a_question_for_too_much_says_to_ask_for_less():
    fault = '<S:Fault xmlns:S="x"><faultcode>413</faultcode><faultstring>EXTRACTION_TOO_BIG: 9</faultstring></S:Fault>'
    with pytest.raises(AnswerError, match="EXTRACTION_TOO_BIG.*ask for less"):
        list(eurostat.parse(Source("eurostat", KEY), [body(fault)]))


def test_a_recorded_fault_is_what_eurostat_says(recorded):
    with pytest.raises(AnswerError, match="INVALID_QUERY_DIMENSION_VALUE"):
        list(eurostat.parse(Source("eurostat", KEY), [recorded("eurostat/soap_fault_invalid_query.xml")]))


def test_the_recorded_index_of_prices_has_its_base_and_an_estimate(recorded):
    answer = recorded("eurostat/prc_hicp_minr_AT_sdmxcsv_2026-10-02.csv")
    *_, last = eurostat.parse(Source("eurostat", "PRC_HICP_MINR/M.I25.TOTAL.AT"), [answer])
    assert isinstance(last, Observation)
    assert (last.period, last.value, last.nature) == ("2026-09", Decimal("103.81"), "estimate")
    assert last.published_on == "2026-10-02"
    assert last.series.columns["price_basis"] == "2025 = 100"


def test_the_recorded_json_stat_says_the_same_in_its_own_way(recorded):
    answer = recorded("eurostat/namq_10_gdp_IT_2025Q1_jsonstat2.json")
    (seen,) = eurostat.parse(Source("eurostat", "namq_10_gdp", (), {}, {"geo": "IT"}), [answer])
    assert isinstance(seen, Observation)
    assert (seen.area, seen.period, seen.value) == ("iso3166-1:ITA", "2025-Q1", Decimal("116.239"))
    assert seen.published_on == "2025-06-19"
    columns = seen.series.columns
    assert (columns["measure"], columns["unit"]) == ("Value added, gross", "index")
    assert columns["price_basis"] == "chain-linked volumes, 2020 = 100"


def test_the_recorded_answer_of_2015_tells_not_available_from_values(recorded):
    answer = recorded("jsonstat/eurostat-name_gpd_c-geo_IT.json")
    seen = list(eurostat.parse(Source("eurostat", "nama_gdp_c"), [answer]))
    values = {each.period: each.value for each in seen if isinstance(each, Observation)}
    assert len(seen) == 69
    assert (values["1990"], values["2013"], values["1946"], values["2014"]) == (15800, 25600, None, None)
    assert {each.missing for each in seen if isinstance(each, Observation)} == {"", "missing"}


def test_a_recorded_message_in_xml_is_read_too(recorded):
    answer = recorded("sdmx/eurostat/NAMA_10_GDP-ss.xml")
    seen = list(eurostat.parse(Source("eurostat", "NAMA_10_GDP"), [answer]))
    assert len(seen) == 4
    assert isinstance(seen[0], Observation)
    assert seen[0].value == Decimal(46526200000)
