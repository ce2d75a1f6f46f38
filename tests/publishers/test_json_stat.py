"""JSON-stat of both ages: small tables built after the documented shape and recorded answers."""

import json
from decimal import Decimal
from typing import Any

import pytest

from publishers.errors import AnswerError, ShapeError
from publishers.json_body import read_json
from publishers.json_stat import records, tables
from publishers.sdmx.record import Cells
from tests.publishers.conftest import body


def dimension(*codes: str, label: str = "") -> dict[str, Any]:
    return {
        "label": label,
        "category": {
            "index": {code: at for at, code in enumerate(codes)},
            "label": {code: f"L {code}" for code in codes},
        },
    }


def table(**changed: Any) -> dict[str, Any]:
    return {
        "version": "2.0", "class": "dataset", "label": "Things", "updated": "2025-06-19T23:00:00+0200",
        "id": ["geo", "unit", "time"], "size": [2, 1, 3], "value": {"0": 1.10, "5": 0},
        "dimension": {"geo": dimension("IT", "FR"), "unit": dimension("NR"), "time": dimension("2020", "2021", "2022")},
        **changed,
    }  # fmt: skip


def read(document: object) -> list[tuple[str, str, str, Cells]]:
    found = []
    for each in tables(read_json(body(json.dumps(document)))):
        for cells, period, value, _ in records(each, lambda cells: cells):
            found.append((cells.dimensions.get("geo", ""), period, value, cells))
    return found


def test_sparse_values_stand_where_their_position_says_the_last_dimension_turning_fastest():
    first, last = read(table())
    assert first[:3] == ("IT", "2020", "1.1")
    assert last[:3] == ("FR", "2022", "0")
    assert first[3].labels == {"": "Things", "geo": "L IT", "unit": "L NR"}
    assert first[3].attributes == {"LAST UPDATE": "2025-06-19T23:00:00+0200", "FREQ": "A"}


def test_dense_values_without_a_value_or_status_are_no_observations():
    found = read(table(value=[1, None, None, None, None, 6], status=[None, ":"]))
    assert [row[:3] for row in found] == [("IT", "2020", "1"), ("FR", "2022", "6"), ("IT", "2021", "")]
    assert found[2][3].attributes["OBS_FLAG"] == ":"


@pytest.mark.parametrize("status", [{"0": "p"}, ["p", None], ["p", None, None, None, None, None]])
def test_statuses_are_an_object_or_a_list(status: object):
    first, last = read(table(status=status))
    assert first[3].attributes["OBS_FLAG"] == "p"
    assert "OBS_FLAG" not in last[3].attributes


def test_one_status_is_that_of_all_values():
    assert [row[3].attributes["OBS_FLAG"] for row in read(table(status="e"))] == ["e", "e"]


def test_a_status_without_value_says_why_there_is_none():
    found = read(table(value={}, status={"1": "c"}))
    assert [(row[1], row[2], row[3].attributes["OBS_FLAG"]) for row in found] == [("2021", "", "c")]


def test_the_shape_of_2015_has_sizes_within_dimension_and_statuses_within_status():
    said = table()
    inner = said["dimension"] | {"id": said.pop("id"), "size": said.pop("size")}
    old = {
        "title": "GDP", "code": "nama", "lastUpdateDate": 1446764400000, "dimension": inner,
        "status": {"value": [":", None, None, None, None, None], "category": {"label": {":": "not available"}}},
        "value": [None, 2, None, None, None, None],
    }  # fmt: skip
    found = read({"nama": old})
    assert [row[:3] for row in found] == [("IT", "2021", "2"), ("IT", "2020", "")]
    assert found[0][3].structure == "nama"
    assert found[0][3].attributes["LAST UPDATE"] == "2015-11-06"  # midnight in Luxembourg


def test_several_tables_in_one_document_are_all_read():
    assert len(read({"a": table(), "b": table()})) == 4
    assert len(read({"class": "collection", "link": {"item": [table(), table()]}})) == 4


def test_time_is_the_dimension_whose_role_it_is():
    said = table(role={"time": ["Quarter"]}, id=["geo", "unit", "Quarter"])
    said["dimension"]["Quarter"] = dimension("1997Q1", "1997Q2", "1997Q3")
    found = read(said)
    assert [row[1] for row in found] == ["1997Q1", "1997Q3"]
    assert found[0][3].attributes["FREQ"] == "Q"


