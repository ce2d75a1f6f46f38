"""The check: a claim and the figures about it in, a verdict with every reading out.

Read `check` first; it is the whole of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from factcheck.amount import amount_of
from factcheck.binding import Binder
from factcheck.choice import restated
from factcheck.claim import Claim, Context, Tree
from factcheck.evidence import Evidence, Knowledge, Undefined
from factcheck.leaf_ways import outcomes_beside
from factcheck.named_time import Moment
from factcheck.operand import Bench, Stored, bound_leaves
from factcheck.quantity import USUAL, Tolerance
from factcheck.reading import Draft, drafts
from factcheck.robustness import Robustness, robustness_of
from factcheck.timewords import meanings
from factcheck.verdict import Reading, by_basis, deciding, merged, of_claim, work_out
from factcheck.words import rounded, summary_of
from factcheck.working import Working

LATEST = "latest"
SAID_ON = "said_on"
_TURNED = {"consistent": "inconsistent", "inconsistent": "consistent"}


@dataclass(frozen=True, slots=True)
class Now:
    """What today's vintages, and periods that have ended since, say instead."""

    verdict: str
    summary: str
    readings: tuple[Reading, ...]

    @property
    def published_on(self) -> date | None:
        """The day of the newest vintage used."""
        return max((s.vintage.published_on for r in self.readings for s in r.sources), default=None)


@dataclass(frozen=True, slots=True)
class Divide:
    """A choice that divides the readings: the values under which they hold, and do not."""

    choice: str
    consistent: tuple[str, ...]
    inconsistent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A claim checked. readings: strongest standing first; warnings: those of the claim as a whole."""

    claim: Claim
    context: Context
    verdict: str
    summary: str
    readings: tuple[Reading, ...]
    by_basis: dict[str, str | None]
    depends_on: tuple[Divide, ...]
    as_of: date
    tolerance: Tolerance
    headline: Reading | None = None
    now: Now | None = None
    robustness: Robustness | None = None
    warnings: tuple[tuple[str, str], ...] = ()

    @property
    def robust(self) -> bool | None:
        """Whether every reading that decides keeps its verdict for all true values; None without one."""
        decided = [reading.robust for reading in deciding(self.readings) if reading.decides]
        return all(decided) if decided else None


@dataclass(frozen=True, slots=True)
class Asked:
    """How the caller wants it checked. as_of: said_on, latest or a day. standings: by "choice.value"."""

    today: date
    tolerance: Tolerance = USUAL
    as_of: str | date = SAID_ON
    standings: tuple[tuple[str, str], ...] = ()

    def vintages_until(self, said_on: date) -> date:
        """The day whose vintages decide."""
        if isinstance(self.as_of, date):
            return self.as_of
        return self.today if self.as_of == LATEST else said_on


def check(claim: Claim, evidence: Evidence, context: Context, asked: Asked) -> Check:
    """The verdict on a claim, with every reading, its arithmetic, and what today's figures say."""
    as_of = asked.vintages_until(context.said_on)
    knowledge = Knowledge(as_of, context.said_on)
    binder = Binder(evidence, context, knowledge, claim.stance, claim.relation)
    readings, left_out = _readings(claim, binder, asked)
    verdict, warnings = _settled(claim, context, readings)
    if left_out:
        warnings.append(("readings_limited", f"{left_out} more readings were not computed."))
    head = _headline(readings, verdict)
    robust = robustness_of(head, binder) if head else None
    if robust and robust.sensitive:
        warnings.append(
            (
                "baseline_sensitive",
                f"Only {robust.kept} of {robust.tried} other starting points keep the verdict.",
            )
        )
    now = _now(claim, binder, asked, readings, verdict)
    if now and now.verdict != verdict and _revised(readings, binder):
        warnings.append(("revised_since", "The figures of today give another verdict."))
    divides = _divides(readings) if verdict == "depends" else ()
    summary = summary_of(claim, verdict, readings, divides, head)
    if claim.stance == "promised":
        summary += _outcome_told(binder, head)
    return Check(
        claim, context, verdict, summary, tuple(readings), by_basis(readings), divides, as_of,
        asked.tolerance, head, now, robust, tuple(dict.fromkeys(warnings)),
    )  # fmt: skip


def _readings(claim: Claim, binder: Binder, asked: Asked) -> tuple[list[Reading], int]:
    """The readings worked out and merged, and how many the limit left out.

    Slips are worked out only where the words as they stand do not hold, and kept only if they do.
    """
    made, left_out = drafts(claim, binder)
    standings = dict(asked.standings)
    if standings:
        made = [replace(draft, assumptions=restated(draft.assumptions, standings)) for draft in made]
    sound = [draft for draft in made if not _slip(draft)]
    readings = [work_out(draft, binder, asked.tolerance) for draft in sound]
    if not any(reading.verdict == "consistent" for reading in readings):
        slips = [work_out(draft, binder, asked.tolerance) for draft in made if _slip(draft)]
        readings += [reading for reading in slips if reading.verdict == "consistent"]
    return merged(readings), left_out


def _slip(draft: Draft) -> bool:
    return any(assumption.standing == "slip" for assumption in draft.assumptions)


def _settled(
    claim: Claim, context: Context, readings: Sequence[Reading]
) -> tuple[str, list[tuple[str, str]]]:
    """The verdict of the claim by its stance, and the warnings that belong to the claim as a whole."""
    verdict = of_claim(readings)
    warnings = []
    if claim.stance == "conditional" and any(leaf.amount is None for leaf in claim.operands()):
        return "not_checkable", []
    if claim.stance == "denied":
        verdict = _TURNED.get(verdict, verdict)
    if not context.said_on_given:
        warnings.append(("said_on_assumed", f"No date was given for the claim; {context.said_on} was taken."))
        if verdict in _TURNED and _hangs_on_today(claim, context):
            verdict = "depends"
    return verdict, warnings


