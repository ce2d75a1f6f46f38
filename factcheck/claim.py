"""A claim: a relation, a stated quantity, and the operands between which the relation holds.

Operands are trees. A leaf is an amount given by the claimant, a stored figure named by its series or
by the words of its measure, or an amount that also says what it measures, so that both can be
computed (semantics §4).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from factcheck.errors import ClaimError
from factcheck.quantity import Quantity

STANCES = ("asserted", "denied", "asked", "projected", "promised", "conditional")
NATURES = ("actual", "estimate", "provisional", "projection", "target", "ceiling")
TIME_BASES = ("total", "rate")
ORDERS = ("greater", "less", "at_least", "at_most", "equal")
DIRECTIONS = ("rising", "falling", "unchanged")
OPERATIONS = ("sum", "difference", "product", "ratio", "mean", "mean_of", "per")
PER_LENGTHS = ("year", "quarter", "month", "week", "day")
PER_POPULATIONS = {"capita": 1, "1000": 1000, "100000": 100_000}


@dataclass(frozen=True, slots=True)
class Leaf:
    """An operand without parts. pointer: its place in the claim ("/reference/sum/0").

    period and area are kept as said; None where the claim names none.
    """

    pointer: str
    amount: Quantity | None = None
    series: str | None = None
    measure: str | None = None
    period: str | None = None
    area: str | None = None
    nature: str | None = None
    to_date: bool = False
    population: str | None = None
    breakdown: str | None = None
    stock_flow: str | None = None

    def __post_init__(self) -> None:
        if self.amount is None and self.series is None and self.measure is None:
            raise ClaimError(f"{self.pointer}: expected an amount, a series or a measure; found none of them")

    @property
    def stored(self) -> bool:
        """Whether it says which stored figure it is."""
        return self.series is not None or self.measure is not None


@dataclass(frozen=True, slots=True)
class Tree:
    """An operand made of operands. operation: one of OPERATIONS.

    step: the unit of time of a `mean_of`. per: year … day, capita, 1000 or 100000 of a `per` by
    length or population; a `per` by an operand has that operand as its second part. period: words
    for which present level the parts measure ("current"), None for none.
    """

    pointer: str
    operation: str
    parts: "tuple[Operand, ...]"
    step: str | None = None
    per: str | None = None
    period: str | None = None


Operand = Leaf | Tree


@dataclass(frozen=True, slots=True)
class Property:
    """What `frequency` counts: an order against an operand, or against the period before (None)."""

    order: str
    than: Operand | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement. Absent parts are None; which a relation needs is in its table.

    pace: its words speak of keeping up with a target. from_period_before: they measure a change from the
    period before. order: of `order` one of ORDERS; of `rank` highest or lowest; of `extreme` the same. wording: the
    words published.
    """

    relation: str
    subject: Operand
    reference: Operand | None = None
    stated: Quantity | None = None
    wording: str = ""
    stance: str = "asserted"
    time_basis: str | None = None
    order: str | None = None
    direction: str | None = None
    over: str | None = None
    among: str | None = None
    step: str | None = None
    property: Property | None = None
    pace: bool = False
    from_period_before: bool = False

    def operands(self) -> Iterator[Leaf]:
        """All its leaves, in the order of the claim."""
        for operand in (self.subject, self.reference, self.property.than if self.property else None):
            if operand is not None:
                yield from leaves(operand)


def leaves(operand: Operand) -> Iterator[Leaf]:
    """The leaves of an operand, from left to right."""
    if isinstance(operand, Leaf):
        yield operand
    else:
        for part in operand.parts:
            yield from leaves(part)


@dataclass(frozen=True, slots=True)
class Context:
    """When and where the claim was made. said_on_given: False where today stands in for the date.

    area: whose "our" and "here" it is. country: ISO 3166-1 alpha-2.
    """

    said_on: date
    said_on_given: bool = True
    country: str | None = None
    area: str | None = None
