"""Files taken in: what they bring, what is refused and how, and that nothing half done stays."""

import gzip
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest

from factcheck.figure import Figure
from sql import figures, imports, snapshots
from sql.errors import ImportRefusedError

ROW = {
    "series": "inv.apples",
    "title": "Apples eaten",
    "publisher": "inventor",
    "measure": "apples eaten",
    "unit": "apples",
    "stock_flow": "flow",
    "frequency": "month",
    "area": "inv:north",
    "area_name": "North",
    "period": "2022-01",
    "value": "10",
    "low": "",
    "high": "",
    "nature": "actual",
    "status": "final",
    "published_on": "2022-02-01",
    "url": "https://example.org/apples.csv",
    "locator": "row 1",
    "licence": "CC0",
}


def csv_of(*changes: dict[str, str], **columns: str) -> bytes:
    base = ROW | columns
    names = list(base)
    for change in changes:
        names += [name for name in change if name not in names]
    lines = [names] + [[(base | change).get(name, "") for name in names] for change in changes]
    return "".join(
        ",".join(f'"{cell}"' if "," in cell else cell for cell in line) + "\n" for line in lines
    ).encode()


def take_in(conn, *changes: dict[str, str], **columns: str) -> imports.ImportDone:
    return imports.run(conn, "figures", [csv_of(*changes, **columns)], "test", None)


def stored(conn, snapshot: int | None = None) -> list[Figure]:
    at = snapshots.current(conn) if snapshot is None else snapshot
    return figures.figures_for(conn, ["inv.apples"], ["inv:north"], date(2030, 1, 1), at)


def values(found: Iterable[Figure]) -> list[list[Decimal | None]]:
    return [[vintage.value for vintage in figure.vintages] for figure in found]


def test_a_row_becomes_a_figure_with_one_vintage(conn):
    done = take_in(conn, {"value": "10.50"})
    assert (done.rows_read, done.figures_added, done.vintages_added, done.unchanged) == (1, 1, 1, 0)
    (figure,) = stored(conn)
    assert str(figure.vintages[0].value) == "10.50"
    assert figure.period.label == "2022-01"


def test_the_same_file_twice_adds_nothing(conn):
    rows = [{"period": f"2022-{month:02}", "value": str(month)} for month in range(1, 13)]
    take_in(conn, *rows)
    again = take_in(conn, *rows)
    assert (again.figures_added, again.vintages_added, again.unchanged) == (0, 0, 12)


def test_a_gzip_is_unpacked_by_its_first_bytes(conn):
    packed = gzip.compress(csv_of({}, {"period": "2022-02"}))
    done = imports.run(conn, "figures", [packed[:1], packed[1:40], packed[40:]], "test", None)
    assert done.figures_added == 2


def test_a_revision_is_a_further_vintage(conn):
    take_in(conn, {"value": "10"})
    done = take_in(conn, {"value": "11", "published_on": "2022-03-01"})
    assert (done.figures_added, done.vintages_added) == (0, 1)
    assert values(stored(conn)) == [[Decimal(10), Decimal(11)]]


def test_bad_rows_are_listed_by_line_and_column_and_nothing_is_stored(conn):
    with pytest.raises(ImportRefusedError) as refused:
        take_in(conn, {}, {"value": "1,000"}, {"period": "2022-13", "unit": ""})
    found = [(it.line, it.column, it.found) for it in refused.value.problems]
    assert found == [
        (3, "value", '"1,000"'), (4, "unit", "nothing"), (4, "period", '"2022-13"'),
    ]  # fmt: skip
    assert refused.value.count == 2
    assert snapshots.current(conn) == 0
