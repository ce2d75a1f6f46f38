"""SDMX-CSV in its versions and forms: small files built after the examples of the specification and recorded rows."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishers.errors import ShapeError
from publishers.sdmx.csv_reader import PIECE, records
from publishers.sdmx.record import MOST_KEPT, Cells

LABELLED = (
    "STRUCTURE[|];STRUCTURE_ID;ACTION;SERIES_KEY;OBS_KEY;FREQ: Frequency;REF_AREA: Area;TIME_PERIOD: Time;"
    "OBS_VALUE: Value;OBS_STATUS: Status\n"
    "dataflow;ESTAT:NA_MAIN(1.6.0): Principaux agrégats;I;A.B;A.B.2014-01;M: Monthly;B: Belgium: the country;"
    "2014-01: January;12,4;A: Normal, or so\n"
)
NAMED = (
    "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,FREQ,Frequency,REF_AREA,Area,TIME_PERIOD,Time,OBS_VALUE,Value,"
    "OBS_STATUS,Status\n"
    "dataflow,ESTAT:NA_MAIN(1.6.0),National accounts,I,M,Monthly,BE,Belgium,2014-01,2014-01,12.4,,A,Normal\n"
)
PLAIN = "DATAFLOW,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"
V2 = "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"


def read(text: str | bytes, *dimensions: str) -> list[tuple[Cells, str, str, int]]:
    return list(
        records(io.BytesIO(text.encode() if isinstance(text, str) else text), lambda cells: cells, dimensions)
    )


def test_version_1_has_one_column_before_its_dimensions():
    ((cells, period, value, row),) = read(PLAIN + "ECB:EXR(1.0),M,US,2023-01,1.5,P\n")
    assert (cells.structure, cells.action) == ("ECB:EXR(1.0)", "I")
    assert (cells.dimensions, cells.attributes) == ({"FREQ": "M", "REF_AREA": "US"}, {"OBS_STATUS": "P"})
    assert (period, value, row) == ("2023-01", "1.5", 2)


def test_labels_in_header_and_cells_are_taken_off_and_kept():
    ((cells, period, _, _),) = read(LABELLED)
    assert cells.dimensions == {"FREQ": "M", "REF_AREA": "B"}
    assert cells.labels["REF_AREA"] == "Belgium: the country"
    assert (cells.structure, cells.labels[""]) == ("ESTAT:NA_MAIN(1.6.0)", "Principaux agrégats")
    assert period == "2014-01"


def test_a_decimal_comma_is_one_only_where_cells_are_set_apart_by_semicolons():
    assert read(LABELLED)[0][2] == "12.4"
    assert read(PLAIN + 'X:Y(1.0),M,US,2023-01,"12,4",A\n')[0][2] == "12,4"


def test_columns_of_names_stand_behind_those_of_codes():
    ((cells, _, value, _),) = read(NAMED)
    assert cells.dimensions == {"FREQ": "M", "REF_AREA": "BE"}
    assert cells.labels["REF_AREA"] == "Belgium"
    assert value == "12.4"


def test_a_colon_in_a_title_sets_no_label_apart():
    text = LABELLED.replace("OBS_STATUS: Status", "TITLE: Title").replace(
        "A: Normal, or so", "GDP: by volume"
    )
    assert read(text)[0][0].attributes == {"TITLE": "GDP: by volume"}


def test_quoted_cells_hold_separators_and_ends_of_lines():
    text = (
        "DATAFLOW,FREQ: Frequency,REF_AREA: Area,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"
        'X:Y(1.0),M: Monthly,"KR: Korea, ""South""\nas named",2023-01,1,A\nX:Y(1.0),M: Monthly,US: America,2023-02,2,A\n'
    )
    first, second = read(text)
    assert first[0].labels["REF_AREA"] == 'Korea, "South"\nas named'
    assert (first[2], second[2]) == ("1", "2")


def test_rows_are_told_apart_whatever_their_order_and_shared_cells_are_prepared_once():
    made = []

    def prepare(cells: Cells) -> str:
        made.append(cells)
        return cells.dimensions["REF_AREA"]

    rows = "".join(f"X:Y(1.0),M,{'US' if n % 2 else 'FR'},20{n},{n},A\n" for n in range(10, 30))
    assert [area for area, *_ in records(io.BytesIO((PLAIN + rows).encode()), prepare)] == ["FR", "US"] * 10
    assert len(made) == 2


def test_what_is_kept_has_an_end():
    rows = "".join(f"X:Y(1.0),M,A{n},2020,1,A\n" for n in range(MOST_KEPT + 5))
    made = read(PLAIN + rows + "X:Y(1.0),M,A0,2021,2,A\n")
    assert len(made) == MOST_KEPT + 6
    assert made[-1][0].dimensions["REF_AREA"] == "A0"


def test_attributes_before_the_period_are_no_dimensions():
    text = "DATAFLOW,LAST UPDATE,freq,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nE:N(1.0),28/08/26 23:00:00,Q,AT,2026-Q1,1,\n"
    ((cells, *_),) = read(text)
    assert cells.dimensions == {"freq": "Q", "geo": "AT"}
    assert cells.attributes == {"LAST UPDATE": "28/08/26 23:00:00"}


def test_attributes_may_stand_between_period_and_value():
    text = "DATAFLOW,FREQ,CTY,TIME_PERIOD,COLLECTION,OBS_STATUS,OBS_VALUE\nB:D(1.0),A,5J,2002,S,M,\n"
    ((cells, period, value, _),) = read(text)
    assert (cells.dimensions, cells.attributes) == ({"FREQ": "A", "CTY": "5J"}, {"OBS_STATUS": "M"})
    assert (period, value) == ("2002", "")


def test_dimensions_behind_the_period_are_such_where_they_are_named():
    text = "DATAFLOW,OBS_VALUE,FREQ,TIME_PERIOD,REF_AREA\nX:Y(1.0),7,A,2020,US\n"
    ((cells, period, value, _),) = read(text, "REF_AREA")
    assert cells.dimensions == {"FREQ": "A", "REF_AREA": "US"}
    assert (period, value) == ("2020", "7")


def test_other_attributes_are_passed_over():
    text = "DATAFLOW,FREQ,TIME_PERIOD,OBS_VALUE,SCALE,COMMENT\nIMF:WEO(1.0),A,2020,94669000000,9,said once\n"
    assert read(text)[0][0].attributes == {}


@pytest.mark.parametrize("action", "IARM")
def test_a_figure_is_one_whether_it_informs_appends_replaces_or_merges(action: str):
    ((cells, *_),) = read(V2 + f"dataflow,X:Y(1.0),{action},M,US,2023-01,1,A\n")
    assert (cells.action, cells.touched) == (action, True)


def test_a_deletion_is_of_the_value_of_all_or_of_attributes_only():
    rows = ("2014-01,-,", "2014-02,,", "2014-03,,-")
    found = read(V2 + "".join(f"dataflow,X:Y(1.0),D,M,US,{row}\n" for row in rows))
    assert [(cells.action, cells.touched) for cells, *_ in found] == [("D", True), ("D", True), ("D", False)]


def test_lines_may_end_as_in_windows_begin_with_a_mark_and_lack_the_last_end():
    text = (
        "\ufeff" + PLAIN.replace("\n", "\r\n") + "X:Y(1.0),M,US,2023-01,1,A\r\n\r\nX:Y(1.0),M,US,2023-02,2,P"
    )
    found = read(text)
    assert [(period, value, cells.attributes["OBS_STATUS"]) for cells, period, value, _ in found] == [
        ("2023-01", "1", "A"),
        ("2023-02", "2", "P"),
    ]


def test_a_file_longer_than_a_piece_is_read_to_its_end():
    rows = 3 * PIECE // 30
    found = read(PLAIN + "".join(f"X:Y(1.0),M,US,{n % 9000 + 1000},{n},A\n" for n in range(rows)))
    assert [value for *_, value, _ in found] == [str(n) for n in range(rows)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "DATAFLOW, STRUCTURE or KEY"),
        ("<html>", "DATAFLOW, STRUCTURE or KEY"),
        ("DATAFLOW,FREQ,OBS_VALUE\n", "TIME_PERIOD"),
        ("DATAFLOW,FREQ,TIME_PERIOD\n", "OBS_VALUE"),
        ("DATAFLOW,FREQ,FREQ,TIME_PERIOD,OBS_VALUE\n", "twice"),
        (PLAIN + "X:Y(1.0),M,US\n", "row 2"),
        (PLAIN + "X:Y(1.0),M,US,2023-01,3,9,A\n", "7 cells"),
        (PLAIN + 'X:Y(1.0),"M",US,2023-01,3,9,A\n', "row 2"),
        (V2 + "dataflow,X:Y(1.0),Z,M,US,2023-01,1,A\n", "action 'Z'"),
        (PLAIN.encode() + b"X:Y(1.0),M,\xff,2023-01,1,A\n", "UTF-8"),
    ],
)
def test_what_is_no_sdmx_csv_is_refused_with_its_place(text: str | bytes, said: str):
    with pytest.raises(ShapeError, match=said):
        read(text)


def test_a_line_without_an_end_is_refused_before_it_fills_the_memory():
    with pytest.raises(ShapeError, match="characters"):
        read(PLAIN + "x" * (8 << 20))


@given(
    st.lists(
        st.tuples(*[st.text('ab,;: "\né', max_size=6)] * 2, st.integers(0, 9999)), min_size=1, max_size=8
    )
)
def test_rows_are_taken_apart_as_csv_says_however_they_are_quoted(rows: list[tuple[str, str, int]]):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["DATAFLOW", "FREQ", "REF_AREA", "TIME_PERIOD", "OBS_VALUE", "TITLE"])
    writer.writerows(["X:Y(1.0)", "A", area, "2020", value, title] for area, title, value in rows)
    found = [
        (cells.dimensions["REF_AREA"], cells.attributes.get("TITLE", ""), value)
        for cells, _, value, _ in read(text.getvalue())
    ]
    assert found == [(area.strip(), title.strip(), str(value)) for area, title, value in rows]


def test_the_ecb_may_begin_with_the_key_of_the_series():
    header = "KEY,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"
    text = header + "BSI.M.U2,M,U2,2024-01,1.5,A\nBSI.M.DE,M,DE,2024-01,2.5,A\n"
    found = list(records(io.BytesIO(text.encode()), lambda cells: cells))
    assert [
        (cells.structure, dict(cells.dimensions), period, value) for cells, period, value, _ in found
    ] == [
        ("BSI", {"FREQ": "M", "REF_AREA": "U2"}, "2024-01", "1.5"),
        ("BSI", {"FREQ": "M", "REF_AREA": "DE"}, "2024-01", "2.5"),
    ]
