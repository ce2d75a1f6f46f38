"""Tables read by a mapping: small ones, built from recorded rows; figures are carried over or made up."""

from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishers.errors import ShapeError
from publishers.shape import Observation, Series
from publishers.tables.mapping_toml import read_mapping
from publishers.tables.table import figures
from tests.publishers.conftest import body
from tests.publishers.test_spreadsheet import Cell, workbook

US = '\n[area]\nfixed = ["iso3166-1:USA", "United States"]\n'
YEARS = "\n[period.read]\nyear = '(?P<year>\\d{4})'\n"
LONG = 'format = "csv"\n[values]\ncolumn = "n"\n' + YEARS
STATES = '\n[area]\ncolumn = "state"\n[area.lookup]\nTX = ["iso3166-2:US-TX", "Texas"]\nCA = ["iso3166-2:US-CA", "California"]\n'


def read(
    mapping: str, content: str | bytes, name: str = "table.csv", published_on: str = ""
) -> list[Observation]:
    found = body(content, "data", f"GET https://publisher.example/files/{name}?x=1")
    return list(figures(read_mapping(mapping), found, Series, published_on))


def values(found: Sequence[Observation]) -> dict[tuple[str, str], Decimal | None]:
    return {(seen.area.rpartition(":")[2], seen.period): seen.value for seen in found}


# --- plain tables ---


def test_a_row_is_a_figure_and_says_where_it_stands():
    (seen,) = read(LONG + US, "year,n\n2024,1234.50\n")
    assert (seen.area, seen.area_name, seen.period, str(seen.value)) == (
        "iso3166-1:USA",
        "United States",
        "2024",
        "1234.50",
    )
    assert (seen.locator, seen.published_on) == ("table.csv, row 2, n", "2026-11-25")


def test_header_names_lose_the_line_breaks_and_spaces_that_they_are_printed_with():
    assert values(read(LONG.replace("year =", '"Fiscal Year" =') + US, '"Fiscal\n Year",n\n2024,1\n')) == {
        ("USA", "2024"): 1
    }


def test_the_header_is_the_first_row_with_the_names_and_what_is_above_is_no_figure():
    content = "Refugees,\nSource: a ministry,\n,\nyear,n\n2024,1\n"
    assert len(read('header = ["year", "n"]\n' + LONG + US, content)) == 1
    assert len(read("header = 4\n" + LONG + US, content)) == 1
    with pytest.raises(ShapeError, match="found no header"):
        read('header = ["year", "people"]\n' + LONG + US, content)


def test_a_column_may_be_called_by_its_letter_and_must_where_its_name_stands_twice():
    content = "Year,Number,Year,Number\n1925,1,1981,2\n"
    mapping = (
        'format = "csv"\n[values]\ncolumn = "column D"\n[period.read]\n"column C" = \'(?P<year>\\d{4})\'\n'
        + US
    )
    assert values(read(mapping, content)) == {("USA", "1981"): 2}
    with pytest.raises(ShapeError, match="several columns 'Number'"):
        read(mapping.replace("column D", "Number"), content)


def test_a_missing_column_names_those_that_there_are():
    with pytest.raises(ShapeError, match="no column 'n' among 'year', 'people'"):
        read(LONG + US, "year,people\n2024,1\n")


def test_where_and_drop_leave_rows_out():
    mapping = LONG + US + '[where]\nborder = "Southwest"\n[[drop]]\ncolumn = "year"\npattern = "Total.*"\n'
    content = "year,border,n\n2024,Southwest,1\n2024,Northern,2\nTotal 2024,Southwest,3\n"
    assert values(read(mapping, content)) == {("USA", "2024"): 1}


def test_notes_and_blank_lines_below_a_table_are_left_out_where_declared():
    content = "year,n\n2024,1\n\n,\n2025,2\nSource: a ministry\n"
    drop = '[[drop]]\ncolumn = "year"\npattern = "Source: .*"\n'
    assert len(read(LONG + US + drop, content)) == 2
    with pytest.raises(ShapeError, match=r"row 6: found 1 cells; expected 2"):
        read(LONG + US, content)


