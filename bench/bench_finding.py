"""Whether the words of claims find the right series, area and period, in a store of all recorded figures.

phrases.jsonl was written from the series' own documentation by somebody who did not know the program, and is split
in two halves alike: the program was tuned on "tune" only, and on "more", which was written later by others who did
not know it either, in freer words.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import store
from psycopg2.extensions import connection

from api.evidence import evidence_for
from api.state import State
from factcheck.area_ways import area_ways
from factcheck.binding import Binder
from factcheck.claim import Leaf
from factcheck.evidence import Evidence, Knowledge
from factcheck.leaf_ways import series_meant
from factcheck.named_time import Moment
from factcheck.period import Period, fiscal_start_month, parse_period
from factcheck.timewords import meanings
from schemas.check_request import Request, load_request
from sql import snapshots

HALVES = ("tune", "held", "more")
PHRASES = Path(__file__).parent / "phrases.jsonl"
TODAY = date(2026, 11, 1)
FLOORS = {"first": 90, "first three": 97, "none where none": 95, "area": 90, "period": 90}
MOST_TOLD = 400  # wrong answers that are printed with --wrong


def main() -> None:
    """Prints the shares of right answers in both halves; with --wrong those of the tuned half that are wrong."""
    with store.loaded() as url, closing(store.connect(url)) as conn:
        state = State(snapshots.current(conn), TODAY, {})
        rows = [json.loads(line) for line in PHRASES.read_text("utf-8").splitlines()]
        told = {half: [answer(conn, row, state) for row in rows if row["half"] == half] for half in HALVES}
    print(f"{'':18}" + "".join(f"{half:>18}" for half in told) + f"{'floor':>8}")
    for name, floor in FLOORS.items():
        shown = [_share([one[name] for one in answers if name in one]) for answers in told.values()]
        print(f"{name:18}" + "".join(f"{text:>18}" for text in shown) + f"{floor:>7}%")
    if "--wrong" in sys.argv:
        for one in [one for one in told["tune"] if False in one.values()][:MOST_TOLD]:
            print("\n" + "\n".join(f"  {name}: {text}" for name, text in one.items()))


def answer(conn: connection, row: Mapping[str, Any], state: State) -> dict[str, Any]:
    """What of the row is right, by name; what does not apply to it is left out."""
    request = asked_by(row)
    leaf = request.claim.subject
    assert isinstance(leaf, Leaf)
    evidence = evidence_for(conn, request.claim, request.context, state)
    found = list(candidates_in(request, evidence, leaf))
    told: dict[str, Any] = {
        "phrase": row["phrase"],
        "read": (leaf.measure, leaf.area, leaf.period),
        "found": found[:3],
        "wanted": row["series"],
    }
    if not row["series"]:
        return told | {"none where none": not found}
    told |= {"first": found[:1] == row["series"][:1] or (found[:1] != [] and found[0] in row["series"]),
             "first three": any(one in row["series"] for one in found[:3])}  # fmt: skip
    if told["first"] and row["area"]:
        told["area"] = area_of(request, evidence, leaf) in row["area"]
    if row["period"]:
        told["period"] = is_period(leaf.period, parse_period(row["period"]), request)
    return told


def asked_by(row: Mapping[str, Any]) -> Request:
    """A claim of so many of the phrase, as a caller would send it."""
    context = {"said_on": row["said_on"], **({"country": row["country"]} if "country" in row else {})}
    stated = {"amount": "1234", **({"unit": row["unit"]} if "unit" in row else {})}
    claim = {"relation": "equals", "stated": stated, "subject": {"measure": row["phrase"]}}
    return load_request({"claim": claim, "context": context}, TODAY)


def candidates_in(request: Request, evidence: Evidence, leaf: Leaf) -> Iterator[str]:
    """The series that the phrase may mean, as the check orders them, then those that it does not take for close.

    One without figures for the area that the phrase names is no answer: the check says that it has none.
    """
    binder = Binder(evidence, request.context, Knowledge(TODAY, TODAY))
    meant = [series for series, _, _ in series_meant(binder, leaf)]
    others = [one.series for one in evidence.candidates.get("/subject", ()) if one.series not in meant]
    for series in (*meant, *others):
        areas = [area for area, _ in area_ways(binder, leaf, series) if area]
        if not leaf.area or any(evidence.covers(series, area) for area in areas):
            yield series.id


def area_of(request: Request, evidence: Evidence, leaf: Leaf) -> str | None:
    """The area that the best series is looked up for."""
    binder = Binder(evidence, request.context, Knowledge(TODAY, TODAY))
    meant = series_meant(binder, leaf)
    found: Sequence[Any] = area_ways(binder, leaf, meant[0][0]) if meant else [(None, ())]
    area = found[0][0]
    return area.code if area else None


def is_period(words: str | None, wanted: Period, request: Request) -> bool:
    """Whether the words mean just those days, in one of their meanings."""
    if words is None:
        return False
    context = request.context
    moment = Moment(context.said_on, None, fiscal_start_month(context.country))
    found = [one.period for one in meanings(words, moment) if one.period]
    return any((one.start, one.end) == (wanted.start, wanted.end) for one in found)


def _share(answers: Sequence[bool]) -> str:
    right = sum(answers)
    return f"{100 * right / max(len(answers), 1):.1f}% of {len(answers)}"


if __name__ == "__main__":
    main()
