"""Files of an invented publisher, and what a store has made of them."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from factcheck.figure import Figure
from sql import figures, imports, snapshots

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
