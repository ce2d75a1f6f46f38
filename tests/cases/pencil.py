"""The verdict of a check computed again with pencil and paper: from its JSON and nothing else.

Written from the rules (semantics §5, §7, §8, §12), and sharing no code with the program.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any

Document = Mapping[str, Any]
INFINITY = Decimal("Infinity")
_WIDE = Context(prec=3000, Emax=999_999, Emin=-999_999)
_LONG_DIVISION = Context(prec=20, Emax=999_999, Emin=-999_999)
MONTHS = {"year": 12, "quarter": 3, "month": 1}
DAYS_A_YEAR = Decimal("365.2425")
DAYS = {"week": Decimal(7), "day": Decimal(1)}


@dataclass(frozen=True)
class Span:
    """A value and the interval it may lie in."""

    value: Decimal
    low: Decimal
    high: Decimal
    unit: str | None = None


def faults(document: Document) -> Iterator[str]:
    """Everything in which the document does not follow from what it shows."""
    figures: dict[str, Document] = {}
    for figure in document["figures"]:
        figures[figure["vintage"]] = figure
    later = document["now"]["readings"] if document["now"] else []
    for reading in [*document["readings"], *later]:
        for fault in _of_reading(reading, document["claim"], figures):
            yield f"{reading['id']}: {fault}"
    verdict = claim_verdict(document)
    if verdict != document["verdict"]:
        yield f"the readings make it {verdict}, the document says {document['verdict']}"


def claim_verdict(document: Document) -> str:
    """What §8 makes of the readings."""
    readings, stance = document["readings"], document["claim"]["stance"]
    if document["verdict"] == "not_checkable" and stance == "conditional":
        return "not_checkable"
    stored = [r for r in readings if r["basis"] != "claimed"]
    counted = stored if any(map(_decides, stored)) else readings
    verdict = _over(counted)
    claimed = [r for r in readings if r["basis"] == "claimed" and _decides(r)]
    if claimed and all(r["verdict"] == "inconsistent" for r in claimed) and verdict == "consistent":
        verdict = "depends"
    if stance == "denied":
        verdict = {"consistent": "inconsistent", "inconsistent": "consistent"}.get(verdict, verdict)
    assumed = any(w["code"] == "said_on_assumed" for w in document["warnings"])
    if assumed and document["verdict"] == "depends" and verdict in {"consistent", "inconsistent"}:
        return "depends"
    return verdict


def _decides(reading: Document) -> bool:
    return reading["standing"] in {"literal", "accepted"} and reading["verdict"] != "undefined"


def _over(readings: Sequence[Document]) -> str:
    verdicts = {reading["verdict"] for reading in readings if _decides(reading)}
    strained = any(r["standing"] == "strained" and r["verdict"] == "consistent" for r in readings)
    if not verdicts:
        return "depends" if strained else "no_figures"
    if verdicts == {"consistent"}:
        return "consistent"
    return "inconsistent" if verdicts == {"inconsistent"} and not strained else "depends"


def _of_reading(reading: Document, claim: Document, figures: Mapping[str, Document]) -> Iterator[str]:
    done: dict[int, Span] = {}
    for number, step in enumerate(reading["working"], 1):
        if step["step"] != number:
            yield f"step {step['step']} stands in place {number}"
        shown = _shown(step["result"])
        again = _again(step, claim, figures, done)
        if isinstance(again, str):
            yield f"step {number}: {again}"
        elif again is not None and not _same(again, shown):
            yield f"step {number}, {step['text']!r}: gives {_told(again)}, shown is {_told(shown)}"
        done[number] = shown
    ranged = any(
        figures[vintage]["low"] != figures[vintage]["high"] for vintage in _vintages(reading) & figures.keys()
    )
    yield from _outcome(reading, _as_many_as(claim) and ranged, done)


def _outcome(reading: Document, greatest: bool, done: Mapping[int, Span]) -> Iterator[str]:
    """Whether `computed` is the last step before the comparison, and the verdict follows from it."""
    if reading["verdict"] == "undefined":
        if not reading["reason"]:
            yield "is undefined and does not say why"
        return
    last = reading["working"][-1]
    if last["operation"] != "compare":
        yield "does not end in a comparison"
        return
    computed, result = reading["computed"], done[len(done) - 1]
    for name in ("value", "low", "high"):
        if not near(_end(computed[name], name), getattr(result, name), Decimal("1e-11")):
            yield f"computed {name} is {computed[name]}, the last step before compare gives {getattr(result, name)}"
    holds = _meet(reading, greatest=greatest) and reading["direction"] not in {"wrong_sign", "tie"}
    if holds != (reading["verdict"] == "consistent"):
        yield f"{computed} against {reading['stated']} ({reading['direction']}) is told {reading['verdict']}"
    if (_end(last["result"]["value"]), reading["robust"]) != (
        int(holds),
        _inside(computed, reading["stated"]) if holds else reading["robust"],
    ):
        yield f"the last step tells {last['result']['value']}, and robust is {reading['robust']}"


def _as_many_as(claim: Document) -> bool:
    return (claim.get("stated") or {}).get("hedge") == "as many as"


def _vintages(reading: Document) -> set[str]:
    inputs = [text for step in reading["working"] for text in step["inputs"]]
    return {text.removeprefix("vintage:") for text in inputs if text.startswith("vintage:")}


def _meet(reading: Document, *, greatest: bool) -> bool:
    """§7; and §3 of "as many as": of a range, none above that and the greatest at least 0.9 of it."""
    computed = reading["computed"]
    if greatest:
        return meets({"low": computed["high"], "high": computed["high"]}, reading["stated"])
    return meets(computed, reading["stated"])


def meets(computed: Document, stated: Document) -> bool:
    """§7: more in common than a shared end; a single value on an included end is enough."""
    low, high = _end(computed["low"], "low"), _end(computed["high"], "high")
    floor, ceiling = _end(stated["low"], "low"), _end(stated["high"], "high")
    if low == high or floor == ceiling:
        held_low = low > floor or (low == floor and stated["low_included"]) if low == high else low <= floor
        held_high = (
            high < ceiling or (high == ceiling and stated["high_included"]) if low == high else floor <= high
        )
        return held_low and held_high
    return max(low, floor) < min(high, ceiling)


def _inside(computed: Document, stated: Document) -> bool:
    low, high = _end(computed["low"], "low"), _end(computed["high"], "high")
    floor, ceiling = _end(stated["low"], "low"), _end(stated["high"], "high")
    held_low = low > floor or (low == floor and (stated["low_included"] or low == -INFINITY))
    held_high = high < ceiling or (high == ceiling and (stated["high_included"] or high == INFINITY))
    return held_low and held_high


def near(a: Decimal, b: Decimal, tolerance: Decimal = Decimal("1e-6")) -> bool:
    """Whether two numbers are the same up to a relative tolerance."""
    if a == b:
        return True
    if a.is_infinite() or b.is_infinite():
        return False
    return abs(_WIDE.subtract(a, b)) <= _WIDE.multiply(tolerance, max(abs(a), abs(b)))


def _end(text: str | None, name: str = "value") -> Decimal:
    if text is None:
        return -INFINITY if name == "low" else INFINITY
    return Decimal(text)


def _shown(result: Document) -> Span:
    low, high = _end(result["low"], "low"), _end(result["high"], "high")
    return Span(_end(result["value"]), low, high, result["unit"])


def _told(span: Span) -> str:
    return f"{span.value} ({span.low} to {span.high})"


def _same(a: Span, b: Span) -> bool:
    return all(
        near(getattr(a, name), getattr(b, name), Decimal("1e-18")) for name in ("value", "low", "high")
    )


def _again(
    step: Document, claim: Document, figures: Mapping[str, Document], done: Mapping[int, Span]
) -> Span | str | None:
    """The step's result from its inputs; words where they do not do; None where the claim gives it."""
    operation, shown = step["operation"], _shown(step["result"])
    kinds = [text.partition(":")[0] for text in step["inputs"]]
    if operation == "state":
        return _stated(step["inputs"], claim)
    if operation == "look_up":
        return _looked_up(step["inputs"], figures, shown)
    spans = [_input(text, done) for text in step["inputs"]]
    if any(span is None for span in spans):
        return f"its inputs {step['inputs']} are none of the forms"
    known = [span for span in spans if span is not None]
    if operation == "per":
        return _per(known[0], step, shown)
    if operation == "compare":
        return _compared(known, step, claim)
    if operation == "convert" and kinds == ["step", "const"] and known[0].unit == shown.unit:
        return _widened(known[0], known[1])
    if operation not in _ARITHMETIC:
        return f"{operation} is no operation"
    return _ARITHMETIC[operation](known)


