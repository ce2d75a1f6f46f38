"""What recordings of some services lack, added as the publisher documents it: envelopes, headers, counts."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

Files = Mapping[str, bytes]  # by part
Sent = Iterator[tuple[str, bytes]]  # parts and contents, in the order in which they are sent
LAST = "9999-12-31"  # the end of real time, as FRED has it


def world_bank(files: Files) -> Sent:
    """The two-element arrays of the World Bank, of which only the rows were kept."""
    for part in ("indicator", "countries", "data"):
        yield part, _paged(_indicator(files["data"]) if part == "indicator" else files[part])


def _indicator(rows: bytes) -> bytes:
    said = json.loads(rows)[0]["indicator"]
    return json.dumps([{"id": said["id"], "name": said["value"], "source": {"value": "WDI"}}]).encode()


def _paged(rows: bytes) -> bytes:
    """The rows under the header of a single page."""
    total = len(json.loads(rows))
    header = {"page": 1, "pages": 1, "per_page": 10000, "total": total, "lastupdated": "2024-05-30"}
    return b"[%s,%s]" % (json.dumps(header).encode(), rows)


def treasury(files: Files) -> Sent:
    """A page of the Treasury of which rows were not kept, under the count of those that were."""
    page = json.loads(files["data"])
    kept = len(page["data"])
    page["meta"] |= {"count": kept, "total-count": kept, "total-pages": 1}
    yield "data", json.dumps(page).encode()


def fred_page(files: Files) -> Sent:
    """The first page of a series of FRED, under the count of what it holds."""
    yield "series", files["series"]
    page = json.loads(files["data"])
    yield "observations", json.dumps({**page, "count": len(page["observations"])}).encode()


def fred_vintages(files: Files) -> Sent:
    """Rows of FRED with their real time, in its envelope; each holds until the day before the next one."""
    rows = list(csv.DictReader(io.StringIO(files["data"].decode())))
    ends: dict[str, str] = {}
    for row in reversed(rows):
        row["realtime_end"] = row["realtime_end"] or ends.get(row["date"], LAST)
        ends[row["date"]] = (date.fromisoformat(row["realtime_start"]) - timedelta(days=1)).isoformat()
    described = {
        "id": rows[0]["series"], "realtime_start": rows[0]["realtime_start"], "realtime_end": LAST,
        "title": "Gross Domestic Product", "frequency": "Quarterly", "units": "Billions of Dollars",
        "seasonal_adjustment": "Seasonally Adjusted Annual Rate",
    }  # fmt: skip
    window = {"realtime_start": "1776-07-04", "realtime_end": LAST}
    yield "series", json.dumps({**window, "seriess": [described]}).encode()
    counted = {**window, "count": len(rows), "offset": 0, "limit": 100_000}
    yield "observations", json.dumps({**counted, "observations": rows}).encode()


MENDED: Mapping[str, Callable[[Files], Sent]] = {
    "world bank": world_bank,
    "treasury": treasury,
    "fred page": fred_page,
    "fred vintages": fred_vintages,
}
