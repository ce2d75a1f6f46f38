"""Figures of services that speak SDMX: messages built from recorded rows, and after the documented shape."""

from decimal import Decimal
from typing import Any

import pytest

from factcheck.period import parse_period
from outgoing.body import Body
from publishers.catalogue import entry, usual
from publishers.errors import AnswerError, ShapeError, SourceError
from publishers.sdmx import services as sdmx
from publishers.sdmx.codes import adjustment_of, quantum_of, status_of, stock_or_flow, unit_of
from publishers.sdmx.periods import day_of, period_of
from publishers.sdmx.places import place_of
from publishers.sdmx.record import rules
from publishers.shape import Observation, Problem, Source
from tests.publishers.conftest import Answering, body

SERVICES = {service.PUBLISHER.id: service for service in sdmx.SERVICES}
FLOW = "OECD.SDD.TPS/DSD_LFS@DF_IALFS_UNE_M/1.0"
HEADER = (
    "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA: Reference area,MEASURE: Measure,UNIT_MEASURE: Unit of measure,"
    "ADJUSTMENT: Adjustment,SEX: Sex,FREQ: Frequency of observation,TIME_PERIOD: Time period,OBS_VALUE,"
    "BASE_PER: Base period,OBS_STATUS: Observation status,UNIT_MULT: Unit multiplier,DECIMALS: Decimals\n"
)
PLAIN = "DATAFLOW,FREQ,REF_AREA,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT\n"
SAID = {"measure": "things", "unit": "thing", "stock_flow": "stock"}


ROW = {
    "action": "I", "area": "USA: United States", "unit": "PT_LF_SUB: Percentage of labour force in the same subgroup",
    "sex": "_T: Total", "freq": "M: Monthly", "base": "", "status": "A: Normal value", "multiplier": "0: Units",
}  # fmt: skip


def row(period: str = "2023-01", value: str = "3.9", **changed: str) -> str:
    said = ROW | changed
    return (
        f"DATAFLOW,OECD.SDD.TPS:DSD_LFS@DF_IALFS_UNE_M(1.0),{said['action']},{said['area']},"
        f"UNE_LF_M: Monthly unemployment rate,{said['unit']},N: Neither seasonally adjusted nor calendar adjusted,"
        f"{said['sex']},{said['freq']},{period},{value},{said['base']},{said['status']},{said['multiplier']},1: One\n"
    )


def found(*rows: str, header: str = HEADER, **named: Any) -> list[Observation | Problem]:
    """What comes of the rows. named: service, key, said, areas; all else are options."""
    service, key = named.pop("service", "oecd"), named.pop("key", "")
    said, areas = named.pop("said", {}), named.pop("areas", ())
    source = Source(service, f"{FLOW}/{key}" if service == "oecd" else "FLOW", areas, said, named)
    return list(SERVICES[service].parse(source, [body(header + "".join(rows))]))


def plain(
    *rows: str, service: str = "ilo", said: dict[str, str] | None = None
) -> list[Observation | Problem]:
    lines = (f"X:FLOW(1.0),{each}\n" for each in rows)
    return found(*lines, header=PLAIN, service=service, said=SAID if said is None else said)


def test_a_figure_is_read_with_all_that_labels_say_of_it():
    (seen,) = found(row())
    assert isinstance(seen, Observation)
    assert (seen.area, seen.area_name) == ("iso3166-1:USA", "United States")
    assert (seen.period, seen.value, seen.published_on) == ("2023-01", Decimal("3.9"), "2026-11-25")
    columns = seen.series.columns
    assert columns["series"] == "oecd.OECD.SDD.TPS.DSD_LFS:40DF_IALFS_UNE_M.UNE_LF_M.PT_LF_SUB.N._T.M"
    assert columns["title"] == "Monthly unemployment rate, by month, not seasonally adjusted"
    assert (columns["unit"], columns["stock_flow"], columns["statistic"]) == ("percent", "rate", "rate")
    assert columns["frequency"] == "month"
    assert columns["adjustment"] == "not seasonally adjusted"
    assert "breakdown" not in columns
    assert seen.locator.endswith("USA.UNE_LF_M.PT_LF_SUB.N._T.M, 2023-01")


def test_one_source_has_a_series_for_each_combination_but_for_areas():
    rows = [row(), row(area="FRA: France"), row(sex="F: Female")]
    seen = [each for each in found(*rows) if isinstance(each, Observation)]
    assert [each.area for each in seen] == ["iso3166-1:USA", "iso3166-1:FRA", "iso3166-1:USA"]
    assert seen[0].series is seen[1].series
    assert seen[2].series.columns["breakdown"] == "Female"
    assert seen[2].series.columns["series"] != seen[0].series.columns["series"]


def test_the_same_rows_in_another_order_give_the_same_figures():
    rows = [row(f"20{n}-01", str(n)) for n in range(10, 40)]
    there, back = found(*rows), found(*reversed(rows))
    assert there == back[::-1]


def test_periods_are_chosen_again_because_services_pass_over_the_bounds():
    rows = [row(f"2023-{month:02d}") for month in range(1, 13)]
    seen = found(*rows, start="2023-03", end="2023-05")
    assert [each.period for each in seen if isinstance(each, Observation)] == [
        "2023-03",
        "2023-04",
        "2023-05",
    ]


