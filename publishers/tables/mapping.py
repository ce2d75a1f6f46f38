"""How a table is to be read: what a mapping declares.

Columns are named as their header has them, spaces collapsed; "column B" is the second, whatever its name;
"sheet" is the name of the sheet, and "section" what the last row that opens a section has in its column.
Patterns are regular expressions over the whole text, spaces collapsed, too. Their named groups say of which
period a figure is: year, month, quarter, day, or period, already in ISO 8601; open, where the year is not
yet over.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from publishers.errors import ShapeError
from publishers.places import Place, countries
from publishers.tables.patterns import Pattern
from publishers.tables.periods import PeriodRule, PublishedRule
from publishers.tables.written_numbers import Notation


@dataclass(frozen=True, slots=True)
class AreaRule:
    """Of which area a figure is.

    fixed: code and name, the same for all. column: where its text stands, the first of several that has
    one; "header" for the names of the columns of values. lookup: texts to code and name; an empty code
    leaves the figure out. countries: ISO 3166-1 by two or three letters or three digits. others: the code
    of what is in neither, "wb:{}". name: the column of its name.
    """

    fixed: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    lookup: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    countries: bool = False
    others: str = ""
    name: str = ""

    def place(self, text: str, name: str) -> Place | None:
        """The area, None where it is to be left out. Raises ShapeError where nobody says which it is."""
        if self.fixed:
            return Place(*self.fixed)
        if text in self.lookup:
            code, *names = self.lookup[text] or ("",)
            return Place(code, names[0] if names else name or text) if code else None
        known = countries().get(text) if self.countries else None
        if known is None and self.others and text:
            return Place(self.others.replace("{}", text.replace(" ", "-")), name or text)
        if known is None:
            raise ShapeError(
                f"found the area {text[:60]!r}; expected one that area.lookup of the mapping knows"
            )
        return known


@dataclass(frozen=True, slots=True)
class ValueRule:
    """Where the values stand: in one column, or in all columns whose names match the pattern columns.

    low, high, margin_of_error: columns beside the one of values. status: the column of the row's status.
    total: the column of the sum of the row, to check it. series: for a table with several measures, what
    is said of the series in each column. leading_zeros: whether zeros before an area's first other figure
    are figures; where not, and figures are no sums, the table must be in the order of time.
    """

    column: str = ""
    columns: Pattern | None = None
    series: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    low: str = ""
    high: str = ""
    margin_of_error: str = ""
    status: str = ""
    total: str = ""
    leading_zeros: bool = True


@dataclass(frozen=True, slots=True)
class StatusRule:
    """The status of figures of years that are over and of those that are not; words: of the status column's texts."""

    closed: str = ""
    open: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowRule:
    """Rows whose text in the column matches. of: for totals, whether of their section, sheet or figure."""

    column: str
    pattern: Pattern
    of: str = "section"


@dataclass(frozen=True, slots=True)
class SumRule:
    """Figures are sums over all rows that have the same area and period.

    absent: "zero" where an area without a figure in a period had none. whole: code and name of an area
    whose figures are the sums over all others.
    """

    absent: str = ""
    whole: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How a table is read; docs/publishers.md shows one."""

    format: str
    area: AreaRule
    values: ValueRule
    period: PeriodRule = field(default_factory=PeriodRule)
    separator: str = ""
    sheets: Pattern | None = None
    header: int | tuple[str, ...] = 1
    section: RowRule | None = None
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    drop: tuple[RowRule, ...] = ()
    totals: tuple[RowRule, ...] = ()
    sum: SumRule | None = None
    published: PublishedRule | None = None
    status: StatusRule = field(default_factory=StatusRule)
    numbers: Notation = field(default_factory=Notation)
    series: Mapping[str, str] = field(default_factory=dict)
