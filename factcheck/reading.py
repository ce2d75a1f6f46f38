"""Every way to understand a claim: drafts of readings, one function per choice (semantics §6).

A draft has its operands bound and its choices made, and is worked out by factcheck.verdict. CHOOSE
lists the functions that split a draft, in the order of the table; each gives the draft back alone
where its choice does not arise.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from factcheck.amount import amount_of
from factcheck.binding import Binder, Way, combined
from factcheck.change_base import is_growth_rate, references
from factcheck.choice import Assumption, assume, strongest_first
from factcheck.claim import PER_LENGTHS, PER_POPULATIONS, Claim, Tree
from factcheck.evidence import Undefined
from factcheck.figure import NATURE_CLASS
from factcheck.operand import Bench, Bound, Computed, Given, Stored, basis_of
from factcheck.quantity import Quantity
from factcheck.quantity_ways import quantity_ways
from factcheck.reach import CUT_OFF
from factcheck.stated import in_relation
from factcheck.unit import PERCENT, rate_parts, unit_of_words
from factcheck.ways import ways
from factcheck.working import Amount, Working

MOST_READINGS = 64


@dataclass(frozen=True, slots=True)
class Draft:
    """A reading before it is worked out, its fields as in factcheck.relation.Call.

    against_target: an outcome to date stands against the whole of a target.
    """

    claim: Claim
    subject: Bound
    reference: Bound | None
    than: Bound | None
    quantity: Quantity | None
    basis: str
    assumptions: tuple[Assumption, ...] = ()
    per_year: bool = False
    measured_as: str = ""
    every_step: bool = False
    pace: bool = False
    against_target: bool = False

    def taking(self, *taken: Assumption, **changes: object) -> "Draft":
        """The draft with one more choice made."""
        return replace(self, assumptions=(*self.assumptions, *taken), **changes)  # type: ignore[arg-type]


def drafts(claim: Claim, binder: Binder) -> tuple[list[Draft], int]:
    """The drafts of the claim, strongest standing first, and how many the limit left out.

    After each choice the strongest are kept, so that no claim can multiply without bound.
    """
    found: list[Draft] = []
    left_out = 0
    claim = _spread(claim)
    for official in _bases(claim):
        bound, more = _strongest(_bound(claim, binder, official=official))
        found, left_out = [*found, *(draft for draft in bound if draft not in found)], left_out + more
    for choose in CHOOSE:
        found, more = _strongest([split for draft in found for split in choose(draft, binder)])
        left_out += more
    return found, left_out


def _spread(claim: Claim) -> Claim:
    """A rate that names no reference is the subject spread over what the quantity says it is per."""
    if claim.relation != "rate" or claim.reference is not None or claim.stated is None:
        return claim
    base = rate_parts(claim.stated.unit.code)[1]
    per = "capita" if base == "person" else base
    if isinstance(claim.subject, Tree) or per not in (*PER_LENGTHS, *PER_POPULATIONS):
        return claim
    return replace(claim, subject=Tree(claim.subject.pointer, "per", (claim.subject,), per=per))


def _strongest(found: list[Draft]) -> tuple[list[Draft], int]:
    """The drafts of the strongest standing, as many as are computed, and how many are left out."""
    ordered = sorted(found, key=lambda draft: strongest_first(draft.assumptions))
    return ordered[:MOST_READINGS], max(0, len(ordered) - MOST_READINGS)


def _bases(claim: Claim) -> tuple[bool, ...]:
    """Once as claimed; once more with stored figures for amounts that name them."""
    both = any(leaf.amount is not None and leaf.stored for leaf in claim.operands())
    return (False, True) if both else (False,)


def _bound(claim: Claim, binder: Binder, *, official: bool) -> list[Draft]:
    """The drafts that the operands' own choices give."""
    quantity = in_relation(claim.stated, claim.relation) if claim.stated else None
    found = []
    for subject in ways(binder, claim.subject, official=official):
        for other, reference in references(claim, binder, subject, official=official):
            than_ways = _than(claim, binder, official=official)
            for than in than_ways:
                groups = [way.assumptions for way in (other or subject, reference, than) if way]
                assumptions = combined(groups)
                if assumptions is None:
                    continue
                if claim.relation == "frequency":  # its periods are those of `over`, whatever the subject's
                    assumptions = tuple(
                        a for a in assumptions if a.choice not in {"reference_period", "newest"}
                    )
                bounds = [way.bound for way in (subject if other is None else other, reference, than) if way]
                found.append(
                    Draft(
                        claim, bounds[0], reference.bound if reference else None,
                        than.bound if than else None, quantity, basis_of(bounds), assumptions,
                        pace=claim.pace,
                    )
                )  # fmt: skip
    return found


