"""The arithmetic of one reading as data: steps that anybody can do again with pencil and paper.

Each step computes from the values shown before it (semantics §12). An `Amount` is what a step gave:
the arithmetic functions below take amounts, add their step and give the next amount.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck import interval
from factcheck.figure import Figure, Vintage
from factcheck.interval import Interval, over, plain, significant
from factcheck.period import DAYS_A_YEAR, Length, Period, length_of
from factcheck.series import Area, Series
from factcheck.unit import TIMES, Unit, rate_of, rate_parts, unit_named

PER_YEAR = {"year": Decimal(1), "quarter": Decimal(4), "month": Decimal(12),
            "week": DAYS_A_YEAR / 7, "day": DAYS_A_YEAR}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """A stored figure that went into an amount, and the vintage of it that was used."""

    series: Series
    area: Area
    figure: Figure
    vintage: Vintage


@dataclass(frozen=True, slots=True)
class Amount:
    """A value with the interval it may lie in, its unit, and where it comes from.

    step: the number of the step that gave it. periods: the time it is for, empty where unknown.
    kind: stock, flow or rate, None where unknown. ranged: a range as published.
    """

    value: Decimal
    interval: Interval
    unit: Unit
    step: int = 0
    periods: tuple[Period, ...] = ()
    kind: str | None = None
    nature: str = "actual"
    sources: tuple[Source, ...] = ()
    claimed: bool = False
    ranged: bool = False
    warnings: tuple[tuple[str, str], ...] = ()
    noun: str | None = None

    @property
    def length(self) -> Length | None:
        """How long its time is, None where unknown or open."""
        if not self.periods or any(period.open_ended for period in self.periods):
            return None
        return length_of(self.periods)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the working. inputs: the forms of http.md ("step:1", "vintage:vt_5", "const:100")."""

    number: int
    operation: str
    inputs: tuple[str, ...]
    value: Decimal
    interval: Interval
    unit: str
    text: str