def test_a_row_cut_short_or_too_long_is_a_shape_error():
    with pytest.raises(ShapeError, match="row 3: found 1 cells; expected 2"):
        read(LONG + US, "year,n\n2024,1\n20")
    with pytest.raises(ShapeError, match="row 2: found 3 cells; expected 2"):
        read(LONG + US, "year,n\n2024,1,234\n")


def test_an_error_names_row_and_column():
    with pytest.raises(ShapeError, match="table.csv, row 3: column 'n': found 'many'; expected a number"):
        read(LONG + US, "year,n\n2024,1\n2025,many\n")
    with pytest.raises(ShapeError, match="table.csv, row 2: column 'year': found 'MMXX'"):
        read(LONG + US, "year,n\nMMXX,1\n")
    with pytest.raises(ShapeError, match="table.csv, row 2: found the area 'Narnia'"):
        read(LONG + STATES, "year,state,n\n2024,Narnia,1\n")


def test_an_unknown_area_beside_a_skipped_value_is_no_error():
    skipping = LONG + STATES + '[numbers.marks]\n"" = "skip"\n'
    assert values(read(skipping, "year,state,n\n2024,Narnia,\n2024,TX,1\n")) == {("US-TX", "2024"): 1}


def test_missing_and_suppressed_and_zero_are_different():
    found = read(LONG + US + '[numbers.marks]\n"-" = "zero"\n', "year,n\n2021,-\n2022,D\n2023,0\n2024,N\n")
    assert [(seen.value, seen.missing) for seen in found] == [
        (0, ""),
        (None, "suppressed"),
        (0, ""),
        (None, "missing"),
    ]


def test_ranges_stand_in_one_cell_or_in_two():
    one = LONG + US + "[numbers]\nranges = true\n"
    two = (
        LONG.replace('column = "n"', 'column = "n"\nlow = "from"\nhigh = "to"')
        + US
        + '[numbers.marks]\n"" = "skip"\n'
    )
    for found in (
        read(one, 'year,n\n2024,"30,000 - 50,000"\n'),
        read(two, 'year,n,from,to\n2024,,"30,000",50000\n'),
    ):
        assert [(seen.value, seen.low, seen.high) for seen in found] == [(None, 30000, 50000)]


def test_margins_of_error_and_statuses_stand_beside():
    mapping = LONG.replace('column = "n"', 'column = "n"\nmargin_of_error = "moe"\nstatus = "flag"')
    (first, second) = read(
        mapping + US + '[status.words]\np = "provisional"\n',
        "year,n,moe,flag\n2023,5,1.5,p\n2024,6,*****,F\n",
    )
    assert (first.margin_of_error, first.nature, first.status) == (
        Decimal("1.5"),
        "provisional",
        "provisional",
    )
    assert (second.margin_of_error, second.nature, second.status) == (None, "", "f")


def test_a_footnote_says_the_status_of_one_figure():
    found = read(
        LONG + US + '[numbers.footnotes]\np = "provisional"\nr = "revised"\n',
        "year,n\n2022,1\n2023,2 r\n2024,3p\n",
    )
    assert [(seen.value, seen.status, seen.nature) for seen in found] == [
        (1, "", ""), (2, "revised", ""), (3, "provisional", "provisional"),
    ]  # fmt: skip


def test_countries_are_known_and_groups_are_the_publishers_own():
    mapping = LONG + '[area]\ncolumn = "code"\nname = "name"\ncountries = true\nothers = "wb:{}"\n'
    found = read(mapping, "name,code,year,n\nAruba,ABW,1960,54922\nArab World,ARB,1960,93359407\n")
    assert [(seen.area, seen.area_name) for seen in found] == [
        ("iso3166-1:ABW", "Aruba"),
        ("wb:ARB", "Arab World"),
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("5,1,9", (5, 1, 9, "")),
        ("D,1,9", (None, 1, 9, "")),
        (",D,D", (None, None, None, "suppressed")),
        ("5,D,D", (5, None, None, "")),
    ],
)
def test_a_range_in_two_columns_has_both_ends_or_the_reason_why_not(cells, expected):
    mapping = LONG.replace('column = "n"', 'column = "n"\nlow = "from"\nhigh = "to"') + US
    (seen,) = read(mapping + '[numbers.marks]\n"" = "skip"\n', f"year,n,from,to\n2024,{cells}\n")
    assert (seen.value, seen.low, seen.high, seen.missing) == expected