def _than(claim: Claim, binder: Binder, *, official: bool) -> list[Way | None]:
    if claim.property is None or claim.property.than is None:
        return [None]
    return list(ways(binder, claim.property.than, official=official))


def _unit(draft: Draft, binder: Binder) -> list[Draft]:
    """A unit or a magnitude of the stated quantity that means another thing elsewhere."""
    if draft.quantity is None:
        return [draft]
    split = []
    for quantity, assumed in quantity_ways(binder, draft.quantity):
        assumptions = combined([draft.assumptions, assumed])
        if assumptions is not None:
            split.append(replace(draft, quantity=quantity, assumptions=assumptions))
    return split


def _fold(draft: Draft, _binder: Binder) -> list[Draft]:
    """So many times more is n times, or n + 1 times; "n times fewer" one n-th."""
    quantity = draft.quantity
    if quantity is None or draft.claim.relation not in {"multiple", "percent_change"}:
        return [draft]
    if quantity.form == "inverse" and quantity.change == "decrease":
        return [draft.taking(assume("fold", "ratio_one_nth"))]
    if quantity.form != "multiple":
        return [draft]
    literal = draft.taking(assume("fold", "ratio_n"))
    if quantity.change != "increase":
        return [literal]
    more = replace(quantity, amount=quantity.amount + 1, wording="")
    if quantity.upper is not None:
        more = replace(more, upper=replace(quantity.upper, amount=quantity.upper.amount + 1))
    return [literal, draft.taking(assume("fold", "ratio_n_plus_1"), quantity=more)]


def _percent(draft: Draft, _binder: Binder) -> list[Draft]:
    """Percent more, percent of, or points; and a growth rate that is looked up."""
    quantity, relation = draft.quantity, draft.claim.relation
    if quantity is None:
        return [draft]
    if relation == "point_change":
        return [
            draft.taking(assume("percent", "difference")),
            draft.taking(assume("percent", "relative_for_points"), measured_as="relative"),
        ]
    if relation != "percent_change":
        return [draft]
    if isinstance(draft.subject, Stored) and is_growth_rate(draft.subject) and draft.reference is None:
        return [draft.taking(assume("percent", "growth_rate"), measured_as="growth_rate")]
    if quantity.form == "number" and quantity.unit.kind == "percent" and _in_percent(draft.subject):
        return [
            draft.taking(assume("percent", "relative")),
            draft.taking(assume("percent", "points"), measured_as="points"),
        ]
    return _percent_of(draft, quantity)


def _percent_of(draft: Draft, quantity: Quantity) -> list[Draft]:
    plain = quantity.form == "number" and quantity.unit.kind == "percent" and quantity.upper is None
    if not plain or quantity.amount < 100 or quantity.hedge or quantity.change == "decrease":
        return [draft]
    slip = replace(quantity, change=None, form="number", unit=PERCENT)
    return [
        draft.taking(assume("percent", "ratio_1_plus_p")),
        draft.taking(assume("percent", "ratio_p"), quantity=slip, measured_as="ratio_p"),
    ]


