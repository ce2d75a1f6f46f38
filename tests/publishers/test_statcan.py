"""Statistics Canada's tables: built from the columns and rows of a recorded one, packed here."""

import csv
import io
import tracemalloc
import zipfile
from decimal import Decimal

import pytest

from publishers import statcan
from publishers.errors import ShapeError, SourceError
from publishers.series_ids import escaped
from publishers.shape import Finding, Observation, Problem, Source
from tests.publishers.conftest import Answering, body

SOURCE = Source("statcan", "18100204")
ALL = "Electric power selling price indexes, national total"
HEAD = (
    "REF_DATE",
    "GEO",
    "DGUID",
    "Index",
    "UOM",
    "UOM_ID",
    "SCALAR_FACTOR",
    "SCALAR_ID",
    "VECTOR",
    "COORDINATE",
    "VALUE",
    "STATUS",
    "SYMBOL",
    "TERMINATED",
    "DECIMALS",
)
USUAL = (
    "1981-01",
    "Canada",
    "2016A000011124",
    ALL,
    "Index, 2014=100",
    "351",
    "units ",
    "0",
    "v107792869",
    "1.1",
    "31.0",
    "",
    "",
    "",
    "1",
)


def row(**changed: str) -> tuple[str, ...]:
    return tuple(changed.get(column, usual) for column, usual in zip(HEAD, USUAL, strict=True))


def text(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> bytes:
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([head, *rows])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def packed(table: bytes, frequency: str = "Monthly", name: str = "18100204.csv", **more: bytes) -> bytes:
    about = f'"Cube Title","Product Id",Frequency\n"Electric power selling price index, monthly",18100204,{frequency}\n'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, table)
        archive.writestr("18100204_MetaData.csv", b"\xef\xbb\xbf" + about.encode())
        for member, content in more.items():
            archive.writestr(member, content)
    return file.getvalue()


def found(*rows: tuple[str, ...], source: Source = SOURCE, frequency: str = "Monthly") -> list[Finding]:
    return list(statcan.parse(source, [body(packed(text(*rows), frequency))]))


def test_a_row_is_a_figure_behind_the_byte_order_mark():
    (seen,) = found(row())
    assert (seen.period, seen.value, seen.area) == ("1981-01", Decimal("31.0"), "iso3166-1:CAN")
    columns = seen.series.columns
    assert (columns["series"], columns["unit"], columns["price_basis"]) == (
        f"statcan.18100204.{escaped(ALL)}.2014",
        "index point",
        "2014 = 100",
    )
    assert (columns["rounding_quantum"], columns["stock_flow"]) == ("0.1", "rate")
    assert columns["measure"].startswith("electricity price index")


def test_each_member_is_a_series():
    source = Source("statcan", "18100204")
    other = row(Index="Electric power selling price over 5000kw", COORDINATE="1.2")
    ids = [one.series.columns["series"] for one in found(row(), other, source=source)]
    assert ids == [
        f"statcan.18100204.{escaped(ALL)}.2014",
        "statcan.18100204.Electric_power_selling_price_over_5000kw.2014",
    ]


def test_a_series_keeps_its_id_when_members_are_numbered_anew():
    (before,), (after,) = found(row()), found(row(COORDINATE="1.7"))
    assert before.series.columns["series"] == after.series.columns["series"]


def test_a_title_is_no_longer_than_the_store_takes():
    (seen,) = found(row(Index="Some very long words " * 30), source=Source("statcan", "18100204"))
    assert len(seen.series.columns["title"]) == 300
    assert len(seen.series.columns["series"]) <= 300


def test_a_rebased_index_is_another_series():
    (before,), (after,) = found(row()), found(row(UOM="Index, 2024=100"))
    assert after.series.columns["series"] == f"statcan.18100204.{escaped(ALL)}.2024"
    assert before.series.columns["series"] != after.series.columns["series"]


def test_a_second_member_of_the_same_name_is_told_of_once():
    seen, told = found(row(), row(COORDINATE="1.9"), row(COORDINATE="1.9", REF_DATE="1981-02"))
    assert (seen.period, told.text[:14]) == ("1981-01", "another member")


def test_what_is_said_of_several_series_fills_only_what_is_not_known():
    rows = (
        row(Index="Employment", UOM="Persons", COORDINATE="1.3"),
        row(Index="Unemployment rate", UOM="Percent", COORDINATE="1.4"),
    )
    said = {"stock_flow": "stock"}
    people, rate = found(*rows, source=Source("statcan", "18100204", said=said))
    assert (people.series.columns["stock_flow"], rate.series.columns["stock_flow"]) == ("stock", "rate")
    (alone,) = found(*rows, source=Source("statcan", "18100204|Unemployment rate", said=said))
    assert alone.series.columns["stock_flow"] == "stock"