@pytest.mark.parametrize("cells", [",9,1", ",1,", ",1,D", "10,1,9", "0,1,9"])
def test_half_a_range_one_upside_down_or_a_value_outside_it_is_a_shape_error(cells):
    mapping = LONG.replace('column = "n"', 'column = "n"\nlow = "from"\nhigh = "to"') + US
    with pytest.raises(ShapeError, match="row 2: found .* expected a range"):
        read(mapping + '[numbers.marks]\n"" = "skip"\n', f"year,n,from,to\n2024,{cells}\n")


def test_the_same_figure_with_another_value_is_a_shape_error_and_with_the_same_value_is_none():
    assert len(read(LONG + US, "year,n\n2024,1\n2023,2\n2024,1.0\n")) == 3
    for other in ("2", "D"):
        with pytest.raises(ShapeError, match="row 3, n: found another value of iso3166-1:USA in 2024"):
            read(LONG + US, f"year,n\n2024,1\n2024,{other}\n")


def test_the_same_figure_on_sheets_of_two_days_is_two_vintages():
    mapping = LONG.replace("csv", "xlsx") + US + '[published]\npattern = "(?P<period>.*)"\n'
    mapping = "sheets = '.*'\nheader = ['year', 'n']\n" + mapping
    content = workbook(
        {"a": [["2024-01-31"], ["year", "n"], [2023, 1]], "b": [["2024-02-29"], ["year", "n"], [2023, 2]]}
    )
    assert [(seen.published_on, seen.value) for seen in read(mapping, content)] == [
        ("2024-01-31", 1),
        ("2024-02-29", 2),
    ]


def test_a_column_of_values_that_is_there_twice_is_a_shape_error():
    mapping = 'format = "csv"\n[sum]\n[values]\ncolumns = "(?P<year>[0-9]{4})"\n' + US
    with pytest.raises(ShapeError, match="several columns '2024'"):
        read(mapping, "2023,2024,2024\n1,2,2\n")


# --- several series ---


def test_each_measure_of_a_row_is_a_series():
    mapping = 'format = "csv"\n[series]\nunit = "person"\n[values.series]\nrefugees.series = "u.r"\nidps.series = "u.i"\n'
    found = read(mapping + YEARS + US, "year,refugees,idps\n2024,1,2\n2025,3,4\n")
    assert [(seen.series.columns["series"], seen.value) for seen in found] == [
        ("u.r", 1),
        ("u.i", 2),
        ("u.r", 3),
        ("u.i", 4),
    ]
    assert found[0].series is found[2].series
    assert found[0].series.columns["unit"] == "person"


def test_a_dimension_makes_a_series_of_each_of_its_texts():
    mapping = LONG + US + '[series]\nseries = "x.from-{origin}"\ntitle = "People from {origin}"\n'
    found = read(mapping, "year,origin,n\n2024,Côte d'Ivoire,1\n2024,Iraq,2\n")
    assert [seen.series.columns for seen in found] == [
        {"series": "x.from-C-te-d-Ivoire", "title": "People from Côte d'Ivoire"},
        {"series": "x.from-Iraq", "title": "People from Iraq"},
    ]


@pytest.mark.parametrize("other", ["A+B", "A & B"])
def test_two_texts_that_make_the_same_series_are_a_shape_error(other):
    mapping = LONG + US + '[series]\nseries = "x.from-{origin}"\ntitle = "People from {origin}"\n'
    assert len({id(seen.series) for seen in read(mapping, "year,origin,n\n2023,A&B,1\n2024, A&B ,2\n")}) == 1
    with pytest.raises(ShapeError, match="found two series 'x.from-A-B'"):
        read(mapping, f"year,origin,n\n2024,A&B,1\n2024,{other},2\n")


# --- wide tables, sections and totals ---

