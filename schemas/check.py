"""A check as callers get it: the document of http.md, its digest, and its shorter forms."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from marshmallow import INCLUDE, Schema, fields, post_load, validate

from factcheck import rules
from factcheck.check import Check, Now
from factcheck.choice import STANDINGS
from factcheck.comparability import WARNINGS
from factcheck.evidence import REASONS
from factcheck.interval import plain, significant
from factcheck.period import Period
from factcheck.robustness import Other, Robustness
from factcheck.stored_amount import reach_of_vintage
from factcheck.verdict import COMPUTED_DIGITS, Reading
from factcheck.words import claimed_text, found_text
from factcheck.working import Source, Step
from schemas.figure import FigureSchema, dump_figure, dump_period
from schemas.json_text import Json
from schemas.listing import Cursor, PageSchema, Strict, listed
from schemas.shape import Shape, load_body, load_query
from wording import not_checked
from wording.unchecked import Unchecked

VERDICTS = ("consistent", "inconsistent", "depends", "no_figures", "not_checkable")
DIGESTED = ("claim", "context", "readings", "figures", "rules", "snapshot")
CARD = ("id", "verdict", "summary", "headline", "depends_on", "not_checked", "warnings", "links")
MARK = ("verdict", "summary", "headline")
DETAILS = ("full", "card", "mark")
PASSING = ("id", "checked_at", "links", "digest")  # what differs between two makings of one check
MOST_DIFFERENCES = 100


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


def digest_of(document: Mapping[str, Any]) -> str:
    """The digest of claim, context, readings, figures, rules and snapshot, in one canonical form."""
    covered = {name: document.get(name) for name in DIGESTED}
    text = json.dumps(covered, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return f"sha-256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


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
    period = subject.periods[-1] if subject is not None and subject.sources and subject.periods else None
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
                {"series": n.series, "area": n.area, "period": n.period, "score": _number(n.score)}
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


class IntervalSchema(Schema):
    """The stated quantity: all values it stands for. A missing end is null."""

    low = fields.String(allow_none=True, required=True)
    high = fields.String(allow_none=True, required=True)
    unit = fields.String(allow_none=True, required=True)
    low_included = fields.Boolean(required=True)
    high_included = fields.Boolean(required=True)


class ValueSchema(Schema):
    """A value and the interval it may lie in."""

    value = fields.String(allow_none=True, required=True)
    low = fields.String(allow_none=True, required=True)
    high = fields.String(allow_none=True, required=True)
    unit = fields.String(allow_none=True, required=True)


class StepSchema(Schema):
    """One line of the working. inputs: claim:, vintage:, step:, const:, months: or days:."""

    step = fields.Integer(required=True)
    operation = fields.String(required=True)
    inputs = fields.List(fields.String(), required=True)
    result = fields.Nested(ValueSchema, required=True)
    text = fields.String(required=True)


class AssumptionSchema(Schema):
    """A choice as one reading makes it."""

    choice = fields.String(required=True)
    value = fields.String(required=True)
    standing = fields.String(required=True)
    text = fields.String(required=True)


class WarningSchema(Schema):
    """What to mind. code: one of GET /v1/rules."""

    code = fields.String(required=True, metadata={"enum": list(WARNINGS)})
    text = fields.String(required=True)


class ReadingSchema(Schema):
    """One way to understand the claim, with its arithmetic and its verdict."""

    id = fields.String(required=True)
    label = fields.String(required=True)
    standing = fields.String(required=True, metadata={"enum": list(STANDINGS)})
    basis = fields.String(required=True, metadata={"enum": ["claimed", "official", "mixed"]})
    assumptions = fields.List(fields.Nested(AssumptionSchema), required=True)
    verdict = fields.String(required=True, metadata={"enum": ["consistent", "inconsistent", "undefined"]})
    robust = fields.Boolean(allow_none=True, required=True)
    stated = fields.Nested(IntervalSchema, allow_none=True, required=True)
    computed = fields.Nested(ValueSchema, allow_none=True, required=True)
    direction = fields.String(allow_none=True, required=True)
    gap = fields.String(allow_none=True, required=True)
    excess_percent = fields.String(allow_none=True, required=True)
    margin_percent = fields.String(allow_none=True, required=True)
    reason = fields.String(allow_none=True)
    working = fields.List(fields.Nested(StepSchema), required=True)
    notes = fields.List(fields.String())
    warnings = fields.List(fields.Nested(WarningSchema), required=True)
    figures = fields.List(fields.String(), required=True)


class HeadlineSchema(Schema):
    """The line a reporter prints."""

    reading = fields.String(required=True)
    claimed = fields.String(allow_none=True, required=True)
    found = fields.String(required=True)
    excess_percent = fields.String(allow_none=True, required=True)
    period = fields.Dict(allow_none=True, required=True)
    figure = fields.String(allow_none=True, required=True)
    source = fields.String(required=True)


class DivideSchema(Schema):
    """A choice that divides the readings."""

    choice = fields.String(required=True)
    consistent = fields.List(fields.String(), required=True)
    inconsistent = fields.List(fields.String(), required=True)


class MissingSchema(Schema):
    """What could not be had, and what is nearest."""

    operand = fields.String(required=True)
    reason = fields.String(required=True, metadata={"enum": list(REASONS)})
    text = fields.String(required=True)
    nearest = fields.List(fields.Dict(), required=True)


class NowSchema(Schema):
    """What today's figures say, where that differs."""

    verdict = fields.String(required=True)
    summary = fields.String(required=True)
    published_on = fields.String(allow_none=True, required=True)
    readings = fields.List(fields.Nested(ReadingSchema), required=True)