def test_bounds_are_asked_for_in_one_parameter():
    web = Answering(HEADER)
    source = Source("oecd", f"{FLOW}/USA...N", (), {}, {"start": "2023-01", "end": "2023-06"})
    list(SERVICES["oecd"].fetch(source, web))
    (asked,) = web.asked
    assert asked.path == "data/dataflow/OECD.SDD.TPS/DSD_LFS@DF_IALFS_UNE_M/1.0/USA.*.*.N"
    assert list(asked.params) == [("c[TIME_PERIOD]", "ge:2023-01+le:2023-06")]
    assert "labels=both" in (asked.headers or {})["Accept"]


def test_areas_are_asked_for_where_the_service_can_be_and_chosen_again():
    web = Answering(HEADER)
    list(SERVICES["oecd"].fetch(Source("oecd", f"{FLOW}/", ("USA", "FRA")), web))
    assert ("c[REF_AREA]", "USA,FRA") in web.asked[0].params
    seen = found(row(), row(area="FRA: France"), areas=("FRA",))
    assert [each.area for each in seen if isinstance(each, Observation)] == ["iso3166-1:FRA"]


def test_version_1_of_rest_has_bounds_and_keys_of_its_own():
    web = Answering("", "")
    list(SERVICES["ecb"].fetch(Source("ecb", "EXR/M.USD.EUR.SP00.A", (), {}, {"start": "2020"}), web))
    list(SERVICES["istat"].fetch(Source("istat", "IT1/151_914/1.0/M.IT"), web))
    assert (web.asked[0].path, list(web.asked[0].params)) == (
        "data/EXR/M.USD.EUR.SP00.A",
        [("startPeriod", "2020")],
    )
    assert web.asked[1].path == "data/IT1,151_914,1.0/M.IT"


@pytest.mark.parametrize("code", ["", "a/b/c/d/e", "EXR/../secret", "EXR/M?x=1", "EXR/M#x", "a b"])
def test_a_code_that_is_none_is_refused_before_it_is_asked(code: str):
    with pytest.raises(SourceError):
        list(SERVICES["ecb"].fetch(Source("ecb", code), Answering("")))


def test_dimensions_are_chosen_by_name():
    seen = found(row(), row(sex="F: Female"), sex="F")
    assert len(seen) == 1
    with pytest.raises(SourceError, match="no dimension 'colour'"):
        found(row(), colour="red")


def test_the_multiplier_is_applied_to_each_observation():
    rows = ("A,USA,PS,2020,1.5,A,3", "A,USA,PS,2021,1500,A,0", "A,USA,PS,2022,2,A,")
    assert [each.value for each in plain(*rows) if isinstance(each, Observation)] == [1500, 1500, 2]


def test_a_multiplied_value_keeps_every_digit():
    digits = "1234567890123456789012345678901234.5"
    (seen,) = plain(f"A,USA,PS,2020,{digits},A,6")
    assert isinstance(seen, Observation)
    assert f"{seen.value:f}" == "1234567890123456789012345678901234500000"
    (seen,) = plain("A,USA,PS,2020,1.5E3,A,6")
    assert isinstance(seen, Observation)
    assert seen.value == Decimal(1_500_000_000)


def test_the_scale_of_the_imf_is_never_applied():
    header = "DATAFLOW,COUNTRY,INDICATOR,FREQUENCY,TIME_PERIOD,OBS_VALUE,SCALE,UNIT,UNIT_MULT\n"
    said = {"stock_flow": "flow", "measure": "GDP"}
    (seen,) = found(
        "IMF:WEO(1.0),USA,NGDPD,A,2020,94669000000,9,USD,9\n", header=header, service="imf", said=said
    )
    assert isinstance(seen, Observation)
    assert seen.value == Decimal(94669000000)


def test_years_after_the_last_actual_one_are_projections():
    header = "DATAFLOW,COUNTRY,INDICATOR,FREQUENCY,TIME_PERIOD,OBS_VALUE,LATEST_ACTUAL_ANNUAL_DATA,UNIT\n"
    rows = [f"IMF:WEO(1.0),USA,NGDPD,A,{year},1,2024,USD\n" for year in (2023, 2024, 2025, 2030)]
    said = {"stock_flow": "flow", "measure": "GDP"}
    seen = found(*rows, header=header, service="imf", said=said)
    assert [each.nature for each in seen if isinstance(each, Observation)] == [
        "",
        "",
        "projection",
        "projection",
    ]


