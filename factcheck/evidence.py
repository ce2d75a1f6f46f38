"""What the store holds for one claim, and the look-up of a value in it.

`Evidence` is handed to the check whole; nothing here asks a database. A look-up either gives the
vintages that make up a value or raises Undefined with the reason, as a caller reads it in `missing`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from factcheck.figure import NATURE_CLASS, Figure
from factcheck.period import Period
from factcheck.series import Area, Series
from factcheck.working import Source

# Why a value could not be had (http.md, `missing.reason`).
REASONS = {
    "not_stored": "no such figure is stored",
    "period_not_covered": "the series has no figure for all of the period",
    "in_progress": "the period had not ended when the claim was made",
    "area_not_covered": "the series has no figure for the area",
    "breakdown_not_published": "the publisher does not break the figure down that way",
    "no_measure_found": "no stored series measures that",
    "suppressed": "the publisher withholds the figure",
    "zero_base": "the base is zero or negative, or may be",
    "target_vs_actual": "only a target or ceiling is stored, which confirms nothing that happened",
    "projection_vs_actual": "only a projection is stored, or only outcomes where a projection is asked",
    "incomparable": "the two cannot be set against one another",
}


class Undefined(Exception):  # noqa: N818 - a value that cannot be had is a result, not an error
    """A value that the figures do not give. nearest: what is stored nearest to it."""

    def __init__(self, reason: str, pointer: str, text: str, nearest: "tuple[Near, ...]" = ()) -> None:
        super().__init__(text)
        self.reason, self.pointer, self.text, self.nearest = reason, pointer, text, nearest


@dataclass(frozen=True, slots=True)
class Near:
    """What is stored nearest to what was asked for. score: of the series' match, 0 to 1. because: why it is not that."""

    series: str
    area: str | None = None
    period: str | None = None
    score: Decimal | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Weaker:
    """That a series stands behind another of its notion, where that one can be had: its id, the standing, and why."""

    than: str
    standing: str
    why: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A series that the words of a measure may mean. score: 0 to 1, 1 for a series named by its id.

    because: why it fits as well as it does, and no better. placed: the words are of one place alone, and so
    name it ("the southwest border"). nearly: the words only come near what it measures ("arrests", of encounters).
    """

    series: Series
    score: Decimal = Decimal(1)
    because: tuple[str, ...] = ()
    weaker: tuple[Weaker, ...] = ()
    placed: bool = False
    nearly: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """A break in a series: figures before and after `period` are not made alike."""

    series: str
    area: str
    period: Period
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is stored about the operands of one claim.

    candidates: by the pointer of the operand, best match first. areas: by the words that named
    them, in small letters; every area of that name. members: the areas of groups, by code. figures:
    by series and area code, in order of time. whole_area: by series, its only area, or the group
    that its areas fill.
    populations: the series that give populations, the best match first. unfit: by the pointer of the
    operand, the series nearest to words that fit none.
    """

    candidates: Mapping[str, Sequence[Candidate]] = field(default_factory=dict)
    areas: Mapping[str, Sequence[Area]] = field(default_factory=dict)
    members: Mapping[str, Area] = field(default_factory=dict)
    figures: Mapping[tuple[str, str], Sequence[Figure]] = field(default_factory=dict)
    whole_area: Mapping[str, Area] = field(default_factory=dict)
    populations: Sequence[Series] = ()
    breaks: Sequence[Break] = ()
    unfit: Mapping[str, Sequence[Candidate]] = field(default_factory=dict)

    def of(self, series: Series, area: Area) -> Sequence[Figure]:
        """The figures of the series for the area, in order of time."""
        return self.figures.get((series.id, area.code), ())

    def members_of(self, area: Area) -> list[Area]:
        """The members of a group, in its order; one that nothing else is known of is named by its code."""
        return [self.members.get(code) or Area(code, code) for code in area.members]

    def covers(self, series: Series, area: Area) -> bool:
        """Whether the series has figures for the area, or for all areas that it consists of."""
        if self.of(series, area):
            return True
        return bool(area.members) and any((series.id, code) in self.figures for code in area.members)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What could be known. as_of: vintages published until then decide; until: periods that had ended."""

    as_of: date
    until: date


@dataclass(frozen=True, slots=True)
class Query:
    """One series, one area, and the nature asked for, at a state of knowledge. pointer: the operand."""

    series: Series
    area: Area
    nature: str
    knowledge: Knowledge
    pointer: str

    def source(self, figure: Figure) -> Source | None:
        """The vintage of the figure that decides, None where none serves the nature."""
        wanted = NATURE_CLASS[self.nature]
        vintage = figure.as_of(self.knowledge.as_of, lambda v: NATURE_CLASS[v.nature] == wanted)
        return Source(self.series, self.area, figure, vintage) if vintage else None

    def fail(self, reason: str, text: str, near: Figure | None = None) -> Undefined:
        """The look-up's failure, in words, with the figure nearest to it."""
        nearest = (Near(self.series.id, self.area.code, near.period.label),) if near else ()
        return Undefined(reason, self.pointer, f"{self.series.title}, {self.area.name}: {text}.", nearest)
