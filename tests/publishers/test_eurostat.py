"""Eurostat's answers: built from recorded rows, and recorded ones."""

import json
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
    assert (columns["measure"], columns["unit"]) == ("gross value added", "index point")
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


def columns_of(flow: str, header: str, *rows: str, **said: str) -> list[dict[str, str]]:
    """Columns of the series of each row. header and rows: from the frequency to the value, without the flow."""
    text = f"DATAFLOW,LAST UPDATE,{header}\n" + "".join(
        f"ESTAT:{flow}(1.0),28/08/26 23:00:00,{row}\n" for row in rows
    )
    seen = eurostat.parse(Source("eurostat", flow, (), said), [body(text)])
    return [dict(each.series.columns) for each in seen if isinstance(each, Observation)]


JOBLESS = "freq,s_adj,age,unit,sex,geo,TIME_PERIOD,OBS_VALUE"
PRICES = "freq,unit,coicop18,geo,TIME_PERIOD,OBS_VALUE"
ACCOUNTS = "freq,unit,s_adj,na_item,geo,TIME_PERIOD,OBS_VALUE"


def test_people_without_work_are_no_rate_and_a_share_of_the_population_is_not_the_one_of_the_labour_force():
    rows = [f"M,SA,TOTAL,{unit},T,DE,2024-01,3" for unit in ("PC_ACT", "THS_PER", "PC_POP")]
    rate, people, share = columns_of("UNE_RT_M", JOBLESS, *rows)
    assert rate["measure"] == "unemployment rate (jobless rate, unemployment)"
    assert people["measure"].startswith("unemployed people (")
    assert (people["unit"], people["stock_flow"]) == ("person", "stock")
    assert share["measure"] == "unemployed people as a share of the population"


def test_a_part_says_first_what_it_is_of_and_has_no_word_for_the_whole():
    youth, women = columns_of(
        "UNE_RT_M", JOBLESS, "M,SA,Y_LT25,PC_ACT,T,DE,2024-01,6", "M,SA,Y_LT25,PC_ACT,F,DE,2024-01,6"
    )
    assert youth["measure"] == "people under 25: unemployment rate"
    assert youth["breakdown"] == "people under 25"
    assert youth["title"] == "people under 25: unemployment rate, by month, seasonally adjusted"
    assert women["measure"] == "people under 25, women: unemployment rate"


def test_the_ages_that_stand_for_all_keep_the_plain_words():
    (headline,) = columns_of("UNE_RT_A", JOBLESS, "A,NSA,Y15-74,PC_ACT,T,DE,2024,3")
    assert headline["measure"] == "unemployment rate (jobless rate, unemployment)"
    assert headline["breakdown"] == "people aged 15 to 74"


def test_only_the_yearly_change_of_all_prices_is_inflation():
    codes = (("RCH_A", "TOTAL"), ("RCH_M", "TOTAL"), ("I25", "TOTAL"), ("RCH_A", "CP01"), ("I25", "CP01"))
    seen = columns_of("PRC_HICP_MINR", PRICES, *(f"M,{unit},{what},DE,2024-01,3" for unit, what in codes))
    measures = [each["measure"] for each in seen]
    assert ["inflation" in each for each in measures] == [True, True, False, False, False]
    assert measures[0].startswith("inflation (inflation rate")
    assert measures[1] == "monthly change in consumer prices (monthly inflation)"
    assert measures[3] == "food and non-alcoholic drinks: rise in consumer prices over a year"
    assert measures[4] == "food and non-alcoholic drinks: harmonised index of consumer prices"
    assert [each["transformation"] for each in seen] == [
        "growth_yoy",
        "growth_mom",
        "index",
        "growth_yoy",
        "index",
    ]
    assert {each["adjustment"] for each in seen} == {"not adjusted"}
    assert seen[2]["unit"] == seen[4]["unit"] == "index point"