def _hangs_on_today(claim: Claim, context: Context) -> bool:
    """Whether a period of the claim means another time on another day."""
    stored = [leaf for leaf in claim.operands() if leaf.stored]
    if any(leaf.period is None for leaf in stored):
        return True
    present = claim.reference.period if isinstance(claim.reference, Tree) else None
    words = [leaf.period for leaf in stored] + [claim.over, present]
    moment = Moment(context.said_on)
    return any(meaning.relative_to_said_on for said in words if said for meaning in meanings(said, moment))


def _outcome_told(binder: Binder, head: Reading | None) -> str:
    """What has come of a promise so far, in words; it is told, not judged (semantics §8)."""
    subject = head.draft.subject if head else None
    if not isinstance(subject, Stored):
        return ""
    outcome = replace(subject, nature="actual", to_date=True)
    for series in outcomes_beside(binder, subject):
        bench = Bench(Working(), binder.evidence, binder.knowledge)
        try:
            amount = amount_of(bench, replace(outcome, series=series, stock_flow=series.stock_flow))
        except Undefined:
            continue
        until = max(period.last_day for period in amount.periods)
        return f" The outcome to {until}: {rounded(amount.value, amount.unit)} ({series.title})."
    return ""


def _headline(readings: Sequence[Reading], verdict: str) -> Reading | None:
    """The reading that a reporter prints: of `depends` the strongest that holds, else the strongest."""
    counted = [reading for reading in deciding(readings) if reading.decides]
    if verdict in {"no_figures", "not_checkable"}:
        return None
    strained = [reading for reading in readings if reading.standing == "strained" and reading.found]
    held = [reading for reading in (*counted, *strained) if reading.verdict == "consistent"]
    return next(iter(held or counted), None)


def _now(claim: Claim, binder: Binder, asked: Asked, before: Sequence[Reading], verdict: str) -> Now | None:
    """The check with what is known today, where that says something else; None where it does not."""
    if asked.today <= binder.context.said_on:
        return None
    undefined = not any(reading.found for reading in before)  # what was withheld may be known by now
    if not undefined and not _revised(before, binder) and not _ended(before, binder, asked.today):
        return None
    later = replace(binder, knowledge=Knowledge(asked.today, asked.today), as_turned_out=True)
    readings, _ = _readings(claim, later, asked)
    settled, _ = _settled(claim, binder.context, readings)
    told, told_before = ([_outcome(r) for r in some if r.found] for some in (readings, before))
    if settled == verdict and told == told_before:
        return None
    if settled == "no_figures" and not _revised(before, binder):
        return None
    divides = _divides(readings) if settled == "depends" else ()
    summary = summary_of(claim, settled, readings, divides, _headline(readings, settled))
    return Now(settled, summary, tuple(readings))


def _outcome(reading: Reading) -> object:
    """What of a reading would be told anew: the way it was taken, and its verdict."""
    return reading.verdict, reading.draft.subject, reading.draft.reference


def _revised(readings: Sequence[Reading], binder: Binder) -> bool:
    """Whether a figure used has a newer vintage."""
    for source in (source for reading in readings for source in reading.sources):
        newest = max(source.figure.vintages, key=lambda v: (v.published_on, v.recorded_at))
        if newest.published_on > binder.knowledge.as_of and newest.id != source.vintage.id:
            return True
    return False


def _ended(readings: Sequence[Reading], binder: Binder, today: date) -> bool:
    """Whether a period of the claim has ended since."""
    return any(
        isinstance(bound, Stored)
        and bound.period is not None
        and binder.knowledge.until < bound.period.end <= today
        for reading in readings
        for operand in (reading.draft.subject, reading.draft.reference, reading.draft.than)
        for bound in bound_leaves(operand)
    )


def _divides(readings: Sequence[Reading]) -> tuple[Divide, ...]:
    """The choices whose values part the readings that hold from those that do not."""
    counted = [reading for reading in deciding(readings) if reading.decides]
    if not any(reading.verdict == "consistent" for reading in counted):
        counted += [r for r in readings if r.standing == "strained" and r.verdict == "consistent"]
    rows = []
    if {reading.verdict for reading in counted} == {"consistent", "inconsistent"}:
        taken = dict.fromkeys(a.choice for reading in counted for a in reading.assumptions)
        for choice in (choice for choice in taken if choice not in _FACTS):
            held, failed = (_values(counted, choice, verdict) for verdict in ("consistent", "inconsistent"))
            only_held = tuple(value for value in held if value not in failed)
            only_failed = tuple(value for value in failed if value not in held)
            if only_held or only_failed:
                rows.append(Divide(choice, only_held, only_failed))
    return (*rows, *_divided_by_basis(readings))


_FACTS = frozenset({"newest", "population"})  # told as assumptions, but nothing to choose


def _divided_by_basis(readings: Sequence[Reading]) -> list[Divide]:
    """Whether the claim's own numbers say one thing throughout, and the stored figures the other."""
    claimed = {r.verdict for r in readings if r.decides and r.basis == "claimed"}
    stored = {r.verdict for r in readings if r.decides and r.basis != "claimed"}
    if not claimed or not stored or not claimed.isdisjoint(stored):
        return []
    own, official = ("claimed",), ("official",)
    return [Divide("basis", own, official) if "consistent" in claimed else Divide("basis", official, own)]


def _values(readings: Sequence[Reading], choice: str, verdict: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            a.value
            for reading in readings
            if reading.verdict == verdict
            for a in reading.assumptions
            if a.choice == choice
        )
    )
