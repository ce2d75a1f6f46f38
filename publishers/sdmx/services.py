"""Services that speak SDMX, the OECD among them: one module for all, by configuration (services.toml).

A key goes below the flow: "OECD.SDD.TPS/DSD_LFS@DF_IALFS_UNE_M/1.0/USA...". Periods are asked for in one
parameter, as the specification has it, and chosen again from what comes, since services pass over it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from outgoing.body import Body
from outgoing.service import Pace
from outgoing.web import Ask
from publishers.sdmx.figures import findings
from publishers.sdmx.service import Asked, Settings, asked, settings
from publishers.shape import Asking, Fetch, Parse, Publisher, Source

PARSER = 2


@dataclass(frozen=True, slots=True)
class Service:
    """A service in the shape of a publisher's module."""

    PUBLISHER: Publisher
    fetch: Fetch
    parse: Parse


def _service(of: Settings) -> Service:
    publisher = Publisher(
        id=of.id,
        name=of.name,
        url=of.url,
        codes=of.codes,
        pace=Pace(of.requests, of.seconds),
        every=timedelta(days=1),
        parser=PARSER,
    )
    return Service(publisher, partial(_fetch, of), partial(findings, of))


def _fetch(of: Settings, source: Source, web: Asking) -> Iterator[Body]:
    """The one message that holds all of it: these services send no pages."""
    what = asked(of, source)
    headers = {"Accept": of.accept} if of.accept else None
    params = (*of.params, *QUERIES[of.flavour](of, source))
    # Not "csv": an answer in XML is read too, for what it says is wrong.
    yield web.ask(Ask("data", PATHS[of.flavour](what), params, headers=headers, expect="xml"))


def _path_v1(what: Asked) -> str:
    flow = what.flow if what.version == "latest" else f"{what.agency},{what.flow},{what.version}"
    return f"data/{flow}/{what.key or 'all'}"


def _path_v2(what: Asked) -> str:
    """Every part of a key that is left open is a star in this version."""
    key = ".".join(part or "*" for part in what.key.split("."))
    return f"data/dataflow/{what.agency or '*'}/{what.flow}/{what.version}/{key}"


def _query_v1(_: Settings, source: Source) -> Iterator[tuple[str, str]]:
    for option, parameter in (("start", "startPeriod"), ("end", "endPeriod")):
        if option in source.options:
            yield parameter, source.options[option]


def _query_v2(of: Settings, source: Source) -> Iterator[tuple[str, str]]:
    bounds = [
        f"{sign}:{source.options[name]}"
        for name, sign in (("start", "ge"), ("end", "le"))
        if name in source.options
    ]
    if bounds:
        yield "c[TIME_PERIOD]", "+".join(bounds)
    if source.areas:
        yield f"c[{of.area[0]}]", ",".join(source.areas)


PATHS: dict[str, Callable[[Asked], str]] = {"v1": _path_v1, "v2": _path_v2}
QUERIES: dict[str, Callable[[Settings, Source], Iterator[tuple[str, str]]]] = {
    "v1": _query_v1,
    "v2": _query_v2,
}
SERVICES: tuple[Service, ...] = tuple(_service(of) for of in settings().values() if of.id != "eurostat")
