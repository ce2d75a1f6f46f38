"""Areas taken in as a list, and found by whatever they are called."""

import pytest

from sql import areas, imports, snapshots
from sql.errors import AmbiguousAreaError, ImportRefusedError, NotStoredError
from sql.page import Page

LIST = """code,name,alias,group
iso3166-1:USA,United States,US,m49:021
iso3166-1:USA,United States,840,
iso3166-2:US-GA,Georgia,,
iso3166-1:GEO,Georgia,GE,
m49:021,Northern America,,
"""


def load(conn, text: str) -> imports.ImportDone:
    return imports.run(conn, "areas", [text.encode()], "test", None)


@pytest.mark.parametrize("name", ["iso3166-1:USA", "us", "840", "UNITED STATES"])
def test_an_area_is_found_by_its_code_an_alias_or_its_name(conn, name):
    load(conn, LIST)
    found = areas.one(conn, name, snapshots.current(conn))
    assert (found.code, found.name, found.groups) == ("iso3166-1:USA", "United States", ("m49:021",))


def test_a_group_knows_its_members(conn):
    load(conn, LIST)
    assert areas.one(conn, "m49:021", snapshots.current(conn)).members == ("iso3166-1:USA",)


def test_a_name_of_several_areas_lists_them(conn):
    load(conn, LIST)
    with pytest.raises(AmbiguousAreaError) as caught:
        areas.one(conn, "georgia", snapshots.current(conn))
    assert caught.value.codes == ("iso3166-1:GEO", "iso3166-2:US-GA")


def test_an_unknown_name_says_what_would_do(conn):
    with pytest.raises(NotStoredError, match="GET /v1/areas"):
        areas.one(conn, "Atlantis", snapshots.current(conn))


def test_the_same_list_twice_changes_nothing(conn):
    assert load(conn, LIST).unchanged == 0
    assert load(conn, LIST).unchanged == 5


def test_a_search_puts_the_exact_name_first(conn):
    load(conn, LIST)
    found = areas.search(conn, "us", snapshots.current(conn), Page(10, 0))
    assert found[0].code == "iso3166-1:USA"
    assert len(areas.search(conn, "", snapshots.current(conn), Page(2, 1))) == 2


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ("usa,United States,,", "code", "with its scheme"),
        ("inv:a,,,", "name", "the name of the area"),
        ("inv:a,A,,inv:a", "group", "none is a member of itself"),
        ("inv:a,A,,inv:b", "group", "is stored or that the file holds"),
        ("inv:a,=A,,", "name", "spreadsheets"),
    ],
)
def test_a_wrong_row_is_named(conn, row, column, expected):
    with pytest.raises(ImportRefusedError) as caught:
        load(conn, f"code,name,alias,group\n{row}\n")
    (problem,) = caught.value.problems
    assert (problem.line, problem.column) == (2, column)
    assert expected in problem.expected


def test_a_break_names_a_stored_series_area_and_period(conn):
    with pytest.raises(ImportRefusedError) as caught:
        imports.run(conn, "breaks", [b"series,area,period,text\na,b,c,\n"], "test", None)
    assert [one.column for one in caught.value.problems] == ["series", "area", "period", "text"]