def _in_percent(bound: Bound) -> bool:
    if isinstance(bound, Stored):
        return unit_of_words(bound.series.unit).kind == "percent"
    if isinstance(bound, Given):
        return bound.quantity.unit.kind == "percent" or bound.quantity.out_of is not None
    return isinstance(bound, Computed) and all(_in_percent(part) for part in bound.parts)


def _time_basis(draft: Draft, binder: Binder) -> list[Draft]:
    """Totals, or each a year, where both are flows over periods of unequal length."""
    if (
        draft.claim.relation not in {"difference", "multiple", "percent_change", "order"}
        or draft.reference is None
    ):
        return [draft]
    if draft.against_target:
        return [draft.taking(assume("pace", "share_of_time_gone"))] if draft.pace else [draft]
    lengths = [_flow_length(bound, binder) for bound in (draft.subject, draft.reference)]
    if None in lengths or lengths[0] == lengths[1]:
        return [draft]
    as_rate = draft.claim.time_basis == "rate"
    per_year = draft.taking(
        assume("time_basis", "per_year", "literal" if as_rate else "accepted"), per_year=True
    )
    if any(a.choice == "reference_period" for a in draft.assumptions):
        return [draft.taking(assume("time_basis", "per_year", "literal"), per_year=True)]
    totals = draft.taking(assume("time_basis", "totals", "accepted" if as_rate else "literal"))
    return [totals, per_year]


def _flow_length(bound: Bound, binder: Binder) -> tuple[int, str] | None:
    """How long a flow takes, None for what is no flow or takes no known time."""
    if isinstance(bound, Given) and (bound.kind != "flow" or bound.period is None or bound.period.open_ended):
        return None
    amount = _amount(bound, binder)
    if amount is None or amount.kind != "flow" or amount.length is None:
        return None
    return amount.length.count, amount.length.unit


def _amount(bound: Bound, binder: Binder) -> Amount | None:
    try:
        return amount_of(Bench(Working(), binder.evidence, binder.knowledge), bound)
    except Undefined:
        return None


def _outcome_so_far(draft: Draft, binder: Binder) -> list[Draft]:
    """Against a target whose period has not ended, the outcome is what is known of it to date."""
    subject, reference = draft.subject, draft.reference
    if draft.claim.relation != "order" or not isinstance(subject, Stored) or subject.period is None:
        return [draft]
    nature = reference.nature if isinstance(reference, Given | Stored) else "actual"
    if NATURE_CLASS[nature] != "target" or NATURE_CLASS[subject.nature] != "outcome":
        return [draft]
    target = reference.period if isinstance(reference, Given | Stored) else None
    until = binder.knowledge.until
    if max(subject.period.end, target.end if target else subject.period.end) <= until:
        return [draft]
    if subject.period.end > until:
        subject = replace(subject, to_date=True)
    return [replace(draft, subject=subject, against_target=True)]


def _trend(draft: Draft, _binder: Binder) -> list[Draft]:
    if draft.claim.relation != "trend" or draft.quantity is not None:
        return [draft]
    return [
        draft.taking(assume("trend", "end_against_start")),
        draft.taking(assume("trend", "every_step"), every_step=True),
    ]


def _rounding(draft: Draft, _binder: Binder) -> list[Draft]:
    """A number in digits without a hedge may have been cut off instead of rounded: a slip."""
    quantity = draft.quantity
    if (
        quantity is None
        or quantity.hedge
        or quantity.upper
        or not quantity.in_digits
        or quantity.form != "number"
    ):
        return [draft]
    if (
        draft.claim.relation in {"rank", "trend", "frequency"}
        or quantity.amount <= 0
        or draft.measured_as == "ratio_p"
    ):
        return [draft]
    return [draft, draft.taking(assume("rounding", "cut_off"), quantity=replace(quantity, hedge=CUT_OFF))]


CHOOSE: tuple[Callable[[Draft, Binder], list[Draft]], ...] = (
    _outcome_so_far, _unit, _fold, _percent, _time_basis, _trend, _rounding,
)  # fmt: skip
