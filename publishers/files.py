"""Publishers that put tables on a page rather than behind an interface: RPC, CBP, OHSS, and a newsroom's own.

The address of such a table changes with each issue, so the source says it: option url, or path, a local
file, which only the command line may set. Option published_on goes before what the table says of itself.
A newsroom's own table comes with option mapping: its TOML, or the name of a mapping that is here. Option
drop, COLUMN=PATTERN, leaves out the rows whose text in that column matches.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from os import fsencode
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from outgoing.body import Body
from outgoing.service import Pace
from outgoing.web import Ask
from publishers.catalogue import describe
from publishers.errors import SourceError
from publishers.shape import Asking, Finding, Publisher, Series, Source
from publishers.tables.mapping import RowRule, TableMapping
from publishers.tables.mapping_toml import read_mapping, shipped
from publishers.tables.patterns import compiled
from publishers.tables.table import figures

SLOWLY = Pace(requests=6, seconds=60)


class _Page(NamedTuple):
    """Where the tables of a publisher are found, and the servers that they may come from."""

    url: str
    servers: tuple[str, ...]


PAGES = {
    "rpc": _Page("https://www.wrapsnet.org/admissions-and-arrivals/", ("wrapsnet.org", "state.gov")),
    "cbp": _Page("https://www.cbp.gov/newsroom/stats/cbp-public-data-portal", ("cbp.gov",)),
    "ohss": _Page("https://ohss.dhs.gov/topics/immigration", ("dhs.gov",)),
}
OPTIONS = frozenset(["url", "path", "mapping", "published_on", "drop"])
PUBLISHERS = {
    "rpc": Publisher(
        "rpc", "U.S. Department of State, Refugee Processing Center", "https://www.wrapsnet.org",
        "admissions or ceilings", SLOWLY, timedelta(days=7), 1,
        options=OPTIONS, replaced=True,
    ),
    "cbp": Publisher(
        "cbp", "U.S. Customs and Border Protection", "https://www.cbp.gov",
        "southwest-encounters or nationwide-encounters-by-state", SLOWLY, timedelta(days=7), 1,
        options=OPTIONS, replaced=True,
    ),
    "ohss": Publisher(
        "ohss", "U.S. Office of Homeland Security Statistics", "https://ohss.dhs.gov",
        "refugee-arrivals, usbp-encounters or usbp-southwest-encounters", SLOWLY, timedelta(days=7), 1,
        options=OPTIONS, replaced=True,
    ),
    # No base address: each source names one, so that only public ones are asked.
    "file": Publisher(
        "file", "a table of one's own", "", "the id of the series that it gives", SLOWLY, timedelta(days=1), 1,
        options=OPTIONS, replaced=True,
    ),
}  # fmt: skip


def fetch(source: Source, web: Asking) -> Iterator[Body]:
    """The table: what the address answers, or the local file, of the day on which it was last changed.

    Raises SourceError where neither is said, naming the page where its address is found.
    """
    mapping = _mapping(source)
    url, path = source.options.get("url", ""), source.options.get("path", "")
    if bool(url) == bool(path):
        raise SourceError(_needed(source, "both" if url else "neither"))
    if path:
        yield _local(Path(path))
    else:
        _check_server(source, url)
        yield web.ask(Ask("data", url, expect="csv" if mapping.format == "csv" else "file"))


def parse(source: Source, bodies: Iterable[Body]) -> Iterator[Finding]:
    """The figures of the table, as the mapping of the source reads it."""
    mapping, published_on = _mapping(source), source.options.get("published_on", "")
    if published_on:
        published_on = _day(published_on)

    def series_of(said: Mapping[str, str]) -> Series:
        return describe(source, {**_derived(source), **said})

    for body in bodies:
        yield from figures(mapping, body, series_of, published_on)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise SourceError(f"published_on: found {text[:60]!r}; expected a day, 2024-12-31") from error


def _mapping(source: Source) -> TableMapping:
    mapping, dropped = _declared(source), source.options.get("drop", "")
    if not dropped:
        return mapping
    column, equals, pattern = dropped.partition("=")
    if not equals:
        raise SourceError(f"drop: found {dropped[:60]!r}; expected a column, an equals sign and a pattern")
    return replace(mapping, drop=(*mapping.drop, RowRule(column, compiled(pattern, "drop"))))


def _declared(source: Source) -> TableMapping:
    if source.publisher == "file":
        text = source.options.get("mapping", "")
        if not text:
            raise SourceError(
                "found no mapping; expected the option mapping: the TOML that says how the table is read"
            )
        return read_mapping(text)
    codes = PUBLISHERS[source.publisher].codes
    if source.code not in codes.replace(",", "").split():
        raise SourceError(f"found {source.publisher} {source.code[:60]!r}; expected {codes}")
    return shipped(f"{source.publisher}-{source.code}")


def _derived(source: Source) -> dict[str, str]:
    """What holds of the series of the source before anything else is said of it."""
    url, page = source.options.get("url", ""), PAGES.get(source.publisher)
    series = {"series": source.code} if source.publisher == "file" else {}
    return {**series, "url": url or (page.url if page else "")}


def _local(path: Path) -> Body:
    """The file, by its name: where it lies is nobody else's business. Raises SourceError where it cannot be read."""
    if not path.is_file():
        raise SourceError(f"path: found {str(path)[:200]!r}, which is no file; expected one")
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
        return Body.of(path, "data", f"FILE {quote(fsencode(path.name))}", changed)
    except OSError as error:
        raise SourceError(
            f"path: found {str(path)[:200]!r}, which cannot be read ({error.strerror})"
        ) from error


def _check_server(source: Source, url: str) -> None:
    """Raises SourceError where the address is not the publisher's: what stands there is not what it published."""
    page, server = PAGES.get(source.publisher), _server(url)
    if not server:
        raise SourceError(f"url: found {url[:200]!r}; expected an address from https:// on")
    if page and not any(server == known or server.endswith(f".{known}") for known in page.servers):
        raise SourceError(
            f"url: found the server {server!r}; expected {' or '.join(page.servers)}; "
            'for a copy elsewhere, follow publisher "file" with a mapping'
        )


def _server(url: str) -> str:
    """The server of the address, "" where it is none, or one that is read in several ways."""
    try:
        parts = urlsplit(url)
        plain = parts.scheme in {"https", "http"} and "@" not in parts.netloc and "\\" not in url
        return parts.hostname or "" if plain and parts.port != 0 else ""
    except ValueError:
        return ""


def _needed(source: Source, found: str) -> str:
    page = PAGES.get(source.publisher)
    where = f"; the newest is linked from {page.url}" if page else ""
    return f"found {found} of the options url and path; expected one: the address of the table{where}"
