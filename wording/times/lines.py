"""Lines of JSON about the times of a text, as benchmarks and other programs want them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wording.plain_text import Plain, plain_text
from wording.times.find import find_times
from wording.times.time_said import Days, TimeSaid


def times_line(line: Mapping[str, Any]) -> dict[str, Any]:
    """The times of a line {"id", "text", "ref_date", "country"}, the last two optional; ages are amounts, and left out."""
    plain = plain_text(line["text"])
    ref = date.fromisoformat(line["ref_date"]) if line.get("ref_date") else None
    said = find_times(plain, ref, line.get("country"))
    return {"id": line["id"], "q": [_item(plain, each) for each in said if not each.age]}


def _item(plain: Plain, said: TimeSaid) -> dict[str, Any]:
    """span: in the text as given. start, end (excluded): its days. timex: the length said. alt: further readings."""
    item: dict[str, Any] = {
        "span": list(plain.place(said.start, said.end)),
        "kind": said.kind,
        "words": said.words,
        **_ends((said.first, said.last_excluded)),
        "timex": said.length if said.count is not None else said.timex,
    }
    if said.others:
        item["alt"] = [_ends(days) for days in said.others]
    return item


def _ends(days: Days) -> dict[str, str | None]:
    start, end = (day.isoformat() if day else None for day in days)
    return {"start": start, "end": end}
