"""All publishers, by id: the one list to enter a new module in."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType

from publishers import (
    bls,
    datacommons,
    eurostat,
    files,
    fred,
    socrata,
    statcan,
    treasury,
    unhcr,
    worldbank,
)
from publishers.errors import SourceError
from publishers.sdmx.services import SERVICES
from publishers.shape import Fetch, Parse, Publisher


@dataclass(frozen=True, slots=True)
class Module:
    """A publisher, how it is asked and how its answers are read."""

    publisher: Publisher
    fetch: Fetch
    parse: Parse


def _of(module: ModuleType) -> Module:
    return Module(module.PUBLISHER, module.fetch, module.parse)


_ALL = (
    *map(_of, (worldbank, fred, bls, treasury, datacommons, unhcr, eurostat, statcan, socrata)),
    *(Module(one.PUBLISHER, one.fetch, one.parse) for one in SERVICES),
    *(Module(one, files.fetch, files.parse) for one in files.PUBLISHERS.values()),
)
MODULES: Mapping[str, Module] = {one.publisher.id: one for one in _ALL}


def module_of(publisher: str) -> Module:
    """The publisher's module. Raises SourceError naming those there are."""
    try:
        return MODULES[publisher]
    except KeyError:
        raise SourceError(
            f"found the publisher {publisher!r}; expected one of {', '.join(sorted(MODULES))}"
        ) from None
