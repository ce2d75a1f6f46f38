"""A check as callers get it: the document of http.md, and its shorter forms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from factcheck import rules
from factcheck.check import Check, Now
from factcheck.interval import plain, significant
from factcheck.period import Period, label_of
from factcheck.robustness import Other, Robustness
from factcheck.stored_amount import reach_of_vintage
from factcheck.verdict import COMPUTED_DIGITS, Reading
from factcheck.words import claimed_text, found_text
from factcheck.working import Source, Step
from schemas.figure import dump_figure, dump_period
from schemas.saved import digest_of
from wording import not_checked
from wording.unchecked import Unchecked

CARD = ("id", "verdict", "summary", "headline", "depends_on", "not_checked", "warnings", "links")
MARK = ("verdict", "summary", "headline")


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the request is told back in the answer."""

    claim: Mapping[str, Any]
    context: Mapping[str, Any]
    snapshot: str


def dump_check(check: Check, asked: Asked) -> dict[str, Any]:
    """The document of a check, but for `id`, `checked_at` and `links`, which its storing gives."""
    names = {id(reading): f"r{i}" for i, reading in enumerate(check.readings, 1)}
    unchecked = not_checked(check.claim.wording)
    used = [*check.readings, *(check.now.readings if check.now else ())]
    document: dict[str, Any] = {
        "claim": asked.claim,
        "context": asked.context,
        "verdict": check.verdict,
        "robust": check.robust,
        "summary": check.summary + _left_out(unchecked),
        "headline": _headline(check, names),
        "depends_on": [
            {"choice": d.choice, "consistent": list(d.consistent), "inconsistent": list(d.inconsistent)}
            for d in check.depends_on
        ],
        "by_basis": check.by_basis,
        "readings": [_reading(reading, names[id(reading)]) for reading in check.readings],
        "figures": _figures(used),
        "missing": _missing(check.readings),
        "not_checked": [
            {"quote": words.quote, "start": words.start, "end": words.end, "why": words.why}
            for words in unchecked
        ],
        "as_of": check.as_of.isoformat(),
        "now": _now(check.now),
        "robustness": _robustness(check.robustness),
        "warnings": _warnings(check.warnings),
        "rules": {"version": rules.VERSION, "tolerance": check.tolerance.name},
        "snapshot": asked.snapshot,
    }
    document["digest"] = digest_of(document)
    return document


def _left_out(unchecked: Sequence[Unchecked]) -> str:
    """The end of the summary: the words that were not checked."""
    if not unchecked:
        return ""
    told = "; ".join(f"“{words.quote}” ({words.why})" for words in unchecked)
    return f" Not checked: {told}."


def at_detail(document: dict[str, Any], detail: str) -> dict[str, Any]:
    """The document at the detail asked for: full, card or mark."""
    if detail == "mark":
        return {name: document[name] for name in MARK}
    if detail == "card":
        card = {name: document[name] for name in CARD if name in document}
        head = document["headline"]
        reading = next((r for r in document["readings"] if head and r["id"] == head["reading"]), None)
        card["reading"] = reading
        shown = set(reading["figures"]) if reading else set()
        card["figures"] = [figure for figure in document["figures"] if figure["id"] in shown]
        return card
    return document


def _number(number: Decimal | None, digits: int | None = None) -> str | None:
    if number is None or number.is_infinite():
        return None
    return plain(significant(number, digits) if digits else number)


def _headline(check: Check, names: Mapping[int, str]) -> dict[str, Any] | None:
    reading = check.headline
    if reading is None or reading.found is None:
        return None
    subject = reading.found.subject
    fiscal = next((source.series.publisher.fiscal_month for source in reading.sources), None)
    period = _whole(subject.periods, fiscal) if subject is not None and subject.sources else None
    publishers = list(dict.fromkeys(source.series.publisher.name for source in reading.sources))
    figures = list(dict.fromkeys(source.figure.id for source in reading.sources))
    return {
        "reading": names[id(reading)],
        "claimed": claimed_text(reading),
        "found": found_text(reading),
        "excess_percent": _number(reading.excess_percent),
        "period": _days(period) if period and not period.open_ended else None,
        "figure": figures[0] if len(figures) == 1 else None,
        "source": ", ".join(publishers) if publishers else "the claim's own numbers",
    }


def _whole(periods: Sequence[Period], fiscal_month: int | None) -> Period | None:
    """The span that periods fill which follow one another; the last one where there are gaps."""
    if not periods:
        return None
    joined = all(one.end == then.start for one, then in pairwise(periods))
    first, last = periods[0] if joined else periods[-1], periods[-1]
    return (
        last
        if first == last
        else Period(first.start, last.end, label_of(first.start, last.end, fiscal_month))
    )