@pytest.mark.parametrize(
    ("value", "status", "expected"),
    [
        ("0", "A", (Decimal(0), "", "", "")),
        ("1", "P", (Decimal(1), "", "provisional", "provisional")),
        ("1", "E", (Decimal(1), "", "estimate", "estimated")),
        ("1", "I", (Decimal(1), "", "estimate", "imputed")),
        ("1", "F", (Decimal(1), "", "projection", "forecast")),
        ("1", "B", (Decimal(1), "", "", "break")),
        ("1", "U", (Decimal(1), "", "", "low reliability")),
        ("1", "?", (Decimal(1), "", "", "status ?")),
        ("", "O", (None, "missing", "", "missing")),
        ("NaN", "O", (None, "missing", "", "missing")),
        ("NaN", "L", (None, "not_collected", "", "not collected")),
        ("", "M", (None, "not_applicable", "", "cannot exist")),
        ("", "Q", (None, "suppressed", "", "suppressed")),
        ("", "H", (None, "missing", "", "holiday")),
        ("", "A", (None, "missing", "", "")),
    ],
)
def test_zero_and_the_reasons_for_no_value_are_told_apart(
    value: str, status: str, expected: tuple[Decimal | None, str, str, str]
):
    (seen,) = plain(f"A,USA,PS,2020,{value},{status},0")
    assert isinstance(seen, Observation)
    assert (seen.value, seen.missing, seen.nature, seen.status) == expected


def test_a_missing_row_is_no_observation():
    seen = plain("M,USA,PS,2025-09,1,A,0", "M,USA,PS,2025-11,2,A,0")
    assert [each.period for each in seen if isinstance(each, Observation)] == ["2025-09", "2025-11"]


def test_a_confidential_value_is_suppressed():
    assert status_of("A", "C").missing == "suppressed"
    assert status_of("", "F").missing == "missing"


def test_several_small_flags_say_several_things():
    assert status_of("bp") == ("provisional", "break, provisional", "missing")
    assert status_of("ep").nature == "estimate"
    assert status_of("c").missing == "suppressed"
    assert status_of("B") == ("", "break", "missing")


def test_deletions_withdraw_and_those_of_attributes_do_not():
    rows = [row("2023-01", "-", action="D"), row("2023-02", "", action="D", status="-", multiplier="-")]
    withdrawn, problem = found(*rows)
    assert isinstance(withdrawn, Observation)
    assert (withdrawn.value, withdrawn.missing) == (None, "withdrawn")
    assert isinstance(problem, Problem)
    assert "attributes" in problem.text


def test_rows_for_several_series_at_once_are_told_and_left_out():
    first, second = found(row(), row("", "", area=""))
    assert isinstance(first, Observation)
    assert isinstance(second, Problem)


def test_an_unknown_unit_is_named_and_never_guessed():
    with pytest.raises(SourceError, match="'MIO_XYZ'"):
        plain("A,USA,MIO_XYZ,2020,1,A,", said={"measure": "things", "stock_flow": "stock"})
    with pytest.raises(SourceError, match="option power"):
        plain("A,USA,MIO_XYZ,2020,1,A,")
    seen, problem = plain(
        "A,USA,PS,2020,1,A,0", "A,USA,XYZ,2020,1,A,", said={"measure": "a", "stock_flow": "stock"}
    )
    assert isinstance(seen, Observation)
    assert "XYZ" in problem.text if isinstance(problem, Problem) else False


def test_the_same_reason_is_told_once_for_all_areas():
    rows = [f"A,{area},XYZ,2020,1,A," for area in ("USA", "FRA", "DEU")]
    seen = plain(*rows, "A,USA,PS,2020,1,A,0", said={"measure": "a", "stock_flow": "stock"})
    assert [type(each) for each in seen] == [Problem, Observation]


def test_an_operator_may_say_unit_and_power():
    lines = "X:FLOW(1.0),A,USA,MIO_XYZ,2020,1,A,\n"
    (seen,) = found(lines, header=PLAIN, service="ilo", said=SAID, power="6")
    assert isinstance(seen, Observation)
    assert (seen.value, seen.series.columns["unit"]) == (1_000_000, "thing")


def test_a_multiple_in_the_unit_beside_a_multiplier_is_not_guessed():
    with pytest.raises(SourceError, match="not known which holds"):
        plain("A,USA,THS_PER,2020,1,A,3", said={"measure": "a", "stock_flow": "stock"})


def test_national_accounts_have_money_prices_and_multiples_from_their_columns():
    header = (
        "STRUCTURE,STRUCTURE_ID,ACTION,FREQ: Frequency,ADJUSTMENT: Adjustment,REF_AREA: Area,SECTOR: Sector,"
        "TRANSACTION: Transaction,UNIT_MEASURE: Unit,PRICE_BASE: Price base,TRANSFORMATION: Transformation,"
        "TIME_PERIOD: Time,OBS_VALUE: Value,REF_YEAR_PRICE: Price reference year,CURRENCY: Currency,"
        "UNIT_MULT: Multiplier,DECIMALS: Decimals,OBS_STATUS: Status\n"
    )
    line = (
        "DATAFLOW,OECD.SDD.NAD:DSD_NAMAIN1@DF_QNA(1.1): Quarterly national accounts,I,Q: Quarterly,Y: Calendar and "
        "seasonally adjusted,CAN: Canada,S1: Total economy,B1GQ: Gross domestic product,XDC: National currency,"
        "LR: Chain linked volume (rebased),N: Non transformed data,2025-Q1,5,2015,CAD: Canadian dollar,6: Millions,"
        "0: Zero,P: Provisional\n"
    )
    (seen,) = found(line, header=header)
    assert isinstance(seen, Observation)
    assert (seen.value, seen.nature, seen.status) == (5_000_000, "provisional", "provisional")
    columns = seen.series.columns
    assert columns["series"] == "oecd.OECD.SDD.TPS.DSD_LFS:40DF_IALFS_UNE_M.Q.Y.S1.B1GQ.XDC.LR.N.CAD.2015"
    assert (columns["unit"], columns["stock_flow"]) == ("CAD", "flow")
    assert columns["price_basis"] == "chain-linked volumes, rebased, reference year 2015"
    assert (columns["adjustment"], columns["transformation"]) == ("seasonally and calendar adjusted", "level")
    assert (columns["measure"], columns["breakdown"]) == ("Gross domestic product", "Total economy")
    assert columns["dataset"] == "Quarterly national accounts"


