"""UNHCR's answers: rows as recorded (numbers, "0" and "-" mixed in one), pages built around them."""

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outgoing.body import Body
from publishers import unhcr, unhcr_rows
from publishers.catalogue import codes
from publishers.errors import AnswerError, ShapeError, SourceError
from publishers.shape import Observation, Problem, Source
from tests.publishers.conftest import Answering, body

SOURCE = Source("unhcr", "refugees-by-asylum")
SAMPLE = Path(__file__).parents[2] / "sample"


def row(
    refugees: object, iso: str | None = "TUR", year: object = 2024, **others: object
) -> dict[str, object]:
    return {
        "year": year, "coo_id": "-", "coo_name": "-", "coo": "-", "coo_iso": "-", "coa_id": 196, "coa_name": "Türkiye",
        "coa": iso, "coa_iso": iso, "refugees": refugees, "idps": "0", "oip": "-", **others,
    }  # fmt: skip


def page(*items: object, number: int = 1, pages: int = 1) -> str:
    return json.dumps({"page": number, "maxPages": pages, "items": items})


def found(*pages: str, source: Source = SOURCE, on: date | None = None) -> list[Observation | Problem]:
    bodies = [body(each) for each in pages]
    return list(unhcr.parse(source, [replace(each, retrieved_on=on) if on else each for each in bodies]))


def values(findings: Iterable[Observation | Problem]) -> dict[tuple[str, str], Decimal | None]:
    return {(seen.area, seen.period): seen.value for seen in findings if isinstance(seen, Observation)}


def test_every_code_of_the_catalogue_is_a_measure_and_every_measure_has_an_entry():
    assert set(codes("unhcr")) == set(unhcr.MEASURES)


# --- one row ---


def test_numbers_quoted_zeros_and_dashes_stand_in_one_row():
    rows = [row(5, year=2022), row("0", year=2023), row("-", year=2024)]
    seen = [one for one in found(page(*rows)) if isinstance(one, Observation) and one.area == "iso3166-1:TUR"]
    assert [(one.period, one.value, one.missing) for one in seen] == [
        ("2022", 5, ""), ("2023", 0, ""), ("2024", None, "missing"),
    ]  # fmt: skip


def test_a_dash_where_a_measure_is_never_used_is_no_figure():
    assert found(page(row("-", year=2023), row("-", year=2024))) == []


def test_unhcrs_own_codes_are_not_isos():
    germany = row(7, "DEU", coa="GFR", coa_name="Germany")
    australia = row(8, "AUS", coa="AUL")
    assert values(found(page(germany, australia)))["iso3166-1:DEU", "2024"] == 7
    assert values(found(page(germany, australia)))["iso3166-1:AUS", "2024"] == 8


@pytest.mark.parametrize(
    ("iso", "area"), [("SRB", "unhcr:SRB"), ("XXA", "unhcr:XXA"), ("TIB", "unhcr:TIB"), ("UNK", "unhcr:UNK")]
)
def test_serbia_with_kosovo_stateless_tibetans_and_unknown_are_areas_of_unhcr(iso, area):
    assert values(found(page(row(5, iso))))[area, "2024"] == 5


def test_the_unknown_without_a_code_of_iso_are_the_unknown():
    assert values(found(page(row(5, None, coa="UKN"))))["unhcr:UNK", "2024"] == 5


def test_a_code_that_nobody_knows_is_a_problem_and_the_rest_is_read():
    first, *rest = found(page(row(5, "QQQ"), row(6)))
    assert isinstance(first, Problem)
    assert values(rest)["iso3166-1:TUR", "2024"] == 6
    assert values(rest)["m49:001", "2024"] == 11


def test_years_are_numbers_or_in_quotes():
    assert ("iso3166-1:TUR", "2024") in values(found(page(row(1, year="2024"))))


# --- areas and years ---


def test_zeros_before_an_areas_first_figure_are_no_figures_on_whatever_page_they_stand():
    rows = [row("0", year=1951), row("0", year=2023), row(5, year=2022), row(0, "DEU", 2022)]
    seen = values(found(page(*rows[:2]), page(*rows[2:])))
    assert seen == {
        ("iso3166-1:TUR", "2022"): 5, ("iso3166-1:TUR", "2023"): 0,
        ("m49:001", "2022"): 5, ("m49:001", "2023"): 0,
    }  # fmt: skip


def test_the_world_is_the_sum_of_all_areas_and_left_out_where_only_some_were_asked_for():
    answer = page(row(5), row(7, "DEU"), row(3, "UNK"))
    assert values(found(answer))["m49:001", "2024"] == 15
    assert ("m49:001", "2024") not in values(found(answer, source=replace(SOURCE, areas=("TUR", "DEU"))))


