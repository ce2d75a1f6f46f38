"""A claim as it is being read: what its sentence says, before it is written out."""

from dataclasses import dataclass, field
from typing import Any

from wording.claims.sentence import Sentence
from wording.quantities.said import QuantitySaid

Operand = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """One claim of a sentence. first, last: the tokens [first, last) that make it.

    measure, area, period, nature: of the amount it speaks of, for claims after it that come back to it.
    more: fields that its relation has beside the operands (order, extreme, over …).
    """

    sentence: Sentence
    relation: str
    first: int
    last: int
    quantity: QuantitySaid | None = None
    change: str | None = None
    unit: str | None = None
    form: str | None = None
    subject: Operand | None = None
    reference: Operand | None = None
    more: dict[str, Any] = field(default_factory=dict)
    measure: str | None = None
    area: str | None = None
    period: str | None = None
    nature: str | None = None
    stance: str = "asserted"

    @property
    def amount(self) -> Operand | None:
        """Its amount as an operand of a later claim, with all that it says of itself; None where it has none."""
        if self.quantity is None or self.relation not in {"equals", "rate"}:
            return None
        words = self.sentence.text(self.quantity.start, self.quantity.last)
        unit = self.unit or self.quantity.unit
        told: Operand = {"amount": words} | ({"unit": unit} if unit and self.quantity.kind == "none" else {})
        for name in ("measure", "area", "period", "nature"):
            value = getattr(self, name)
            if value:
                told[name] = value
        return told
