"""The table of relations: what each asserts, what it needs, and the function that computes it (semantics §5)."""

from collections.abc import Callable
from dataclasses import dataclass

from factcheck.arithmetic import difference, equals, multiple, percent_change, point_change, rate, share
from factcheck.extremes import extreme, rank
from factcheck.ordering import order
from factcheck.relation import Call, Found
from factcheck.runs import frequency, trend

NEEDED, OPTIONAL, ABSENT = "needed", "optional", "absent"


@dataclass(frozen=True, slots=True)
class Relation:
    """A row of the table. stated, reference: needed, optional or absent. unit: that of q, in words."""

    code: str
    function: Callable[[Call], Found]
    stated: str
    reference: str
    asserts: str
    unit: str
    said: str


_ROWS = (
    Relation("equals", equals, NEEDED, ABSENT, "S = q", "that of S", "admitted 5,300 refugees"),
    Relation("difference", difference, NEEDED, OPTIONAL, "S - R = q", "that of S", "4,000 more than last year"),
    Relation("multiple", multiple, NEEDED, OPTIONAL, "S / R = q", "times", "threefold, doubled, half as many"),
    Relation(
        "percent_change", percent_change, NEEDED, OPTIONAL, "S / R - 1 = q", "percent", "up 600 %, cut by a third"
    ),
    Relation(
        "point_change", point_change, NEEDED, OPTIONAL, "S - R = q", "percentage points", "up two points"
    ),
    Relation("share", share, NEEDED, NEEDED, "S / R = q", "percent", "one in five, 42 % of, most of"),
    Relation(
        "rate", rate, NEEDED, OPTIONAL, "S / R = q", "unit of S per unit of R", "900 a day, 12 per 100,000 people"
    ),
    Relation("order", order, ABSENT, NEEDED, "S > R, S < R, S >= R …", "none", "outnumber, lags behind, exceeds"),
    Relation(
        "extreme", extreme, ABSENT, ABSENT, "S is the highest, lowest over a span, or among areas", "none",
        "the lowest since 1980, a record",
    ),
    Relation(
        "rank", rank, NEEDED, ABSENT, "S is the nth highest or lowest among areas, or over a span", "ordinal",
        "third-highest in Europe",
    ),
    Relation(
        "trend", trend, OPTIONAL, ABSENT, "S rises, falls, or stays over successive periods",
        "count of periods, or none", "fallen for five years running",
    ),
    Relation(
        "frequency", frequency, NEEDED, ABSENT, "S has a property in q of n periods", "count",
        "in three of the last five years",
    ),
)  # fmt: skip
RELATIONS = {row.code: row for row in _ROWS}