class CheckSchema(Schema):
    """A claim checked; at detail `card` or `mark`, a part of it."""

    id = fields.String()
    checked_at = fields.String()
    claim = fields.Dict()
    context = fields.Dict()
    verdict = fields.String(required=True, metadata={"enum": list(VERDICTS)})
    robust = fields.Boolean(allow_none=True)
    summary = fields.String(required=True)
    headline = fields.Nested(HeadlineSchema, allow_none=True, required=True)
    depends_on = fields.List(fields.Nested(DivideSchema))
    by_basis = fields.Dict()
    readings = fields.List(fields.Nested(ReadingSchema))
    reading = fields.Nested(ReadingSchema, allow_none=True)
    figures = fields.List(fields.Nested(FigureSchema))
    missing = fields.List(fields.Nested(MissingSchema))
    not_checked = fields.List(fields.Dict())
    as_of = fields.String()
    now = fields.Nested(NowSchema, allow_none=True)
    robustness = fields.Dict(allow_none=True)
    warnings = fields.List(fields.Nested(WarningSchema))
    rules = fields.Dict()
    snapshot = fields.String()
    digest = fields.String()
    links = fields.Dict()


class DifferenceSchema(Schema):
    """A place where a saved answer and the check computed again differ."""

    pointer = fields.String(required=True)
    saved = fields.Raw(allow_none=True)
    computed = fields.Raw(allow_none=True)


class VerificationSchema(Schema):
    """Whether a saved answer is as it was given, and computes again."""

    unaltered = fields.Boolean(required=True)
    computes = fields.Boolean(required=True)
    differences = fields.List(fields.Nested(DifferenceSchema), required=True)


class SavedRulesSchema(Strict):
    """The rules that an answer was made by."""

    class Meta:
        unknown = INCLUDE

    tolerance = fields.String(required=True)


class SavedSchema(Strict):
    """A saved answer, whole, as `POST /v1/checks` gave it."""

    class Meta:
        unknown = INCLUDE

    claim = fields.Dict(required=True)
    context = fields.Dict(required=True)
    rules = fields.Nested(SavedRulesSchema, required=True)
    as_of = fields.String(required=True)
    snapshot = fields.String(required=True)
    digest = fields.String(required=True)


class DetailQuerySchema(Strict):
    """How much of a check is asked for."""

    detail = fields.String(
        load_default="full", validate=validate.OneOf(DETAILS, error="expected full, card or mark")
    )


class CheckQuerySchema(PageSchema):
    """Which checks are asked for."""

    url = fields.String(
        load_default=None,
        metadata={"description": "the address that the claim was found at"},
    )
    key = fields.String(load_default=None, metadata={"description": "the key of the claim"})
    verdict = fields.String(
        load_default=None, validate=validate.OneOf(VERDICTS, error=f"expected one of {', '.join(VERDICTS)}")
    )

    @post_load
    def _query(self, loaded: dict[str, Any], **_: Any) -> "CheckQuery":
        return CheckQuery(**loaded)


@dataclass(frozen=True, slots=True)
class CheckQuery:
    """Which checks are asked for; None is no condition."""

    url: str | None
    key: str | None
    verdict: str | None
    cursor: Cursor
    limit: int


_SAVED, _DETAIL, _CHECK_QUERY = SavedSchema(), DetailQuerySchema(), CheckQuerySchema()
CHECK = Shape(CheckSchema)
CHECKS = Shape(listed(CheckSchema))
SAVED = Shape(SavedSchema)
VERIFICATION = Shape(
    VerificationSchema, {"As it was given": {"unaltered": True, "computes": True, "differences": []}}
)
DETAIL_QUERY = Shape(DetailQuerySchema)
CHECK_QUERY = Shape(CheckQuerySchema)


def load_saved(document: Json) -> dict[str, Any]:
    """A saved answer, whole. Raises BodyError where it is none."""
    saved: dict[str, Any] = load_body(_SAVED, document)
    return saved


def load_detail(parameters: Mapping[str, list[str]]) -> str:
    """How much of a check is asked for. Raises QueryError."""
    detail: str = load_query(_DETAIL, parameters)["detail"]
    return detail


def load_check_query(parameters: Mapping[str, list[str]]) -> CheckQuery:
    """Which checks are asked for. Raises QueryError."""
    query: CheckQuery = load_query(_CHECK_QUERY, parameters)
    return query


def differences(saved: Any, computed: Any) -> list[dict[str, Any]]:
    """Where a saved answer differs from the check computed again, by JSON Pointer, the first 100.

    What the storing of a check gives it (id, time, links) is left out, and so is the digest.
    """
    rows = _differing(_lasting(saved), _lasting(computed), "")
    return [
        {"pointer": pointer, "saved": a, "computed": b} for pointer, a, b in islice(rows, MOST_DIFFERENCES)
    ]


def _lasting(document: Mapping[str, Any]) -> dict[str, Any]:
    lasting = {name: value for name, value in document.items() if name not in PASSING}
    warnings = lasting.get("warnings")
    if isinstance(warnings, list):  # what was taken back later is told with an answer, but is no part of it
        lasting["warnings"] = [w for w in warnings if not _of_withdrawal(w)]
    return lasting


def _of_withdrawal(warning: Any) -> bool:
    return isinstance(warning, dict) and warning.get("code") == "withdrawn_import"


def _differing(a: Any, b: Any, pointer: str) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(a, dict) and isinstance(b, dict):
        for name in dict.fromkeys((*a, *b)):
            step = str(name).replace("~", "~0").replace("/", "~1")
            yield from _differing(a.get(name), b.get(name), f"{pointer}/{step}")
    elif isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for i, (x, y) in enumerate(zip(a, b, strict=True)):
            yield from _differing(x, y, f"{pointer}/{i}")
    elif a != b:
        yield pointer, a, b
