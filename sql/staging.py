"""The rows of a file in a temporary table, as they came: how they get there and what may be wrong."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import psycopg2
from psycopg2.extensions import cursor

from sql.errors import ImportRefusedError, Problem
from sql.incoming import PIECE, Incoming
from sql.queries import query


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a kind of file must have, and those that it may have."""

    required: Sequence[str]
    optional: Sequence[str] = ()

    def absent_from(self, present: Sequence[str]) -> list[str]:
        """The optional columns that are not among those present.

        Raises ImportRefusedError where one is missing, unknown, or there twice.
        """
        known = [*self.required, *self.optional]
        problems = [
            Problem(1, name, "no such column", f"the columns {', '.join(self.required)}")
            for name in self.required
            if name not in present
        ]
        for at, name in enumerate(present):
            if name not in known:
                problems.append(Problem(1, name, f"the column {name[:100]!r}", _one_of(known)))
            elif name in present[:at]:
                problems.append(Problem(1, name, "the column twice", "each column once"))
        if problems:
            raise ImportRefusedError(problems, 1)
        return [name for name in self.optional if name not in present]


def _one_of(names: Sequence[str]) -> str:
    return f"commas between columns, each one of {', '.join(names)}"


def copy(cur: cursor, incoming: Incoming, columns: Columns) -> int:
    """Copies the rows into staged_row and says how many there are.

    Raises ImportRefusedError where the file is no CSV of these columns.
    """
    absent = columns.absent_from(incoming.columns)
    cur.execute(query("stage_settings"))
    cur.execute(query("stage_rows"), {"present": list(incoming.columns)})
    try:
        cur.copy_expert(query("stage_copy"), _Readable(incoming), size=PIECE)
    except psycopg2.Error as error:
        if incoming.failure:
            raise incoming.failure from error
        raise _refusal(error, len(incoming.columns)) from error
    rows = cur.rowcount
    cur.execute(query("stage_absent"), {"absent": absent})
    return rows


@dataclass(frozen=True, slots=True)
class _Readable:
    """The same rows with the two methods that psycopg2 asks of a file."""

    incoming: Incoming

    def read(self, size: int = PIECE, /) -> bytes:
        return self.incoming.read(size)

    def readline(self, size: int = PIECE, /) -> bytes:
        """The same: psycopg2 asks for it to be there, and reads whole pieces."""
        return self.read(size)


# What PostgreSQL's COPY says, and what we say of it.
_FAULTS: Mapping[str, tuple[str, str]] = {
    "missing data for column": ("fewer fields", "{count} fields, as in the first line"),
    "extra data after last": ("more fields", "{count} fields, as in the first line"),
    "unterminated CSV quoted": ("a quoted field that is still open where the file ends", 'a closing "'),
    "invalid byte sequence": ("bytes that are not UTF-8", "text in UTF-8"),
    "unquoted": ("a line end of another kind", "the same line ends throughout"),
}


def _refusal(error: psycopg2.Error, count: int) -> Exception:
    """The refusal of the line that COPY names, or the error itself where it is no fault of a line."""
    at = re.search(r"COPY staged_row, line (\d+)", error.diag.context or "")
    said = error.diag.message_primary or ""
    known = next((texts for start, texts in _FAULTS.items() if start in said), None)
    if not isinstance(error, psycopg2.DataError) or not at or not known:
        return error
    problem = Problem(int(at[1]) + 1, None, known[0], known[1].format(count=count))
    return ImportRefusedError([problem], 1)


def refuse_problems(cur: cursor, name: str) -> None:
    """Raises ImportRefusedError if the statement of that name finds bad rows."""
    cur.execute(query(name))
    rows = cur.fetchall()
    if rows:
        problems = [Problem(line, column, f'"{found}"' if found else "nothing", expected)
                    for line, column, found, expected, _ in rows]  # fmt: skip
        raise ImportRefusedError(problems, rows[0][4])


def count_in(cur: cursor) -> int:
    """The number in the one row of the statement just run."""
    row = cur.fetchone()
    return int(row[0]) if row else 0
