"""What the operands of one claim are bound with, and the ways that come of it.

A `Way` is an operand with all its choices made, and the assumptions that were made for it. The
choices themselves, with their standings, are rows of factcheck.choice; factcheck.ways makes the ways.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.amount import amount_of
from factcheck.choice import Assumption
from factcheck.claim import Context
from factcheck.evidence import Evidence, Knowledge, Query, Undefined
from factcheck.look_up import newest
from factcheck.named_time import Moment
from factcheck.operand import Bench, Bound, Stored
from factcheck.period import Period, fiscal_start_month
from factcheck.series import Series
from factcheck.working import Working


@dataclass(frozen=True, slots=True)
class Way:
    """An operand with its choices made. change: the two ends of the span its words name, if any."""

    bound: Bound
    assumptions: tuple[Assumption, ...] = ()
    change: tuple[Period, Period] | None = None


@dataclass(frozen=True, slots=True)
class Binder:
    """What the binding of one claim needs to know. as_turned_out: periods that have ended since count."""

    evidence: Evidence
    context: Context
    knowledge: Knowledge
    stance: str = "asserted"
    relation: str = "equals"
    as_turned_out: bool = False

    def moment(self, series: Series | None) -> Moment:
        """What words of time resolve from, with the publisher's fiscal years where it counts them."""
        country_month = fiscal_start_month(self.context.country)
        return Moment(self.context.said_on, series.publisher.fiscal_month if series else None, country_month)

    def newest_period(self, stored: Stored) -> Period | None:
        """The newest period of the figure that had ended and was known when the claim was made."""
        said_on = self.context.said_on
        knowledge = Knowledge(min(self.knowledge.as_of, said_on), said_on)
        areas = [stored.area]
        if not self.evidence.of(stored.series, stored.area):
            areas = self.evidence.members_of(stored.area)
        periods = []
        for area in areas:
            query = Query(stored.series, area, stored.nature, knowledge, stored.pointer)
            try:
                periods.append(newest(query, self.evidence.of(stored.series, area)).figure.period)
            except Undefined:
                return None
        return min(periods, key=lambda period: period.end, default=None)

    def computes(self, bound: Bound) -> bool:
        """Whether the figures give the operand a value."""
        try:
            amount_of(Bench(Working(), self.evidence, self.knowledge), bound)
        except Undefined:
            return False
        return True

    def has_ended(self, period: Period | None) -> bool:
        """Whether a period is looked at as it turned out, having ended since."""
        return self.as_turned_out and period is not None and period.end <= self.knowledge.until


_FREE_PER_OPERAND = frozenset({"newest", "population", "rate_over_period"})


def combined(groups: Iterable[tuple[Assumption, ...]]) -> tuple[Assumption, ...] | None:
    """The assumptions of several operands together; None where they contradict one another.

    The same words are understood in the same way throughout one reading.
    """
    taken: dict[tuple[str, str], Assumption] = {}
    for group in groups:
        for assumption in group:
            known = taken.setdefault((assumption.choice, assumption.about), assumption)
            if known.value != assumption.value and assumption.choice not in _FREE_PER_OPERAND:
                return None
    return tuple(taken.values())