def test_growth_on_the_year_before_is_told_from_the_level():
    header = (
        "DATAFLOW,FREQ: F,REF_AREA: A,MEASURE: M,UNIT_MEASURE: U,TRANSFORMATION: T,TIME_PERIOD: P,OBS_VALUE: V,"
        "BASE_PER: B\n"
    )
    rows = (
        "X:F(1.0),M: Monthly,USA: America,CPI: Consumer prices,PA: Per cent a year,GY: Over one year,2025-01,3,\n",
        "X:F(1.0),M: Monthly,USA: America,CPI: Consumer prices,PC: Per cent,G1: Over one period,2025-01,3,\n",
        "X:F(1.0),M: Monthly,USA: America,CPI: Consumer prices,IX: Index,_Z: Not applicable,2025-01,3,2015\n",
    )
    seen = [each.series.columns for each in found(*rows, header=header) if isinstance(each, Observation)]
    assert [columns["transformation"] for columns in seen] == ["growth_yoy", "growth_mom", "index"]
    assert [columns["unit"] for columns in seen] == ["percent", "percent", "index point"]
    assert seen[2]["price_basis"] == "2015 = 100"


def test_the_money_of_a_country_makes_a_series_of_its_own():
    rows = ("A,USA,XDC,2020,1,A,6", "A,FRA,XDC,2020,1,A,6")
    seen = plain(*rows, said={"measure": "GDP", "stock_flow": "flow"})
    units = {
        (each.series.columns["unit"], each.series.columns["series"])
        for each in seen
        if isinstance(each, Observation)
    }
    assert units == {("USD", "ilo.FLOW.A.XDC.USD"), ("EUR", "ilo.FLOW.A.XDC.EUR")}


def test_money_of_a_country_that_changed_it_is_not_guessed():
    with pytest.raises(SourceError, match="'XDC'"):
        plain("A,HRV,XDC,2020,1,A,6", said={"measure": "GDP", "stock_flow": "flow"})


def test_an_unknown_area_is_a_problem_told_once_and_a_named_one_has_the_code_of_its_service():
    seen = plain("A,USA,PS,2020,1,A,0", *(f"A,QX9,PS,{year},1,A,0" for year in range(2000, 2010)))
    assert [type(each) for each in seen] == [Observation, Problem]
    (named,) = found(row(area="G16: Sixteen countries"))
    assert isinstance(named, Observation)
    assert (named.area, named.area_name) == ("oecd:G16", "Sixteen countries")


@pytest.mark.parametrize(
    ("code", "service", "area"),
    [
        ("US", "ecb", "iso3166-1:USA"),
        ("USA", "oecd", "iso3166-1:USA"),
        ("840", "unsd", "iso3166-1:USA"),
        ("EL", "eurostat", "iso3166-1:GRC"),
        ("UK", "eurostat", "iso3166-1:GBR"),
        ("EU27_2020", "eurostat", "wb:EUU"),
        ("EA20", "eurostat", "eurostat:EA20"),
        ("I9", "ecb", "eurostat:EA20"),
        ("U2", "ecb", "eurostat:EA"),
        ("W", "oecd", "m49:001"),
        ("X01", "ilo", "m49:001"),
        ("AT13", "eurostat", "nuts:AT13"),
        ("EL30", "eurostat", "nuts:EL30"),
        ("FE", "insee", "iso3166-1:FRA"),
    ],
)
def test_areas_have_the_codes_that_they_have_here(code: str, service: str, area: str):
    place = place_of(code, service)
    assert place is not None
    assert place.area == area
    assert place.name


