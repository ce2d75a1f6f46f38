"""What every publisher's module is made of: the shape that a new one copies.

A module has three names:

    PUBLISHER                            who it is and on what terms it may be asked
    fetch(source, web) -> bodies         asks the service for all of the source, page by page
    parse(source, bodies) -> findings    what the bodies say: pure, streaming, the same each time

`parse` reads numbers as text into Decimal, never through float. It yields an Observation for each
figure, and a Problem for what it leaves out and an operator should know. It raises ShapeError where a
document is not as its publisher documents it: then nothing of it is stored.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple, Protocol, TypeAlias

from outgoing.body import Body
from outgoing.service import KeyPlace, Pace
from outgoing.web import Ask


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes figures, and how it wants to be asked.

    id: as the command calls it. name: of the service, for messages. url: its base address. codes: what the
    code of a source looks like, for messages. pace: how often it lets itself be asked. every: how often
    there may be news. parser: the version of `parse`, raised when the same bodies give other findings.
    key_place: where it wants a key, None where it knows none. keyed_pace: its pace for those who send one, None
    where it is the same. options: those that its module understands, None where any may be a dimension.
    replaced: a code followed anew, with other options, takes the place of what was followed. change_limit:
    the share of stored figures that a refresh may change before it stops and asks.
    """

    id: str
    name: str
    url: str
    codes: str
    pace: Pace
    every: timedelta
    parser: int
    key_place: KeyPlace | None = None
    keyed_pace: Pace | None = None
    options: frozenset[str] | None = None
    replaced: bool = False
    change_limit: Decimal = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Source:
    """What is followed: something of a publisher's, by the publisher's own code.

    areas: codes of the areas wanted, in the publisher's own way; none: all. said: columns of the figures
    CSV that the operator sets for its series (unit, measure …), over what is known of it. options: what
    else the publisher's module understands ("start": "2010").
    """

    publisher: str
    code: str
    areas: tuple[str, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Series:
    """What is said of a series: columns of the figures CSV that are the same on each of its rows.

    columns: series, title, publisher, publisher_name, publisher_fiscal_month, dataset, measure, unit, stock_flow, frequency,
    area_role, population, breakdown, statistic, price_basis, adjustment, transformation,
    rounding_quantum, url, licence; and nature and status, which its observations have unless they say
    otherwise. Those that do not apply are left out.
    """

    columns: Mapping[str, str]


class Observation(NamedTuple):
    """One published version of one figure.

    area: a code with its scheme ("iso3166-1:USA"), area_name its name there. period: ISO 8601 or "FY2022".
    value, low, high, margin_of_error: in the series' unit, multiplied out. missing: why there is no value
    (missing, suppressed, not_collected, not_applicable, withdrawn), else "". published_on: the day, ISO
    8601. locator: where in the source it stands. nature, status: those of its series where empty.
    """

    series: Series
    area: str
    area_name: str
    period: str
    value: Decimal | None
    published_on: str
    locator: str
    missing: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    margin_of_error: Decimal | None = None
    nature: str = ""
    status: str = ""


class Problem(NamedTuple):
    """What was left out, and why. locator: where it stands."""

    locator: str
    text: str


Finding: TypeAlias = Observation | Problem


class Asking(Protocol):
    """Who asks the service: outgoing.web.Web, or a test. keyed: whether with a key."""

    @property
    def keyed(self) -> bool:
        """Whether the service is asked with a key."""

    def ask(self, ask: Ask) -> Body:
        """What the service answers. Raises OutgoingError."""


Fetch: TypeAlias = Callable[[Source, Asking], Iterator[Body]]
Parse: TypeAlias = Callable[[Source, Iterable[Body]], Iterator[Finding]]