class Working:
    """The steps of one reading, in order, numbered from 1, and every stored figure that was looked up."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.sources: dict[Source, None] = {}

    def add(self, operation: str, inputs: Iterable[str], amount: Amount, text: str) -> Amount:
        """The amount, now with the number of the step that this adds."""
        number = len(self.steps) + 1
        self.sources.update(dict.fromkeys(amount.sources))
        unit = amount.unit.code
        self.steps.append(Step(number, operation, tuple(inputs), amount.value, amount.interval, unit, text))
        return replace(amount, step=number)


def shown(number: Decimal) -> str:
    """The number as a reader likes it: thousands parted, no more than 4 significant decimals."""
    if number.is_infinite():
        return "no limit" if number > 0 else "no lower limit"
    if number != number.to_integral_value():
        whole = len(str(abs(int(number)))) if abs(number) >= 1 else 0
        number = significant(number, max(4, whole + 1) if whole else 3)
    head, _, tail = plain(abs(number)).partition(".")
    grouped = f"{int(head):,}" if len(head) < 400 else head
    return ("-" if number < 0 else "") + grouped + (f".{tail}" if tail else "")


def with_unit(number: Decimal, unit: Unit) -> str:
    """The number with its unit as a reader likes it: "42 %", "2.8 times", "5,300"."""
    text = shown(number)
    if unit.kind == "percent":
        return f"{text} %"
    if unit.kind == "points":
        return f"{text} points" if unit.code == "percentage point" else f"{text} {unit.code}s"
    if unit.kind in {"none", "count"}:
        return text
    if unit.kind == "rate":
        counted, base = rate_parts(unit.code)
        return f"{with_unit(number, unit_named(counted))} {_base_in_words(base)}"
    return f"{text} {unit.code}"


def _base_in_words(base: str) -> str:
    if base in PER_YEAR:
        return f"a {base}"
    if base.isdigit():
        return f"per {int(base):,} people"
    return f"per {base}"


def _step(amount: Amount) -> str:
    return f"step:{amount.step}"


def _merged(parts: Sequence[Amount], value: Decimal, reach: Interval, unit: Unit) -> Amount:
    """An amount computed from parts: it carries their sources, natures and warnings on."""
    kinds = {part.kind for part in parts if part.kind}
    natures = [part.nature for part in parts if part.nature != "actual"]
    return Amount(
        value=value,
        interval=reach,
        unit=unit,
        periods=tuple(dict.fromkeys(period for part in parts for period in part.periods)),
        kind=kinds.pop() if len(kinds) == 1 else None,
        nature=natures[0] if natures else "actual",
        sources=tuple(dict.fromkeys(source for part in parts for source in part.sources)),
        claimed=any(part.claimed for part in parts),
        warnings=tuple(dict.fromkeys(warning for part in parts for warning in part.warnings)),
        noun=next((part.noun for part in parts if part.noun), None),
    )


def total(working: Working, parts: Sequence[Amount]) -> Amount:
    """Their sum; long sums name only their first and last parts in the text."""
    value = parts[0].value
    for part in parts[1:]:
        value = interval.plus(value, part.value)
    amount = _merged(parts, value, interval.add(p.interval for p in parts), parts[0].unit)
    names = [shown(part.value) for part in parts]
    if len(names) > 6:
        names = [*names[:2], f"… {len(names) - 3} more …", names[-1]]
    text = " + ".join(names) + f" = {shown(value)}"
    return working.add("sum", map(_step, parts), amount, text)


def mean(working: Working, parts: Sequence[Amount]) -> Amount:
    """Their mean."""
    count = Decimal(len(parts))
    value, reach = parts[0].value, interval.add(p.interval for p in parts)
    for part in parts[1:]:
        value = interval.plus(value, part.value)
    amount = _merged(parts, over(value, count), reach.mapped(lambda end: over(end, count)), parts[0].unit)
    text = f"the mean of {len(parts)} values = {shown(amount.value)}"
    return working.add("mean", map(_step, parts), amount, text)


def difference(working: Working, a: Amount, b: Amount, unit: Unit | None = None) -> Amount:
    """A - b."""
    value = interval.minus(a.value, b.value)
    amount = _merged((a, b), value, interval.subtract(a.interval, b.interval), unit or a.unit)
    text = f"{shown(a.value)} - {shown(b.value)} = {shown(value)}"
    return working.add("difference", (_step(a), _step(b)), amount, text)


def product(working: Working, a: Amount, b: Amount) -> Amount:
    """A × b."""
    value = interval.times(a.value, b.value)
    unit = b.unit if a.unit.kind in {"none", "times"} else a.unit
    amount = _merged((a, b), value, interval.multiply(a.interval, b.interval), unit)
    text = f"{shown(a.value)} × {shown(b.value)} = {shown(value)}"
    return working.add("multiply", (_step(a), _step(b)), amount, text)


def quotient(working: Working, a: Amount, b: Amount, unit: Unit = TIMES) -> Amount | None:
    """A / b; None where b may be zero."""
    reach = interval.divide(a.interval, b.interval)
    if reach is None or b.value == 0:
        return None
    value = over(a.value, b.value)
    amount = _merged((a, b), value, reach, unit)
    text = f"{shown(a.value)} / {shown(b.value)} = {shown(value)}"
    return working.add("divide", (_step(a), _step(b)), amount, text)


def scaled(working: Working, a: Amount, factor: Decimal, unit: Unit) -> Amount:
    """A × factor, a constant."""
    value = interval.times(a.value, factor)
    ends = interval.multiply(a.interval, interval.point(factor))
    amount = replace(a, value=value, interval=ends, unit=unit)
    text = f"{shown(a.value)} × {shown(factor)} = {with_unit(value, unit)}"
    return working.add("multiply", (_step(a), f"const:{plain(factor)}"), amount, text)


def less_one(working: Working, ratio: Amount, *, fall: bool) -> Amount:
    """Ratio - 1, or 1 - ratio where the words say a fall."""
    one = interval.point(Decimal(1))
    if fall:
        value, reach = interval.minus(Decimal(1), ratio.value), interval.subtract(one, ratio.interval)
        inputs, text = ("const:1", _step(ratio)), f"1 - {shown(ratio.value)} = {shown(value)}"
    else:
        value, reach = interval.minus(ratio.value, Decimal(1)), interval.subtract(ratio.interval, one)
        inputs, text = (_step(ratio), "const:1"), f"{shown(ratio.value)} - 1 = {shown(value)}"
    return working.add("difference", inputs, replace(ratio, value=value, interval=reach), text)


def per_length(working: Working, a: Amount, length: Length, per: str) -> Amount:
    """A spread evenly over its length: so much a year, quarter, month, week or day."""
    units = interval.times(Decimal(length.count), PER_YEAR[per])
    yearly = Decimal(12) if length.unit == "months" else DAYS_A_YEAR
    stretches = over(units, yearly) if units % yearly else units / yearly
    value = over(a.value, stretches)
    ends = a.interval.mapped(lambda end: over(end, stretches))
    amount = replace(a, value=value, interval=ends, unit=rate_of(a.unit.code, per))
    text = f"{shown(a.value)} / {shown(stretches)} {per}s = {shown(value)} a {per}"
    return working.add("per", (_step(a), f"{length.unit}:{length.count}"), amount, text)


def converted(working: Working, a: Amount, unit: Unit) -> Amount:
    """A in another unit of its kind."""
    factor = over(a.unit.factor, unit.factor)
    value = interval.times(a.value, factor)
    ends = interval.multiply(a.interval, interval.point(factor))
    amount = replace(
        a, value=value, interval=ends, unit=unit,
        warnings=(*a.warnings, ("unit_converted", f"{a.unit.code} were converted to {unit.code}.")),
    )  # fmt: skip
    text = f"{shown(a.value)} {a.unit.code} × {shown(factor)} = {shown(value)} {unit.code}"
    return working.add("convert", (_step(a), f"const:{plain(factor)}"), amount, text)