@pytest.mark.parametrize(
    ("code", "service"), [("X01", "oecd"), ("FE", "oecd"), ("AT13", "oecd"), ("??", "ecb")]
)
def test_codes_of_one_service_mean_nothing_to_another(code: str, service: str):
    assert place_of(code, service) is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023", "2023"),
        ("2023-A1", "2023"),
        ("2023-S1", "2023-01/2023-06"),
        ("2023-H2", "2023-07/2023-12"),
        ("2023-T3", "2023-09/2023-12"),
        ("2023-Q1", "2023-Q1"),
        ("1997Q4", "1997-Q4"),
        ("2023-M01", "2023-01"),
        ("1990M12", "1990-12"),
        ("2023-01", "2023-01"),
        ("2023-W05", "2023-01-30/2023-02-05"),
        ("2023-D032", "2023-02-01"),
        ("2023-01-05", "2023-01-05"),
        ("2023-01-05T00:00:00", "2023-01-05"),
        ("2023-01-05/P7D", "2023-01-05/2023-01-11"),
        ("2023-01-01/P1Y", "2023"),
        ("2023-01-01T00:00:00/P3M", "2023-Q1"),
        ("2022-10-01/2023-09-30", "2022-10/2023-09"),
    ],
)
def test_periods_of_sdmx_are_periods_here(text: str, period: str):
    assert period_of(text) == period
    parse_period(period)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023-Q5",
        "2023-13",
        "2023-02-30",
        "2023-W54",
        "2023-D366",
        "0001",
        "2023-S3",
        "23",
        "2023-01-05/P0D",
        "x",
        "2023-06/2023-01",
        "9999-Q4",
        "2023-Q0",
        "٢٠٢٣",
    ],
)
def test_what_is_no_period_is_none(text: str):
    assert period_of(text) is None


def test_a_reporting_year_begins_where_it_is_said_to_and_a_plain_year_beside_it_is_doubtful():
    assert period_of("2022-A1", "--10-01") == "2022-10/2023-09"
    assert period_of("2022-Q1", "--10-01") == "2022-Q4"
    assert period_of("2022", "--10-01") is None
    assert period_of("2022-10", "--10-01") == "2022-10"


def test_a_period_that_is_none_is_a_problem_and_the_rest_is_taken():
    problem, seen = plain("A,USA,PS,2023-Q9,1,A,0", "A,USA,PS,2023,1,A,0")
    assert isinstance(problem, Problem)
    assert "2023-Q9" in problem.text
    assert isinstance(seen, Observation)


@pytest.mark.parametrize("value", ["x", "1_000", "Infinity", "1e999999999", "1 000", "٣", "0x10", "9" * 100])
def test_a_value_that_is_no_number_in_digits_is_a_changed_shape(value: str):
    with pytest.raises(ShapeError, match="2020"):
        plain(f"A,USA,PS,2020,{value},A,0")


@pytest.mark.parametrize("multiplier", ["six", "99", "1.5"])
def test_a_multiplier_that_is_no_power_of_ten_is_a_changed_shape(multiplier: str):
    with pytest.raises(ShapeError, match="UNIT_MULT"):
        plain(f"A,USA,PS,2020,1,A,{multiplier}")


def test_a_header_alone_is_no_data():
    with pytest.raises(AnswerError, match="no data"):
        found()


def test_data_of_other_periods_only_is_told_from_no_data():
    with pytest.raises(AnswerError, match="these areas and periods"):
        found(row(), start="2030")


def test_fewer_dimensions_than_the_key_has_are_refused():
    with pytest.raises(ShapeError, match="6 dimensions"):
        found(row(), key="USA......")


@pytest.mark.parametrize("service", ["oecd", "ecb"])
def test_what_is_followed_by_default_is_in_the_catalogue_and_can_be_asked_for(service: str):
    for code in usual(service):
        assert entry(service, code)["series"].startswith(service)
        web = Answering("")
        list(SERVICES[service].fetch(Source(service, code), web))
        assert web.asked[0].path.endswith(code.rpartition("/")[2])


def test_the_recorded_answer_has_the_catalogue_s_series_and_the_gap_of_its_source(recorded):
    answer: Body = recorded("oecd/DF_IALFS_UNE_M_USA_sdmxcsv2_labels_both_2026-03-08.csv")
    source = Source("oecd", f"{FLOW}/USA..PT_LF_SUB._Z.N._T.Y_GE15._Z.M")
    seen = list(SERVICES["oecd"].parse(source, [answer]))
    assert len(seen) == 36
    by_period = {each.period: each for each in seen if isinstance(each, Observation)}
    assert by_period["2023-01"].value == Decimal("3.9")
    assert "2025-10" not in by_period
    columns = by_period["2023-01"].series.columns
    assert columns["series"] == "oecd.us-unemployment-rate"
    assert "breakdown" not in columns


def test_insee_names_its_series_and_says_when_each_was_updated(recorded):
    answer: Body = recorded("sdmx/insee/CNA-2010-CONSO-SI-A17.xml")
    said = {"unit": "index", "stock_flow": "rate"}
    last, first = SERVICES["insee"].parse(Source("insee", "CNA-2010-CONSO-SI-A17", (), said), [answer])
    assert isinstance(last, Observation)
    assert (last.series.columns["series"], last.published_on) == ("insee.001702690", "2015-08-06")
    assert (last.nature, last.status) == ("provisional", "provisional")
    assert isinstance(first, Observation)
    assert first.status == "semi-final"


def test_the_recorded_exchange_rate_is_that_of_the_euro_area_with_all_its_digits(recorded):
    answer: Body = recorded("sdmx/ecb/M.USD.EUR.SP00.A.xml")
    seen = list(SERVICES["ecb"].parse(Source("ecb", "EXR/M.USD.EUR.SP00.A"), [answer]))
    assert len(seen) == 252
    last = seen[-3]
    assert isinstance(last, Observation)
    assert (last.area, last.period, last.value) == ("eurostat:EA", "2019-10", Decimal("1.105256521739131"))
    assert last.series.columns["series"] == "ecb.usd-per-eur"
    assert "rounding_quantum" not in last.series.columns


