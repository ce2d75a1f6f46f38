"""Every error that the core raises.

FactcheckError
├── QuantityError      words or digits that are no quantity
├── UnitError          two units that have nothing to do with one another
├── PeriodError        words or digits that are no period of time
└── ClaimError         a claim that cannot be built: an operand too many, one missing

"We cannot tell" is a verdict and never an error. Each message says what was found, what was
expected and what to do.
"""


class FactcheckError(ValueError):
    """Something in a claim cannot be understood; the message says what, and what would do."""


class QuantityError(FactcheckError):
    """A quantity cannot be read."""


class UnitError(FactcheckError):
    """Units do not fit together."""


class PeriodError(FactcheckError):
    """A period cannot be read."""


class ClaimError(FactcheckError):
    """A claim is not put together as its relation needs it."""
