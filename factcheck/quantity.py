"""An amount as somebody wrote it: its number, the places of its digits, its unit and its hedge.

Which values it stands for is factcheck.reach.
"""

from dataclasses import dataclass
from decimal import Decimal

from factcheck.errors import QuantityError
from factcheck.interval import ZERO, over, plus, times
from factcheck.unit import NO_UNIT, Unit

ONE = Decimal(1)
HUNDRED = Decimal(100)

# form: what it is, an example. Every quantity has one of these forms.
FORMS = {
    "number": ("digits or words for a number", "5,300"),
    "multiple": ("so many times", "threefold"),
    "part": ("one so-manieth, as a part: a hedge is said of the part", "half as many"),
    "inverse": ("one so-manieth, said as times fewer, halved", "three times fewer"),
    "fraction": ("a fraction in words", "two thirds"),
    "one_in": ("one in so many", "one in five"),
    "k_in": ("so many in so many", "3 in 10"),
    "majority": ("above 50 % to 100 %", "most"),
    "minority": ("0 to below 50 %", "a minority"),
    "all": ("100 %", "all"),
    "nearly_all": ("90 to below 100 %", "virtually all"),
    "none": ("0, exact", "not one"),
    "plural": ("a vague plural: a floor and no ceiling", "thousands"),
}
PART_FORMS = frozenset({"inverse", "part"})
RATIO_FORMS = frozenset({"fraction", "one_in", "k_in", "majority", "minority", "all", "nearly_all"})


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a written number reaches: usual, exact, lenient, or a percentage of one's own."""

    kind: str = "usual"
    percent: Decimal = ZERO

    @property
    def name(self) -> str:
        """As a caller gives it: "usual", "exact", "lenient" or the percentage."""
        return format(self.percent, "f") if self.kind == "percent" else self.kind


USUAL = Tolerance()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written, its unit, and the words that bear on it.

    amount: the number, always signed as written; the numerator of a fraction, the k of "k in n",
    the 1 of "one in n", the floor of a vague plural; in a range the lower number. out_of: the
    denominator, or n. upper: the upper number of a range. last: place value of the last digit once
    written out in full; kept: of the last digit that must be significant; written: of the last
    digit written (100,000 for "3.2 million"). hedge: a code of factcheck.hedge. change: increase or
    decrease where the words say so. Raises QuantityError where the parts do not fit together.
    """

    amount: Decimal
    unit: Unit = NO_UNIT
    form: str = "number"
    last: Decimal = ONE
    kept: Decimal = ONE
    written: Decimal = ONE
    in_digits: bool = True
    out_of: Decimal | None = None
    upper: "Quantity | None" = None
    hedge: str | None = None
    change: str | None = None
    evaluative: tuple[str, ...] = ()
    wording: str = ""

    def __post_init__(self) -> None:
        if self.form not in FORMS:
            raise QuantityError(f"found the form {self.form!r}; expected one of {', '.join(FORMS)}")
        if not self.amount.is_finite():
            raise QuantityError(f"found {self.amount}; expected a finite number")
        if self.out_of is not None and self.out_of <= 0:
            raise QuantityError(
                f"found {self.amount} of {self.out_of}; expected more than nothing to be part of"
            )
        if self.upper is not None and self.upper.amount < self.amount:
            raise QuantityError(
                f"found a range from {self.amount} to {self.upper.amount}; expected the smaller number first"
            )

    @property
    def value(self) -> Decimal:
        """The number meant: in percent for fractions and "k in n", the middle of a range."""
        if self.upper is not None:
            return over(plus(self.amount, self.upper.amount), Decimal(2))
        if self.out_of is not None:
            return over(times(self.amount, HUNDRED), self.out_of)
        return over(ONE, self.amount) if self.form in PART_FORMS and self.amount else self.amount

    @property
    def direction(self) -> str | None:
        """Increase or decrease where the words say one."""
        return self.change or ("decrease" if self.form in PART_FORMS else None)


@dataclass(frozen=True, slots=True)
class Digits:
    """An amount and the places of its digits, as Quantity has them."""

    amount: Decimal
    last: Decimal = ONE
    kept: Decimal = ONE
    written: Decimal = ONE


def digits(text: str, factor: Decimal = ONE) -> Digits:
    """The amount and the places of its digits; `text` is a plain decimal such as "5300".

    factor: the magnitude word after it, 1,000,000 for "3.2 million".
    """
    number = Decimal(text)
    point_place = Decimal((0, (1,), -len(text.partition(".")[2]))) if "." in text else ONE
    amount = times(number, factor)
    written = times(point_place, factor)
    last = min(written, ONE) if factor >= 1 else written
    return Digits(amount, last, written if "." in text else last_nonzero(amount, written), written)


def last_nonzero(amount: Decimal, written: Decimal) -> Decimal:
    """The place value of the last digit of a whole number that is not zero."""
    exponent = amount.normalize().as_tuple().exponent if amount else 0
    return max(written, Decimal((0, (1,), int(exponent))))
