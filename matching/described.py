"""A series as it is stored, for what is asked of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from factcheck.period import Period
from factcheck.series import Series


@dataclass(frozen=True, slots=True)
class Described:
    """A series that may be meant, and what of it is stored.

    covered: by code, of the areas asked that it has figures for, from the first day to the last, excluded. titled:
    whether its title names the area asked, of which it is the whole. span: the same days over all areas.
    newest: the day of its newest publication. alike: how alike its title and the words are, 0 to 1.
    """

    series: Series
    covered: Mapping[str, Period] = field(default_factory=dict)
    titled: bool = False
    span: Period | None = None
    newest: date | None = None
    alike: Decimal = Decimal(0)