@pytest.mark.parametrize("uom", ["Persons in thousands", "Thousands of persons"])
def test_a_magnitude_in_the_unit_has_to_be_the_scalar_factor_too(uom):
    source = Source("statcan", "18100204", said={"unit": "person", "stock_flow": "stock"})
    with pytest.raises(ShapeError, match="expected 'thousands'"):
        found(row(Index="Employment", UOM=uom), source=source)
    (seen,) = found(row(Index="Employment", UOM=uom, SCALAR_FACTOR="thousands "), source=source)
    assert (seen.value, seen.series.columns["unit"]) == (31000, "person")


def test_an_index_as_it_is_quoted_is_not_adjusted():
    assert found(row())[0].series.columns["adjustment"] == "not adjusted"


def test_a_line_without_end_is_refused_before_it_is_held():
    noise = "".join(chr(33 + at * at * 7919 % 89).replace('"', "x") for at in range(64)) * (1 << 18)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("18100204_MetaData.csv", "Cube Title,Frequency\nT,Monthly\n")
        archive.writestr("18100204.csv", text(row()) + b"\n".join([noise.encode()]))
    with pytest.raises(ShapeError, match="a line of 1,048,576 characters"):
        list(statcan.parse(SOURCE, [body(whole.getvalue())]))


def test_members_can_be_chosen_in_the_code_or_by_column():
    rows = (
        row(),
        row(Index="Electric power selling price over 5000kw", COORDINATE="1.2"),
        row(GEO="Quebec", DGUID="2016A000224", COORDINATE="7.1"),
    )
    assert len(found(*rows, source=Source("statcan", f"18100204|{ALL}"))) == 2
    assert (
        len(found(*rows, source=Source("statcan", "18100204", options={"select": f"GEO=Canada|Index={ALL}"})))
        == 1
    )


def test_a_column_that_is_none_is_refused():
    with pytest.raises(SourceError, match="Colour"):
        found(row(), source=Source("statcan", "18100204", options={"select": "Colour=red"}))


def test_a_code_that_is_no_table_is_refused():
    with pytest.raises(SourceError, match="eight digits"):
        list(statcan.fetch(Source("statcan", "../x"), Answering()))


def test_figures_of_two_kinds_under_one_number_are_not_mixed():
    with pytest.raises(SourceError, match="select="):
        found(row(), row(GEO="Ontario", DGUID="2016A000235", SCALAR_FACTOR="thousands"))


def test_places_have_codes_of_iso_or_keep_theirs_without_the_year():
    seen = found(
        row(GEO="Ontario", DGUID="2016A000235"),
        row(GEO="Ontario", DGUID="2021A000235"),
        row(GEO="Ontario", DGUID=""),
        row(GEO="Atlantic Region", DGUID="2016A00011"),
    )
    assert [one.area for one in seen] == ["iso3166-2:CA-ON"] * 3 + ["statcan:A00011"]


def test_a_place_that_is_not_known_is_told_of_once():
    (told,) = found(row(GEO="Somewhere", DGUID=""), row(GEO="Somewhere", DGUID=""))
    assert isinstance(told, Problem)


@pytest.mark.parametrize(
    ("scalar", "factor"), [("thousands ", 1000), ("millions", 10**6), ("billions ", 10**9), ("tens", 10)]
)
def test_scalar_factors_are_multiplied_out(scalar, factor):
    (seen,) = found(row(SCALAR_FACTOR=scalar))
    assert seen.value == 31 * factor
    assert Decimal(seen.series.columns["rounding_quantum"]) == Decimal(factor) / 10


def test_an_unknown_scalar_factor_is_a_changed_shape():
    with pytest.raises(ShapeError, match="dozens"):
        found(row(SCALAR_FACTOR="dozens"))


@pytest.mark.parametrize(
    ("sign", "missing"),
    [("..", "missing"), ("x", "suppressed"), ("...", "not_applicable"), ("F", "suppressed"), ("", "missing")],
)
def test_a_sign_says_why_there_is_no_value(sign, missing):
    (seen,) = found(row(VALUE="", STATUS=sign))
    assert (seen.value, seen.missing) == (None, missing)


def test_a_zero_is_a_value():
    (seen,) = found(row(VALUE="0"))
    assert (seen.value, seen.missing) == (0, "")


def test_a_value_beside_a_sign_that_there_is_none_is_a_changed_shape():
    with pytest.raises(ShapeError, match="expected none"):
        found(row(STATUS="x"))


@pytest.mark.parametrize(
    ("sign", "nature", "status"),
    [
        ("p", "provisional", "provisional"),
        ("r", "", "revised"),
        ("E", "", "use with caution"),
        ("A", "", "data quality: excellent"),
    ],
)
def test_a_sign_says_how_good_a_value_is(sign, nature, status):
    (seen,) = found(row(STATUS=sign))
    assert (seen.nature, seen.status, seen.value) == (nature, status, Decimal("31.0"))


def test_a_series_that_has_ended_says_so():
    assert found(row(TERMINATED="t"))[0].status == "terminated"