def _stated(inputs: Sequence[str], claim: Document) -> str | None:
    """Only whether the place in the claim is there; what its words stand for is the cases' business."""
    place: Any = claim
    for name in inputs[0].removeprefix("claim:").split("/")[1:]:
        try:
            place = place[int(name)] if isinstance(place, list) else place[name]
        except (KeyError, IndexError, ValueError):
            return f"the claim has nothing at {inputs[0]}"
    return None


def _looked_up(inputs: Sequence[str], figures: Mapping[str, Document], shown: Span) -> Span | str:
    figure = figures.get(inputs[0].removeprefix("vintage:"))
    if figure is None:
        return f"{inputs[0]} is not among the figures"
    low, high = _end(figure["low"], "low"), _end(figure["high"], "high")
    value = _end(figure["value"]) if figure["value"] is not None else (low + high) / 2
    margin = low - shown.low  # a rounding step or a margin of error reaches as far on either side
    if margin < 0 or not near(high + margin, shown.high):
        return f"the figure has {low} to {high}, looked up is {_told(shown)}"
    return Span(value, shown.low, shown.high)


def _input(text: str, done: Mapping[int, Span]) -> Span | None:
    kind, _, rest = text.partition(":")
    if kind == "step":
        return done.get(int(rest))
    if kind in {"const", "months", "days"}:
        return Span(Decimal(rest), Decimal(rest), Decimal(rest), kind)
    return None


