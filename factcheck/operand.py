"""The amount of an operand whose every choice is made: given by the claimant, stored, or computed.

`Bound` operands are what reading.py makes of the operands of a claim. `amount_of` turns one into an
Amount and adds the steps that gave it to the working; it raises Undefined where the figures do not
allow it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from factcheck import evidence
from factcheck.evidence import Evidence, Knowledge
from factcheck.period import Period
from factcheck.quantity import USUAL, Quantity, Tolerance
from factcheck.series import Area, Series
from factcheck.unit import NO_UNIT, PERCENT, Unit, unit_of_words
from factcheck.working import Amount, Working

EXACT_NATURES = frozenset({"target", "ceiling"})


@dataclass(frozen=True, slots=True)
class Given:
    """An amount of the claimant's. period: None where the claim names none."""

    pointer: str
    quantity: Quantity
    period: Period | None
    nature: str = "actual"
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored figure. period: None for the newest one known.

    to_date: the part of the period that is stored will do; until: nothing after that day counts.
    named_past: the claim treats a period in progress as over. at_end: the value at the period's end.
    """

    pointer: str
    series: Series
    area: Area
    period: Period | None
    nature: str = "actual"
    to_date: bool = False
    named_past: bool = False
    at_end: bool = False
    stock_flow: str = "flow"
    warnings: tuple[tuple[str, str], ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """An operand that nothing is known for, and why."""

    pointer: str
    reason: str
    text: str
    nearest: tuple[evidence.Near, ...] = ()


@dataclass(frozen=True, slots=True)
class Computed:
    """An operand made of operands; operation and the rest as in factcheck.claim.Tree, or "annualised"."""

    pointer: str
    operation: str
    parts: "tuple[Bound, ...]"
    step: str | None = None
    per: str | None = None
    period: Period | None = None


Bound = Given | Stored | Computed | Unknown


@dataclass(slots=True)
class Bench:
    """Where one reading is worked out: the working being written, and what may be known.

    remembered: by period, what of the subject's series was looked up by earlier workings, where a
    comparison is made again and again and nobody reads its steps.
    """

    working: Working
    evidence: Evidence
    knowledge: Knowledge
    tolerance: Tolerance = USUAL
    remembered: dict[Period | None, Amount | None] | None = None


def bound_leaves(bound: Bound | None) -> list["Given | Stored"]:
    """The amounts and stored figures that the operand is made of, in order; none of an unknown one."""
    if isinstance(bound, Computed):
        return [leaf for part in bound.parts for leaf in bound_leaves(part)]
    return [bound] if isinstance(bound, Given | Stored) else []


def unit_of(bound: Bound) -> Unit | None:
    """The unit of the operand as far as it can be told without computing it."""
    if isinstance(bound, Given):
        return PERCENT if bound.quantity.out_of is not None else bound.quantity.unit
    if isinstance(bound, Stored):
        return unit_of_words(bound.series.unit)
    if isinstance(bound, Computed) and bound.operation in {
        "sum",
        "difference",
        "mean",
        "mean_of",
        "annualised",
    }:
        return next(
            (unit for part in bound.parts if (unit := unit_of(part)) and unit.kind != "none"), NO_UNIT
        )
    return None


def basis_of(bounds: Sequence[Bound]) -> str:
    """claimed, official or mixed: where the operands come from."""
    kinds = {kind for bound in bounds for kind in _kinds(bound)}
    if kinds == {"claimed"}:
        return "claimed"
    return "mixed" if len(kinds) > 1 else "official"


def _kinds(bound: Bound) -> set[str]:
    if isinstance(bound, Computed):
        return {kind for part in bound.parts for kind in _kinds(part)}
    return {"claimed" if isinstance(bound, Given) else "official"}