WIDE = r"""
format = "xlsx"
sheets = '(?P<year>\d{4})'
header = ["OCT", "NOV"]
[section]
column = "column A"
pattern = '.+'
[[totals]]
column = "column B"
pattern = 'Total .+'
[[totals]]
column = "column B"
pattern = 'Grand Totals'
of = "sheet"
[values]
columns = '(?P<month>[A-Z]{3})'
total = "FY"
[numbers.marks]
"" = "zero"
[period]
fiscal_month = 10
until_published = true
[published]
pattern = 'as of (?P<day>\d+)-(?P<month>[A-Z][a-z]+)-(?P<year>\d{4})'
[status]
closed = "final"
open = "provisional"
[sum]
absent = "zero"
[area]
column = "section"
[area.lookup]
"Africa" = ["rpc:africa", "Africa"]
"Near East Sout Asia" = ["rpc:near-east-south-asia", "Near East and South Asia"]
"""


def sheet(**changed: Cell) -> list[list[Cell]]:
    rows: list[list[Cell]] = [
        ["as of 31-December-2024"],
        ["Country", "", "FY", "OCT", "NOV", "JAN"],
        ["Africa", "", "30,000 - 50,000"],
        ["", "Niger", 3, 1, 2, ""],
        ["", "Sudan", 30, 10, 20, 0],
        ["", "Total Africa", 33, 11, 22, 0],
        ["Near East Sout Asia"],
        ["", "Iraq", 5, 5, "", ""],
        ["", "Total Near East", 5, 5, "", ""],
        ["", "Grand Totals", 38, 16, 22, ""],
    ]
    for at, cell in changed.items():
        rows[int(at[1:]) - 1]["ABCDEF".index(at[0])] = cell
    return rows


def wide(mapping: str = WIDE, **sheets: list[list[Cell]]) -> list[Observation]:
    return read(
        mapping, workbook({name.removeprefix("fy"): rows for name, rows in sheets.items()}), "report.xlsx"
    )


def test_months_of_a_fiscal_year_are_summed_by_section_up_to_the_day_of_the_report():
    found = wide(fy2025=sheet(), Notes=[["nothing"]])
    assert values(found) == {
        ("africa", "2024-10"): 11, ("africa", "2024-11"): 22,
        ("near-east-south-asia", "2024-10"): 5, ("near-east-south-asia", "2024-11"): 0,
    }  # fmt: skip
    assert {seen.published_on for seen in found} == {"2024-12-31"}
    assert {(seen.status, seen.nature) for seen in found} == {("provisional", "provisional")}
    assert found[0].locator == "sheet 2025: sum of 2 rows for Africa"


def test_a_closed_fiscal_year_is_final():
    assert {seen.status for seen in wide(fy2024=sheet())} == {"final"}
    assert ("africa", "2024-01") in values(wide(fy2024=sheet()))


def test_a_region_without_rows_in_a_year_had_none_where_that_is_declared():
    later = [row for at, row in enumerate(sheet(D10=11, C10=33)) if at not in {6, 7, 8}]
    found = values(wide(fy2023=sheet(), fy2024=later))
    assert found["near-east-south-asia", "2023-10"] == 0
    undeclared = wide(WIDE.replace('absent = "zero"', ""), fy2023=sheet(), fy2024=later)
    assert ("near-east-south-asia", "2023-10") not in values(undeclared)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"D6": 99, "C6": 121}, "row 6: column 'OCT': found the total '99'; expected 11"),
        ({"E9": 99, "C9": 104}, "row 9: column 'NOV': found the total '99'; expected 0"),
        ({"D10": 99, "C10": 121}, "row 10: column 'OCT': found the total '99'; expected 16"),
        ({"D10": "", "C10": 22}, "row 10: column 'OCT': found the total ''; expected 16"),
        ({"C4": 99}, "row 4: column 'FY': found '99'; expected 3"),
        ({"C6": 99}, "row 6: column 'FY': found '99'; expected 33"),
    ],
)
def test_a_printed_total_that_is_not_the_sum_of_its_parts_is_a_shape_error(cells, said):
    with pytest.raises(ShapeError, match=f"sheet 2025, {said}"):
        wide(fy2025=sheet(**cells))