def test_the_bis_says_of_empty_values_why_they_are(recorded):
    said = {"measure": "derivatives outstanding", "unit": "USD", "stock_flow": "stock"}
    source = Source("bis", "WEBSTATS_DER_DATAFLOW", (), said)
    seen = list(SERVICES["bis"].parse(source, [recorded("sdmx/bis/BIS_DER_sdmxcsv_v1_b.csv")]))
    assert len(seen) == 1000
    first, third = seen[0], seen[2]
    assert isinstance(first, Observation)
    assert isinstance(third, Observation)
    assert (first.value, first.missing) == (None, "not_applicable")
    assert third.value == Decimal("14206.490766")


@pytest.mark.parametrize(
    ("code", "unit", "power", "basis"),
    [
        ("CLV20_MEUR", "EUR", "6", "chain-linked volumes, reference year 2020"),
        ("CP_MEUR", "EUR", "6", "current prices (nominal)"),
        ("CLV_I96", "index point", "0", "chain-linked volumes, 1996 = 100"),
        ("I25", "index point", "0", "2025 = 100"),
        ("THS_PER", "person", "3", None),
        ("USD", "USD", "0", None),
    ],
)
def test_codes_of_units_hold_money_multiples_and_prices(code: str, unit: str, power: str, basis: str | None):
    says = unit_of(code, {})
    assert says is not None
    assert (says["unit"], says.get("power", "0"), says.get("price_basis")) == (unit, power, basis)


def test_growth_is_of_the_step_that_its_frequency_is():
    assert (unit_of("PCH_PRE", {"step": "qoq"}) or {})["transformation"] == "growth_qoq"
    assert unit_of("PCH_PRE", {}) is None
    assert (unit_of("RCH_A", {}) or {})["transformation"] == "growth_yoy"


def test_no_unit_of_the_table_is_a_magnitude():
    units = [row["unit"] for row in rules("units")["codes"].values()]
    assert not [unit for unit in units if unit.lower().startswith(("thousand", "million", "billion"))]


def test_decimals_are_the_step_of_multiplied_values():
    assert [quantum_of("1", 0), quantum_of("0", 6), quantum_of("1", 6), quantum_of("", 0)] == [
        "0.1",
        "1000000",
        "100000",
        "",
    ]


def test_adjustments_are_words_and_measures_tell_stocks_from_flows():
    assert adjustment_of("SCA") == adjustment_of("Y") == "seasonally and calendar adjusted"
    assert adjustment_of("NSA") == "not seasonally adjusted"
    assert [stock_or_flow(said) for said in ("Population on 1 January", "GDP", "colours")] == [
        "stock",
        "flow",
        None,
    ]


def test_days_of_two_digits_are_day_month_and_year():
    assert day_of("28/08/26 23:00:00") == "2026-08-28"
    assert day_of("02/10/26 11:00:00") == "2026-10-02"
    assert day_of("2025-06-19T23:00:00+0200") == "2025-06-19"
    assert day_of("31/02/26") is None


def test_every_service_has_terms_and_a_pace():
    for service in sdmx.SERVICES:
        assert service.PUBLISHER.url.startswith("https://")
        assert service.PUBLISHER.pace.requests / service.PUBLISHER.pace.seconds <= 1
    assert SERVICES["oecd"].PUBLISHER.pace.requests == 60
    assert SERVICES["oecd"].PUBLISHER.pace.seconds == 3600
    assert SERVICES["istat"].PUBLISHER.pace.seconds == 15


BANKS = (
    "DATAFLOW,FREQ,REF_AREA,BS_ITEM,COUNT_AREA,CURRENCY_TRANS,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT,UNIT_MULT,"
    "DECIMALS,TITLE\n"
)
RATES = (
    "DATAFLOW,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,UNIT,UNIT_MULT,TITLE\n"
)
ACCOUNTS = (
    "STRUCTURE,STRUCTURE_ID,ACTION,FREQ: F,ADJUSTMENT: A,REF_AREA: R,TRANSACTION: Tr,UNIT_MEASURE: U,"
    "TRANSFORMATION: T,TIME_PERIOD: t,OBS_VALUE,UNIT_MULT: m,DECIMALS: d\n"
)
ACCOUNT = {
    "flow": "OECD.SDD.NAD:DSD_NAMAIN1@DF_QNA(1.1)", "item": "B1GQ: Gross domestic product", "unit": "XDC: National currency",
    "form": "N: Non transformed", "decimals": "0: Zero",
}  # fmt: skip


def account(period: str, value: str = "1", **changed: str) -> str:
    said = ACCOUNT | changed
    return (
        f"DATAFLOW,{said['flow']},I,Q: Quarterly,Y: Adjusted,ISR: Israel,{said['item']},{said['unit']},{said['form']},"
        f"{period},{value},6: Millions,{said['decimals']}\n"
    )