def _sum(parts: Sequence[Span]) -> Span:
    value = low = high = Decimal(0)
    for part in parts:
        value, low, high = _WIDE.add(value, part.value), _WIDE.add(low, part.low), _WIDE.add(high, part.high)
    return Span(value, low, high)


def _mean(parts: Sequence[Span]) -> Span:
    total, count = _sum(parts), Decimal(len(parts))
    return Span(*(_LONG_DIVISION.divide(end, count) for end in (total.value, total.low, total.high)))


def _difference(parts: Sequence[Span]) -> Span:
    a, b = parts
    return Span(
        _WIDE.subtract(a.value, b.value), _WIDE.subtract(a.low, b.high), _WIDE.subtract(a.high, b.low)
    )


def _times(a: Decimal, b: Decimal) -> Decimal:
    return Decimal(0) if not a or not b else _WIDE.multiply(a, b)


def _quotient(a: Decimal, b: Decimal) -> Decimal:
    return Decimal(0) if b.is_infinite() else _LONG_DIVISION.divide(a, b)


def _multiply(parts: Sequence[Span]) -> Span:
    a, b = parts
    ends = [_times(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    return Span(_times(a.value, b.value), min(ends), max(ends))


def _divide(parts: Sequence[Span]) -> Span | str:
    a, b = parts
    if b.low <= 0 <= b.high:
        return "divides by what may be zero"
    pairs = [
        (x, y) for x in (a.low, a.high) for y in (b.low, b.high) if not (x.is_infinite() and y.is_infinite())
    ]
    ends = [_quotient(x, y) for x, y in pairs]
    if len(pairs) < 4:
        ends += [Decimal(0), INFINITY]
    return Span(_quotient(a.value, b.value), min(ends), max(ends))


_ARITHMETIC: Mapping[str, Callable[[Sequence[Span]], Span | str]] = {
    "sum": _sum, "mean": _mean, "difference": _difference, "multiply": _multiply, "divide": _divide,
    "convert": _multiply,
}  # fmt: skip


def _per(amount: Span, step: Document, shown: Span) -> Span | str:
    """Spread evenly over a number of months or days; the unit says over what ("person per day")."""
    kind, _, count = step["inputs"][1].partition(":")
    match = re.search(r"(?:^| )per (year|quarter|month|week|day)$", shown.unit or "")
    if match is None:
        return f"its unit {shown.unit!r} does not say per what"
    each = match[1]
    if kind == "months":
        stretches = (
            _quotient(Decimal(count), Decimal(MONTHS[each]))
            if each in MONTHS
            else _quotient(_times(Decimal(count), DAYS_A_YEAR / DAYS[each]), Decimal(12))
        )
    else:
        stretches = (
            _quotient(Decimal(count), DAYS[each])
            if each in DAYS
            else _quotient(_times(Decimal(count), Decimal(12) / MONTHS[each]), DAYS_A_YEAR)
        )
    return Span(*(_quotient(end, stretches) for end in (amount.value, amount.low, amount.high)))


def _widened(amount: Span, part: Span) -> Span:
    """§5, rank: a neighbouring year's figure, widened by half of itself either way."""
    half = _times(abs(amount.value), part.value)
    return Span(amount.value, amount.low - half, amount.high + half)


def _compared(parts: Sequence[Span], step: Document, claim: Document) -> str | None:
    """A comparison: 1 where it holds, 0 where it does not, 0 … 1 where the intervals leave it open."""
    shown = _shown(step["result"])
    if not {shown.value, shown.low, shown.high} <= {0, 1} or not shown.low <= shown.value <= shown.high:
        return f"the comparison gives {_told(shown)}"
    ways = {
        "rank": "less" if claim.get("order") == "lowest" else "greater",
        "trend": {"rising": "greater", "falling": "less"}.get(claim.get("direction", "")),
        "frequency": claim.get("property", {}).get("order"),
    }
    way = ways.get(claim["relation"])
    last = step["inputs"][1:] == ["const:0"] or "…" in step["text"] or "against" in step["text"]
    if last or way not in {"greater", "less"}:
        return None
    a, b = parts if way == "greater" else reversed(parts)
    if a.low > b.high and shown.low != 1:
        return f"{_told(a)} is certainly above {_told(b)}, the comparison gives {_told(shown)}"
    if a.high < b.low and shown.high != 0:
        return f"{_told(a)} is certainly below {_told(b)}, the comparison gives {_told(shown)}"
    return None