def test_totals_of_parts_that_are_not_all_known_are_not_checked():
    found = wide(fy2025=sheet(D4="D", D6=99, C6=121, D10=104, C10=126))
    assert values(found)["africa", "2024-10"] is None
    with pytest.raises(ShapeError, match="row 9: column 'OCT'"):
        wide(fy2025=sheet(D4="D", D9=99, C9=99))


def test_spaces_around_the_text_of_a_total_do_not_make_it_a_figure():
    assert values(wide(fy2025=sheet(B10=" Grand  Totals ")))["near-east-south-asia", "2024-10"] == 5


def test_a_month_that_begins_on_the_day_of_the_report_is_to_come():
    found = values(wide(fy2025=sheet(A1="as of 1-November-2024")))
    assert found == {("africa", "2024-10"): 11, ("near-east-south-asia", "2024-10"): 5}


def test_the_day_of_the_report_itself_is_a_period():
    mapping = 'format = "csv"\n[values]\ncolumn = "n"\n[period]\nuntil_published = true\n'
    mapping += "[period.read]\nday = '(?P<period>.*)'\n" + US
    content = "day,n\n2024-12-30,1\n2024-12-31,2\n2025-01-01,0\n"
    found = read(mapping, content, published_on="2024-12-31")
    assert [seen.period for seen in found] == ["2024-12-30", "2024-12-31"]


def test_totals_are_never_added_to_their_parts():
    undeclared = WIDE.replace("pattern = 'Grand Totals'", "pattern = 'None'")
    assert values(wide(fy2025=sheet()))["africa", "2024-10"] == 11
    assert (
        values(wide(undeclared, fy2025=sheet()))["near-east-south-asia", "2024-10"] != 5
    )  # what a forgotten total does


def test_a_report_that_does_not_say_its_day_is_a_shape_error():
    with pytest.raises(ShapeError, match="found no day of publication above the header"):
        wide(fy2025=sheet(A1="as of late"))
    content = workbook({"2025": sheet(A1="as of late")})
    assert {seen.published_on for seen in read(WIDE, content, published_on="2024-12-31")} == {"2024-12-31"}


def test_sheets_that_the_pattern_does_not_know_are_named():
    with pytest.raises(ShapeError, match="found the sheets 'A', 'B'"):
        wide(A=sheet(), B=sheet())


def test_areas_may_be_the_names_of_columns():
    mapping = (
        'format = "csv"\n[values]\ncolumns = "Africa|Asia"\n[area]\ncolumn = "header"\nothers = "m:{}"\n'
        + YEARS
    )
    assert values(read(mapping, "year,Africa,Asia,Total\n2024,1,2,3\n")) == {
        ("Africa", "2024"): 1,
        ("Asia", "2024"): 2,
    }
    with pytest.raises(ShapeError, match="expected some that match"):
        read(mapping, "year,Europe\n2024,1\n")


def test_months_to_come_are_not_guessed_at_without_a_day():
    mapping = LONG.replace("[period.read]", "[period]\nuntil_published = true\n[period.read]") + US
    with pytest.raises(ShapeError, match="found no day of publication"):
        read(mapping, "year,n\n2024,1\n")
    assert len(read(mapping, "year,n\n2024,1\n2025,0\n", published_on="2024-12-31")) == 1


# --- sums ---

FYTD = r"""
[period]
fiscal_month = 10
[period.read]
"Fiscal Year" = '(?P<year>\d{4})(?P<open> \(FYTD\))?'
"Month (abbv)" = '(?P<month>[A-Z]{3})'
[published]
found = "address"
pattern = 'fy(?P<year>\d\d)-(?P<month>[a-z]{3})'
fiscal_month = 10
[status]
closed = "final"
open = "provisional"
[values]
column = "Count"
"""
COUNTS = "Fiscal Year,Month (abbv),state,kind,Count\n2024,SEP,TX,a,1\n2024,SEP,TX,b,2\n2024,SEP,CA,a,4\n2025 (FYTD),OCT,TX,a,8\n"


