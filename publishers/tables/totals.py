"""Totals that a table prints: checked against their parts, and never added to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from publishers.errors import ShapeError
from publishers.tables.mapping import RowRule
from publishers.tables.written_numbers import EXACT, Amount

Sums = list[Decimal | None]


@dataclass(slots=True)
class Parts:
    """The sums of the rows so far, by column of values: of the section, of the sheet. None: a part has no value."""

    section: Sums
    sheet: Sums

    @classmethod
    def none_yet(cls, columns: int) -> "Parts":
        """Before the first row."""
        return cls([Decimal(0)] * columns, [Decimal(0)] * columns)

    def open_section(self) -> None:
        """Begins the sums of another section."""
        self.section = [Decimal(0)] * len(self.section)

    def add(self, amounts: Sequence[Amount | None]) -> None:
        """Adds a row."""
        for sums in (self.section, self.sheet):
            for at, (held, amount) in enumerate(zip(sums, amounts, strict=True)):
                if amount and held is not None:
                    sums[at] = None if amount.value is None else EXACT.add(held, amount.value)

    def check(
        self, rule: RowRule, amounts: Sequence[Amount | None], shown: Sequence[tuple[str, str]]
    ) -> None:
        """Raises ShapeError where totals are not the sums of their parts. What is not known is not checked.

        shown: the name of each column of values, and the text in it.
        """
        sums = self.section if rule.of == "section" else self.sheet
        for amount, summed, (column, text) in zip(amounts, sums, shown, strict=True):
            printed = amount.value if amount else Decimal(0)
            if printed is not None and summed is not None and printed != summed:
                raise ShapeError(
                    f"column {column!r}: found the total {text!r}; expected {summed:,}, the sum of its parts"
                )
