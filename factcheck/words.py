"""The summary of a check: one sentence that a reader can print, and what was not settled."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from factcheck.claim import Claim
from factcheck.interval import over, significant
from factcheck.needed import needed
from factcheck.stated import SIGNED
from factcheck.unit import Unit
from factcheck.working import shown, with_unit

if TYPE_CHECKING:
    from factcheck.verdict import Reading


class _Divide(Protocol):
    @property
    def choice(self) -> str: ...
    @property
    def consistent(self) -> tuple[str, ...]: ...
    @property
    def inconsistent(self) -> tuple[str, ...]: ...


# What a choice is about, in the sentence "It depends on …".
_ON = {
    "time_basis": "whether totals or years are compared",
    "reference_period": "which year stands for the present rate",
    "fold": "how the multiple is understood",
    "percent": "how the percentage is understood",
    "change_base": "what the change is measured from",
    "year": "whether the year is the calendar or the fiscal year",
    "last_year": "which twelve months are meant",
    "since": "from when it is counted",
    "between": "whether both years are counted",
    "series": "which series is meant",
    "breakdown": "whether the whole stands for the group",
    "area": "which area is meant",
    "unit": "which unit is meant",
    "rate_over_period": "how the rate over the period is taken",
    "trend": "whether the end or every step counts",
    "basis": "whether the claim's own numbers or the stored figures are taken",
}
_SAID = {
    "totals": "totals", "per_year": "yearly averages", "ratio_n": "n times", "ratio_n_plus_1": "n + 1 times",
    "last_complete_year": "the last complete year", "in_progress_projected": "the year in progress as projected",
    "in_progress_annualised": "the year in progress annualised", "as_it_turned_out": "the year as it turned out",
    "claimed": "the claim's own numbers", "official": "the stored figures",
}  # fmt: skip


def summary_of(
    claim: Claim,
    verdict: str,
    readings: "Sequence[Reading]",
    divides: Sequence[_Divide],
    head: "Reading | None",
) -> str:
    """One or two sentences on the verdict."""
    if verdict == "not_checkable":
        return "The claim is conditional and does not give all its numbers, so nothing can be checked."
    sentence = _depends(readings, divides, head) if verdict == "depends" else _plain(verdict, readings, head)
    return " ".join([sentence, *_asides(claim, verdict, readings)])


def _plain(verdict: str, readings: "Sequence[Reading]", head: "Reading | None") -> str:
    if verdict == "no_figures" or head is None:
        unusual = _by_strained_reading(readings, "inconsistent")
        reason = next(
            (r.failure.text for r in readings if r.failure), f"Only a strained reading computes{unusual}"
        )
        return f"The figures do not tell. {reason[0].upper()}{reason[1:]}"
    found, claimed = found_text(head), claimed_text(head)
    if claimed is None:
        return f"The figures {'bear it out' if verdict == 'consistent' else 'do not bear it out'}: {found}."
    return f'{verdict.capitalize()} with {_source(head)}: {found}, where the claim says "{claimed}".'


def _source(head: "Reading") -> str:
    return "the claim's own numbers" if head.basis == "claimed" else "the figures"


def _depends(readings: "Sequence[Reading]", divides: Sequence[_Divide], head: "Reading | None") -> str:
    if not divides:
        return _undivided(readings, head)
    topics = [_ON.get(divide.choice, divide.choice) for divide in divides]
    told = [(verdict, _told(readings, divides, verdict)) for verdict in ("consistent", "inconsistent")]
    parts = [f"{verdict} for {', '.join(ways)}" for verdict, ways in told if ways]
    return f"It depends on {' and on '.join(topics)}: {'; '.join(parts)}."


def _told(readings: "Sequence[Reading]", divides: Sequence[_Divide], verdict: str) -> list[str]:
    """The ways of the choices that lead to the verdict, each with what is found that way."""
    names = [value for divide in divides for value in getattr(divide, verdict)]
    return [f"{_SAID.get(name, name.replace('_', ' '))} {_given(readings, name, verdict)}" for name in names]


def _undivided(readings: "Sequence[Reading]", head: "Reading | None") -> str:
    held = {r.verdict for r in readings if r.decides}
    unusual = _by_strained_reading(readings, "consistent")
    if unusual and "consistent" not in held:
        return f"It holds only by a strained reading{unusual}"
    found = f" The figures give {found_text(head)}." if head else ""
    settled = "the day it was said, or on what its own numbers are taken for"
    return f"It depends on {settled if len(held) == 1 else 'how the words are read'}.{found}"


def _by_strained_reading(readings: "Sequence[Reading]", verdict: str) -> str:
    """What a strained reading of that verdict finds, and what is strained in it; nothing where there is none."""
    for reading in readings:
        if reading.found and reading.standing == "strained" and reading.verdict == verdict:
            texts = [assumed.text for assumed in reading.assumptions if assumed.standing == "strained"]
            return f": {found_text(reading)}. {' '.join(texts)}"
    return ""


def _given(readings: "Sequence[Reading]", value: str, verdict: str) -> str:
    """What the readings that take this way and have this verdict find, from the least to the most."""
    found = sorted(
        {
            (r.found.computed.value, r.found.computed.unit)
            for r in readings
            if r.found and r.verdict == verdict and r.standing != "slip" and _takes(r, value)
        },
        key=lambda pair: pair[0],
    )
    least, most = rounded(*found[0]), rounded(*found[-1])
    return least if least == most else f"{least} to {most}"


def _takes(reading: "Reading", value: str) -> bool:
    if value in {"claimed", "official"}:
        return (reading.basis == "claimed") == (value == "claimed")
    return any(assumption.value == value for assumption in reading.assumptions)


def _asides(claim: Claim, verdict: str, readings: "Sequence[Reading]") -> list[str]:
    """What follows the sentence: slips that would hold, and what the stance does to the verdict."""
    asides = []
    slip = next((r for r in readings if r.standing == "slip" and r.verdict == "consistent"), None)
    if slip and verdict == "inconsistent":
        text = next(a.text for a in slip.assumptions if a.standing == "slip")
        asides.append(f"It would hold only as a slip: {text[0].lower()}{text[1:]}")
    if claim.stance == "denied" and verdict in {"consistent", "inconsistent"}:
        asides.append("The statement denies this, so the verdict is turned round.")
    if claim.stance == "asked":
        asides.append("The words ask and do not assert.")
    if claim.stance == "promised":
        asides.append("This is what was promised, not what came of it.")
    if claim.stance == "projected" and verdict != "no_figures":
        asides.append("It is set against stored projections, not against outcomes.")
    return asides


_MAGNITUDES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"))
_COUNTED = {"rank": "place {}", "trend": "{} in a row", "frequency": "{} of the periods"}


def rounded(value: Decimal, unit: Unit) -> str:
    """A computed value as a headline gives it: two digits for times, three for shares, counts in full.

    From a thousand millions on it is told in words of magnitude, three digits long.
    """
    for magnitude, name in _MAGNITUDES:
        if abs(value) >= magnitude and unit.kind in {"money", "count", "none"}:
            told = f"{shown(significant(over(value, magnitude), 3))} {name}"
            return f"{told} {unit.code}" if unit.kind == "money" else told
    if value == value.to_integral_value() and unit.kind != "times":
        return with_unit(value, unit)
    digits = 2 if unit.kind == "times" and abs(value) < 10 else 3
    whole = len(str(abs(int(value))))
    return with_unit(significant(value, max(digits, whole)), unit)


def found_text(reading: "Reading") -> str:
    """What the figures give, as a headline says it."""
    found = needed(reading.found, "outcome")
    if found.state == 0 and found.subject is not None and found.reference is not None:
        both = (rounded(amount.value, amount.unit) for amount in (found.subject, found.reference))
        return " against ".join(both)
    value, unit = found.computed.value, found.computed.unit
    relation = reading.draft.claim.relation
    if relation in SIGNED and value != 0 and found.reference is not None:
        return f"{rounded(abs(value), unit)} {'less' if found.turned == (value > 0) else 'more'}"
    return _COUNTED.get(relation, "{}").format(rounded(value, unit))


def claimed_text(reading: "Reading") -> str | None:
    """What was stated, in its own words where they are known; None where the relation states no number."""
    quantity = reading.draft.claim.stated
    if quantity is None:
        return None
    return quantity.wording or with_unit(quantity.value, quantity.unit)