def test_rows_of_the_same_area_and_month_are_summed_and_an_absent_one_is_zero_where_declared():
    found = read(
        'format = "csv"\n' + FYTD + '[sum]\nabsent = "zero"\n' + STATES, COUNTS, "sbo-fy22-fy25-oct.csv"
    )
    assert values(found) == {
        ("US-TX", "2024-09"): 3, ("US-TX", "2024-10"): 8, ("US-CA", "2024-09"): 4, ("US-CA", "2024-10"): 0,
    }  # fmt: skip
    assert [seen.status for seen in found] == ["final", "provisional", "final", "provisional"]
    assert found[0].locator == "sbo-fy22-fy25-oct.csv: sum of 2 rows for Texas"
    assert found[3].locator == "sbo-fy22-fy25-oct.csv: no row for California, which means 0"
    assert found[0].published_on == "2024-11-01"


def test_a_series_has_no_zeros_in_periods_that_only_another_has():
    mapping = 'format = "csv"\n[sum]\nabsent = "zero"\n[numbers.marks]\n"" = "skip"\n'
    mapping += '[values.series]\na.series = "x.a"\nb.series = "x.b"\n'
    found = read(mapping + YEARS + STATES, "year,state,a,b\n2023,TX,1,\n2024,CA,2,3\n")
    assert [(seen.series.columns["series"], seen.area[-2:], seen.period, seen.value) for seen in found] == [
        ("x.a", "TX", "2023", 1), ("x.a", "TX", "2024", 0), ("x.a", "CA", "2023", 0), ("x.a", "CA", "2024", 2),
        ("x.b", "CA", "2024", 3),
    ]  # fmt: skip


def test_a_file_whose_name_says_no_day_is_of_the_day_it_was_retrieved():
    found = read('format = "csv"\n' + FYTD + "[sum]\n" + STATES, COUNTS, "download")
    assert {seen.published_on for seen in found} == {"2026-11-25"}
    assert [seen.status for seen in found] == ["final", "provisional", "final"]


def test_a_day_that_decides_the_status_is_not_made_up():
    mapping = 'format = "csv"\n' + FYTD.replace(r"(?P<open> \(FYTD\))?", r"(?: \(FYTD\))?") + STATES
    with pytest.raises(ShapeError, match="option published_on"):
        read(mapping, COUNTS, "download")


def test_a_sum_with_a_suppressed_part_is_suppressed():
    (seen,) = read(LONG + US + "[sum]\n", "year,n\n2024,1\n2024,D\n2024,2\n")
    assert (seen.value, seen.missing) == (None, "suppressed")


@pytest.mark.parametrize("rows", ["1 p\n2024,2", "1\n2024,2 p", "1 r\n2024,2 p"])
def test_a_sum_with_a_provisional_part_is_provisional(rows):
    marks = '[numbers.footnotes]\np = "provisional"\nr = "revised"\n'
    (seen,) = read(LONG + US + "[sum]\n" + marks, f"year,n\n2024,{rows}\n")
    assert (seen.value, seen.status, seen.nature) == (3, "provisional", "provisional")


def test_the_margin_of_error_of_a_part_is_not_that_of_the_sum():
    mapping = LONG.replace('column = "n"', 'column = "n"\nmargin_of_error = "moe"') + US + "[sum]\n"
    found = read(mapping, "year,n,moe\n2023,1,5\n2024,1,5\n2024,2,7\n")
    assert [(seen.value, seen.margin_of_error) for seen in found] == [(1, 5), (3, None)]


def test_a_zero_for_an_absent_row_has_nothing_of_the_figure_of_another_area():
    mapping = LONG.replace('column = "n"', 'column = "n"\nmargin_of_error = "moe"') + STATES
    mapping += '[sum]\nabsent = "zero"\n[numbers.footnotes]\nr = "revised"\n'
    found = read(mapping, "year,state,n,moe\n2023,CA,1,5\n2024,CA,2,6\n2024,TX,3 r,7\n2025,TX,D,8\n")
    zeros = [seen for seen in found if seen.locator.endswith("which means 0")]
    assert [(seen.area[-2:], seen.period, seen.value) for seen in zeros] == [
        ("CA", "2025", 0),
        ("TX", "2023", 0),
    ]
    assert {(seen.missing, seen.status, seen.nature, seen.margin_of_error) for seen in zeros} == {
        ("", "", "", None)
    }