def accounts(*rows: str, code: str = "OECD.SDD.NAD/DSD_NAMAIN1@DF_QNA/1.1") -> list[Observation]:
    seen = SERVICES["oecd"].parse(Source("oecd", code), [body(ACCOUNTS + "".join(rows))])
    return [each for each in seen if isinstance(each, Observation)]


def loans(counterpart: str, value: str) -> str:
    return f"ECB:BSI(1.0),M,U2,A20,{counterpart},Z01,2024-01,{value},A,EUR,6,0,Loans\n"


def test_the_counterpart_area_of_the_ecb_makes_another_series():
    rows = (loans("U2", "6000000"), loans("U4", "900000"))
    seen = found(*rows, header=BANKS, service="ecb", said={"stock_flow": "stock"})
    columns = [each.series.columns for each in seen if isinstance(each, Observation)]
    assert [each["series"] for each in columns] == ["ecb.FLOW.M.A20.U2.Z01", "ecb.FLOW.M.A20.U4.Z01"]
    assert "COUNT_AREA U4" in columns[1]["breakdown"]


def test_only_the_one_dimension_that_the_area_is_taken_from_is_left_out_of_an_id():
    header = "DATAFLOW,FREQ,REF_AREA,BORROWERS_CTY,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE\n"
    rows = [f"BIS:X(1.0),Q,US,{of},USD,2024-Q1,1\n" for of in ("FR", "DE")]
    seen = found(*rows, header=header, service="bis", said={"measure": "claims", "stock_flow": "stock"})
    names = [each.series.columns["series"] for each in seen if isinstance(each, Observation)]
    assert names == ["bis.FLOW.Q.FR.USD", "bis.FLOW.Q.DE.USD"]


def test_what_names_no_area_is_of_the_euro_area_only_where_it_is_of_the_euro():
    said = {"unit": "index point", "stock_flow": "rate"}
    euro = "ECB:EXR(1.0),M,JPY,EUR,SP00,A,2024-01,158.8,JPY,0,Japanese yen/Euro\n"
    mark = "ECB:EXR(1.0),Q,E01,DEM,ERC0,A,2024-Q1,98.8,PURE_NUMB,0,Competitiveness of Germany\n"
    seen, problem = found(euro, mark, header=RATES, service="ecb", said=said)
    assert isinstance(seen, Observation)
    assert seen.area == "eurostat:EA"
    assert isinstance(problem, Problem)
    assert "of which area" in problem.text


def test_a_rate_of_exchange_is_a_rate_and_has_nothing_to_adjust():
    assert stock_or_flow("ECB reference exchange rate Japanese yen/Euro") == "rate"
    assert adjustment_of("N", "Exchange rate of the euro") == "not adjusted"
    assert adjustment_of("S", "Exchange rate of the euro") == "seasonally adjusted"
    assert entry("ecb", "EXR/M.USD.EUR.SP00.A")["adjustment"] == "not adjusted"
    row = "ECB:EXR(1.0),M,JPY,EUR,SP00,A,2024-01,158.8,JPY,0,Japanese yen/Euro\n"
    (seen,) = SERVICES["ecb"].parse(Source("ecb", "EXR/M.JPY.EUR.SP00.A"), [body(RATES + row)])
    assert isinstance(seen, Observation)
    assert (seen.series.columns["unit"], seen.series.columns["stock_flow"]) == ("JPY", "rate")


def test_the_price_of_a_euro_is_in_dollars():
    assert entry("ecb", "EXR/M.USD.EUR.SP00.A")["unit"] == "USD"


def test_quarters_at_annual_levels_do_not_add_up_to_a_year():
    (seen,) = accounts(account("2024-Q1", form="LA: Annual levels"))
    columns = seen.series.columns
    assert (columns["stock_flow"], columns["transformation"]) == ("rate", "annualised")
    (plain_level,) = accounts(account("2024-Q1"))
    assert plain_level.series.columns["stock_flow"] == "flow"


def test_ids_tell_agencies_and_structures_apart_and_not_versions():
    names = set()
    for agency, structure in (("OECD.SDD.NAD", "DSD_A"), ("OECD.ELS", "DSD_A"), ("OECD.ELS", "DSD_B")):
        for version in ("1.0", "1.1", "+"):
            row = account("2024-Q1", flow=f"{agency}:{structure}@DF_QNA(1.0)")
            (seen,) = accounts(row, code=f"{agency}/{structure}@DF_QNA/{version}")
            names.add(seen.series.columns["series"])
    assert sorted(names) == [
        "oecd.OECD.ELS.DSD_A:40DF_QNA.Q.Y.B1GQ.XDC.N.ILS",
        "oecd.OECD.ELS.DSD_B:40DF_QNA.Q.Y.B1GQ.XDC.N.ILS",
        "oecd.OECD.SDD.NAD.DSD_A:40DF_QNA.Q.Y.B1GQ.XDC.N.ILS",
    ]


def test_a_code_without_its_agency_names_the_same_series():
    rows = account("2024-Q1")
    with_agency, without = accounts(rows), accounts(rows, code="DSD_NAMAIN1@DF_QNA")
    assert with_agency[0].series.columns["series"] == without[0].series.columns["series"]