def test_a_quarter_is_dated_by_its_first_month():
    said = {"frequency": "quarter"}
    (seen,) = found(
        row(REF_DATE="2023-04"), frequency="Quarterly", source=Source("statcan", "18100204", said=said)
    )
    assert seen.period == "2023-Q2"


@pytest.mark.parametrize(
    ("day", "frequency"),
    [
        ("2022/2023", "Annual"),
        ("2023-05", "Quarterly"),
        ("2023-01-05", "Weekly"),
        ("2023", "Monthly"),
        ("2023-13-45", "Daily"),
    ],
)
def test_a_date_that_does_not_say_its_period_is_told_of(day, frequency):
    (told,) = found(row(REF_DATE=day), frequency=frequency)
    assert isinstance(told, Problem)
    assert day in told.text


def test_a_unit_that_no_rule_knows_is_asked_of_the_operator():
    with pytest.raises(SourceError, match="--set unit"):
        found(row(Index="Furlongs", UOM="Furlongs"))


def test_members_say_how_a_series_is_adjusted():
    said = {"stock_flow": "stock"}
    rows = (
        row(Index="Employment, Unadjusted", UOM="Persons", COORDINATE="1.3"),
        row(Index="Employment, Seasonally adjusted", UOM="Persons", COORDINATE="1.4"),
    )
    raw, adjusted = found(*rows, source=Source("statcan", "18100204", said=said))
    assert raw.series.columns["adjustment"] == "not seasonally adjusted"
    assert adjusted.series.columns["adjustment"] == "seasonally adjusted"


def test_the_whole_table_is_one_file():
    web = Answering(packed(text(row())))
    assert len(list(statcan.fetch(Source("statcan", f"18100204|{ALL}"), web))) == 1
    assert (web.asked[0].path, web.asked[0].expect) == ("n1/tbl/csv/18100204-eng.zip", "file")


def test_a_file_that_is_no_zip_is_refused():
    with pytest.raises(ShapeError, match="no zip"):
        list(statcan.parse(SOURCE, [body(b"PK not at all")]))


def test_a_zip_that_is_a_bomb_is_refused():
    bomb = packed(text(row()) + b"\n" * (32 << 20))
    with pytest.raises(ShapeError, match="to one"):
        list(statcan.parse(SOURCE, [body(bomb)]))


@pytest.mark.parametrize("path", ["../evil.csv", "/etc/passwd", "a\\b.csv"])
def test_a_zip_with_paths_is_refused(path):
    with pytest.raises(ShapeError, match="path"):
        list(statcan.parse(SOURCE, [body(packed(text(row()), **{path: b"x"}))]))


def test_a_zip_without_the_table_is_refused():
    with pytest.raises(ShapeError, match=r"expected 18100204\.csv"):
        list(statcan.parse(SOURCE, [body(packed(text(row()), name="other.csv"))]))


def test_a_zip_that_is_broken_within_is_refused():
    whole = bytearray(packed(text(*[row(REF_DATE=f"{year}-01") for year in range(1000, 3000)])))
    whole[200:260] = bytes(60)
    with pytest.raises(ShapeError, match="broken"):
        list(statcan.parse(SOURCE, [body(bytes(whole))]))


def test_a_line_that_is_too_short_is_refused():
    with pytest.raises(ShapeError, match="3 cells in line 3"):
        found(row(), ("1981-02", "Canada", "x"))


def test_a_table_without_a_column_is_refused():
    with pytest.raises(ShapeError, match="VALUE"):
        list(statcan.parse(SOURCE, [body(packed(text(head=HEAD[:10])))]))


@pytest.mark.parametrize("column", HEAD)
def test_a_cell_gone_wrong_is_refused_or_told_of(column):
    for wrong in ("", "x", "-", "٣", "1e999", "9" * 400):
        try:
            seen = found(row(**{column: wrong}))
        except (ShapeError, SourceError):
            continue
        assert len(seen) == 1


def test_a_large_table_is_never_in_the_memory_as_a_whole():
    months = [(place, month) for place in range(20) for month in range(1000)]
    rows = (
        row(
            GEO=f"Town {place}",
            DGUID=f"2016S0503{place}",
            REF_DATE=f"{1900 + at // 12}-{at % 12 + 1:02d}",
            VALUE=f"{place * at * 7919 % 100_003}.5",
        )
        for place, at in months
    )
    whole = packed(text(*rows))
    tracemalloc.start()
    count = sum(1 for one in statcan.parse(SOURCE, [body(whole)]) if isinstance(one, Observation))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 4_000_000


def test_the_recorded_table_is_read(recorded):
    said = {"adjustment": "not seasonally adjusted"}
    seen = list(
        statcan.parse(Source("statcan", "18100204", said=said), [recorded("statcan/18100204-eng.zip")])
    )
    assert len(seen) == 11804
    assert sum(one.missing == "suppressed" for one in seen) == 32
    assert len({one.series.columns["series"] for one in seen}) == 3
    assert len({one.area for one in seen}) == 13
