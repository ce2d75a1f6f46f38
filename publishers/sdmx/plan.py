"""What is to be done with observations, by the cells that they share: area, series, unit, status."""

from dataclasses import dataclass, field, replace

from publishers.errors import ShapeError, SourceError
from publishers.places import Place
from publishers.sdmx.codes import status_of
from publishers.sdmx.periods import JANUARY, day_of
from publishers.sdmx.places import place_of
from publishers.sdmx.record import Cells, found, rules, saying
from publishers.sdmx.series import Library
from publishers.sdmx.service import Settings, asked, named
from publishers.shape import Series, Source
from publishers.texts import fitting

ALWAYS = 9999  # a year


@dataclass(slots=True)
class Plan:
    """What is to be done with observations that share their cells.

    series: None where they are not taken, for the reason in problem, or because they are not wanted.
    where: the beginning of the locator. power: of ten, to multiply by. told: whether the problem was told.
    actual_until: the last year that is no projection.
    """

    where: str
    series: Series | None = None
    problem: str = ""
    area: tuple[str, str] = ("", "")
    published_on: str = ""
    power: int = 0
    nature: str = ""
    status: str = ""
    missing: str = ""
    withdrawn: bool = False
    year_start: str = JANUARY
    periods: dict[str, str | None] = field(default_factory=dict)
    actual_until: int = ALWAYS
    told: bool = False


class Planner:
    """Makes plans for all that one source brings.

    retrieved_on: the day of publication of what does not say its own. unknown: the first reason for which
    observations were left out.
    """

    def __init__(self, of: Settings, source: Source) -> None:
        self.retrieved_on = ""
        self.unknown = ""
        self._of, self._source = of, source
        self._asked = asked(of, source)
        self._library = Library(of, source, self._asked)
        self._filters = {name.lower(): text.split("+") for name, text in named(source).items()}
        self._periods: dict[str, dict[str, str | None]] = {}
        self._told: set[str] = set()

    def plan(self, cells: Cells) -> Plan:
        """What is to be done with observations of these cells."""
        self._check_dimensions(cells)
        key = ".".join(cells.dimensions.values())
        where = fitting(f"{cells.structure or self._asked.flow} {key}") + ", "
        if not self._wanted(cells):
            return Plan(where, told=True)
        if problem := _unfit(cells):
            return Plan(where, problem=problem)
        component = saying(cells, self._of.area)
        code = found(cells, (component,)) if component else ""
        place = (
            place_of(code, self._of.id, cells.labels.get(component, "")) if code else self._whole_area(cells)
        )
        if place is None:
            problem = f"found the area {code[:60]!r}, which is not known and has no name"
            return self._left_out(
                where, problem if code else f"found nothing in {key[:100]} that says of which area it is"
            )
        try:
            series, power = self._library.described(cells, place)
        except SourceError as error:
            return self._left_out(where, str(error))
        return self._ready(cells, Plan(where, series, area=place, power=power))

    def _left_out(self, where: str, problem: str) -> Plan:
        """The plan for what is not taken; a reason is told once, whatever the number of areas that it holds for."""
        self.unknown = self.unknown or problem
        told = problem in self._told
        self._told.add(problem)
        return Plan(where, problem=problem, told=told)

    def _ready(self, cells: Cells, plan: Plan) -> Plan:
        known = rules("components")
        status = status_of(found(cells, known["status"]), found(cells, known["confidentiality"]))
        latest = found(cells, known["latest_actual"])[:4]
        year_start = found(cells, known["year_start"]) or JANUARY
        return replace(
            plan,
            nature=status.nature,
            status=status.status,
            missing=status.missing,
            withdrawn=cells.action == "D",
            published_on=day_of(found(cells, known["updated"])) or self.retrieved_on,
            year_start=year_start,
            periods=self._periods.setdefault(year_start, {}),
            actual_until=int(latest) if latest.isdigit() and latest.isascii() else ALWAYS,
        )

    def _whole_area(self, cells: Cells) -> Place | None:
        """The area of what names none, where it is of that area."""
        where = self._of.whole_area_where
        if not self._of.whole_area or (where and cells.dimensions.get(where[0]) != where[1]):
            return None
        return Place(*self._of.whole_area)

    def _check_dimensions(self, cells: Cells) -> None:
        """Raises where dimensions of the key are not among the columns: series would be taken for one."""
        parts = self._asked.key.count(".") + 1
        if "," not in self._asked.key and parts > len(cells.dimensions):
            names = ", ".join(cells.dimensions)
            raise ShapeError(
                f"found {len(cells.dimensions)} dimensions ({names[:200]}) where the key has {parts}; name those that "
                "stand behind the period: --option dimensions=NAME,NAME"
            )
        lacking = [name for name in self._filters if name not in {each.lower() for each in cells.dimensions}]
        if lacking:
            raise SourceError(
                f"found no dimension {lacking[0]!r}; expected one of {', '.join(cells.dimensions)[:200]}"
            )

    def _wanted(self, cells: Cells) -> bool:
        areas = self._source.areas
        if areas and found(cells, self._of.area) not in areas:
            return False
        codes = {name.lower(): code for name, code in cells.dimensions.items()}
        return all(codes[name] in allowed for name, allowed in self._filters.items())


def _unfit(cells: Cells) -> str:
    """Why the row is no figure; "" where it is one."""
    if not all(cells.dimensions.values()):
        if cells.action == "D":
            return "found a deletion of several series at once, which is not followed"
        return "found attributes of several series at once, which are not read"
    if cells.action == "D" and not cells.touched:
        return "found a deletion of attributes, which is not followed"
    return ""
