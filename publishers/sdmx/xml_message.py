"""The state of reading one message of SDMX-ML: what the parser tells of it, element by element."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from publishers.errors import AnswerError, ShapeError
from publishers.sdmx.record import rules
from publishers.sdmx.xml_groups import Groups

DEEPEST: Final = 60  # elements within one another
ACTIONS: Final = {"Append": "A", "Replace": "R", "Merge": "M", "Delete": "D", "Information": "I"}
DATA: Final = ("GenericData", "StructureSpecificData", "CompactData", "GenericTimeSeriesData",
               "StructureSpecificTimeSeriesData", "DataSet")  # fmt: skip
TEXTS: Final = frozenset(["Text", "faultstring", "Time", "DataSetAction", "URN"])
TOO_MUCH: Final = frozenset(["413", "510", "130"])  # codes of an answer that is not all of it


class Seen(NamedTuple):
    """One observation: what it shares, period, value."""

    structure: str
    action: str
    dimensions: dict[str, str]
    attributes: dict[str, str]
    period: str
    value: str


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


class Message:
    """What the parser tells of the message: the state of the reading, and observations not yet taken."""

    def __init__(self, dimensions: Sequence[str]) -> None:
        known = rules("components")
        self._never = (set(known["never_dimensions"]) | {"OBS_VALUE"}) - set(dimensions)
        self._time: list[str] = known["time"]
        self._path: list[str] = []
        self._text = ""
        self._structure, self._action, self._across = "", "I", ""
        self._of_set: dict[str, str] = {}
        self._series: dict[str, str] = {}
        self._of_series: dict[str, str] = {}
        self._observation: dict[str, str] = {}
        self._of_observation: dict[str, str] = {}
        self._groups = Groups()
        self._found: list[Seen] = []
        self._said: list[str] = []
        self._failed = self._large = self._series_began = False

    def taken(self) -> list[Seen]:
        """The observations that were found since the last time."""
        found, self._found = self._found, []
        return found

    def check(self, number: int) -> None:
        """Raises AnswerError where the message says something instead of data, or of the rest of it."""
        if self._said and (self._failed or not number):
            hint = "; ask for less: fewer areas, series or years" if self._large else ""
            raise AnswerError(f"It answers: {' '.join(dict.fromkeys(self._said))[:600]}{hint}")

    # What the parser calls.

    def doctype(self, name: str, *_: object) -> None:
        """Refuses document types: entities, which can be made to swell, are declared in them."""
        raise ShapeError(f"found the document type {name[:40]!r}; expected SDMX-ML, which has none")

    def start(self, tag: str, given: dict[str, str]) -> None:
        """An element begins."""
        name = _local(tag)
        if not self._path and name not in (*DATA, "Fault", "Error", "Envelope"):
            raise ShapeError(f"found a document <{name[:40]}>; expected a data message of SDMX-ML")
        self._path.append(name)
        if len(self._path) > DEEPEST:
            raise ShapeError(f"found elements more than {DEEPEST} deep; expected SDMX-ML")
        self._text = ""
        attributes = {_local(key): text for key, text in given.items() if "schema-instance" not in key}
        if name in BEGINNINGS:
            BEGINNINGS[name](self, attributes)
        elif name.endswith("Group") and len(self._path) > 1 and self._path[-2] == "DataSet":
            self._group(attributes)

    def data(self, text: str) -> None:
        """Text within an element."""
        if self._path and self._path[-1] in TEXTS and len(self._text) < 2000:
            self._text += text

    def end(self, _: str) -> None:
        """An element ends."""
        name = self._path.pop()
        if name in ("Text", "faultstring"):
            self._said.append(" ".join(self._text.split()))
            self._failed = self._failed or name == "faultstring"
            self._large = self._large or "EXTRACTION_TOO_BIG" in self._text
        elif name == "Time":
            self._observation["TIME_PERIOD"] = self._text.strip()
        elif name == "DataSetAction":
            self._action = ACTIONS.get(self._text.strip(), "I")
        elif name == "Obs":
            self._observed()
        elif name.endswith("Group") and self._path and self._path[-1] == "DataSet":
            self._grouped()

    def close(self) -> None:
        """The document ends."""

    # Elements that say something where they begin.

    def begin_structure(self, given: dict[str, str]) -> None:
        """Takes what the element says."""
        self._across = given.get("dimensionAtObservation", self._across)

    def begin_reference(self, given: dict[str, str]) -> None:
        """Takes what the element says."""
        if "DataSet" not in self._path and "id" in given:
            self._structure = f"{given.get('agencyID', '')}:{given['id']}({given.get('version', '1.0')})"

    def begin_footer(self, given: dict[str, str]) -> None:
        """Takes what the element says."""
        self._large = self._large or given.get("code") in TOO_MUCH
        self._failed = self._failed or self._large or given.get("severity") == "Error"

    def begin_error(self, _: dict[str, str]) -> None:
        """Takes what the element says."""
        self._failed = True

    def begin_data_set(self, given: dict[str, str]) -> None:
        """Takes what the element says."""
        self._action = ACTIONS.get(given.get("action", ""), self._action)
        self._of_set, self._series, self._of_series, self._groups = {}, {}, {}, Groups()
        self._series_began = False

    def begin_series(self, given: dict[str, str]) -> None:
        """Takes what the element says."""
        self._series_began = True
        self._series, self._of_series = self._split(given)

    def begin_observation(self, given: dict[str, str]) -> None:
        """Takes what the element says."""
        self._observation, self._of_observation = {}, {}
        for name, text in given.items():
            within = self._path[-2] == "DataSet" or name in (*self._time, "OBS_VALUE", self._across)
            taken = self._observation if within and name not in self._never - {"OBS_VALUE"} else None
            (self._of_observation if taken is None else taken)[name] = text

    def begin_observed_at(self, given: dict[str, str]) -> None:
        """Takes what the element says."""
        name = given.get("id") or self._across or "TIME_PERIOD"
        self._observation[name] = given.get("value", "")

    def begin_observed_value(self, given: dict[str, str]) -> None:
        """Takes what the element says."""
        self._observation["OBS_VALUE"] = given.get("value", "")

    def begin_named_value(self, given: dict[str, str]) -> None:
        """Takes what the element says."""
        name = given.get("id") or given.get("concept")
        if name is None or len(self._path) < 3:
            return
        within, around = self._path[-2], self._path[-3]
        key, attributes = {
            "Series": (self._series, self._of_series),
            "Obs": (self._observation, self._of_observation),
            "DataSet": (self._of_set, self._of_set),
        }.get(around, (self._series, self._of_series))
        (attributes if within == "Attributes" else key)[name] = given.get("value", "")

    def _group(self, given: dict[str, str]) -> None:
        self._series, self._of_series = self._split(given)

    def _grouped(self) -> None:
        """Keeps the attributes of a group of series, by what is the same in their keys."""
        if self._series_began:  # theirs may have been multiples, by which values are read too small
            raise ShapeError("found a group of series behind the series; expected all groups before")
        self._groups.add({**self._series, **self._of_series})
        self._series, self._of_series = {}, {}

    def _split(self, given: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """Dimensions and attributes of what names both alike."""
        dimensions = {name: text for name, text in given.items() if name not in self._never}
        attributes = {name: text for name, text in given.items() if name in self._never}
        return dimensions, attributes

    def _observed(self) -> None:
        dimensions = {**self._series, **self._observation}
        value = dimensions.pop("OBS_VALUE", "")
        period = next((dimensions.pop(name) for name in self._time if name in dimensions), "")
        shared = self._of_set | self._groups.say_of(dimensions) | self._of_series | self._of_observation
        self._found.append(Seen(self._structure, self._action, dimensions, shared, period, value))


BEGINNINGS: Final[dict[str, Callable[[Message, dict[str, str]], None]]] = {
    "Structure": Message.begin_structure,
    "Ref": Message.begin_reference,
    "Message": Message.begin_footer,
    "ErrorMessage": Message.begin_error,
    "DataSet": Message.begin_data_set,
    "Series": Message.begin_series,
    "Obs": Message.begin_observation,
    "ObsDimension": Message.begin_observed_at,
    "ObsValue": Message.begin_observed_value,
    "Value": Message.begin_named_value,
}
