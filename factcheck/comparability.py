"""Warnings on what is compared: each a code and one sentence (semantics §9).

Each is computed from what series, figures and operands carry, never from guesswork.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from factcheck.needed import needed
from factcheck.operand import Bench
from factcheck.reading import Draft
from factcheck.relation import Found
from factcheck.series import Series, in_current_prices
from factcheck.unit import PERSON, same_population
from factcheck.working import Amount, shown

SMALL_BASE = Decimal(30)  # a reference below this makes ratios and changes jump (semantics §9)

# code: what it warns of. The codes that other modules raise are here too, for the rules.
WARNINGS = {
    "unequal_periods": "The two cover periods of unequal length.",
    "calendar_vs_fiscal": "A calendar year is compared with a fiscal year.",
    "partial_period": "The period was not over: the figures cover a part of it.",
    "provisional": "The figure is provisional and may be revised.",
    "projection_vs_actual": "A projection stands against an outcome.",
    "target_vs_actual": "A target or ceiling stands against an outcome.",
    "stock_vs_flow": "A level at one moment is compared with an amount over a period.",
    "different_area": "The two are for different areas.",
    "different_population": "The two count different populations.",
    "different_publisher": "The two come from different publishers.",
    "unit_converted": "A unit was converted.",
    "nominal_not_real": "Amounts of money of different years are compared without regard to prices.",
    "not_seasonally_adjusted": "Months or quarters are compared that were not adjusted for the season.",
    "break_in_series": "The series has a break between the two.",
    "publisher_rounding": "The publisher rounds its figures.",
    "margin_of_error": "The publisher gives a margin of error.",
    "small_base": "The base is below 30: a small change of it changes the result a lot.",
    "wide_operands": "The numbers compared are too round to tell.",
    "revised_since": "The figure has been revised since.",
    "published_after_the_claim": "The oldest figure stored was published after the claim.",
    "said_on_assumed": "No date was given for the claim; today was taken.",
    "weak_series_match": "The words fit the series only in part.",
    "near_bound": "Consistent only by the slack that a bound is given.",
    "understates": "True, and far more than was said.",
    "overstates_bound": "True, and far less than the bound said.",
    "baseline_sensitive": "Most other starting points give another verdict.",
    "readings_limited": "There were more readings than are computed.",
    "withdrawn_import": "A figure used has been taken back since.",
}
Warn = tuple[str, str]


def warnings(draft: Draft, found: Found, bench: Bench) -> list[Warn]:
    """All warnings of one reading, in the order of the table of their causes."""
    raised = [*found.warnings, *found.computed.warnings]
    for amount in (found.subject, found.reference):
        raised += amount.warnings if amount else ()
    if found.subject is not None and found.reference is not None:
        for compare in _PAIRS:
            raised += compare(draft, found.subject, found.reference, bench)
    return raised


def _periods(draft: Draft, a: Amount, b: Amount, _bench: Bench) -> list[Warn]:
    if a.kind != "flow" or b.kind != "flow" or a.length is None or b.length is None:
        return []
    if draft.claim.relation in {"share", "rate"} or a.length == b.length:
        return []
    text = f"The two cover {_length(a)} and {_length(b)}."
    return [("unequal_periods", text)]


def _length(amount: Amount) -> str:
    length = needed(amount.length, "length")
    if length.unit == "months" and length.count % 12 == 0:
        return f"{length.count // 12} year{'s' if length.count != 12 else ''}"
    return f"{length.count} {length.unit if length.count != 1 else length.unit[:-1]}"


def _calendars(_draft: Draft, a: Amount, b: Amount, _bench: Bench) -> list[Warn]:
    starts = [{(p.start.month, p.start.day) for p in amount.periods if not p.open_ended} for amount in (a, b)]
    whole = all(
        amount.length and amount.length.unit == "months" and amount.length.count % 12 == 0
        for amount in (a, b)
    )
    if not whole or not all(len(start) == 1 for start in starts) or starts[0] == starts[1]:
        return []
    if (1, 1) in starts[0] | starts[1]:
        return [("calendar_vs_fiscal", WARNINGS["calendar_vs_fiscal"])]
    return []


def _natures(draft: Draft, a: Amount, b: Amount, _bench: Bench) -> list[Warn]:
    natures = {a.nature, b.nature}
    raised = []
    actual = natures & {"actual", "estimate", "provisional"}
    if actual and natures & {"target", "ceiling"}:
        if draft.claim.relation == "order":
            return [("target_vs_actual", "A target or ceiling stands against what happened.")]
        raised.append(("target_vs_actual", WARNINGS["target_vs_actual"]))
    if actual and "projection" in natures:
        raised.append(("projection_vs_actual", WARNINGS["projection_vs_actual"]))
    return raised


def _kinds(draft: Draft, a: Amount, b: Amount, _bench: Bench) -> list[Warn]:
    if {a.kind, b.kind} == {"stock", "flow"} and draft.claim.relation not in {"rate", "share"}:
        return [("stock_vs_flow", WARNINGS["stock_vs_flow"])]
    return []


def _series(amount: Amount) -> list[Series]:
    return list(dict.fromkeys(source.series for source in amount.sources))


def _populations(draft: Draft, a: Amount, b: Amount, _bench: Bench) -> list[Warn]:
    if not same_population(a.unit, b.unit):
        return [("different_population", f"The two count {a.unit.code}s and {b.unit.code}s.")]
    if draft.claim.relation in {"share", "rate"}:
        return []
    for attribute in ("population", "breakdown"):
        found = {getattr(series, attribute) for amount in (a, b) for series in _series(amount)}
        if len(found) > 1:
            named = " and ".join(sorted(value or "everybody" for value in found))
            return [("different_population", f"The two count different populations: {named}.")]
    return []


def _places(draft: Draft, a: Amount, b: Amount, _bench: Bench) -> list[Warn]:
    raised = []
    areas = [{source.area.code for source in amount.sources} for amount in (a, b)]
    if (
        all(areas)
        and areas[0] != areas[1]
        and draft.claim.relation not in {"share", "rate", "order", "difference", "multiple"}
    ):
        raised.append(("different_area", WARNINGS["different_area"]))
    publishers = {series.publisher.name for amount in (a, b) for series in _series(amount)}
    if len(publishers) > 1:
        raised.append(("different_publisher", f"The two come from {' and '.join(sorted(publishers))}."))
    return raised


def _prices(draft: Draft, a: Amount, b: Amount, _bench: Bench) -> list[Warn]:
    series = [*_series(a), *_series(b)]
    current = a.unit.kind == "money" and any(in_current_prices(one) for one in series)
    if current and a.periods != b.periods and draft.claim.relation != "share":
        return [("nominal_not_real", WARNINGS["nominal_not_real"])]
    return []


def _seasons(_draft: Draft, a: Amount, b: Amount, _bench: Bench) -> list[Warn]:
    for amount, other in ((a, b), (b, a)):
        for series in _series(amount):
            short = series.frequency in {"month", "quarter", "week"}
            apart = [p.start.month for p in amount.periods[:1]] != [p.start.month for p in other.periods[:1]]
            if short and "not" in (series.adjustment or "").lower() and apart and other.sources:
                return [("not_seasonally_adjusted", WARNINGS["not_seasonally_adjusted"])]
    return []


def _breaks(_draft: Draft, a: Amount, b: Amount, bench: Bench) -> list[Warn]:
    if not (bench.evidence.breaks and a.periods and b.periods):
        return []
    first, last = sorted((a, b), key=lambda amount: amount.periods[0].start)
    used = {(source.series.id, source.area.code) for source in (*first.sources, *last.sources)}
    return [
        ("break_in_series", f"The series has a break at {broken.period.label}: {broken.text}")
        for broken in bench.evidence.breaks
        if (broken.series, broken.area) in used
        and first.periods[0].start < broken.period.start <= last.periods[-1].start
    ]


def _small(draft: Draft, _a: Amount, b: Amount, _bench: Bench) -> list[Warn]:
    counted = b.unit.kind in {"count", "none"} or b.unit.code == PERSON.code
    if draft.claim.relation in {"multiple", "percent_change"} and counted and b.value < SMALL_BASE:
        return [
            ("small_base", f"The base is {shown(b.value)}: a small change of it changes the result a lot.")
        ]
    return []


_PAIRS: Sequence[Callable[[Draft, Amount, Amount, Bench], list[Warn]]] = (
    _periods, _calendars, _natures, _kinds, _populations, _places, _prices, _seasons, _breaks, _small,
)  # fmt: skip