def _reading(reading: Reading, name: str) -> dict[str, Any]:
    found = reading.found
    stated = computed = None
    if found is not None:
        reach, amount = found.stated.reach.interval, found.computed
        stated = {
            "low": _number(reach.low), "high": _number(reach.high), "unit": found.stated.unit.code or None,
            "low_included": reach.low_included, "high_included": reach.high_included,
        }  # fmt: skip
        computed = {
            "value": _number(amount.value, COMPUTED_DIGITS), "low": _number(amount.interval.low, COMPUTED_DIGITS),
            "high": _number(amount.interval.high, COMPUTED_DIGITS), "unit": amount.unit.code or None,
        }  # fmt: skip
    return {
        "id": name,
        "label": reading.label or (reading.failure.text if reading.failure else ""),
        "standing": reading.standing,
        "basis": reading.basis,
        "assumptions": [
            {"choice": a.choice, "value": a.value, "standing": a.standing, "text": a.text}
            for a in reading.assumptions
        ],
        "verdict": reading.verdict,
        "robust": reading.robust,
        "stated": stated,
        "computed": computed,
        "direction": reading.direction,
        "gap": _number(reading.gap, COMPUTED_DIGITS),
        "excess_percent": _number(reading.excess_percent),
        "margin_percent": _number(reading.margin_percent),
        "reason": reading.failure.reason if reading.failure else None,
        "working": [_step(step) for step in reading.steps],
        "notes": list(found.notes) if found else [],
        "warnings": _warnings(reading.warnings),
        "figures": list(dict.fromkeys(source.figure.id for source in reading.sources)),
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "step": step.number,
        "operation": step.operation,
        "inputs": list(step.inputs),
        "result": {
            "value": _number(step.value),
            "low": _number(step.interval.low),
            "high": _number(step.interval.high),
            "unit": step.unit or None,
        },
        "text": step.text,
    }


def _warnings(warnings: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"code": code, "text": text} for code, text in warnings]


def _figures(readings: Sequence[Reading]) -> list[dict[str, Any]]:
    """Every vintage used, once, in the order of first use."""
    sources = dict.fromkeys(source for reading in readings for source in reading.sources)
    seen: dict[str, Source] = {}
    for source in sources:
        seen.setdefault(source.vintage.id, source)
    return [_used(source) for source in seen.values()]


def _used(source: Source) -> dict[str, Any]:
    """A figure as it was used: low and high hold what its publisher's rounding and margin allow."""
    figure = dump_figure(source.figure, source.vintage, source.series, source.area)
    if source.vintage.missing is None:
        _, reach = reach_of_vintage(source.vintage, source.series.rounding_quantum)
        figure |= {"low": reach.low, "high": reach.high}
    for name in ("value", "low", "high"):
        figure[name] = _number(figure[name])
    figure["published_on"] = figure["published_on"].isoformat()
    figure["retrieved_at"] = figure["retrieved_at"].isoformat()
    figure["period"] = _days(source.figure.period)
    return figure


def _days(period: Period) -> dict[str, str]:
    return {name: str(value) for name, value in dump_period(period).items()}


def _missing(readings: Sequence[Reading]) -> list[dict[str, Any]]:
    """What could not be had, once for each operand and reason."""
    rows: dict[tuple[str, str, str], dict[str, Any]] = {}
    for reading in readings:
        failure = reading.failure
        if failure is None:
            continue
        row = {
            "operand": f"/claim{failure.pointer}",
            "reason": failure.reason,
            "text": failure.text,
            "nearest": [
                {
                    "series": n.series,
                    "area": n.area,
                    "period": n.period,
                    "score": _number(n.score),
                    "because": n.because,
                }
                for n in failure.nearest
            ],
        }
        rows.setdefault((failure.pointer, failure.reason, failure.text), row)
    return list(rows.values())


def _now(now: Now | None) -> dict[str, Any] | None:
    if now is None:
        return None
    return {
        "verdict": now.verdict,
        "summary": now.summary,
        "published_on": now.published_on.isoformat() if now.published_on else None,
        "readings": [_reading(reading, f"n{i}") for i, reading in enumerate(now.readings, 1)],
    }


def _robustness(robustness: Robustness | None) -> dict[str, Any] | None:
    if robustness is None:
        return None
    return {
        "tried": robustness.tried,
        "kept": robustness.kept,
        "most_favourable": _other(robustness.most_favourable),
        "least_favourable": _other(robustness.least_favourable),
    }


def _other(other: Other) -> dict[str, Any]:
    return {
        "period": _days(other.period),
        "computed": _number(other.computed, COMPUTED_DIGITS),
        "verdict": other.verdict,
    }
