"""Eurostat: a dataset, or a part of it by a key or by dimensions, in SDMX-CSV or JSON-stat.

Several traps of this service: it heeds a parameter for the format and no header; a unit's code holds its
multiple ("CP_MEUR" is million euro); an answer of a header alone means no data; a question for too much is
answered with a message that holds none; and no older state of a dataset is kept, but only the last update,
as "28/08/26", is told.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from outgoing.body import Body
from outgoing.service import Pace
from outgoing.web import Ask
from publishers import json_stat
from publishers.errors import SourceError
from publishers.json_body import read_json
from publishers.sdmx.figures import Reading
from publishers.sdmx.record import rules
from publishers.sdmx.service import Asked, asked, named, settings
from publishers.shape import Asking, Finding, Problem, Publisher, Source

OF = settings()["eurostat"]
PUBLISHER = Publisher(
    id=OF.id,
    name=OF.name,
    url=OF.url,
    codes=OF.codes,
    pace=Pace(OF.requests, OF.seconds),
    every=timedelta(hours=12),  # it publishes at 11:00 and at 23:00
    parser=2,
)
FORMATS = ("sdmx-csv", "json-stat")


def fetch(source: Source, web: Asking) -> Iterator[Body]:
    """The one answer that holds all of it. Raises SourceError for a source that cannot be asked for so."""
    what = asked(OF, _in_capitals(source))
    if _format(source, what) == "json-stat":
        yield web.ask(Ask("data", f"statistics/1.0/data/{what.flow}", _statistics(source), expect="json"))
    else:
        path = f"sdmx/2.1/data/{what.flow}" + (f"/{what.key}" if what.key else "")
        bounds = _bounds(source, "startPeriod", "endPeriod")
        # Not "csv": an answer in XML is read too, for what it says is wrong.
        yield web.ask(Ask("data", path, [("format", "SDMX-CSV"), *bounds], expect="xml"))


def parse(source: Source, bodies: Iterable[Body]) -> Iterator[Finding]:
    """The figures of all series of the source; first a Problem where its dataset has moved."""
    source = _in_capitals(source)
    moved = rules("moves")["moves"].get(asked(OF, source).flow)
    if moved:
        yield Problem(source.code, (
            f"this dataset froze at {moved['froze']}; its successor is {moved['successor'].lower()} "
            f"({moved['changed']})"
        ))  # fmt: skip
    reading = Reading(OF, source)
    for body in bodies:
        with body.content() as file:
            is_json = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))
        if is_json:
            prepare = reading.begin(body)
            for table in json_stat.tables(read_json(body)):
                yield from reading.of_records(json_stat.records(table, prepare))
        else:
            yield from reading.of_body(body)
    reading.check()


def _in_capitals(source: Source) -> Source:
    """The same source, its code as the service writes it."""
    return Source(source.publisher, source.code.upper(), source.areas, source.said, source.options)


def _format(source: Source, what: Asked) -> str:
    """The format: JSON-stat too where dimensions are named without a key, since only it is asked by name."""
    said = source.options.get("format")
    if said is not None and said not in FORMATS:
        raise SourceError(f"found the format {said[:40]!r}; expected one of {', '.join(FORMATS)}")
    if said == "json-stat" and what.key:
        raise SourceError(
            f"found the key {what.key[:80]!r} for JSON-stat, which knows none; say its parts as options (geo=AT)"
        )
    by_name = not what.key and (named(source) or source.areas)
    return said or ("json-stat" if by_name else "sdmx-csv")


def _statistics(source: Source) -> list[tuple[str, str]]:
    chosen = [(name, code) for name, text in named(source).items() for code in text.split("+")]
    chosen += [("geo", area) for area in source.areas]
    bounds = _bounds(source, "sinceTimePeriod", "untilTimePeriod")
    return [("format", "JSON"), ("lang", "EN"), *chosen, *bounds]


def _bounds(source: Source, since: str, until: str) -> list[tuple[str, str]]:
    named_so = {"start": since, "end": until}
    return [(named_so[option], source.options[option]) for option in named_so if option in source.options]
