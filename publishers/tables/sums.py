"""Figures that are sums over the rows of a table which have the same area and period."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from publishers.errors import ShapeError
from publishers.shape import Observation
from publishers.tables.mapping import StatusRule, TableMapping
from publishers.tables.written_numbers import EXACT

NATURES = {"provisional": "provisional", "preliminary": "provisional", "estimated": "estimate"}  # by status


@dataclass(slots=True)
class _Sum:
    first: Observation
    status: str
    total: Decimal = Decimal(0)
    rows: int = 0
    missing: str = ""


Sums = dict[tuple[int, str], dict[str, _Sum]]  # by series and area, then by period


def summed(
    found: Iterable[Observation], mapping: TableMapping, printed: Sequence[Observation]
) -> Iterator[Observation]:
    """One figure for each series, area and period; those of an area together, in order of period; the whole last.

    A sum with a part that has no value has none itself, and one with a provisional part is provisional.
    printed: totals of figures, complete once all are found. Raises ShapeError where one is another than
    the sum of its parts, and where a part is a range.
    """
    sums: Sums = {}
    first_of: dict[int, dict[str, Observation]] = {}
    add = EXACT.add
    for seen in found:
        by_period = sums.get((id(seen.series), seen.area))
        if by_period is None:
            by_period = sums[id(seen.series), seen.area] = {}
        held = by_period.get(seen.period)
        if held is None:
            held = by_period[seen.period] = _Sum(seen, seen.status)
            first_of.setdefault(id(seen.series), {}).setdefault(seen.period, seen)
        elif seen.status != held.status:
            held.status = _joint(held.status, seen.status)
        held.rows += 1
        if seen.value is None:
            held.missing = held.missing or _reason(seen)
        else:
            held.total = add(held.total, seen.value)
    _check(sums, printed)
    for (series, _), by_period in sums.items():
        yield from _of_area(by_period, first_of[series], mapping)
    if mapping.sum and mapping.sum.whole:
        yield from _of_whole(sums, *mapping.sum.whole)


def _reason(seen: Observation) -> str:
    if not seen.missing:
        raise ShapeError(f"{seen.locator}: found a range; expected a number, as figures are sums")
    return seen.missing


def _joint(one: str, other: str) -> str:
    """The status of a sum with parts of both: what makes it less than final, then what is said of a part at all."""
    return next((each for each in (one, other) if each in NATURES), one or other)


def _of_area(
    by_period: dict[str, _Sum], first_of: dict[str, Observation], mapping: TableMapping
) -> Iterator[Observation]:
    """The sums of an area. first_of: some figure of each period that the series has in any area."""
    some = next(iter(by_period.values())).first
    begun = mapping.values.leading_zeros
    absent = mapping.sum and mapping.sum.absent
    for period in sorted(first_of if absent else by_period):
        held = by_period.get(period)
        begun = begun or bool(held and (held.total or held.missing))
        if not begun:
            continue
        yield _of_period(held) if held else _zero(first_of[period], some, mapping.status)


def _of_whole(sums: Sums, area: str, name: str) -> Iterator[Observation]:
    """The sums over all areas, from the first period on in which there is something."""
    wholes: dict[int, dict[str, _Sum]] = {}
    for (series, _), by_period in sums.items():
        whole = wholes.setdefault(series, {})
        for period, held in by_period.items():
            first = held.first._replace(area=area, area_name=name)
            known = whole.setdefault(period, _Sum(first, held.status))
            known.status = _joint(known.status, held.status)
            known.total = EXACT.add(known.total, held.total)
            known.rows += held.rows
            known.missing = known.missing or held.missing
    for whole in wholes.values():
        begun = False
        for period in sorted(whole):
            begun = begun or bool(whole[period].total)
            if begun:
                yield _of_period(whole[period])


def _of_period(held: _Sum) -> Observation:
    one = held.first
    place = one.locator.partition(", row ")[0]
    return one._replace(
        value=None if held.missing else held.total,
        missing=held.missing,
        low=None,
        high=None,
        margin_of_error=one.margin_of_error if held.rows == 1 else None,  # those of parts do not add up
        nature=NATURES.get(held.status, ""),
        status=held.status,
        locator=f"{place}: sum of {held.rows} rows for {one.area_name}",
    )


def _zero(other: Observation, some: Observation, statuses: StatusRule) -> Observation:
    """The zero of an area without a row. other: of another area and the same period. some: another of the area's."""
    status = other.status if other.status in {statuses.open, statuses.closed} else ""
    place = other.locator.partition(", row ")[0]
    return Observation(
        other.series, some.area, some.area_name, other.period, Decimal(0), other.published_on,
        f"{place}: no row for {some.area_name}, which means 0", nature=NATURES.get(status, ""), status=status,
    )  # fmt: skip


def _check(sums: Sums, printed: Sequence[Observation]) -> None:
    for total in printed:
        held = sums.get((id(total.series), total.area), {}).get(total.period)
        known = held.total if held else Decimal(0)
        if total.value is not None and total.value != known and not (held and held.missing):
            raise ShapeError(
                f"{total.locator}: found the total {total.value:,}; expected {known:,}, the sum of its parts"
            )