def test_categories_may_be_a_list_or_one_label():
    said = table()
    said["dimension"]["geo"]["category"]["index"] = ["IT", "FR"]
    del said["dimension"]["unit"]["category"]["index"]
    assert [row[0] for row in read(said)] == ["IT", "FR"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"size": [2, 1, 10**9]}, "size 1000000000"),
        ({"size": [2, 1]}, "3 dimensions and 2 sizes"),
        ({"size": [2, 1, "3"]}, "size 3"),
        ({"size": [2, 1, -3]}, "size -3"),
        ({"size": {"a": 1}}, "expected a list"),
        ({"id": ["geo", "unit", "colour"]}, "dimension colour"),
        ({"id": ["geo", 1, "time"]}, "expected a text"),
        ({"id": [], "size": []}, "0 dimensions"),
        ({"value": [1, 2]}, "2 entries"),
        ({"value": [1] * 7}, "7 entries"),
        ({"value": {"6": 1}}, "position '6'"),
        ({"value": {"-1": 1}}, "position '-1'"),
        ({"value": {"x": 1}}, "position 'x'"),
        ({"value": {"9" * 30: 1}}, "position"),
        ({"value": {"0": "1"}}, "expected a number"),
        ({"value": {"0": True}}, "expected a number"),
        ({"value": {"0": [1]}}, "expected a number"),
        ({"value": "many"}, "expected a list"),
        ({"status": {"0": 5}}, "expected a text"),
        ({"status": ["p"] * 9}, "9 entries"),
        ({"dimension": []}, "expected an object"),
        ({"dimension": {"geo": {}, "unit": {}, "time": {}}}, "category of geo"),
        ({"updated": 5}, "expected a text"),
        ({"role": "time"}, "expected an object"),
    ],
)
def test_what_does_not_fit_together_is_refused(changed: dict[str, Any], said: str):
    with pytest.raises(ShapeError, match=said):
        read(table(**changed))


@pytest.mark.parametrize(
    "index", [{"IT": 0, "FR": 5}, {"IT": 0, "FR": 0}, {"IT": "a", "FR": 1}, {"IT": None, "FR": 1}]
)
def test_positions_of_categories_are_each_used_once(index: dict[str, Any]):
    said = table()
    said["dimension"]["geo"]["category"]["index"] = index
    with pytest.raises(ShapeError, match="geo"):
        read(said)


def test_a_table_without_time_is_refused():
    with pytest.raises(ShapeError, match="no dimension of time"):
        read(
            table(
                id=["geo", "unit", "when"],
                dimension=table()["dimension"] | {"when": dimension("1", "2", "3")},
            )
        )


def test_a_table_of_more_cells_than_there_can_be_is_refused_before_anything_is_made():
    many = [f"d{n}" for n in range(60)]
    said = {
        "id": [*many, "time"],
        "size": [2] * 61,
        "value": {},
        "dimension": {name: dimension("a", "b") for name in many},
    }
    said["dimension"]["time"] = dimension("2020", "2021")
    with pytest.raises(ShapeError, match="cells"):
        read(said)


@pytest.mark.parametrize("document", [[], 5, {}, {"a": 1}, {"error": 1, "value": 1}])
def test_other_documents_are_refused(document: object):
    with pytest.raises(ShapeError):
        read(document)


def test_an_error_is_what_the_publisher_says():
    with pytest.raises(AnswerError, match="no such dataset"):
        read({"error": [{"status": 404, "id": 100, "label": "no such dataset"}]})
    with pytest.raises(AnswerError, match="ask for less"):
        read(
            {"warning": {"status": 413, "label": "ASYNCHRONOUS_RESPONSE. Your request will be treated later"}}
        )


def test_recorded_tables_of_1_x_are_read(recorded):
    (ireland,) = tables(read_json(recorded("jsonstat/cso_ie-NQQ25.json")))
    found = list(records(ireland, lambda cells: cells))
    assert (len(found), found[0][1], found[0][2]) == (8 * 76 * 2, "1997Q1", "19960")
    assert found[1][0].dimensions["Statistic"] == "NQQ25S1"
    (norway,) = tables(read_json(recorded("jsonstat/29843.json")))
    assert len(norway.values) + len([at for at in norway.statuses if at not in norway.values]) <= 20 * 6 * 312
    assert norway.dimensions[norway.time].id == "Tid"


def test_every_digit_of_a_value_is_kept():
    text = json.dumps(table(value={"0": 0})).replace('{"0": 0}', '{"0": 0.12345678901234567890123}')
    (each,) = tables(read_json(body(text)))
    assert each.values == {0: Decimal("0.12345678901234567890123")}
