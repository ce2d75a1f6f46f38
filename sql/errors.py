"""Every error that the store raises.

StoreError
├── NotStoredError       what was asked for is not stored, or not at that snapshot
├── AmbiguousAreaError   a name that several areas bear
├── ImportRefusedError   rows that cannot be stored; nothing of the file is
├── ImportTooLargeError  a file larger than the service takes in
├── HeldError            an import that would change more than is usual: somebody has to agree to it
├── AlreadyWithdrawnError  an import that was taken back before
├── TakenError           what is to be once is there already
├── KeyReusedError       an idempotency key that came with another request
├── BusyError            every connection, or the one place for an import, is taken
├── MigrationError       the database and the program do not fit together
└── ServerStartError     PostgreSQL cannot be started, or is not fit to hold the store
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one field of a file.

    line: counted from 1, the header included. column: its name, None where the whole line is meant.
    """

    line: int
    column: str | None
    found: str
    expected: str


class StoreError(Exception):
    """Something the store cannot do; the message says what was found and what would do."""


class NotStoredError(StoreError):
    """Nothing of that name or number is stored."""


class AmbiguousAreaError(StoreError):
    """A name of several areas: which is meant must be said by code."""

    def __init__(self, alias: str, codes: Sequence[str]) -> None:
        super().__init__(
            f"found the area {alias!r}, which names {len(codes)} areas; "
            f"expected one of the codes {', '.join(codes)}"
        )
        self.alias = alias
        self.codes = tuple(codes)


class ImportRefusedError(StoreError):
    """A file that holds bad rows. problems: the first 100, in order; count: of bad rows in all."""

    def __init__(self, problems: Sequence[Problem], count: int) -> None:
        first = problems[0]
        where = f"line {first.line}" + (f", column {first.column}" if first.column else "")
        super().__init__(
            f"nothing was stored: {count} bad row{'s' if count != 1 else ''}; the first is {where}: "
            f"found {first.found}; expected {first.expected}"
        )
        self.problems = tuple(problems)
        self.count = count


class ImportTooLargeError(StoreError):
    """A file larger than is taken in, or packed so tightly that it looks like a trap."""


class HeldError(StoreError):
    """An import that would change so much that somebody has to look at it first; nothing was stored."""

    def __init__(self, stored: int, changed: int, tenfold: int, examples: Sequence[str]) -> None:
        share = 100 * changed // stored
        more = f", {tenfold:,} by more than ten times" if tenfold else ""
        super().__init__(
            f"it would change {changed:,} of {stored:,} stored figures ({share} %){more}. "
            f"For example {'; '.join(examples)}. Nothing was stored"
        )


class AlreadyWithdrawnError(StoreError):
    """The import was taken back before; it cannot be taken back twice."""


class TakenError(StoreError):
    """What may be there once is there already."""


class KeyReusedError(StoreError):
    """The idempotency key came before with another request."""


class BusyError(StoreError):
    """All places are taken for now; the same request may succeed later."""


class MigrationError(StoreError):
    """The tables in the database are not those that this program knows how to use."""


class ServerStartError(StoreError):
    """There is no PostgreSQL to be had, or it is not fit to hold the store."""