@pytest.mark.parametrize(
    ("year", "on", "status"),
    [
        (2024, date(2025, 11, 25), ""),
        (2025, date(2025, 11, 25), "provisional"),
        (2025, date(2026, 3, 30), "provisional"),
        (2025, date(2026, 6, 19), "provisional"),
        (2025, date(2026, 6, 20), "provisional"),
        (2025, date(2026, 6, 30), "provisional"),
        (2025, date(2026, 7, 1), ""),
        (2026, date(2026, 11, 25), "provisional"),
    ],
)
def test_the_newest_year_is_of_its_middle_until_the_june_after(year, on, status):
    seen = [one for one in found(page(row(5, year=year)), on=on) if isinstance(one, Observation)]
    assert {(one.status, one.nature, one.published_on) for one in seen} == {(status, status, on.isoformat())}


@pytest.mark.parametrize("order", [1, -1])
def test_a_sum_is_published_on_the_last_day_of_its_parts_and_as_provisional_as_any(order):
    parts = [
        replace(body(page(row(5, year=2025))), retrieved_on=date(2026, 3, 1)),
        replace(body(page(row(7, "DEU", 2025))), retrieved_on=date(2026, 8, 1)),
    ][::order]
    (world,) = [one for one in unhcr.parse(SOURCE, parts) if one.area == "m49:001"]
    assert (world.value, world.published_on, world.status) == (12, "2026-08-01", "provisional")


def test_the_world_has_no_figure_of_a_year_in_which_one_is_lacking_that_was_there_before():
    rows = [row(5, year=2022), row(3, "DEU", 2022), row("-", year=2023), row(3, "DEU", 2023)]
    findings = found(page(*rows))
    assert ("m49:001", "2022") in values(findings)
    assert ("m49:001", "2023") not in values(findings)
    (told,) = [one for one in findings if isinstance(one, Problem)]
    assert "TUR" in told.text


def test_an_area_that_never_had_a_figure_is_not_lacking_to_the_world():
    rows = [row(5, year=2022), row("0", "DEU", 2022), row(5, year=2023), row("-", "DEU", 2023)]
    assert values(found(page(*rows)))["m49:001", "2023"] == 5


@pytest.mark.parametrize("iso", [None, "-", "UKN"])
def test_two_rows_of_the_unknown_in_one_year_are_added(iso):
    seen = [
        one
        for one in found(page(row(5, "UNK", coa="UKN"), row(2, iso, coa="UKN")))
        if isinstance(one, Observation) and one.area != "m49:001"
    ]
    assert [(one.area, one.value) for one in seen] == [("unhcr:UNK", 7)]


def test_a_year_that_has_not_begun_has_no_figures():
    assert found(page(row("0", year=2031))) == []


def test_by_origin_the_side_of_asylum_is_a_dash():
    source = Source("unhcr", "refugees-by-origin")
    syria = row(6, "-", coa="-", coo="SYR", coo_iso="SYR")
    seen = values(found(page(syria), source=source))
    assert seen == {("iso3166-1:SYR", "2024"): 6}
    with pytest.raises(ShapeError, match="page 1, item 1, coa; expected a dash"):
        found(page(syria | {"coa": "TUR"}), source=source)


def test_other_measures_are_other_columns_and_reports():
    assert (
        values(found(page(row(1, "SDN", idps=9)), source=Source("unhcr", "idps")))["iso3166-1:SDN", "2024"]
        == 9
    )
    web = Answering(page())
    list(unhcr.fetch(Source("unhcr", "resettlement"), web))
    assert web.asked[0].path == "solutions/"


@pytest.mark.parametrize(
    "broken",
    [
        "[]", "{}", '{"items":{}}', '{"items":[1]}', '{"items":[{}]}', "null", "1",
        page(row(5.5)), page(row(-5)), page(row("many")), page(row([])), page(row({})), page(row(True)), page(row(1e30)),
        page(row(1, year="MMXX")), page(row(1, year=None)), page(row(1, year=99999)), page(row(1, "-", coa="-")),
        page(row(1, coo="SYR")), page({"year": 2024}), page(row(1) | {"coo": []}), page(row(1, coo={"a": 1})),
    ],
)  # fmt: skip
def test_a_document_of_another_shape_is_a_shape_error(broken):
    with pytest.raises(ShapeError):
        found(broken)