def test_sums_of_long_numbers_lose_no_digit():
    (seen,) = read(LONG + US + "[sum]\n", f"year,n\n2024,{'9' * 28}\n2024,.{'1' * 27}\n")
    assert str(seen.value) == f"{'9' * 28}.{'1' * 27}"


def test_a_range_cannot_be_summed():
    with pytest.raises(ShapeError, match="row 2, n: found a range"):
        read(LONG + US + "[sum]\n[numbers]\nranges = true\n", "year,n\n2024,1 - 2\n")


def test_zeros_before_the_first_other_figure_are_left_out_where_declared():
    content = "year,n\n2021,0\n2022,0\n2023,5\n2024,0\n"
    begun = LONG.replace('column = "n"', 'column = "n"\nleading_zeros = false')
    for mapping in (begun + US + "[sum]\n", begun + US):
        assert list(values(read(mapping, content))) == [("USA", "2023"), ("USA", "2024")]
    assert len(read(LONG + US + "[sum]\n", content)) == 4


def test_the_whole_is_the_sum_of_all_areas_from_the_first_figure_on():
    content = "year,state,n\n2022,TX,0\n2022,CA,0\n2023,TX,5\n2023,CA,2\n2024,TX,1\n"
    found = values(read(LONG + STATES + '[sum]\nwhole = ["x:all", "All"]\n', content))
    assert {key: value for key, value in found.items() if key[0] == "all"} == {
        ("all", "2023"): 7,
        ("all", "2024"): 1,
    }


def test_a_year_is_left_out_until_its_end_is_known_where_declared():
    mapping = LONG.replace("[period.read]", "[period]\nknown_after_months = 5\n[period.read]") + US
    content = "year,n\n2021,1\n2022,2\n"
    assert list(values(read(mapping, content, published_on="2023-05-31"))) == [("USA", "2021")]
    assert list(values(read(mapping, content, published_on="2023-06-01"))) == [
        ("USA", "2021"),
        ("USA", "2022"),
    ]


def test_a_total_of_the_same_figure_is_checked_against_the_sum_and_not_added():
    mapping = LONG + US + '[sum]\n[[totals]]\ncolumn = "kind"\npattern = "Total"\nof = "figure"\n'
    assert values(read(mapping, "year,kind,n\n2024,a,1\n2024,Total,3\n2024,b,2\n")) == {("USA", "2024"): 3}
    with pytest.raises(ShapeError, match="row 3, n: found the total 4; expected 3"):
        read(mapping, "year,kind,n\n2024,a,1\n2024,Total,4\n2024,b,2\n")


@given(
    st.lists(
        st.tuples(st.sampled_from(["TX", "CA"]), st.integers(2020, 2024), st.integers(0, 10**9)), min_size=1
    )
)
def test_sums_are_the_sums_whatever_the_order_of_rows(rows):
    content = "state,year,n\n" + "".join(f"{state},{year},{n}\n" for state, year, n in rows)
    expected: dict[tuple[str, str], int] = {}
    for state, year, n in rows:
        key = f"US-{state}", str(year)
        expected[key] = expected.get(key, 0) + n
    assert values(read(LONG + STATES + "[sum]\n", content)) == expected


@given(
    st.binary(max_size=60)
    | st.text(max_size=60).map(lambda text: ("year,n\n" + text).encode("utf-8", "replace"))
)
def test_any_bytes_are_figures_or_a_shape_error(content):
    with suppress(ShapeError):
        assert all(seen.value is not None or seen.missing for seen in read(LONG + US, content))


def test_a_table_is_read_a_row_at_a_time():
    rows = 200_000
    found = body(b"year,n\n" + b"2024,1\n" * rows, "data")
    pulled = figures(read_mapping(LONG + US), found, Series)
    assert next(pulled).value == 1
    assert sum(1 for _ in pulled) == rows - 1
