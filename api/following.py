"""Following a source: what is usual of its publisher, and the job that refreshes it from then on."""

import re

from publishers.catalogue import COLUMNS
from publishers.errors import SourceError
from publishers.registry import module_of
from publishers.shape import Publisher
from schemas.source import WantedSource
from sql import feeds, jobs
from sql.database import Connection

FROM_THE_COMMAND_LINE = ("path",)  # options that name what lies on the machine itself


class UnknownColumnError(SourceError):
    """A column that no series has. column: its name."""

    def __init__(self, column: str) -> None:
        super().__init__(f"found the column {column!r}; expected one of {', '.join(sorted(COLUMNS))}")
        self.column = column


class UnknownOptionError(SourceError):
    """An option that the publisher's module does not understand. option: its name."""

    def __init__(self, publisher: Publisher, option: str) -> None:
        known = ", ".join(sorted(publisher.options or ())) or "none"
        super().__init__(f"found the option {option!r}; {publisher.id} understands {known}")
        self.option = option


def wanted_of(asked: WantedSource) -> feeds.Wanted:
    """What is to be followed, with what is usual of its publisher where nothing was said. Raises SourceError."""
    publisher = module_of(asked.publisher).publisher
    for name in asked.options:
        if publisher.options is not None and name not in publisher.options:
            raise UnknownOptionError(publisher, name)
    for name in asked.columns:
        if name not in COLUMNS:
            raise UnknownColumnError(name)
    return feeds.Wanted(
        publisher.id,
        asked.code,
        asked.areas,
        asked.columns,
        asked.options,
        asked.every,
        asked.change_limit,
        publisher.every,
        publisher.change_limit,
    )


def without_query(text: str) -> str:
    """The text, its addresses without users and queries: these may hold what is not everybody's."""
    named = re.sub(r"(https?://)[^\s/?#@]*@", r"\1…@", text)
    return re.sub(r"(https?://[^\s?]*)\?\S*", r"\1?…", named)


def follow(conn: Connection, wanted: feeds.Wanted) -> int:
    """Follows it from now on, and has it fetched at once; its number.

    A table that is followed anew, from another place or by another mapping, takes the place of the one before.
    """
    number = feeds.add(conn, wanted)
    if module_of(wanted.publisher).publisher.replaced:
        for other in feeds.listing(conn, wanted.publisher):
            if other.code == wanted.code and other.number != number:
                feeds.end(conn, other.id)
    jobs.add(conn, "refresh", number)
    return number
