"""What the verdict owes to the period chosen for comparison (semantics §11).

The reference period is moved over the other periods of its length in the stored series, the nearest
20, earlier ones first, and each time the verdict is computed again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck import interval, look_up
from factcheck.binding import Binder
from factcheck.evidence import Undefined
from factcheck.figure import Figure
from factcheck.interval import Interval, minus, over, times
from factcheck.needed import needed
from factcheck.operand import Bench, Stored
from factcheck.period import Period, length_of, months_from, shifted
from factcheck.quantity import HUNDRED
from factcheck.relation import Found
from factcheck.stored_amount import query_for, reach_of_vintage
from factcheck.verdict import Reading, work_out
from factcheck.working import Amount, Source, Working

MOST_STARTS = 20
CHANGES = frozenset({"difference", "multiple", "percent_change"})
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Other:
    """The outcome with another reference period. computed: in the relation's unit."""

    period: Period
    computed: Decimal
    verdict: str


@dataclass(frozen=True, slots=True)
class Robustness:
    """How many other starts were tried and how many keep the verdict; the most and least favourable one."""

    tried: int
    kept: int
    most_favourable: Other
    least_favourable: Other

    @property
    def sensitive(self) -> bool:
        """Whether fewer than half of the other starts keep the verdict."""
        return self.kept * 2 < self.tried


def robustness_of(reading: Reading, binder: Binder) -> Robustness | None:
    """The robustness of a reading over a stored series; None where the question does not arise."""
    relation = reading.draft.claim.relation
    outcome = needed(reading.found, "outcome")
    if relation in CHANGES:
        others = _changed(reading, outcome, binder)
    elif (
        relation in {"extreme", "trend"}
        and reading.draft.claim.among is None
        and reading.draft.quantity is None
    ):
        others = _from_other_starts(reading, binder)
    else:
        return None
    found = [other for other in others if other.verdict != "undefined"]
    if not found:
        return None
    toward = _toward(outcome)
    best = max(found, key=lambda other: (other.verdict == "consistent", toward(other.computed)))
    worst = min(found, key=lambda other: (other.verdict == "consistent", toward(other.computed)))
    return Robustness(len(found), sum(other.verdict == reading.verdict for other in found), best, worst)


def _toward(found: Found) -> Callable[[Decimal], Decimal]:
    """How near a computed value comes to the stated one; more is nearer."""
    reach = found.stated.reach.interval
    if reach.high.is_infinite():
        return lambda value: value
    if reach.low.is_infinite():
        return lambda value: -value
    return lambda value: -abs(minus(value, found.stated.value))


def _changed(reading: Reading, found: Found, binder: Binder) -> Iterator[Other]:
    """The change computed from every other reference period."""
    reference, subject = reading.draft.reference, reading.draft.subject
    if not isinstance(reference, Stored) or not isinstance(subject, Stored) or found.subject is None:
        return
    if reference.series.id != subject.series.id or reference.period is None or subject.period is None:
        return
    bench = Bench(Working(), binder.evidence, binder.knowledge)
    figures = binder.evidence.of(reference.series, reference.area)
    for period in _starts(reference.period, figures, subject.period):
        query = query_for(bench, replace(reference, period=period))
        try:
            stock = reference.stock_flow == "stock"
            sources = (
                (look_up.last(query, figures, period),) if stock else look_up.whole(query, figures, period)
            )
        except Undefined:
            continue
        yield _other(reading, found, period, _together(sources, reading, period))


def _starts(own: Period, figures: Sequence[Figure], subject: Period) -> Iterator[Period]:
    """Periods of the same length, nearest first, earlier ones before later ones, none the subject's."""
    length = length_of([own])
    if not figures or length.unit != "months":
        return
    count = 0
    for step in (-1, 1):
        period = own
        while count < MOST_STARTS:
            period = shifted(period, step * length.count)
            if period.start < figures[0].period.start or period.end > min(
                figures[-1].period.end, subject.start
            ):
                break
            count += 1
            yield period


def _together(sources: tuple[Source, ...], reading: Reading, period: Period) -> tuple[Decimal, Interval]:
    """The reference's value: the mean of rates, else the sum, of a year where the reading compares years."""
    reaches = [reach_of_vintage(source.vintage, source.series.rounding_quantum) for source in sources]
    value = sum((value for value, _ in reaches), Decimal(0))
    reach = interval.add([reach for _, reach in reaches])
    if sources[0].series.stock_flow == "rate":
        count = Decimal(len(sources))
        return over(value, count), reach.mapped(lambda end: over(end, count))
    if reading.draft.per_year:
        years = length_of([period]).years
        return over(value, years), reach.mapped(lambda end: over(end, years))
    return value, reach


def _other(reading: Reading, found: Found, period: Period, reference: tuple[Decimal, Interval]) -> Other:
    computed = _again(found, reference)
    if computed is None:
        return Other(period, Decimal(0), "undefined")
    value, reach = computed
    quantity = reading.draft.quantity
    wrong = quantity is not None and quantity.direction is not None and _falls(found, value)
    consistent = reach.meets(found.stated.reach.interval) and not wrong
    return Other(period, value, "consistent" if consistent else "inconsistent")


def _falls(found: Found, value: Decimal) -> bool:
    return value < (ONE if found.computed.unit.kind == "times" else 0)


def _again(found: Found, reference: tuple[Decimal, Interval]) -> tuple[Decimal, Interval] | None:
    """Computed with another reference; None where that is not above zero throughout."""
    subject = needed(found.subject, "subject")
    value, reach = reference
    if found.shape == "difference":
        low, high = (reach, subject.interval) if not found.turned else (subject.interval, reach)
        apart = minus(subject.value, value) if not found.turned else minus(value, subject.value)
        return apart, interval.subtract(high, low)
    ratio = interval.divide(subject.interval, reach) if reach.low > 0 else None
    if ratio is None:
        return None
    quotient = over(subject.value, value)
    if found.computed.unit.kind == "times":
        return quotient, ratio
    change = _turned if found.turned else _grown
    return change(quotient), ratio.mapped(change)


def _grown(ratio: Decimal) -> Decimal:
    return times(minus(ratio, ONE), HUNDRED)


def _turned(ratio: Decimal) -> Decimal:
    return times(minus(ONE, ratio), HUNDRED)


def _from_other_starts(reading: Reading, binder: Binder) -> Iterator[Other]:
    """An extreme or a trend over spans that begin earlier or later."""
    subject = reading.draft.subject
    last = subject.period if isinstance(subject, Stored) else None
    figures = binder.evidence.of(subject.series, subject.area) if isinstance(subject, Stored) else ()
    if last is None or not figures or length_of([last]).unit != "months":
        return
    span_start = min(source.figure.period.start for source in reading.sources)
    length = length_of([last])
    remembered: dict[Period | None, Amount | None] = {}
    for period in _starts(months_from(span_start, length.count), figures, last):
        over_words = f"{period.start.isoformat()}/{last.last_day.isoformat()}"
        claim = replace(reading.draft.claim, over=over_words)
        again = work_out(replace(reading.draft, claim=claim), binder, remembered=remembered)
        if again.found is not None:
            yield Other(period, again.found.computed.value, again.verdict)