def test_births_deaths_and_people_of_one_dataset_are_told_apart():
    rows = [f"A,{code},DE,2023,1" for code in ("JAN", "LBIRTH", "DEATH", "GBIRTHRT")]
    seen = columns_of("DEMO_GIND", "freq,indic_de,geo,TIME_PERIOD,OBS_VALUE", *rows, unit="person")
    assert [each["unit"] for each in seen] == ["person", "birth", "death", "birth per thousand people"]
    assert [each["stock_flow"] for each in seen] == ["stock", "flow", "flow", "rate"]
    assert len({each["measure"] for each in seen}) == 4


def test_real_and_nominal_product_share_no_word_in_catalogue_or_table():
    def words(measure: str) -> set[str]:
        plain, _, synonyms = measure.rstrip(")").partition(" (")
        return {plain, *synonyms.split(", ")}

    real, nominal = (entry("eurostat", code)["measure"] for code in usual("eurostat") if "B1GQ" in code)
    assert not words(real) & words(nominal)
    seen = columns_of(
        "NAMA_10_GDP", ACCOUNTS, *(f"A,{unit},SCA,B1GQ,AT,2024,1" for unit in ("CLV20_MEUR", "CP_MEUR"))
    )
    assert [each["measure"] for each in seen] == [real, nominal]


def test_growth_of_the_economy_is_not_its_size():
    (seen,) = columns_of("NAMQ_10_GDP", ACCOUNTS, "Q,CLV_PCH_PRE,SCA,B1GQ,AT,2024-Q1,1")
    assert seen["measure"].startswith("growth of real gross domestic product (economic growth")
    assert (seen["transformation"], seen["stock_flow"]) == ("growth_qoq", "rate")


@pytest.mark.parametrize("unit", ["CLV20_MNAC", "CP_MNAC"])
def test_each_national_money_is_a_series_of_its_own_in_whatever_order(unit: str):
    rows = [f"Q,{unit},SCA,B1GQ,{geo},2024-Q1,1" for geo in ("SE", "DE", "FR")]
    there, back = columns_of("NAMQ_10_GDP", ACCOUNTS, *rows), columns_of("NAMQ_10_GDP", ACCOUNTS, *rows[::-1])
    assert there == back[::-1]
    start = f"eurostat.NAMQ_10_GDP.Q.{unit}.SCA.B1GQ"
    assert [each["series"] for each in there] == [f"{start}.SEK", f"{start}.EUR", f"{start}.EUR"]


def test_power_is_not_applied_to_units_that_are_understood():
    header = "DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE\n"
    rows = [f"ESTAT:X(1.0),28/08/26 23:00:00,A,{unit},DE,2020,3.1\n" for unit in ("PC_ACT", "WEIRD")]
    said = {"unit": "person", "measure": "m", "stock_flow": "stock"}
    source = Source("eurostat", "X/A..DE", (), said, {"power": "3"})
    share, people = eurostat.parse(source, [body(header + "".join(rows))])
    assert isinstance(share, Observation)
    assert isinstance(people, Observation)
    assert (share.value, share.series.columns["unit"]) == (Decimal("3.1"), "percent")
    assert (people.value, people.series.columns["unit"]) == (3100, "person")


def test_both_formats_say_the_same_of_a_series():
    codes = {"freq": "M", "unit": "I25", "coicop18": "CP01", "geo": "DE", "time": "2025-01"}
    said = {
        name: {"category": {"index": {code: 0}, "label": {code: f"Label of {code}"}}}
        for name, code in codes.items()
    }
    document = {
        "version": "2.0", "class": "dataset", "label": "Prices", "updated": "2026-08-28T23:00:00+0200",
        "value": {"0": 1.5}, "id": list(codes), "size": [1] * 5, "dimension": said,
    }  # fmt: skip
    (seen,) = eurostat.parse(Source("eurostat", "PRC_HICP_MINR"), [body(json.dumps(document))])
    assert isinstance(seen, Observation)
    assert columns_of("PRC_HICP_MINR", PRICES, "M,I25,CP01,DE,2025-01,1.5") == [dict(seen.series.columns)]
