"""A quantity in a text, and where it stands."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class QuantitySaid:
    """A quantity in a text. Places are tokens; an end is not included.

    first, last: the number with its sign of currency and its unit; number: the number alone. form: as in
    factcheck.quantity.FORMS, or "ordinal", "small" ("a few"). value: the number meant, in percent for parts;
    upper: the upper number of a range. unit, kind, noun, per: as UnitAt has them; kind "name": no amount, a
    number that only names. hedge: a code of factcheck.hedge. change: increase or decrease where the words
    beside it say so. start, end: with hedge and words of change.
    """

    first: int
    last: int
    value: Decimal
    form: str
    unit: str
    kind: str
    number: tuple[int, int]
    upper: Decimal | None = None
    noun: tuple[int, int] | None = None
    per: str | None = None
    hedge: str | None = None
    change: str | None = None
    start: int = 0
    end: int = 0
