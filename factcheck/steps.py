"""A period cut into steps: days, weeks, months … that fill it end to end."""

from dataclasses import replace
from datetime import date

from factcheck.operand import Bound, Stored
from factcheck.period import Period, months_from

STEPS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


def steps_of(bound: Bound, step: str) -> tuple[Stored, ...] | None:
    """The stored operand for each step of its period, in order; None where it has no whole steps."""
    if not isinstance(bound, Stored) or bound.period is None or bound.period.open_ended:
        return None
    periods = windows(bound.period, step)
    return tuple(replace(bound, period=period) for period in periods) if periods else None


def windows(period: Period, step: str) -> list[Period]:
    """The consecutive steps (day, week, month, quarter, year, decade) that fill the period; empty if none do."""
    found: list[Period] = []
    start = period.start
    while start < period.end:
        if step in STEPS:
            window = months_from(start, STEPS[step])
        else:
            days = 7 if step == "week" else 1
            window = Period(start, date.fromordinal(start.toordinal() + days))
        if window.end > period.end or len(found) > 4000:
            return []
        found.append(window)
        start = window.end
    return found
