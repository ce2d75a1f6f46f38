"""The figures of a case, from CSV in the columns of an import, held in memory as the check wants them.

A case leaves out what it is not about: the columns it does not have take the defaults below.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from factcheck.claim import PER_POPULATIONS, Claim, Context, Operand, Tree
from factcheck.evidence import Break, Candidate, Evidence
from factcheck.figure import Figure, Vintage
from factcheck.period import Period, label_of, parse_period
from factcheck.series import Area, Publisher, Series

RECORDED = datetime(2020, 1, 1, tzinfo=UTC)
DEFAULTS = {
    "series": "admissions", "publisher": "Office of Statistics of Testland", "unit": "person",
    "stock_flow": "flow", "frequency": "year", "area": "Testland", "nature": "actual", "status": "final",
    "url": "https://statistics.example/table", "locator": "table 1", "licence": "open",
}  # fmt: skip
DELAY = timedelta(days=30)  # from the end of a period to the publication of its figure, where none is given


@dataclass(frozen=True)
class Stored:
    """Everything that a case says is stored."""

    series: Mapping[str, Series] = field(default_factory=dict)
    areas: Sequence[Area] = ()
    names: Mapping[str, Sequence[Area]] = field(default_factory=dict)
    figures: Mapping[tuple[str, str], Sequence[Figure]] = field(default_factory=dict)
    breaks: Sequence[Break] = ()


def stored(figures: str = "", areas: str = "", breaks: str = "") -> Stored:
    """What the CSV of figures, areas and breaks say."""
    rows = [_complete(row) for row in _rows(figures)]
    known = _areas(_rows(areas), rows)
    names = _names(_rows(areas), known)
    series = {row["series"]: _series(row, rows) for row in reversed(rows)}
    found = defaultdict(list)
    for figure in _figures(rows, series, names):
        found[figure.series, figure.area].append(figure)
    return Stored(series, list(known.values()), names, found, [_break(row, names) for row in _rows(breaks)])


def _rows(text: str) -> list[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(text), skipinitialspace=True)
    return [{name.strip(): (value or "").strip() for name, value in row.items()} for row in reader]


def _complete(row: dict[str, str]) -> dict[str, str]:
    full = {**DEFAULTS, **{name: value for name, value in row.items() if value}}
    full.setdefault("measure", full["series"].replace("-", " "))
    full.setdefault("title", full["measure"].capitalize())
    return full


def _areas(listed: list[dict[str, str]], rows: list[dict[str, str]]) -> dict[str, Area]:
    """Areas by code. A row of figures may name an area by itself, which is then its code and its name."""
    named = {row["code"]: row.get("name") or row["code"] for row in listed}
    aliases = {row.get("alias", "") for row in listed} | set(named) | set(named.values())
    named |= {row["area"]: row.get("area_name", row["area"]) for row in rows if row["area"] not in aliases}
    groups, members = defaultdict(set), defaultdict(set)
    for row in listed:
        if row.get("group"):
            groups[row["code"]].add(row["group"])
            members[row["group"]].add(row["code"])
    return {
        code: Area(code, name, tuple(sorted(members[code])), tuple(sorted(groups[code])))
        for code, name in named.items()
    }


def _names(listed: list[dict[str, str]], known: Mapping[str, Area]) -> dict[str, list[Area]]:
    names: dict[str, list[Area]] = defaultdict(list)
    for area in known.values():
        aliases = [row["alias"] for row in listed if row["code"] == area.code and row.get("alias")]
        for name in dict.fromkeys(word.lower() for word in (area.code, area.name, *aliases)):
            names[name].append(area)
    return names


def _series(row: dict[str, str], rows: list[dict[str, str]]) -> Series:
    fiscal = {
        parse_period(other["period"]).start.month
        for other in rows
        if other["publisher"] == row["publisher"] and other["frequency"] == "fiscal_year"
    }
    name = row.get("publisher_name", row["publisher"])
    publisher = Publisher(row["publisher"].lower().replace(" ", "-"), name, min(fiscal, default=None))
    quantum = row.get("rounding_quantum")
    return Series(
        row["series"], row["title"], publisher, row["measure"], row["unit"], row["stock_flow"], row["frequency"],
        row.get("area_role", "place"), row.get("population"), row.get("breakdown"), row.get("statistic"),
        row.get("price_basis"), row.get("adjustment"), row.get("transformation"),
        Decimal(quantum) if quantum else None, row.get("dataset"),
    )  # fmt: skip


def _figures(
    rows: list[dict[str, str]], series: Mapping[str, Series], names: Mapping[str, Sequence[Area]]
) -> list[Figure]:
    """The figures in order of time, the vintages of each oldest first."""
    vintages: dict[tuple[str, str, Period], list[Vintage]] = defaultdict(list)
    for number, row in enumerate(rows, 1):
        one = series[row["series"]]
        plain = parse_period(row["period"])
        fiscal = one.publisher.fiscal_month if one.frequency == "fiscal_year" else None
        period = Period(plain.start, plain.end, label_of(plain.start, plain.end, fiscal))
        area = names[row["area"].lower()][0]
        vintages[one.id, area.code, period].append(_vintage(number, row, period))
    found = [
        Figure(f"fg_{number}", key[0], key[1], key[2], tuple(sorted(some, key=lambda v: v.published_on)))
        for number, (key, some) in enumerate(vintages.items(), 1)
    ]
    return sorted(found, key=lambda f: (f.series, f.area, f.period.start, f.period.end))


def _vintage(number: int, row: dict[str, str], period: Period) -> Vintage:
    def amount(name: str) -> Decimal | None:
        return Decimal(row[name]) if name in row else None

    published = date.fromisoformat(row["published_on"]) if "published_on" in row else period.end + DELAY
    return Vintage(
        f"vt_{number}", amount("value"), amount("low"), amount("high"), row.get("missing"), row["nature"],
        row["status"], published, RECORDED, row["url"], row["locator"], row["licence"], "im_1",
        amount("margin_of_error"),
    )  # fmt: skip


def _break(row: dict[str, str], names: Mapping[str, Sequence[Area]]) -> Break:
    area = names[(row.get("area") or DEFAULTS["area"]).lower()][0]
    return Break(row["series"], area.code, parse_period(row["period"]), row["text"])


def evidence_of(
    stored: Stored, claim: Claim, context: Context, scores: Mapping[str, Mapping[str, object]]
) -> Evidence:
    """What of the store bears on the claim.

    scores: by the words of a measure, how well series match them; without it a series matches the
    words of its own measure or title, and nothing else does.
    """
    candidates = {
        leaf.pointer: _candidates(stored, leaf.series, leaf.measure, scores) for leaf in claim.operands()
    }
    said = [leaf.area for leaf in claim.operands()] + [claim.among, context.area, context.country]
    areas = {
        word.lower(): stored.names[word.lower()] for word in said if word and word.lower() in stored.names
    }
    by_code = {area.code: area for area in stored.areas}
    sole = {}
    for one in stored.series:
        codes = {code for series, code in stored.figures if series == one}
        if len(codes) == 1:
            sole[one] = by_code[codes.pop()]
    populations = [s for s in stored.series.values() if s.measure == "population"]
    heads = any(_per_head(operand) for operand in (claim.subject, claim.reference) if operand)
    return Evidence(
        candidates, areas, by_code, stored.figures, sole, populations if heads else [], stored.breaks
    )


def _candidates(
    stored: Stored, series: str | None, measure: str | None, scores: Mapping[str, Mapping[str, object]]
) -> list[Candidate]:
    if series:
        return [Candidate(stored.series[series])] if series in stored.series else []
    if measure in scores:
        rated = [(stored.series[one], Decimal(str(score))) for one, score in scores[measure].items()]
        return [Candidate(one, score) for one, score in sorted(rated, key=lambda pair: -pair[1])]
    words = (measure or "").lower()
    return [Candidate(s) for s in stored.series.values() if words in (s.measure.lower(), s.title.lower())]


def _per_head(operand: Operand) -> bool:
    if not isinstance(operand, Tree):
        return False
    return operand.per in PER_POPULATIONS or any(_per_head(part) for part in operand.parts)
