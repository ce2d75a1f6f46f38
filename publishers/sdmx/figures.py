"""Observations of SDMX messages as findings: what cells say is worked out once for all that share them."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import IO

from factcheck.errors import PeriodError
from factcheck.period import OPEN_END, OPEN_START, parse_period
from outgoing.body import Body
from publishers.errors import AnswerError, ShapeError, SourceError
from publishers.sdmx import csv_reader, xml_reader
from publishers.sdmx.codes import NO_VALUE, is_number
from publishers.sdmx.periods import period_of
from publishers.sdmx.plan import ALWAYS, Plan, Planner
from publishers.sdmx.record import MOST_KEPT, Prepare, Record
from publishers.sdmx.service import Settings
from publishers.shape import Finding, Observation, Problem, Series, Source

OUTSIDE = ""  # stands for a period that is not wanted


def findings(of: Settings, source: Source, bodies: Iterable[Body]) -> Iterator[Finding]:
    """What the bodies say. Raises AnswerError where that is nothing, SourceError where it cannot be told of what."""
    reading = Reading(of, source)
    for body in bodies:
        yield from reading.of_body(body)
    reading.check()


def records_of(file: IO[bytes], prepare: Prepare[Plan], dimensions: Iterable[str]) -> Iterator[Record[Plan]]:
    """The observations of a message, in CSV or XML."""
    start = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    file.seek(0)
    read = (
        xml_reader.records if start.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\x00<")) else csv_reader.records
    )
    return read(file, prepare, tuple(dimensions))


class Reading:
    """The reading of all bodies of one source."""

    def __init__(self, of: Settings, source: Source) -> None:
        self._of, self._source = of, source
        self._planner = Planner(of, source)
        self._window = window(source)
        self._also = tuple(filter(None, source.options.get("dimensions", "").split(",")))
        self._read = self._taken = 0

    def begin(self, body: Body) -> Prepare[Plan]:
        """What prepares the observations of the body, which come next."""
        self._planner.retrieved_on = body.retrieved_on.isoformat()
        return self._planner.plan

    def of_body(self, body: Body) -> Iterator[Finding]:
        """Findings of one body of SDMX. Raises ShapeError, AnswerError."""
        prepare = self.begin(body)
        with body.content() as file:
            yield from self.of_records(records_of(file, prepare, self._also))

    def check(self) -> None:
        """Raises where nothing was found, with the reason."""
        if self._taken:
            return
        if self._planner.unknown:
            raise SourceError(self._planner.unknown)
        if self._read:
            raise AnswerError(f"{self._of.name} has no figure for these areas and periods")
        raise AnswerError(f"{self._of.name} has no data for this key: {self._source.code}")

    def of_records(self, records: Iterable[Record[Plan]]) -> Iterator[Finding]:
        """The hot loop: everything that can be is prepared."""
        number, at = is_number, -1
        for plan, written, text, at in records:
            series = plan.series
            if series is None:
                yield from _told(plan)
                continue
            try:
                period = plan.periods[written]
            except KeyError:
                period = self._period(written, plan)
            if not period:
                yield from _unread(plan, written, period)
                continue
            self._taken += 1
            if plan.withdrawn or not number(text):
                yield _without_value(plan, series, period, text, at)
                continue
            nature = plan.nature
            if plan.actual_until < ALWAYS and int(period[:4]) > plan.actual_until:
                nature = "projection"
            value = _multiplied(text, plan.power) if plan.power else Decimal(text)
            area, name = plan.area
            yield Observation(
                series, area, name, period, value, plan.published_on, plan.where + period, "", None, None, None,
                nature, plan.status,
            )  # fmt: skip
        self._read += at >= 0

    def _period(self, written: str, plan: Plan) -> str | None:
        """The period; OUTSIDE where it is not wanted, None where it is none."""
        period = period_of(written, plan.year_start)
        if period is not None and self._window:
            days = parse_period(period)
            first, last = self._window
            if days.start < first or days.start >= last:
                period = OUTSIDE
        if len(plan.periods) >= MOST_KEPT:
            plan.periods.clear()
        plan.periods[written] = period
        return period


def _told(plan: Plan) -> Iterator[Problem]:
    """Its problem, once for all its observations."""
    if not plan.told:
        plan.told = True
        yield Problem(plan.where.rstrip(", "), plan.problem)


def _unread(plan: Plan, written: str, period: str | None) -> Iterator[Problem]:
    if period is None:
        yield Problem(f"{plan.where}{written}"[:200], f"found {written[:60]!r}; expected a period of SDMX")


def _multiplied(text: str, power: int) -> Decimal:
    """The number times a power of ten, with all its digits."""
    digits, _, own = text.lower().partition("e")
    return Decimal(f"{digits}E{int(own or 0) + power}")


def _without_value(plan: Plan, series: Series, period: str, text: str, at: int) -> Observation:
    """The observation that says why there is no value. Raises ShapeError where there is one that is no number."""
    if text.strip() not in NO_VALUE and not plan.withdrawn:
        raise ShapeError(
            f"found {text[:60]!r} in row {at}, {plan.where}{period}; expected a number in digits"
        )
    missing = "withdrawn" if plan.withdrawn else plan.missing
    status = "withdrawn" if plan.withdrawn else plan.status
    return Observation(
        series, *plan.area, period, None, plan.published_on, plan.where + period, missing, None, None, None,
        plan.nature, status,
    )  # fmt: skip


def window(source: Source) -> tuple[date, date] | None:
    """The first day of the periods wanted, and the day before which the last begins; None where all are.

    Raises SourceError where an option names no period.
    """
    start, end = source.options.get("start"), source.options.get("end")
    try:
        first = parse_period(start).start if start else OPEN_START
        last = parse_period(end).end if end else OPEN_END
    except PeriodError as error:
        raise SourceError(f"the options start and end: {error}") from error
    return (first, last) if start or end else None