def test_codes_of_any_type_are_problems_or_shape_errors():
    for code in (1, True, [], {}, "x" * 5000, "DE"):
        try:
            findings = found(page(row(5, coa_iso=code, coa=code)))
        except ShapeError:
            continue
        assert isinstance(findings[0], Problem)
        assert len(findings[0].locator) < 100


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["year", "coo", "coa", "coa_iso", "refugees"]), json_like))
def test_whatever_a_field_holds_ends_in_a_figure_a_problem_or_a_shape_error(fields):
    with suppress(ShapeError):
        assert all(isinstance(seen, Observation | Problem) for seen in found(page(row(5) | fields)))


@given(json_like)
def test_whatever_an_answer_is_ends_in_a_publishers_error_or_nothing(answer):
    with suppress(ShapeError, AnswerError):
        assert found(json.dumps(answer)) == []


def test_what_unhcr_says_is_wrong_is_its_answer():
    with pytest.raises(AnswerError, match="limit is too large"):
        found('{"error":"limit is too large"}')


def test_an_unknown_code_names_the_measures():
    with pytest.raises(SourceError, match="refugees-by-asylum, refugees-by-origin"):
        list(unhcr.parse(Source("unhcr", "refugees"), []))


# --- pages ---


def full(number: int, pages: int) -> str:
    return page(*[row(1)] * unhcr.LIMIT, number=number, pages=pages)


def test_every_page_is_asked_for():
    web = Answering(full(1, 2), page(row(1), number=2, pages=2))
    assert len(list(unhcr.fetch(replace(SOURCE, options={"start": "2020", "end": "2024"}), web))) == 2
    assert dict(web.asked[1].params) == {
        "yearFrom": "2020", "yearTo": "2024", "coa_all": "true", "cf_type": "ISO", "limit": "10000", "page": "2",
    }  # fmt: skip


def test_areas_are_asked_for_by_their_codes():
    web = Answering(page())
    list(unhcr.fetch(replace(SOURCE, areas=("TUR", "DEU")), web))
    params = dict(web.asked[0].params)
    assert (params["coa"], "coa_all" in params) == ("TUR,DEU", False)


@pytest.mark.parametrize(
    "pages",
    [
        (page(row(1), pages=2), page(row(1), number=2, pages=2)),  # a page that is not full
        (full(1, 2), page(row(1), number=2, pages=3)),  # more pages than there were
        (full(1, 2), page(row(1), number=1, pages=2)),  # the first page again
        (full(1, 2), page(number=2, pages=2)),  # an empty last page
        (page(*[row(1)] * (unhcr.LIMIT + 1)),),
        ('{"page":1,"items":[]}',),
        ('{"page":1,"maxPages":"many","items":[]}',),
    ],
)
def test_pages_that_are_not_as_many_and_as_full_as_they_say_are_a_shape_error(pages):
    with pytest.raises(ShapeError):
        list(unhcr.fetch(SOURCE, Answering(*pages)))


# --- recorded ---


def test_recorded_rows_are_read(recorded: Callable[..., Body]):
    bodies = [recorded(f"unhcr/api_population_2024_{code}.excerpt.json") for code in ("GBR", "TUR")]
    seen = [one for one in unhcr.parse(SOURCE, bodies) if isinstance(one, Observation)]
    assert values(seen)["iso3166-1:GBR", "2024"] == 515677
    assert values(seen)["iso3166-1:TUR", "2024"] == 2940735
    assert values(unhcr.parse(Source("unhcr", "idps"), bodies)) == {}


@pytest.mark.parametrize(
    ("code", "side", "name"),
    [
        ("refugees-by-asylum", "coa", "40-refugees-by-asylum.csv.gz"),
        ("refugees-by-origin", "coo", "41-refugees-by-origin.csv.gz"),
    ],
)
def test_totals_of_all_years_are_those_of_the_sample(recorded: Callable[..., Body], code, side, name):
    """The answer is built from the recorded table, summed as the service sums it."""
    with recorded("unhcr/population_1951_2025_v2025.12.1.csv.gz").content() as file:
        table = csv.DictReader(io.TextIOWrapper(gzip.GzipFile(fileobj=file), "utf-8"))
        totals: dict[tuple[str, str], int] = {}
        for each in table:
            key = each[f"{side}_iso"], each["year"]
            totals[key] = totals.get(key, 0) + int(each["refugees"] or 0)
    other = unhcr_rows.OTHER_SIDE[side]
    items = [
        {"year": int(year), side: "-", f"{side}_iso": iso, other: "-", "refugees": total or "0"}
        for (iso, year), total in totals.items()
    ]
    seen = found(page(*items), source=Source("unhcr", code))
    with gzip.open(SAMPLE / name, "rt", encoding="utf-8", newline="") as file:
        newest = sorted(csv.DictReader(file), key=lambda each: each["published_on"])
    assert values(seen) == {(each["area"], each["period"]): Decimal(each["value"]) for each in newest}