@pytest.mark.parametrize(
    "code", ["EXR/M.JPY.EUR.SP00.A", "ECB/EXR/1.0/M.JPY.EUR.SP00.A", "ECB,EXR,1.0/M.JPY.EUR.SP00.A"]
)
def test_a_flow_is_the_same_however_its_code_is_written(code: str):
    row = "ECB:EXR(1.0),M,JPY,EUR,SP00,A,2024-01,158.8,JPY,0,Japanese yen/Euro\n"
    (seen,) = SERVICES["ecb"].parse(Source("ecb", code), [body(RATES + row)])
    assert isinstance(seen, Observation)
    assert seen.series.columns["series"] == "ecb.EXR.M.JPY.EUR.SP00.A"


@pytest.mark.parametrize("version", ["1.0", "1.1", "+", "latest"])
@pytest.mark.parametrize(
    "key", ["", "USA+CAN.UNE_LF_M.PT_LF_SUB._Z.N._T.Y_GE15._Z.M", ".UNE_LF_M.PT_LF_SUB._Z.N._T.Y_GE15._Z.M"]
)
def test_a_series_of_the_catalogue_is_known_however_it_is_asked_for(version: str, key: str):
    header = "DATAFLOW,REF_AREA,MEASURE,UNIT_MEASURE,TRANSFORMATION,ADJUSTMENT,SEX,AGE,ACTIVITY,FREQ,TIME_PERIOD,OBS_VALUE\n"
    rows = [
        f"X:Y(1.0),{area},UNE_LF_M,PT_LF_SUB,_Z,N,_T,Y_GE15,_Z,M,2023-01,3.9\n" for area in ("USA", "CAN")
    ]
    code = f"OECD.SDD.TPS/DSD_LFS@DF_IALFS_UNE_M/{version}/{key}"
    seen = SERVICES["oecd"].parse(Source("oecd", code), [body(header + "".join(rows))])
    names = [each.series.columns["series"] for each in seen if isinstance(each, Observation)]
    assert names == ["oecd.us-unemployment-rate", "oecd.unemployment-rate"]


def test_decimals_that_differ_from_row_to_row_say_nothing_of_the_series_in_whatever_order():
    rows = [account("2024-Q1"), account("2024-Q2", decimals="1: One")]
    for ordered in (rows, rows[::-1]):
        assert {each.series.columns.get("rounding_quantum") for each in accounts(*ordered)} == {None}


def test_per_cent_a_year_is_of_growth_only_where_the_transformation_says_so():
    interest = {
        "item": "IRLT: Long-term interest rates",
        "unit": "PA: Per cent a year",
        "form": "_Z: Not applicable",
    }
    growth = interest | {"item": "CPI: Consumer prices", "form": "GY: Growth over one year"}
    seen = accounts(account("2024-Q1", **interest), account("2024-Q1", **growth))
    assert [each.series.columns["transformation"] for each in seen] == ["level", "growth_yoy"]
    assert {each.series.columns["stock_flow"] for each in seen} == {"rate"}


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("Unemployment benefits expenditure", None),
        ("Interest payments on government debt", None),
        ("Net acquisition of financial assets", None),
        ("Change in employment", None),
        ("Population growth", None),
        ("Government debt issuance", None),
        ("Unemployment rate", "rate"),
        ("Employment rate of people in debt", "rate"),
        ("Corporate debt", "stock"),
        ("Employment", "stock"),
        ("Exports of goods", "flow"),
    ],
)
def test_words_of_stocks_and_of_flows_together_tell_nothing(measure: str, said: str | None):
    assert stock_or_flow(measure) == said


def test_what_an_operator_says_of_several_series_only_fills_what_none_of_them_says():
    rows = ("A,USA,PS,2020,1,A,0", "A,USA,PT,2020,3.1,A,0", "A,USA,XYZ,2020,7,A,0")
    lines = "".join(f"X:FLOW(1.0),{each}\n" for each in rows)
    seen = found(lines, header=PLAIN, service="ilo", said=SAID, power="3")
    told = [
        (each.value, each.series.columns["unit"], each.series.columns["stock_flow"])
        for each in seen
        if isinstance(each, Observation)
    ]
    assert told == [(1, "person", "stock"), (Decimal("3.1"), "percent", "rate"), (7000, "thing", "stock")]


def test_what_an_operator_says_of_one_series_goes_before_all():
    source = Source("ilo", "FLOW/A..PS", (), {**SAID, "unit": "worker"})
    (seen,) = SERVICES["ilo"].parse(source, [body(PLAIN + "X:FLOW(1.0),A,USA,PS,2020,1,A,0\n")])
    assert isinstance(seen, Observation)
    assert (seen.series.columns["unit"], seen.series.columns["measure"]) == ("worker", "things")


def test_no_index_has_a_unit_of_its_own_name():
    units = [row["unit"] for row in rules("units")["codes"].values()]
    units += [row["says"]["unit"] for row in rules("units")["patterns"]]
    assert "index point" in units
    assert "index" not in units


def test_the_measure_of_an_operator_is_in_the_title_where_nothing_else_names_it():
    (seen,) = plain("A,USA,PS,2020,1,A,0")
    assert isinstance(seen, Observation)
    assert seen.series.columns["title"] == "things, by year"
